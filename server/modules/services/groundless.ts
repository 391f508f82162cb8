/**
 * A life event is annulled: a dossier still open that would claim on it has nothing left to decide, and stops at once
 * with its notice, for the officer's list and for who filed it.
 */
import type { Call } from '#platform/call.ts'
import { type Declared, selectLifeEvents } from '#population'
import { bundleOf } from './catalogue.ts'
import { endWaiting } from './citizen-acts.ts'
import { hasLostGround } from './claims.ts'
import { happened, move } from './dossier-moves.ts'
import { scopeOfDossier } from './dossier-scope.ts'
import { type Dossier, lockDossier, selectOpenAbout } from './dossiers.store.ts'
import { plannedEffects } from './effects.ts'
import { dossierStopped } from './events.contract.ts'
import { TELL_REGISTER, type Told } from './other-register-effects.ts'
import { noticeOfStop } from './stop-notices.ts'

/** Safe to repeat. */
export async function stopGroundless(call: Call, { personNumber, annuls }: Declared): Promise<void> {
  if (annuls === null) return
  const annulled = (await selectLifeEvents(call.sql, [personNumber])).find(({ id }) => id === annuls)
  if (!annulled) return
  for (const { dossierId } of await selectOpenAbout(call.sql, personNumber)) {
    const dossier = await lockDossier(call.sql, dossierId)
    if (!dossier || dossier.closedAt || !(await restsOn(call, dossier, annulled.kind))) continue
    await endWaiting(call, dossier, 'void')
    const stopped = await move(call, dossier, { act: 'ground-annulled', to: 'stopped', by: 'system' })
    await noticeOfStop(call, stopped, 'ground-annulled')
    await happened(call, dossierStopped, stopped, {})
  }
}

/** Whether an approval would claim on an event of this kind, and none is in force. */
async function restsOn(call: Call, dossier: Dossier, kind: string): Promise<boolean> {
  const bundle = await bundleOf(call, dossier.serviceCode, dossier.serviceVersion)
  for (const { command, input } of plannedEffects(bundle, scopeOfDossier(call, dossier))) {
    if (command !== TELL_REGISTER) continue
    const { about = dossier.personNumber, ...told } = input as Told
    if (await hasLostGround(call, { about, ...told }, kind)) return true
  }
  return false
}
