/** What others see of the person register (CSDL quốc gia về dân cư): kinds of life events, problems, endpoints. */
import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Day, Instant, Nullable, PersonNumber, Uuid, Words } from '#platform/schemas.ts'
import { BornPrecision, SexCode } from './civil-status-events.ts'
import { reasonNeeded, registerOfficers, searchEnded } from './searches.contract.ts'

export * from './changes.contract.ts'
export * from './civil-status-events.ts'
export * from './exports.contract.ts'
export * from './family-events.ts'
export * from './family-problems.contract.ts'
export { ANNULMENT, type Declared, type LifeEvent, type LifeEventKind, lifeEvent } from './life-event.ts'
export * from './loads.contract.ts'
export * from './number-events.ts'
export * from './quality.contract.ts'
export * from './registrations.contract.ts'
export * from './searches.contract.ts'
export * from './status-events.ts'

export const personUnknown = problem(404, 'population/person-unknown', {
  vi: 'Không tìm thấy người này trong Cơ sở dữ liệu quốc gia về dân cư',
  en: 'This person is not in the population register',
})
export const personDead = problem(409, 'population/person-dead', {
  vi: 'Người này đã mất, không thể ghi thêm việc này',
  en: 'This person has died; this cannot be recorded any more',
})
export const outOfTerritory = problem(403, 'population/out-of-territory', {
  vi: 'Người này không cư trú trong địa bàn bạn phụ trách',
  en: 'This person does not live in the area you are responsible for',
})
export const dayInFuture = problem(422, 'population/day-in-future', {
  vi: 'Ngày xảy ra không được sau ngày hôm nay',
  en: 'The day cannot be after today',
})
export const beforeBirth = problem(422, 'population/before-birth', {
  vi: 'Ngày này trước ngày sinh của người được ghi. Hãy kiểm tra lại ngày',
  en: 'The day is before the person was born. Please check it',
})
export const parentTooYoung = problem(422, 'population/parent-too-young', {
  vi: 'Cha hoặc mẹ sinh sau hoặc cùng ngày với con. Hãy kiểm tra lại số định danh và ngày sinh',
  en: 'A parent was born on or after the day of the child. Please check number and date of birth',
})
export const parentDied = problem(422, 'population/parent-died', {
  vi: 'Cha hoặc mẹ đã mất trước khi con sinh ra. Hãy kiểm tra lại',
  en: 'A parent had died before the child was born. Please check',
})
export const parentOfWrongSex = problem(422, 'population/parent-of-wrong-sex', {
  vi: 'Giới tính của cha hoặc mẹ không khớp với dữ liệu dân cư',
  en: 'The sex of the father or mother does not fit the register',
})
export const alreadyBorn = problem(409, 'population/already-born', {
  vi: 'Người này đã có đăng ký khai sinh',
  en: 'The birth of this person is registered already',
})
export const alreadyMarried = problem(409, 'population/already-married', {
  vi: 'Một trong hai người đang có vợ hoặc chồng, chưa thể đăng ký kết hôn',
  en: 'One of the two is married already',
})
export const notMarried = problem(409, 'population/not-married', {
  vi: 'Hai người này không phải là vợ chồng theo dữ liệu dân cư',
  en: 'The register does not show these two as married to each other',
})
export const underMarriageAge = problem(422, 'population/under-marriage-age', {
  vi: 'Chưa đủ tuổi kết hôn theo Luật Hôn nhân và gia đình',
  en: 'Under the age for marriage',
})
export const closeKin = problem(422, 'population/close-kin', {
  vi: 'Hai người cùng dòng máu trực hệ, có họ trong phạm vi ba đời, hoặc là (từng là) cha mẹ nuôi, cha mẹ chồng, vợ, cha mẹ kế với con: không được kết hôn',
  en: 'The two are of one line, kin within three generations, or parent and child by adoption or marriage',
})
export const sameSexMarriage = problem(422, 'population/same-sex-marriage', {
  vi: 'Pháp luật chưa thừa nhận hôn nhân giữa những người cùng giới tính',
  en: 'The law does not recognise a marriage of two people of the same sex',
})
export const outOfOrder = problem(409, 'population/out-of-order', {
  vi: 'Đã có việc ghi sau ngày này; cần cải chính trước',
  en: 'Something later is recorded already; it needs a correction first',
})
export const codeUnknown = problem(422, 'population/code-unknown', {
  vi: 'Mã này không có trong danh mục',
  en: 'The code is not in its list',
})
export const eventUnknown = problem(404, 'population/life-event-unknown', {
  vi: 'Không tìm thấy sự kiện cần cải chính hoặc hủy bỏ',
  en: 'The event to correct or annul was not found',
})
export const alreadyAnnulled = problem(409, 'population/already-annulled', {
  vi: 'Sự kiện này đã được hủy bỏ trước đó',
  en: 'This event was annulled before',
})
export const notAnnullable = problem(409, 'population/not-annullable', {
  vi: 'Sự kiện này không thể hủy bỏ vì các việc ghi sau dựa vào nó',
  en: 'This event cannot be annulled: later records rest on it',
})
export const numbersExhausted = problem(503, 'population/no-number-free', {
  vi: 'Chưa cấp được số định danh, vui lòng thử lại',
  en: 'No number could be given out, please try again',
})
export const numberFits = problem(409, 'population/number-fits', {
  vi: 'Số định danh hiện nay đã khớp với giới tính và năm sinh, không cần xác lập lại',
  en: 'The number fits the sex and year of birth as they are; it need not be set again',
})
export const placeOfRegistrationNeeded = problem(422, 'population/place-of-registration-needed', {
  vi: 'Hãy chọn nơi đăng ký khai sinh: xã, phường ở Việt Nam hoặc nước đã đăng ký',
  en: 'Choose where the birth is registered: a commune of Viet Nam, or the country',
})

