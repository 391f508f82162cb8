/** Applications for accounts, the desk where they are handled, locks, and the funnel. Browser-safe. */
import { type Static, Type } from 'typebox'
import { type Access, endpoint } from '#platform/endpoint.ts'
import { event } from '#platform/event.ts'
import { problem } from '#platform/problem.ts'
import {
  Day,
  Instant,
  Nullable,
  PageOf,
  PageQuery,
  PersonNumber,
  UnitId,
  Uuid,
  Words,
} from '#platform/schemas.ts'
import { type ApplicationState, applicationStates, refusals } from './application-states.ts'

export { refusals } from './application-states.ts'

export const applicationUnknown = problem(404, 'accounts/application-unknown', {
  vi: 'Không có hồ sơ này',
  en: 'There is no such application',
})
export const applicationMoved = problem(409, 'accounts/application-moved', {
  vi: 'Hồ sơ này đã chuyển sang bước khác. Hãy tải lại trang',
  en: 'This application has moved on. Please read the page again',
})
export const applicationOpen = problem(409, 'accounts/application-open', {
  vi: 'Người này đã có một hồ sơ đang xử lý',
  en: 'This person has an application under way',
})
export const personNotFound = problem(404, 'accounts/person-not-found', {
  vi: 'Không có ai mang số này trong Cơ sở dữ liệu quốc gia về dân cư. Người nước ngoài: xem hướng dẫn trên trang',
  en: 'Nobody in the population register has this number. Foreigners: see the page for what to do',
})
export const personDead = problem(409, 'accounts/person-dead', {
  vi: 'Người này đã được đăng ký khai tử',
  en: 'The death of this person is registered',
})
export const guardianNeeded = problem(422, 'accounts/guardian-needed', {
  vi: 'Người dưới 14 tuổi cần cha, mẹ hoặc người giám hộ có tài khoản mức độ 2',
  en: 'Whoever is under 14 needs a parent or guardian with a level-2 account',
})
export const notTheGuardian = problem(403, 'accounts/not-the-guardian', {
  vi: 'Cơ sở dữ liệu không ghi nhận bạn là cha, mẹ hoặc người giám hộ của người này',
  en: 'The register does not know you as a parent or guardian of this person',
})
export const tooYoungForLevel2 = problem(422, 'accounts/too-young-for-level-2', {
  vi: 'Người dưới 6 tuổi chỉ được cấp tài khoản mức độ 1',
  en: 'A child under 6 gets an account of level 1 only',
})
export const noLongerAChild = problem(422, 'accounts/no-longer-a-child', {
  vi: 'Người này đã đủ 14 tuổi, tự đăng ký cho mình',
  en: 'This person is 14 or older and applies in person',
})
export const contactsNotConfirmed = problem(409, 'accounts/contacts-not-confirmed', {
  vi: 'Số điện thoại, thư điện tử phải được xác nhận bằng mã trước',
  en: 'The phone and the e-mail must be confirmed by a code first',
})
export const contactCodeWrong = problem(422, 'accounts/contact-code-wrong', {
  vi: 'Mã chưa đúng hoặc không còn dùng được',
  en: 'The code is not right, or can no longer be used',
})
export const contactCodeNotSent = problem(503, 'accounts/contact-code-not-sent', {
  vi: 'Chưa gửi được mã. Vui lòng đợi một lát rồi thử lại',
  en: 'The code could not be sent. Please wait a moment and try again',
})
export const capturesMissing = problem(409, 'accounts/captures-missing', {
  vi: 'Cần đối chiếu khuôn mặt và vân tay trước',
  en: 'Face and fingerprint must be compared first',
})
export const notThePerson = problem(409, 'accounts/not-the-person', {
  vi: 'Sinh trắc học không khớp với dữ liệu căn cước',
  en: 'The biometric does not match the identity register',
})
export const noDevice = problem(503, 'accounts/no-biometric-device', {
  vi: 'Quầy này chưa nối thiết bị sinh trắc học',
  en: 'No biometric device is attached at this desk',
})
export const phoneOfAnother = problem(409, 'accounts/phone-of-another', {
  vi: 'Nhà mạng cho biết số điện thoại này không đứng tên người đăng ký',
  en: 'The operator says that this phone is not registered to the applicant',
})
export const phoneOwnerUnknown = problem(409, 'accounts/phone-owner-unknown', {
  vi: 'Số đang gắn với tài khoản khác và nhà mạng chưa trả lời. Ghi số hợp đồng thuê bao, hoặc dùng số khác',
  en: 'The phone is on another account and the operator did not answer. Enter the subscriber contract, or use another phone',
})
export const secondOfficerNeeded = problem(403, 'accounts/second-officer-needed', {
  vi: 'Người tiếp nhận hồ sơ không tự duyệt. Cần trưởng công an xã duyệt',
  en: 'Whoever registered an application does not approve it. The chief of the commune police does',
})
export const notWaiting = problem(409, 'accounts/not-waiting', {
  vi: 'Tài khoản này không chờ kích hoạt',
  en: 'This account does not wait for activation',
})
export const lockStays = problem(409, 'accounts/lock-stays', {
  vi: 'Căn cứ khóa vẫn còn, chưa mở được tại quầy này',
  en: 'The ground of the lock remains; it cannot be unlocked at this desk',
})
export const lockRequestUnknown = problem(404, 'accounts/lock-request-unknown', {
  vi: 'Không có đề nghị khóa này, hoặc đã được giải quyết',
  en: 'There is no such request for a lock, or it was dealt with',
})
export const organisationExists = problem(409, 'accounts/organisation-exists', {
  vi: 'Tổ chức này đã có tài khoản hoặc hồ sơ đang xử lý',
  en: 'This organisation has an account or an application under way',
})

