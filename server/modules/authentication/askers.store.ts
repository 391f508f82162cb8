import type { Sql } from '#platform/db.ts'
import type { Day, Instant, Words } from '#platform/schemas.ts'
import type { Check } from './registration-shapes.contract.ts'
import type { RelyingParty } from './relying-party.ts'

export interface AskerRow {
  clientId: string
  agencyId: number
  agencyKind: string
  providerAgencyId: number | null
  providerAcceptedAt: Instant | null
  names: Words
  organisation: Words
  status: RelyingParty['status']
  checks: Check[]
  validFrom: Day
  validUntil: Day | null
}

export async function selectAskers(sql: Sql, clientIds: readonly string[]): Promise<AskerRow[]> {
  return await sql<AskerRow[]>`
    select client_id, r.agency_id, a.kind as agency_kind, provider_agency_id, provider_accepted_at, names, organisation,
      status, checks, valid_from, valid_until
    from authentication.registrations r join authentication.relying_parties using (client_id)
    join reference.agencies_v1 a on a.agency_id = r.agency_id
    where client_id = any(${clientIds as string[]})`
}
