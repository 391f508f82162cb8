/** What others see of residence (cư trú): kinds of life events, problems, endpoints. */
import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { event } from '#platform/event.ts'
import { problem } from '#platform/problem.ts'
import { Day, Instant, Nullable, PageOf, PageQuery, UnitId, Uuid } from '#platform/schemas.ts'
import {
  outOfTerritory as personOutOfTerritory,
  personUnknown,
  reasonNeeded,
  searchEnded,
} from '#population/contract'
import { AbsenceRow, ResidenceItem } from './desk.contract.ts'
import { ResidenceKind } from './residence-events.ts'

export * from './boundary.contract.ts'
export * from './desk.contract.ts'
export * from './dwelling-acts.contract.ts'
export * from './presence-events.ts'
export * from './residence-events.ts'

export const dwellingUnknown = problem(404, 'residence/dwelling-unknown', {
  vi: 'Không tìm thấy chỗ ở này. Hãy chọn lại địa chỉ trong danh sách',
  en: 'This dwelling is not known. Please choose the address from the list again',
})
export const addressUnchanged = problem(422, 'residence/address-unchanged', {
  vi: 'Địa chỉ mới phải khác địa chỉ đang có, và có hiệu lực sau lần thay đổi trước',
  en: 'The new address must differ from the present one and begin after the last change',
})
export const dwellingClosed = problem(409, 'residence/dwelling-closed', {
  vi: 'Chỗ ở này không còn được đăng ký cư trú',
  en: 'Nobody can be registered at this dwelling any more',
})
export const placeUnsettled = problem(409, 'residence/place-unsettled', {
  vi: 'Xã, phường cũ của chỗ ở này đã chia về nhiều nơi và chưa xác định thuộc nơi nào. Công an xã, phường xác định trước, người dân không phải làm gì',
  en: 'The former commune of this dwelling was divided and nobody has said yet where it lies. The commune police settle that first; the citizen need do nothing',
})
export const householdUnknown = problem(404, 'residence/household-unknown', {
  vi: 'Không tìm thấy hộ này, hoặc hộ không ở địa chỉ đã chọn',
  en: 'This household is not known, or not at the chosen address',
})
export const headNeeded = problem(422, 'residence/head-needed', {
  vi: 'Hộ mới cần đúng một người là chủ hộ',
  en: 'A new household needs exactly one head',
})
export const headThereAlready = problem(409, 'residence/head-there-already', {
  vi: 'Hộ này đã có chủ hộ. Hãy chọn quan hệ khác với chủ hộ',
  en: 'This household has a head already. Choose another relation',
})
export const headTooYoung = problem(422, 'residence/head-too-young', {
  vi: 'Chủ hộ phải là người đã thành niên',
  en: 'The head of a household must be an adult',
})
export const notAMember = problem(409, 'residence/not-a-member', {
  vi: 'Người này không thuộc hộ này',
  en: 'This person does not belong to the household',
})
export const relationUnknown = problem(422, 'residence/relation-unknown', {
  vi: 'Quan hệ với chủ hộ không có trong danh mục',
  en: 'The relation to the head is not in its list',
})
export const groundUnknown = problem(422, 'residence/ground-unknown', {
  vi: 'Lý do xóa đăng ký không có trong danh mục',
  en: 'The ground of removal is not in its list',
})
export const nobodyNamed = problem(422, 'residence/nobody-named', {
  vi: 'Hãy chọn ít nhất một người, mỗi người một lần',
  en: 'Name at least one person, and each once',
})
export const alreadyRegisteredHere = problem(409, 'residence/already-registered-here', {
  vi: 'Người này đã đăng ký cư trú tại chỗ ở này',
  en: 'This person is registered at this dwelling already',
})
export const residenceOverlaps = problem(409, 'residence/overlaps', {
  vi: 'Thời gian này trùng với đăng ký cư trú đã có',
  en: 'The time overlaps with a residence that is registered',
})
export const notPermanentHere = problem(409, 'residence/no-permanent-residence', {
  vi: 'Người này không có đăng ký thường trú',
  en: 'This person has no permanent residence',
})
export const notTemporaryHere = problem(409, 'residence/no-temporary-residence', {
  vi: 'Người này không có đăng ký tạm trú',
  en: 'This person has no temporary residence',
})
export const sameCommune = problem(422, 'residence/same-commune', {
  vi: 'Không đăng ký tạm trú tại xã, phường nơi đang đăng ký thường trú (Luật Cư trú, Điều 27)',
  en: 'No temporary residence in the commune of one’s permanent residence (Law on Residence, art. 27)',
})
export const termTooLong = problem(422, 'residence/term-too-long', {
  vi: 'Thời hạn tạm trú dài hơn mức pháp luật cho phép',
  en: 'The term of temporary residence is longer than the law allows',
})
export const termTooShort = problem(422, 'residence/term-too-short', {
  vi: 'Ở dưới 30 ngày thì thông báo lưu trú, không đăng ký tạm trú',
  en: 'For fewer than 30 days give notice of a stay instead',
})
export const termOver = problem(422, 'residence/term-over', {
  vi: 'Ngày kết thúc đã qua. Hãy chọn lại ngày',
  en: 'The last day has passed. Please choose another',
})
export const tooEarlyToExtend = problem(422, 'residence/too-early-to-extend', {
  vi: 'Chưa đến thời gian gia hạn tạm trú',
  en: 'It is too early to extend the temporary residence',
})
export const stayTooLong = problem(422, 'residence/stay-too-long', {
  vi: 'Ở từ 30 ngày trở lên thì đăng ký tạm trú, không thông báo lưu trú',
  en: 'From 30 days on register temporary residence instead of a stay',
})
export const staysAtHome = problem(422, 'residence/stays-at-home', {
  vi: 'Đây là nơi thường trú hoặc tạm trú của người này, không cần thông báo lưu trú',
  en: 'The person is registered at this place; no notice of a stay is needed',
})
export const stayDeclaredBefore = problem(409, 'residence/stay-declared-before', {
  vi: 'Đã thông báo lưu trú của người này trong thời gian đó',
  en: 'A stay of this person at that time was declared before',
})
export const stayOver = problem(422, 'residence/stay-over', {
  vi: 'Thời gian lưu trú đã qua',
  en: 'The stay is over already',
})
export const consentNeeded = problem(422, 'residence/consent-needed', {
  vi: 'Người thuộc diện này cần văn bản đồng ý của cơ quan giám sát, quản lý trước khi đi (Luật Cư trú, Điều 31)',
  en: 'A person under supervision needs the written consent of the supervising body before leaving (Law on Residence, art. 31)',
})
export const absenceTooShort = problem(422, 'residence/absence-too-short', {
  vi: 'Vắng mặt ngắn như vậy thì không phải khai báo tạm vắng',
  en: 'So short an absence need not be declared',
})
export const absenceNotNeeded = problem(422, 'residence/absence-not-needed', {
  vi: 'Người này đã đăng ký tạm trú ở nơi khác nên không phải khai báo tạm vắng',
  en: 'This person has a temporary residence elsewhere and need not declare an absence',
})
export const absenceDeclaredBefore = problem(409, 'residence/absence-declared-before', {
  vi: 'Đã khai báo tạm vắng cho thời gian này',
  en: 'An absence at that time was declared before',
})
export const absenceUnknown = problem(404, 'residence/absence-unknown', {
  vi: 'Không có khai báo tạm vắng này, hoặc người này đã trở về',
  en: 'There is no such absence, or the person has come back',
})
export const notRegisteredAnywhere = problem(409, 'residence/not-registered-anywhere', {
  vi: 'Người này chưa đăng ký thường trú hoặc tạm trú ở đâu. Hãy khai báo nơi ở hiện tại',
  en: 'This person is registered nowhere. Declare the current place instead',
})
export const registeredElsewhere = problem(409, 'residence/registered-elsewhere', {
  vi: 'Người này đang có nơi thường trú hoặc tạm trú nên không khai báo nơi ở hiện tại (Luật Cư trú, Điều 19)',
  en: 'This person has a registered residence; a current place is for who has none (Law on Residence, art. 19)',
})
export const groundDoesNotFit = problem(422, 'residence/ground-does-not-fit', {
  vi: 'Dữ liệu trong cơ sở dữ liệu không khớp với lý do xóa đăng ký này',
  en: 'What the register holds does not fit this ground of removal',
})
export const groundNotYet = problem(422, 'residence/ground-not-yet', {
  vi: 'Chưa hết thời gian mà pháp luật quy định cho lý do xóa đăng ký này',
  en: 'The time that the law gives before this ground has not passed',
})
export const anotherDwelling = problem(422, 'residence/another-dwelling', {
  vi: 'Những người này không đăng ký tại chỗ ở của hộ',
  en: 'These people are not registered at the dwelling of the household',
})
export const headLeaves = problem(409, 'residence/head-leaves', {
  vi: 'Chủ hộ ra khỏi hộ thì các thành viên cử chủ hộ mới trước',
  en: 'Before the head leaves, the members settle on another',
})
export const outOfTerritory = problem(403, 'residence/out-of-territory', {
  vi: 'Nơi này không thuộc địa bàn bạn phụ trách',
  en: 'This place is not in the area you are responsible for',
})
export const notACommune = problem(422, 'residence/not-a-commune', {
  vi: 'Hãy chọn xã, phường hoặc đặc khu hiện nay',
  en: 'Choose a commune, ward or special zone of today',
})