export const applicationSubmitted = event(
  'accounts.application-submitted',
  Type.Object({ applicationId: Uuid }),
)
export const applicationDecided = event(
  'accounts.application-decided',
  Type.Object({ applicationId: Uuid, approved: Type.Boolean() }),
)
export const accountLevelRaised = event(
  'accounts.level-raised',
  Type.Object({ accountId: Uuid, personNumber: PersonNumber }),
)

/** The commune police's desk: at any commune, wherever the person lives. */
const desk = { roles: ['residence'], within: 'nation', purpose: 'accounts/issue' } as const
const atDesk = { officer: desk } as const satisfies Access
const signs = { officer: { ...desk, freshFactor: true } } as const satisfies Access

export const Phone = Type.String({ pattern: '^0[35789][0-9]{8}$' })
export const Email = Type.String({ format: 'email', maxLength: 120 })
const State = Type.Unsafe<ApplicationState>(Type.String({ enum: Object.keys(applicationStates) }))

export const CaptureRow = Type.Object({
  kind: Type.Union([Type.Literal('face'), Type.Literal('fingerprint')]),
  matched: Type.Boolean(),
  device: Type.String(),
  simulated: Type.Boolean(),
})

export const ApplicationView = Type.Object({
  applicationId: Uuid,
  kind: Type.Union([Type.Literal('person'), Type.Literal('child'), Type.Literal('organisation')]),
  level: Type.Integer(),
  state: State,
  name: Type.String(),
  maskedNumber: Nullable(Type.String()),
  organisation: Nullable(Type.Object({ code: Type.String(), name: Type.String() })),
  applicant: Nullable(Type.String()),
  phoneEnding: Nullable(Type.String()),
  phoneConfirmed: Type.Boolean(),
  email: Type.Boolean(),
  emailConfirmed: Type.Boolean(),
  claimsPhone: Type.Boolean(),
  card: Nullable(Type.Union([Type.Literal('valid'), Type.Literal('none')])),
  captures: Type.Array(CaptureRow),
  registeredByMe: Type.Boolean(),
  refusal: Nullable(Words),
  accountId: Nullable(Uuid),
  openedAt: Instant,
  submittedAt: Nullable(Instant),
  dueAt: Nullable(Instant),
  overdue: Type.Boolean(),
  decidedAt: Nullable(Instant),
  notifiedAt: Nullable(Instant),
})
export type ApplicationView = Static<typeof ApplicationView>

export const DeskAccount = Type.Object({
  accountId: Uuid,
  level: Type.Integer(),
  status: Type.Union([Type.Literal('approved'), Type.Literal('active'), Type.Literal('locked')]),
  lockGround: Nullable(Type.String()),
  phoneEnding: Nullable(Type.String()),
})
export const DeskPerson = Type.Object({
  personId: Uuid,
  name: Type.String(),
  bornOn: Day,
  age: Type.Integer(),
  maskedNumber: Type.String(),
  alive: Type.Boolean(),
  account: Nullable(DeskAccount),
  openApplicationId: Nullable(Uuid),
  /** Highest level this person may have, by age. */
  levelMax: Type.Integer(),
  /** Under 14: who may consent, from the register's own relations. */
  guardians: Type.Array(Type.Object({ personId: Uuid, name: Type.String(), mayConsent: Type.Boolean() })),
})
export type DeskPerson = Static<typeof DeskPerson>

