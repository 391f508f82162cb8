import type { Sql } from '#platform/db.ts'
import type { Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { ClaimModule, ClaimState } from './claims.contract.ts'

export interface Claim {
  personNumber: PersonNumber
  claimId: Uuid
  module: ClaimModule
  register: string
  act: string
  restsOn: Uuid
  claimantNumber: PersonNumber
  dossierId: Uuid
  dossierCode: string
  agencyId: number
  unitId: number
  requestId: Uuid
  data: Record<string, unknown>
  state: ClaimState
  reason: string | null
  raisedAt: Instant
  endedAt: Instant | null
}

const columns = (sql: Sql) => sql`
  person_number, claim_id, module, register, act, rests_on, claimant_number, dossier_id, dossier_code, agency_id,
  unit_id, request_id, data, state, reason, raised_at, ended_at`

/** False when the same was claimed before and still stands. */
export async function insertClaim(sql: Sql, claim: Claim): Promise<boolean> {
  const inserted = await sql`
    insert into services.claims (person_number, claim_id, module, register, act, rests_on, claimant_number, dossier_id,
      dossier_code, agency_id, unit_id, request_id, data, state, raised_at)
    values (${claim.personNumber}, ${claim.claimId}, ${claim.module}, ${claim.register}, ${claim.act},
      ${claim.restsOn}, ${claim.claimantNumber}, ${claim.dossierId}, ${claim.dossierCode}, ${claim.agencyId},
      ${claim.unitId}, ${claim.requestId}, ${sql.json(claim.data as never)}, 'raised', ${claim.raisedAt})
    on conflict (person_number, register, act, rests_on) where state in ('raised', 'granted') do nothing`
  return inserted.count === 1
}

/** Ends a claim in one of these states; nothing when it is in another by now. */
export async function endClaims(
  sql: Sql,
  which: { requestId: Uuid } | { personNumber: PersonNumber; restsOn: Uuid },
  from: readonly ClaimState[],
  { state, reason, at }: { state: ClaimState; reason: string | null; at: Date },
): Promise<Claim[]> {
  const those =
    'requestId' in which
      ? sql`request_id = ${which.requestId}`
      : sql`person_number = ${which.personNumber} and rests_on = ${which.restsOn}`
  return sql<Claim[]>`
    update services.claims set state = ${state}, reason = ${reason}, ended_at = ${at}
    where ${those} and state = any(${from as string[]})
    returning ${columns(sql)}`
}

/** Whether somebody claimed this about a person, and it still stands. */
export async function isClaimed(
  sql: Sql,
  { personNumber, register, act }: Pick<Claim, 'personNumber' | 'register' | 'act'>,
): Promise<boolean> {
  const [row] = await sql`
    select from services.claims
    where person_number = ${personNumber} and register = ${register} and act = ${act}
      and state in ('raised', 'granted')
    limit 1`
  return row !== undefined
}

export async function claimsOfDossier(sql: Sql, dossierId: Uuid): Promise<Claim[]> {
  return sql<Claim[]>`
    select ${columns(sql)} from services.claims where dossier_id = ${dossierId} order by claim_id limit 50`
}

export interface ClaimQuery {
  state?: ClaimState | undefined
  after?: Uuid | undefined
  limit: number
}

/** Newest first: of an office, or of all. */
export async function selectClaims(sql: Sql, agencyId: number | null, query: ClaimQuery): Promise<Claim[]> {
  const { state = null, after = null, limit } = query
  return sql<Claim[]>`
    select ${columns(sql)} from services.claims
    where (${agencyId}::integer is null or agency_id = ${agencyId}) and (${state}::text is null or state = ${state})
      and (${after}::uuid is null or (raised_at, claim_id) <
        (select raised_at, claim_id from services.claims where claim_id = ${after}))
    order by raised_at desc, claim_id desc limit ${limit}`
}