/** One item of the register as people read it. `item` is its place in article 9 of the Law on Identity. */
export const RegisterItem = Type.Object({
  item: Type.Integer(),
  code: Type.String(),
  label: Words,
  value: Nullable(Type.String()),
  /** Where the value comes from: the event that recorded it. */
  recordedAt: Nullable(Instant),
})
export type RegisterItem = Static<typeof RegisterItem>

export const PersonFile = Type.Object({
  personId: Uuid,
  personNumber: PersonNumber,
  name: Type.String(),
  sex: SexCode,
  bornOn: Day,
  bornPrecision: BornPrecision,
  status: Type.String(),
  diedOn: Nullable(Day),
  maritalStatus: Type.String(),
  version: Type.Integer(),
  recordedAt: Instant,
  items: Type.Array(RegisterItem),
  aliases: Type.Array(Type.Object({ alias: Type.String(), kind: Type.String(), endedOn: Nullable(Day) })),
  findings: Type.Array(Type.Object({ rule: Type.String(), words: Words })),
})
export type PersonFile = Static<typeof PersonFile>

export const Relative = Type.Object({
  kind: Type.String(),
  words: Words,
  name: Type.String(),
  bornInYear: Type.Integer(),
  alive: Type.Boolean(),
  validFrom: Day,
  validUntil: Nullable(Day),
})
export type Relative = Static<typeof Relative>

export const RelativeInFile = Type.Object({
  ...Relative.properties,
  personId: Uuid,
  maskedNumber: Type.String(),
})
export type RelativeInFile = Static<typeof RelativeInFile>

export const TimelineEvent = Type.Object({
  id: Uuid,
  kind: Type.String(),
  words: Words,
  effectiveOn: Day,
  recordedAt: Instant,
  legalBasis: Type.String(),
  agency: Nullable(Words),
  dossierId: Nullable(Uuid),
  annulled: Type.Boolean(),
})
export type TimelineEvent = Static<typeof TimelineEvent>

const ByPersonId = Type.Object({ personId: Uuid })
/** Why an officer opens a file: a dossier, or a reason in his own words. */
const Why = Type.Object({
  dossierId: Type.Optional(Uuid),
  searchId: Type.Optional(Uuid),
})

export const readMe = endpoint({
  method: 'GET',
  path: '/population/me',
  summary: 'Read what the population register holds about oneself',
  access: { citizen: { for: 'self-or-represented', level: 1 } },
  personal: true,
  reply: PersonFile,
  problems: [personUnknown],
})

export const listMyRelatives = endpoint({
  method: 'GET',
  path: '/population/me/relatives',
  summary: 'List the relatives that the register holds of oneself',
  access: { citizen: { for: 'self-or-represented', level: 2 } },
  personal: true,
  reply: Type.Object({ rows: Type.Array(Relative) }),
})

export const readMyTimeline = endpoint({
  method: 'GET',
  path: '/population/me/timeline',
  summary: 'List the life events recorded about oneself',
  access: { citizen: { for: 'self-or-represented', level: 2 } },
  personal: true,
  reply: Type.Object({ rows: Type.Array(TimelineEvent) }),
})

export const readPerson = endpoint({
  method: 'GET',
  path: '/population/people/:personId',
  summary: 'Open the file of a person in one’s territory',
  access: { officer: { roles: registerOfficers, within: 'territory', purpose: 'population/look-up' } },
  personal: true,
  params: ByPersonId,
  query: Why,
  reply: Type.Object({ ...PersonFile.properties, relatives: Type.Array(RelativeInFile) }),
  problems: [personUnknown, outOfTerritory, searchEnded],
})

export const readPersonTimeline = endpoint({
  method: 'GET',
  path: '/population/people/:personId/timeline',
  summary: 'List the life events of a person in one’s territory',
  access: { officer: { roles: registerOfficers, within: 'territory', purpose: 'population/look-up' } },
  personal: true,
  params: ByPersonId,
  query: Why,
  reply: Type.Object({ rows: Type.Array(TimelineEvent) }),
  problems: [personUnknown, outOfTerritory, reasonNeeded],
})