export const findForAccount = endpoint({
  method: 'POST',
  path: '/accounts/desk/find',
  summary: 'The person who stands at the desk, by the number on his card',
  access: atDesk,
  personal: true,
  readOnly: true,
  body: Type.Object({ number: Type.String({ pattern: '^[0-9]{9}$|^[0-9]{12}$' }) }),
  reply: DeskPerson,
  problems: [personNotFound],
})

/** Form TK01, filled from the register: only how to reach the person is asked. */
export const openApplication = endpoint({
  method: 'POST',
  path: '/accounts/desk/applications',
  summary: 'Register an application for an account (TK01)',
  access: atDesk,
  personal: true,
  body: Type.Object({
    personId: Uuid,
    level: Type.Union([Type.Literal(1), Type.Literal(2)]),
    phone: Type.Optional(Phone),
    email: Type.Optional(Email),
    card: Type.Union([Type.Literal('valid'), Type.Literal('none')]),
    /** Of a child: who consents. */
    guardianId: Type.Optional(Uuid),
  }),
  reply: ApplicationView,
  problems: [
    personDead,
    applicationOpen,
    guardianNeeded,
    notTheGuardian,
    tooYoungForLevel2,
    contactCodeNotSent,
  ],
})

const byId = Type.Object({ applicationId: Uuid })
const Channel = Type.Union([Type.Literal('phone'), Type.Literal('email')])

export const sendContactCode = endpoint({
  method: 'POST',
  path: '/accounts/desk/applications/:applicationId/codes',
  summary: 'Send a code to the phone or e-mail again',
  access: atDesk,
  personal: true,
  params: byId,
  body: Type.Object({ channel: Channel }),
  reply: Type.Object({ sentTo: Type.String() }),
  problems: [applicationUnknown, applicationMoved, contactCodeNotSent],
})
export const confirmContact = endpoint({
  method: 'POST',
  path: '/accounts/desk/applications/:applicationId/confirm',
  summary: 'Confirm the phone or e-mail with the code the person read out',
  access: atDesk,
  personal: true,
  params: byId,
  body: Type.Object({
    channel: Channel,
    code: Type.String({ pattern: '^[0-9]{6}$' }),
    /** When the operator does not answer: number of the subscriber contract that was shown. */
    ownerPaper: Type.Optional(Type.String({ minLength: 3, maxLength: 60 })),
  }),
  reply: ApplicationView,
  problems: [applicationUnknown, applicationMoved, contactCodeWrong, phoneOfAnother, phoneOwnerUnknown],
})
export const capture = endpoint({
  method: 'POST',
  path: '/accounts/desk/applications/:applicationId/captures',
  summary: 'Compare face or fingerprint at the desk',
  access: atDesk,
  personal: true,
  params: byId,
  body: Type.Object({ kind: Type.Union([Type.Literal('face'), Type.Literal('fingerprint')]) }),
  reply: ApplicationView,
  problems: [applicationUnknown, applicationMoved, noDevice],
})
export const submitApplication = endpoint({
  method: 'POST',
  path: '/accounts/desk/applications/:applicationId/submit',
  summary: 'Hand the application in; its clock starts',
  access: atDesk,
  personal: true,
  params: byId,
  reply: ApplicationView,
  problems: [applicationUnknown, applicationMoved, contactsNotConfirmed, capturesMissing, notThePerson],
})
export const readApplication = endpoint({
  method: 'GET',
  path: '/accounts/desk/applications/:applicationId',
  summary: 'An application',
  access: atDesk,
  personal: true,
  params: byId,
  reply: ApplicationView,
  problems: [applicationUnknown],
})
export const listApplications = endpoint({
  method: 'GET',
  path: '/accounts/desk/applications',
  summary: 'Applications of my desk in one state, the soonest due first',
  access: { officer: { ...desk, within: 'territory' } },
  personal: true,
  query: Type.Object({ ...PageQuery, state: Type.Optional(State) }),
  reply: PageOf(ApplicationView),
})
export const decideApplication = endpoint({
  method: 'POST',
  path: '/accounts/desk/applications/:applicationId/decide',
  summary: 'Approve or refuse; a second officer does',
  access: signs,
  personal: true,
  params: byId,
  body: Type.Union([
    Type.Object({ outcome: Type.Literal('approved') }),
    Type.Object({
      outcome: Type.Literal('refused'),
      reason: Type.Unsafe<keyof typeof refusals>(Type.String({ enum: Object.keys(refusals) })),
    }),
  ]),
  reply: ApplicationView,
  problems: [applicationUnknown, applicationMoved, secondOfficerNeeded],
})

