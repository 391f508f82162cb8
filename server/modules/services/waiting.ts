/** What time does to dossiers: waiting that lasts too long ends, people are reminded, results are handed out. */

import type { Call } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { poke } from '#platform/live.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'
import { lawParameter } from '#reference'
import * as approvals from './approvals.store.ts'
import { aboutApproval } from './approvals.ts'
import { sweepAttachments } from './attachments.ts'
import { bundleOf } from './catalogue.ts'
import { endWaiting } from './citizen-acts.ts'
import { happened, move, officesOf } from './dossier-moves.ts'
import type { Dossier } from './dossiers.store.ts'
import * as store from './dossiers.store.ts'
import { sweepDrafts } from './drafts.store.ts'
import { approvalReminded, dossierStopped } from './events.contract.ts'
import { noticeOfStop } from './stop-notices.ts'

/** One run takes at most this many; the next takes the rest. */
const AT_ONCE = 500
/** How long an owner can see that his draft expired, beyond its time. */
const KEEP_EXPIRED_DAYS = 30
const DAY_MS = 86_400_000

/** Approvals not answered, supplements not given, fees not paid: the dossier stops, and its applicant is told. */
export async function endWaitingTooLong(call: Call): Promise<void> {
  const waiting = [
    ...(await approvals.selectExpired(call.sql, call.now, AT_ONCE)),
    ...(await store.selectWaitingTooLong(call.sql, call.now, AT_ONCE)),
    ...(await store.selectUnpaidSince(call.sql, await unpaidBefore(call), AT_ONCE)),
  ]
  for (const { dossierId } of waiting) {
    const dossier = await store.lockDossier(call.sql, dossierId)
    if (!dossier || !waits.has(dossier.state)) continue
    await endWaiting(call, dossier, 'expired')
    const stopped = await move(call, dossier, { act: 'expire', to: 'stopped', by: 'system' })
    await noticeOfStop(call, stopped, dossier.state)
    await happened(call, dossierStopped, stopped, {})
  }
}

const waits = new Set<Dossier['state']>(['awaiting-approvals', 'supplement-asked', 'payment-asked'])

async function unpaidBefore(call: Call): Promise<Date> {
  const { value: days } = await lawParameter(call, 'payments.pay-days', dayOf(call.now))
  return new Date(call.now.getTime() - days * DAY_MS)
}

/** The applicant has died: his open requests stop. Safe to repeat. */
export async function stopOfTheDead(
  call: Call,
  { personNumber }: { personNumber: PersonNumber },
): Promise<void> {
  for (const { dossierId } of await store.selectOpenOf(call.sql, personNumber)) {
    const dossier = await store.lockDossier(call.sql, dossierId)
    if (!dossier || dossier.closedAt) continue
    await endWaiting(call, dossier, 'void')
    const stopped = await move(call, dossier, { act: 'applicant-died', to: 'stopped', by: 'system' })
    await happened(call, dossierStopped, stopped, {})
  }
}

/** Reminds those who were asked and have not answered, once. */
export async function remindApprovers(call: Call): Promise<void> {
  for (const record of await approvals.takeReminders(call.sql, call.now, AT_ONCE)) {
    const dossier = await store.selectDossier(call.sql, record.dossierId)
    if (dossier) await happened(call, approvalReminded, dossier, aboutApproval(record), record.approverNumber)
  }
}

/** A paper is signed: the counter that filed it sees so, and a result is in the citizen's hands (trạng thái 10). Safe to repeat. */
export async function handOut(call: Call, dossierId: Uuid | null, kind: string): Promise<void> {
  const dossier = dossierId ? await store.lockDossier(call.sql, dossierId) : undefined
  if (dossier) await poke(call, officesOf(dossier), 'documents')
  if (dossier?.state !== 'approved') return
  const bundle = await bundleOf(call, dossier.serviceCode, dossier.serviceVersion)
  if (!bundle.results.some(({ on, template }) => on === 'approved' && template === kind)) return
  await move(call, dossier, { act: 'hand-out', to: 'returned', by: 'system' })
}

/** Empties expired drafts, and forgets them when their owners had time to see it. */
export async function endDrafts(call: Call): Promise<void> {
  const { value: days } = await lawParameter(call, 'services.draft-days', dayOf(call.now))
  const forgetBefore = new Date(call.now.getTime() - Math.max(days, KEEP_EXPIRED_DAYS) * DAY_MS)
  await sweepDrafts(call.sql, call.now, forgetBefore, 10_000)
  await sweepAttachments(call, 10_000)
}
