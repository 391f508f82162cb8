/**
 * Electronic identities (tài khoản định danh điện tử) and who is signed in. Decree 69/2024/NĐ-CP, amended
 * 320/2026/NĐ-CP. Signing in itself is `authentication`.
 */
import { type Static, Type } from 'typebox'
import { type Access, endpoint, type Role } from '#platform/endpoint.ts'
import { event } from '#platform/event.ts'
import { problem } from '#platform/problem.ts'
import { Instant, Nullable, PersonNumber, Uuid, Words } from '#platform/schemas.ts'
import { Factor } from './factors.contract.ts'

export * from './dependants.contract.ts'
export * from './desk.contract.ts'
export * from './factors.contract.ts'
export * from './foreigners.contract.ts'
export * from './funnel.contract.ts'
export * from './locks.contract.ts'
export * from './mandates.contract.ts'
export * from './organisations.contract.ts'
export * from './stranded.contract.ts'
export * from './visits.contract.ts'

/** Citizens and officers are separate realms, also for the same person; both may be open side by side. */
export const realms = ['citizen', 'officer'] as const
export type Realm = (typeof realms)[number]
const RealmName = Type.Union([Type.Literal('citizen'), Type.Literal('officer')])

/** Our web apps; each has a session of its own. */
export const apps = ['citizen', 'officer', 'partner', 'steering'] as const
export type AppName = (typeof apps)[number]
const AppName = Type.Union([
  Type.Literal('citizen'),
  Type.Literal('officer'),
  Type.Literal('partner'),
  Type.Literal('steering'),
])

/** The realm in which an app's people sign in. */
export function realmOf(app: AppName): Realm {
  return app === 'citizen' ? 'citizen' : 'officer'
}

/** Every call of an app says whose session it means with this header; other sites cannot send it. */
export const APP_HEADER = 'dean06-app'

const everyRole = [
  'residence',
  'counter',
  'case-officer',
  'signing-leader',
  'civil-status',
  'data-steward',
  'inspector',
  'steering',
  'partner',
  'administrator',
] as const satisfies readonly Role[]

/** Whoever is signed in, about himself only. */
export const oneself = {
  citizen: { for: 'self', level: 1, foreigners: true },
  officer: { roles: everyRole, within: 'own-agency', purpose: 'accounts/own' },
} as const satisfies Access

export const crossSite = problem(403, 'accounts/cross-site', {
  vi: 'Yêu cầu đến từ một trang khác nên không được nhận',
  en: 'The request came from another site and was not accepted',
})
export const accountExists = problem(409, 'accounts/account-exists', {
  vi: 'Người này đã có tài khoản',
  en: 'This person already has an account',
})
export const phoneTaken = problem(409, 'accounts/phone-taken', {
  vi: 'Số điện thoại này đã gắn với một tài khoản khác',
  en: 'This phone number belongs to another account',
})
export const accountUnknown = problem(404, 'accounts/account-unknown', {
  vi: 'Không có tài khoản này',
  en: 'There is no such account',
})
export const sessionUnknown = problem(404, 'accounts/session-unknown', {
  vi: 'Phiên đăng nhập này không còn',
  en: 'This session no longer exists',
})
export const wrongPassword = problem(403, 'accounts/wrong-password', {
  vi: 'Mật khẩu hiện tại không đúng',
  en: 'The current password is not right',
})
export const passkeyNeeded = problem(403, 'accounts/passkey-needed', {
  vi: 'Hãy xác nhận bằng khóa truy cập rồi đặt mật khẩu mới, hoặc đến công an xã, phường bất kỳ',
  en: 'Confirm with a passkey first, or visit any commune police office',
})
export const weakPassword = problem(422, 'accounts/weak-password', {
  vi: 'Mật khẩu này dễ đoán. Hãy chọn mật khẩu khác, dài từ 10 ký tự',
  en: 'This password is easy to guess. Choose another of 10 characters or more',
})
export const hashingBusy = problem(429, 'accounts/hashing-busy', {
  vi: 'Đang có rất nhiều người đăng nhập. Vui lòng thử lại sau ít giây',
  en: 'Very many people are signing in. Please try again in a few seconds',
})
export const tooManyTries = problem(429, 'accounts/too-many-tries', {
  vi: 'Bạn đã thử quá nhiều lần. Vui lòng đợi rồi thử lại',
  en: 'Too many tries. Please wait and try again',
})

/** Facts about an account that other modules hear. Never a password, a code or a phone. */
export const AccountFact = Type.Object({ accountId: Uuid, realm: RealmName, personNumber: PersonNumber })
export type AccountFact = Static<typeof AccountFact>
export const accountCreated = event('accounts.account-created', AccountFact)
export const accountActivated = event('accounts.account-activated', AccountFact)
export const accountLocked = event(
  'accounts.account-locked',
  Type.Object({ ...AccountFact.properties, ground: Type.String() }),
)
export const accountUnlocked = event('accounts.account-unlocked', AccountFact)
/** Something about an account that its holder is told at once, by message and in the app. */
export const holderToTell = event(
  'accounts.holder-to-tell',
  Type.Object({ ...AccountFact.properties, kind: Type.String(), device: Nullable(Type.String()) }),
)
export const signedOutEverywhere = event('accounts.signed-out-everywhere', AccountFact)