/** A household whose head died or left has members and no head: lawful, and to be settled by them. Art. 10. */
export const householdWithoutHead = event(
  'residence.household-without-head',
  Type.Object({ householdId: Uuid, unitId: UnitId, since: Day }),
)

export const Place = Type.Object({
  dwellingId: Uuid,
  unitId: UnitId,
  address: Type.String(),
  since: Day,
  /** The last day, of a temporary residence. */
  until: Nullable(Day),
})
export type Place = Static<typeof Place>

/** A member as the others of the household see him (items 22 and 23). */
export const HouseholdMember = Type.Object({
  name: Type.String(),
  bornInYear: Type.Integer(),
  relationToHead: Type.String(),
  relation: Type.String(),
  self: Type.Boolean(),
})
export type HouseholdMember = Static<typeof HouseholdMember>

export const MyHousehold = Type.Object({
  kind: ResidenceKind,
  householdId: Uuid,
  fileNumber: Type.String(),
  relationToHead: Type.String(),
  relation: Type.String(),
  members: Type.Array(HouseholdMember),
})
export type MyHousehold = Static<typeof MyHousehold>

export const MyStay = Type.Object({
  id: Uuid,
  place: Type.String(),
  unit: Type.String(),
  arrivesOn: Day,
  leavesOn: Day,
})

