/** Accounts of one's children, applied for in the app. Decree 69/2024/NĐ-CP. Browser-safe. */
import { type Static, Type } from 'typebox'
import { type Access, endpoint } from '#platform/endpoint.ts'
import { Instant, Nullable, Uuid } from '#platform/schemas.ts'
import { applicationOpen, noLongerAChild, notTheGuardian } from './desk-problems.contract.ts'

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
