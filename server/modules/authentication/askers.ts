/** Systems that ask about people: what the check of a call needs of their registration, in one statement. */
import type { Call } from '#platform/call.ts'
import type { Words } from '#platform/schemas.ts'
import { selectAskers } from './askers.store.ts'
import type { Check } from './registration-shapes.contract.ts'
import { isServed } from './relying-parties.ts'
import type { RelyingParty } from './relying-party.ts'

export interface Asker {
  clientId: string
  agencyId: number
  kind: 'state' | 'licensed-provider' | 'business'
  providerAgencyId: number | null
  /** Its provider has accepted to ask for it. */
  accepted: boolean
  names: Words
  organisation: Words
  status: RelyingParty['status']
  checks: readonly Check[]
  /** Neither suspended nor out of its term, and in a mode of its own. */
  served: boolean
}

/** Those of these systems that are registered. */
export async function askersOf(
  call: Pick<Call, 'sql' | 'now' | 'ports'>,
  clientIds: readonly string[],
): Promise<Map<string, Asker>> {
  const rows = await selectAskers(call.sql, clientIds)
  return new Map(
    rows.map(({ agencyKind, providerAcceptedAt, validFrom, validUntil, ...row }) => [
      row.clientId,
      {
        ...row,
        kind: agencyKind === 'business' || agencyKind === 'licensed-provider' ? agencyKind : 'state',
        accepted: providerAcceptedAt !== null,
        served: isServed(
          { status: row.status, validFrom, validUntil, plainCodeUntil: null },
          call.ports.mode,
          call.now,
        ),
      },
    ]),
  )
}