export const MyResidence = Type.Object({
  permanent: Nullable(Place),
  temporary: Nullable(Place),
  households: Type.Array(MyHousehold),
  stays: Type.Array(MyStay),
  /** Declared absences that are not over. */
  absences: Type.Array(AbsenceRow),
  /** For who has no registered residence. */
  currentPlace: Nullable(Type.String()),
})
export type MyResidence = Static<typeof MyResidence>

export const readMyResidence = endpoint({
  method: 'GET',
  path: '/residence/me',
  summary: 'Read one’s own residence and household',
  access: { citizen: { for: 'self-or-represented', level: 1 } },
  personal: true,
  reply: MyResidence,
})

export const DwellingRow = Type.Object({ dwellingId: Uuid, unitId: UnitId, addressLine: Type.String() })
export type DwellingRow = Static<typeof DwellingRow>

/** Dwellings of a commune whose address begins so: ids and addresses, nothing about who lives there. */
export const listDwellings = endpoint({
  method: 'GET',
  path: '/residence/dwellings',
  summary: 'List dwellings of a commune to choose an address from',
  access: {
    citizen: { for: 'anyone', level: 1 },
    officer: {
      roles: ['residence', 'counter', 'case-officer', 'civil-status'],
      within: 'nation',
      purpose: 'residence/register',
    },
  },
  query: Type.Object({ unitId: UnitId, line: Type.Optional(Type.String({ maxLength: 100 })), ...PageQuery }),
  reply: PageOf(DwellingRow),
})

const officers = {
  roles: ['residence', 'case-officer', 'signing-leader', 'data-steward'],
  within: 'territory',
  purpose: 'residence/register',
} as const

export const MemberRow = Type.Object({
  personId: Uuid,
  maskedNumber: Type.String(),
  name: Type.String(),
  bornOn: Day,
  sex: Type.String(),
  relationToHead: Type.String(),
  relation: Type.String(),
  kind: ResidenceKind,
  since: Day,
  until: Nullable(Day),
})
export type MemberRow = Static<typeof MemberRow>

export const OwnerRow = Type.Object({
  name: Type.String(),
  isPerson: Type.Boolean(),
  validFrom: Day,
  validUntil: Nullable(Day),
})

export const HouseholdFile = Type.Object({
  householdId: Uuid,
  fileNumber: Type.String(),
  dwellingId: Uuid,
  unitId: UnitId,
  /** The day that was asked, and the address as it is written on it. */
  on: Day,
  address: Type.String(),
  /** The same dwelling as it is written today. */
  addressNow: Type.String(),
  formedOn: Day,
  dissolvedOn: Nullable(Day),
  hasHead: Type.Boolean(),
  members: Type.Array(MemberRow),
  former: Type.Array(MemberRow),
  owners: Type.Array(OwnerRow),
  /** Other households that share the dwelling today. */
  others: Type.Array(Type.Object({ householdId: Uuid, fileNumber: Type.String() })),
})
export type HouseholdFile = Static<typeof HouseholdFile>

