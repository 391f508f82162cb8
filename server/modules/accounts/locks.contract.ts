/** Locks at the request of an authority (khóa tài khoản). Decree 69/2024/NĐ-CP. Browser-safe. */
import { type Static, Type } from 'typebox'
import { type Access, endpoint } from '#platform/endpoint.ts'
import { Instant, Uuid, Words } from '#platform/schemas.ts'
import { atDesk, byAccount, signs } from './desk.contract.ts'
import { lockRequestUnknown, secondOfficerNeeded } from './desk-problems.contract.ts'

/** Why a lock is asked for, beside its holder's own wish. Decree 69/2024/NĐ-CP, on locking. */
export const requestGrounds = {
  authority: { vi: 'Cơ quan có thẩm quyền đề nghị', en: 'An authority asks for it' },
  breach: { vi: 'Vi phạm điều khoản sử dụng', en: 'Breach of the terms' },
  card: { vi: 'Thẻ căn cước bị thu hồi hoặc bị giữ', en: 'The identity card was revoked or withheld' },
} as const satisfies Record<string, Words>
export type RequestGround = keyof typeof requestGrounds
const Ground = Type.Unsafe<RequestGround>(Type.String({ enum: Object.keys(requestGrounds) }))

export const LockRequestRow = Type.Object({
  requestId: Uuid,
  name: Type.String(),
  maskedNumber: Type.String(),
  ground: Words,
  authority: Type.String(),
  document: Type.String(),
  state: Type.String(),
  askedAt: Instant,
  dueAt: Instant,
  overdue: Type.Boolean(),
})
export type LockRequestRow = Static<typeof LockRequestRow>
/** On request of a proceeding or competent authority: commune 1 working day, centre 2. */
export const askLock = endpoint({
  method: 'POST',
  path: '/accounts/desk/accounts/:accountId/lock-requests',
  summary: 'Enter an authority’s request to lock an account',
  access: atDesk,
  personal: true,
  params: byAccount,
  body: Type.Object({
    ground: Ground,
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
  summary:
    'Requests for locks that wait: of my commune, or at the centre those passed on; or what it locked (at most 100)',
  access: centre,
  personal: true,
  query: Type.Object({ locked: Type.Optional(Type.Boolean()) }),
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
/** When the cause is gone or the card came back; what other grounds locked stays. */
export const liftLock = endpoint({
  method: 'POST',
  path: '/accounts/desk/lock-requests/:requestId/lift',
  summary: 'Lift a lock whose cause is gone',
  access: {
    officer: { roles: ['data-steward'], within: 'nation', purpose: 'accounts/issue', freshFactor: true },
  },
  personal: true,
  params: Type.Object({ requestId: Uuid }),
  body: Type.Object({ document: Type.String({ minLength: 3, maxLength: 100 }) }),
  reply: Type.Object({ state: Type.String() }),
  problems: [lockRequestUnknown],
})
