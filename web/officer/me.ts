import { readMe } from '@platform/server/accounts'
import type { Role } from '@platform/server/platform/endpoint.ts'
import { useRead } from '../kit/queries.ts'

/** Roles that handle dossiers, as the desk's endpoints name them. */
export const handlers: readonly Role[] = ['counter', 'case-officer', 'signing-leader']
/** Roles to whom overdue dossiers are raised. */
export const followers: readonly Role[] = ['signing-leader', 'steering']
/** Roles that give the opinion of their office to another. */
export const answerers: readonly Role[] = ['case-officer', 'signing-leader']
/** Roles that look people up in the register. */
export const lookers: readonly Role[] = ['residence', 'case-officer', 'civil-status', 'data-steward']
/** Roles that prepare bulk loads; and those that may also release them and ask for lists. */
export const stewards: readonly Role[] = ['data-steward']
export const bulkOfficers: readonly Role[] = ['data-steward', 'signing-leader']
/** Roles that follow what changes in the register of their area. */
export const changeReaders: readonly Role[] = ['residence', 'civil-status', 'data-steward']
/** Roles that read the residence register of their area. */
export const registrars: readonly Role[] = ['residence', 'case-officer', 'signing-leader', 'data-steward']
/** Roles that file for whoever stands at the counter. */
export const counters: readonly Role[] = ['counter', 'case-officer', 'civil-status']
/** Who keeps the books of civil status: the registrar, and the chair who signs. */
export const civilStatusOffices: readonly Role[] = ['civil-status', 'signing-leader']
/** Who compares takings with the payment gateway; and who gives cash back. */
export const reconcilers: readonly Role[] = ['administrator', 'signing-leader']
export const cashiers: readonly Role[] = ['counter', 'case-officer']
export const inspectors: readonly Role[] = ['inspector']
export const administrators: readonly Role[] = ['administrator']

/** Who is signed in. Asked once; every page shares the answer. */
export function useMe() {
  return useRead(readMe, {}, {})
}

/** Whether the officer's position carries one of these roles; false until it is known. */
export function useHolds(roles: readonly Role[]): boolean {
  const { data } = useMe()
  return roles.some((role) => data?.actingAs?.roles.includes(role))
}