const byAccount = Type.Object({ accountId: Uuid })

/** Assisted activation: the person is here, is compared, and types his password himself. */
export const issueActivation = endpoint({
  method: 'POST',
  path: '/accounts/desk/accounts/:accountId/activation',
  summary: 'Give a new activation code to the person at the desk; shown once',
  access: atDesk,
  personal: true,
  params: byAccount,
  reply: Type.Object({ code: Type.String(), expiresAt: Instant, path: Type.String() }),
  problems: [notWaiting, notThePerson, noDevice],
})
/** Form TK03, the holder at the desk. */
export const lockAtDesk = endpoint({
  method: 'POST',
  path: '/accounts/desk/accounts/:accountId/lock',
  summary: 'Lock an account at its holder’s wish',
  access: atDesk,
  personal: true,
  params: byAccount,
  reply: Type.Object({ ended: Type.Integer() }),
  problems: [notThePerson, noDevice],
})
export const unlockAtDesk = endpoint({
  method: 'POST',
  path: '/accounts/desk/accounts/:accountId/unlock',
  summary: 'Unlock an account for the holder at the desk',
  access: atDesk,
  personal: true,
  params: byAccount,
  reply: Type.Object({ status: Type.String() }),
  problems: [lockStays, notThePerson, noDevice],
})
/**
 * Whoever lost phone and password proves himself at the desk. All he had before is shut; a new activation code works at
 * once, or after a wait when no device could compare him.
 */
export const recoverAtDesk = endpoint({
  method: 'POST',
  path: '/accounts/desk/accounts/:accountId/recover',
  summary: 'Give an account back to its holder at the desk',
  access: signs,
  personal: true,
  params: byAccount,
  body: Type.Object({ phone: Type.Optional(Phone) }),
  reply: Type.Object({ code: Type.String(), worksFrom: Instant, expiresAt: Instant, path: Type.String() }),
  problems: [lockStays, notThePerson],
})

export const LockRequestRow = Type.Object({
  requestId: Uuid,
  name: Type.String(),
  maskedNumber: Type.String(),
  authority: Type.String(),
  document: Type.String(),
  state: Type.String(),
  askedAt: Instant,
  dueAt: Instant,
  overdue: Type.Boolean(),
})
/** On request of a proceeding or competent authority: commune 1 working day, centre 2. */
export const askLock = endpoint({
  method: 'POST',
  path: '/accounts/desk/accounts/:accountId/lock-requests',
  summary: 'Enter an authority’s request to lock an account',
  access: atDesk,
  personal: true,
  params: byAccount,
  body: Type.Object({
    authority: Type.String({ minLength: 3, maxLength: 200 }),
    document: Type.String({ minLength: 3, maxLength: 100 }),
  }),
  reply: Type.Object({ requestId: Uuid, dueAt: Instant }),
})
const centre = {
  officer: { roles: ['residence', 'data-steward'], within: 'territory', purpose: 'accounts/issue' },
} as const satisfies Access
export const listLockRequests = endpoint({
  method: 'GET',
  path: '/accounts/desk/lock-requests',
  summary: 'Requests for locks that wait: of my commune, or at the centre those passed on (at most 100)',
  access: centre,
  personal: true,
  reply: Type.Object({ rows: Type.Array(LockRequestRow) }),
})
export const forwardLock = endpoint({
  method: 'POST',
  path: '/accounts/desk/lock-requests/:requestId/forward',
  summary: 'Pass a request for a lock on to the centre',
  access: signs,
  personal: true,
  params: Type.Object({ requestId: Uuid }),
  reply: Type.Object({ dueAt: Instant }),
  problems: [lockRequestUnknown, secondOfficerNeeded],
})
export const decideLock = endpoint({
  method: 'POST',
  path: '/accounts/desk/lock-requests/:requestId/decide',
  summary: 'Lock, or refuse, what an authority asked for',
  access: {
    officer: { roles: ['data-steward'], within: 'nation', purpose: 'accounts/issue', freshFactor: true },
  },
  personal: true,
  params: Type.Object({ requestId: Uuid }),
  body: Type.Object({ outcome: Type.Union([Type.Literal('locked'), Type.Literal('refused')]) }),
  reply: Type.Object({ state: Type.String() }),
  problems: [lockRequestUnknown],
})

