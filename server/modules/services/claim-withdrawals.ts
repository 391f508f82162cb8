/** A life event is annulled: what was claimed on it is withdrawn, and its register told to stop. */
import { type Call, changes } from '#platform/call.ts'
import { emit } from '#platform/events.ts'
import type { Declared } from '#population'
import { registerOf } from '#ports/other-registers.ts'
import * as contract from './claims.contract.ts'
import * as store from './claims.store.ts'
import { happening } from './claims.ts'
import { tell } from './dossier-moves.ts'
import { lockDossier } from './dossiers.store.ts'
import { withdrawRequest } from './register-requests.store.ts'
import { tellRegister } from './telling.ts'

const REASON = 'Sự kiện làm căn cứ đã bị hủy'

/** Safe to repeat. What has not been told yet is not told any more; what has been, is told to be undone. */
export async function withdrawClaims(call: Call, { personNumber, annuls }: Declared): Promise<void> {
  if (annuls === null) return
  const ended = { state: 'withdrawn' as const, reason: REASON, at: call.now }
  const which = { personNumber, restsOn: annuls }
  for (const claim of await store.endClaims(call.sql, which, ['raised', 'granted'], ended)) {
    call.entry.dossierId = claim.dossierId
    changes(call, personNumber, ['claim'])
    const unsent = await withdrawRequest(call.sql, claim.requestId)
    if (!unsent) await tellUndone(call, claim)
    await emit(call, contract.claimWithdrawn, happening(claim), { person: personNumber })
    const dossier = await lockDossier(call.sql, claim.dossierId)
    if (dossier) await tell(call, dossier)
  }
}

async function tellUndone(call: Call, claim: store.Claim): Promise<void> {
  const undoneBy = registerOf(claim.register)?.acts.find(({ act }) => act === claim.act)?.claim?.undoneBy
  if (undoneBy === undefined) return
  const { dossierId, dossierCode: code, claimantNumber, agencyId, unitId, register } = claim
  const dossier = { dossierId, code, personNumber: claimantNumber, agencyId, unitId }
  const data = { deceasedNumber: claim.personNumber, reason: REASON }
  await tellRegister(call, dossier, { register, act: undoneBy, about: claimantNumber, data, decides: false })
}