/** The position an officer acts in, as his pages show it. */
export const ActingAs = Type.Object({
  appointmentId: Uuid,
  position: Type.String(),
  title: Words,
  agencyId: Type.Integer(),
  agency: Words,
  roles: Type.Array(Type.String()),
  territory: Type.Object({
    level: Type.Union([Type.Literal('nation'), Type.Literal('province'), Type.Literal('commune')]),
    unitId: Nullable(Type.Integer()),
    /** From the unit up to the province; empty for the nation. */
    names: Type.Array(Type.String()),
  }),
})
export type ActingAs = Static<typeof ActingAs>

export const Me = Type.Object({
  app: AppName,
  personId: Uuid,
  name: Type.String(),
  level: Type.Integer({ minimum: 1, maximum: 2 }),
  /** No citizen: what stands on the population register is not for him. */
  foreigner: Type.Boolean(),
  sessionId: Type.String(),
  signedInAt: Instant,
  /** When a second factor was last confirmed; a signature needs it in the last minutes. */
  factorAt: Nullable(Instant),
  /** What was proved in this session, and the level of authentication it reaches (1 to 4). */
  factors: Type.Array(Factor),
  authenticationLevel: Type.Integer({ minimum: 0, maximum: 4 }),
  /** Minutes without a call after which the session ends. */
  idleMinutes: Type.Integer(),
  endsAt: Instant,
  actingAs: Nullable(ActingAs),
})
export type Me = Static<typeof Me>

export const readMe = endpoint({
  method: 'GET',
  path: '/accounts/me',
  summary: 'Who is signed in',
  access: oneself,
  reply: Me,
})

export const SessionRow = Type.Object({
  id: Type.String(),
  app: AppName,
  /** Browser and system in words, e.g. `Chrome · Android`. */
  device: Type.String(),
  signedInAt: Instant,
  seenAt: Instant,
  endsAt: Instant,
  thisOne: Type.Boolean(),
})
export type SessionRow = Static<typeof SessionRow>

export const listMySessions = endpoint({
  method: 'GET',
  path: '/accounts/me/sessions',
  summary: 'Where my account is signed in (at most 100)',
  access: oneself,
  personal: true,
  reply: Type.Object({ rows: Type.Array(SessionRow) }),
})

export const endMySession = endpoint({
  method: 'DELETE',
  path: '/accounts/me/sessions/:id',
  summary: 'Sign out one of my devices',
  access: oneself,
  personal: true,
  params: Type.Object({ id: Type.String({ pattern: '^[0-9a-f]{32}$' }) }),
  reply: Type.Object({ ended: Type.Integer() }),
  problems: [sessionUnknown],
})

/** Ends every session of the account, this one too, in every app of the realm. */
export const signOutEverywhere = endpoint({
  method: 'POST',
  path: '/accounts/me/sign-out-everywhere',
  summary: 'Sign out of every device',
  access: oneself,
  personal: true,
  reply: Type.Object({ ended: Type.Integer() }),
})