export const readHousehold = endpoint({
  method: 'GET',
  path: '/residence/households/:householdId',
  summary: 'Open the file of a household in one’s territory',
  access: { officer: officers },
  personal: true,
  params: Type.Object({ householdId: Uuid }),
  query: Type.Object({ on: Type.Optional(Day), knownAt: Type.Optional(Instant) }),
  reply: HouseholdFile,
  problems: [householdUnknown, outOfTerritory],
})

/** Where a person is registered, and the households he belongs to there. */
export const PersonResidence = Type.Object({
  permanent: Nullable(Place),
  temporary: Nullable(Place),
  households: Type.Array(
    Type.Object({
      kind: ResidenceKind,
      householdId: Uuid,
      fileNumber: Type.String(),
      relation: Type.String(),
    }),
  ),
  absences: Type.Array(AbsenceRow),
  /** Items 16–20, 22 and 23 of article 9, on the day that was asked. */
  items: Type.Array(ResidenceItem),
})
export type PersonResidence = Static<typeof PersonResidence>

export const readPersonResidence = endpoint({
  method: 'GET',
  path: '/residence/people/:personId',
  summary: 'Read where a person in one’s territory is registered, and in which households',
  access: {
    officer: {
      roles: ['residence', 'case-officer', 'civil-status', 'data-steward'],
      within: 'territory',
      purpose: 'population/look-up',
    },
  },
  personal: true,
  params: Type.Object({ personId: Uuid }),
  query: Type.Object({
    dossierId: Type.Optional(Uuid),
    searchId: Type.Optional(Uuid),
    on: Type.Optional(Day),
    knownAt: Type.Optional(Instant),
  }),
  reply: PersonResidence,
  problems: [personUnknown, personOutOfTerritory, reasonNeeded, searchEnded],
})

export const ResidentRow = Type.Object({
  personId: Uuid,
  maskedNumber: Type.String(),
  name: Type.String(),
  sex: Type.String(),
  bornOn: Day,
  kind: ResidenceKind,
  householdId: Nullable(Uuid),
  relation: Nullable(Type.String()),
  until: Nullable(Day),
})
export type ResidentRow = Static<typeof ResidentRow>

export const listResidents = endpoint({
  method: 'GET',
  path: '/residence/units/:unitId/people',
  summary: 'List the people registered in a commune of one’s territory',
  access: { officer: officers },
  personal: true,
  params: Type.Object({ unitId: UnitId }),
  query: Type.Object({ kind: Type.Optional(ResidenceKind), ...PageQuery }),
  reply: PageOf(ResidentRow),
  problems: [outOfTerritory, notACommune],
})

export const HouseholdRow = Type.Object({
  householdId: Uuid,
  fileNumber: Type.String(),
  addressLine: Type.String(),
  head: Nullable(Type.String()),
  members: Type.Integer(),
})
export type HouseholdRow = Static<typeof HouseholdRow>

export const listHouseholds = endpoint({
  method: 'GET',
  path: '/residence/units/:unitId/households',
  summary: 'List the households of a commune of one’s territory',
  access: { officer: officers },
  personal: true,
  params: Type.Object({ unitId: UnitId }),
  query: Type.Object({ withoutHead: Type.Optional(Type.Boolean()), ...PageQuery }),
  reply: PageOf(HouseholdRow),
  problems: [outOfTerritory, notACommune],
})

const counts = { people: Type.Integer(), temporary: Type.Integer(), households: Type.Integer() }

/** People by permanent and by temporary residence, and households, of a unit and of each right below it. */
export const readFigures = endpoint({
  method: 'GET',
  path: '/residence/figures',
  summary: 'Read how many people and households are registered where',
  access: {
    officer: {
      roles: ['residence', 'case-officer', 'signing-leader', 'data-steward', 'steering', 'inspector'],
      within: 'nation',
      purpose: 'steering/figures',
    },
  },
  query: Type.Object({ unitId: Type.Optional(UnitId) }),
  reply: Type.Object({
    at: Instant,
    unitId: Nullable(UnitId),
    ...counts,
    rows: Type.Array(Type.Object({ unitId: UnitId, label: Type.String(), ...counts })),
  }),
})
