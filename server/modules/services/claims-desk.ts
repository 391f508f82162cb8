/** Claims as officers see them: their own office's, or all for an administrator. */
import type { Call, OfficerActor } from '#platform/call.ts'
import type { ClaimRow } from './claims.contract.ts'
import * as store from './claims.store.ts'
import { claimWords } from './claims.ts'
import { claimStateWords } from './states.ts'

export async function listClaims(
  call: Call,
  { limit = 50, ...query }: Omit<store.ClaimQuery, 'limit'> & { limit?: number | undefined },
) {
  const officer = call.actor as OfficerActor
  const all = officer.roles.includes('administrator') && officer.territory.level === 'nation'
  const found = await store.selectClaims(call.sql, all ? null : officer.agencyId, {
    ...query,
    limit: limit + 1,
  })
  const rows = found.slice(0, limit).map(rowOf)
  return { rows, next: found.length > limit ? (rows.at(-1)?.claimId ?? null) : null }
}

function rowOf(claim: store.Claim): ClaimRow {
  const { claimId, module, dossierId, dossierCode, state, reason, raisedAt, endedAt } = claim
  return {
    claimId,
    module,
    what: claimWords(claim),
    dossierId,
    dossierCode,
    state,
    stateWords: claimStateWords[state],
    reason,
    raisedAt,
    endedAt,
  }
}