const Funnel = {
  submitted: Type.Integer(),
  approved: Type.Integer(),
  notified: Type.Integer(),
  activated: Type.Integer(),
  used: Type.Integer(),
}
export const FunnelRow = Type.Object({ unitId: UnitId, label: Type.String(), ...Funnel })
export type FunnelRow = Static<typeof FunnelRow>

/** Counted from the applications themselves: each row below adds up to the one above. */
export const readFunnel = endpoint({
  method: 'GET',
  path: '/accounts/funnel',
  summary: 'Accounts from application to first use, by unit',
  access: {
    officer: {
      roles: ['residence', 'steering', 'data-steward'],
      within: 'territory',
      purpose: 'steering/figures',
    },
  },
  query: Type.Object({ unitId: Type.Optional(UnitId) }),
  reply: Type.Object({
    asOf: Instant,
    unitId: Nullable(UnitId),
    label: Nullable(Type.String()),
    trail: Type.Array(Type.Object({ unitId: UnitId, label: Type.String() })),
    total: Type.Object(Funnel),
    units: Type.Array(FunnelRow),
  }),
})

export const WaitingRow = Type.Object({
  accountId: Uuid,
  name: Type.String(),
  maskedNumber: Type.String(),
  phoneEnding: Nullable(Type.String()),
  level: Type.Integer(),
  approvedAt: Instant,
  notifiedAt: Nullable(Instant),
  reminders: Type.Integer(),
})
export type WaitingRow = Static<typeof WaitingRow>
export const listWaiting = endpoint({
  method: 'GET',
  path: '/accounts/desk/waiting',
  summary: 'Accounts of my commune that were approved and never activated, the oldest first',
  access: { officer: { ...desk, within: 'territory' } },
  personal: true,
  query: Type.Object(PageQuery),
  reply: PageOf(WaitingRow),
})

/** A parent's children, from the register's own relations, and their accounts. */
export const ChildRow = Type.Object({
  personId: Uuid,
  name: Type.String(),
  age: Type.Integer(),
  accountStatus: Nullable(Type.String()),
  openApplication: Type.Boolean(),
  mayApply: Type.Boolean(),
})
export type ChildRow = Static<typeof ChildRow>
const parent = { citizen: { for: 'self-or-represented', level: 2 } } as const satisfies Access
export const listMyChildren = endpoint({
  method: 'GET',
  path: '/accounts/children',
  summary: 'My children under 14, and whether they have an account',
  access: parent,
  personal: true,
  reply: Type.Object({ rows: Type.Array(ChildRow) }),
})
export const applyForChild = endpoint({
  method: 'POST',
  path: '/accounts/children/:personId/applications',
  summary: 'Apply for an account of level 1 for my child; codes come to my phone',
  access: { citizen: { ...parent.citizen, freshFactor: true } },
  personal: true,
  params: Type.Object({ personId: Uuid }),
  reply: Type.Object({ applicationId: Uuid, dueAt: Instant }),
  problems: [notTheGuardian, noLongerAChild, applicationOpen],
})

export const OrganisationRow = Type.Object({
  code: Type.String(),
  name: Type.String(),
  state: Type.String(),
  dueAt: Nullable(Instant),
})
export const listMyOrganisations = endpoint({
  method: 'GET',
  path: '/accounts/organisations',
  summary: 'Organisations I represent, and their accounts',
  access: { citizen: { for: 'self', level: 2 } },
  personal: true,
  reply: Type.Object({ rows: Type.Array(OrganisationRow) }),
})
/** Form TK02, by the legal representative. One organisation, one account. */
export const applyForOrganisation = endpoint({
  method: 'POST',
  path: '/accounts/organisations',
  summary: 'Apply for the account of an organisation (TK02)',
  access: { citizen: { for: 'self', level: 2, freshFactor: true } },
  personal: true,
  body: Type.Object({
    code: Type.String({ pattern: '^[0-9]{10}(-[0-9]{3})?$' }),
    name: Type.String({ minLength: 3, maxLength: 200 }),
  }),
  reply: Type.Object({ applicationId: Uuid, dueAt: Instant }),
  problems: [organisationExists],
})
