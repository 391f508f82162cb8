/** For whom the pages of this window act (làm thay ai): kept for the window alone, gone when it closes. */
import type { AnyEndpoint } from '@platform/server/platform/endpoint.ts'

export interface ActingFor {
  /** Public id; never a number. */
  personId: string
  name: string
}

const KEPT = 'acting-for'

function kept(): ActingFor | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? 'null') as ActingFor | null
  } catch {
    return null // Storage may be switched off; then one acts for oneself only.
  }
}

const acting = kept()

/** Whom this window acts for, or null: for oneself. */
export const actingFor = (): ActingFor | null => acting

/** Acts for somebody else, or for oneself again; every page begins anew. */
export function actFor(one: ActingFor | null, goTo: string): void {
  if (one) sessionStorage.setItem(KEPT, JSON.stringify({ personId: one.personId, name: one.name }))
  else sessionStorage.removeItem(KEPT)
  location.assign(goTo)
}

/** The public id a call of this endpoint names: only where somebody else may be meant at all. */
export function principalOf(endpoint: AnyEndpoint): string | undefined {
  return endpoint.access.citizen?.for === 'self-or-represented' ? acting?.personId : undefined
}