/** What may happen to an account, in the holder's words. */
export const accountEventWords = {
  created: { vi: 'Tài khoản được cấp', en: 'The account was opened' },
  activated: { vi: 'Tài khoản được kích hoạt', en: 'The account was activated' },
  'signed-in': { vi: 'Đăng nhập', en: 'Signed in' },
  'signed-out': { vi: 'Đăng xuất', en: 'Signed out' },
  'device-signed-out': { vi: 'Đăng xuất một thiết bị khác', en: 'Signed out another device' },
  'signed-out-everywhere': { vi: 'Đăng xuất khỏi mọi thiết bị', en: 'Signed out of every device' },
  'password-refused': { vi: 'Có người nhập sai mật khẩu', en: 'Someone typed a wrong password' },
  'code-refused': { vi: 'Có người nhập sai mã một lần', en: 'Someone typed a wrong one-time code' },
  'password-changed': { vi: 'Đổi mật khẩu', en: 'The password was changed' },
  'new-device': { vi: 'Đăng nhập trên thiết bị mới', en: 'Signed in on a new device' },
  'far-away': {
    vi: 'Đăng nhập từ nơi quá xa lần trước',
    en: 'Signed in too far from the last time',
  },
  'passkey-added': { vi: 'Thêm khóa truy cập', en: 'A passkey was added' },
  'passkey-removed': { vi: 'Xóa khóa truy cập', en: 'A passkey was removed' },
  'passkey-refused': { vi: 'Khóa truy cập không được nhận', en: 'A passkey was refused' },
  'passkey-copied': {
    vi: 'Khóa truy cập nay được lưu trên nhiều thiết bị',
    en: 'A passkey is now kept on several devices',
  },
  'totp-added': { vi: 'Thêm ứng dụng tạo mã', en: 'An authenticator app was added' },
  'totp-removed': { vi: 'Bỏ ứng dụng tạo mã', en: 'The authenticator app was removed' },
  'recovery-codes-made': { vi: 'Tạo mã khôi phục mới', en: 'New recovery codes were made' },
  'recovery-code-used': { vi: 'Dùng một mã khôi phục', en: 'A recovery code was used' },
  'approved-elsewhere': {
    vi: 'Xác nhận trên điện thoại cho một nơi khác',
    en: 'Approved on the phone for another place',
  },
  'signed-in-elsewhere': {
    vi: 'Đăng nhập ở nơi khác bằng tài khoản này',
    en: 'Signed in elsewhere with this account',
  },
  'not-me': { vi: 'Chủ tài khoản báo: không phải tôi', en: 'The holder said: this was not me' },
  recovered: { vi: 'Được cấp lại tại quầy', en: 'Recovered at the desk' },
  'code-renewed': { vi: 'Cấp lại mã kích hoạt', en: 'A new activation code was given' },
  reminded: { vi: 'Được nhắc kích hoạt', en: 'Reminded to activate' },
  notified: { vi: 'Được báo kết quả', en: 'Told of the result' },
  'first-used': { vi: 'Dùng lần đầu', en: 'Used for the first time' },
  'level-raised': { vi: 'Nâng lên mức độ 2', en: 'Raised to level 2' },
  'phone-changed': { vi: 'Đổi số điện thoại', en: 'The phone was changed' },
  'phone-lost': {
    vi: 'Số điện thoại được gắn với tài khoản của người khác',
    en: 'The phone was bound to someone else’s account',
  },
  'applied-for': { vi: 'Có người đăng ký bằng số của bạn', en: 'Someone registered with your number' },
  'organisation-opened': {
    vi: 'Tài khoản của tổ chức được duyệt, chờ bạn kích hoạt',
    en: 'The organisation’s account was approved and waits for you to activate it',
  },
  'organisation-changed': {
    vi: 'Tài khoản của tổ chức bạn đại diện có thay đổi',
    en: 'The account of an organisation you represent was changed',
  },
  'card-ends': {
    vi: 'Thẻ tạm trú, thẻ thường trú sắp hết hạn: gia hạn thẻ rồi cập nhật trong ứng dụng, nếu không tài khoản bị khóa',
    en: 'Your residence card ends soon: renew it and update it in the app, or the account is locked',
  },
  'lock-asked': { vi: 'Có đề nghị khóa', en: 'A lock was asked for' },
  locked: { vi: 'Tài khoản bị khóa', en: 'The account was locked' },
  unlocked: { vi: 'Tài khoản được mở khóa', en: 'The account was unlocked' },
  appointed: { vi: 'Được bổ nhiệm vào một vị trí', en: 'Appointed to a position' },
  'appointment-ended': { vi: 'Thôi giữ một vị trí', en: 'Left a position' },
} as const satisfies Record<string, Words>
export type AccountEventKind = keyof typeof accountEventWords

export const AccountEventRow = Type.Object({
  id: Uuid,
  at: Instant,
  kind: Type.String(),
  words: Words,
  device: Nullable(Type.String()),
  /** The system it was at, e.g. of a bank. */
  party: Nullable(Type.String()),
})
export type AccountEventRow = Static<typeof AccountEventRow>

/** Kept at least five years. Decree 69/2024/NĐ-CP. */
export const listMyHistory = endpoint({
  method: 'GET',
  path: '/accounts/me/history',
  summary: 'What happened to my account, newest first',
  access: oneself,
  personal: true,
  query: Type.Object({
    after: Type.Optional(Uuid),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  }),
  reply: Type.Object({ rows: Type.Array(AccountEventRow), next: Nullable(Uuid) }),
})

export const changeMyPassword = endpoint({
  method: 'POST',
  path: '/accounts/me/password',
  summary: 'Change my password; other devices are signed out',
  access: oneself,
  personal: true,
  body: Type.Object({
    /** Left out by whoever forgot it and has just used a passkey. */
    current: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    next: Type.String({ minLength: 1, maxLength: 200 }),
  }),
  reply: Type.Object({ signedOut: Type.Integer() }),
  problems: [wrongPassword, weakPassword, tooManyTries, passkeyNeeded, hashingBusy],
})

/** The holder's wish; unlocking needs a counter. Decree 69/2024/NĐ-CP, art. on locking (khóa tài khoản). */
export const lockMyAccount = endpoint({
  method: 'POST',
  path: '/accounts/me/lock',
  summary: 'Lock my account at once',
  access: { citizen: { for: 'self', level: 1, foreigners: true } },
  personal: true,
  reply: Type.Object({ ended: Type.Integer() }),
})
