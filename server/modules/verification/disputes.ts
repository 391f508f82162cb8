/**
 * "This was not me": a person has a check examined, an inspector answers within the term. A misuse ends the consents
 * the system holds of him and bars it from asking again. Law 91/2025/QH15, on complaints of the subject.
 */
import { type Call, type CitizenActor, changes, type OfficerActor, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { emit } from '#platform/events.ts'
import { uuidv7 } from '#platform/ids.ts'
import { poke } from '#platform/live.ts'
import type { Day, Uuid } from '#platform/schemas.ts'
import { personIdOf } from '#population'
import { withdrawAllOf } from '#privacy'
import { addWorkingDays, lawParameter, workingCalendar } from '#reference'
import { selectCheck } from './checks.store.ts'
import * as contract from './contract.ts'
import * as store from './disputes.store.ts'
import { selectFindings, setFindingClosed } from './limits.store.ts'

const LISTED_MAX = 100

/** Who moves a dispute where: the person opens and may take it back, the inspector examines and answers. */
export const moves: Readonly<Record<string, readonly store.DisputeState[]>> = {
  'taken-up': ['opened'],
  answered: ['opened', 'taken-up'],
  withdrawn: ['opened', 'taken-up'],
}

/** Throws checkUnknown, alreadyDisputed. */
export async function openDispute(
  call: Call,
  callId: Uuid,
  said: string | null,
): Promise<{ disputeId: Uuid; dueOn: Day }> {
  const { number } = call.actor as CitizenActor
  changes(call, number, ['dispute'])
  const check = await selectCheck(call.sql, number, callId)
  if (!check) throw contract.checkUnknown()
  const term = await lawParameter(call, 'verification.dispute-working-days', dayOf(call.now))
  const { dueOn } = addWorkingDays(call.now, Number(term.value), await workingCalendar(call))
  const disputeId = uuidv7(call.now.getTime())
  const { clientId, agencyId } = check
  const opened = { personNumber: number, disputeId, callId, clientId, agencyId, said, dueOn }
  if (!(await store.insertDispute(call.sql, opened, call.now))) throw contract.alreadyDisputed()
  return { disputeId, dueOn }
}

export async function listMine(call: Call): Promise<{ rows: contract.Dispute[] }> {
  const { number } = call.actor as CitizenActor
  reads(call, number, ['disputes'])
  return { rows: (await store.selectDisputesOf(call.sql, number, LISTED_MAX)).map((row) => shown(call, row)) }
}

/** Throws disputeUnknown, disputeMoved. */
export async function withdrawDispute(call: Call, disputeId: Uuid) {
  const { number } = call.actor as CitizenActor
  changes(call, number, ['dispute'])
  const dispute = await store.selectDispute(call.sql, disputeId)
  if (dispute?.personNumber !== number) throw contract.disputeUnknown()
  await move(call, dispute, { state: 'withdrawn' })
  return { state: 'withdrawn' as const }
}

export async function listForInspector(call: Call, state: 'open' | 'answered' = 'open') {
  const rows = await store.selectDisputes(call.sql, state === 'open', LISTED_MAX)
  return { rows: rows.map((row) => shown(call, row)) }
}

/** Throws disputeUnknown, disputeMoved. */
export async function takeUp(call: Call, disputeId: Uuid) {
  const { accountId } = call.actor as OfficerActor
  const dispute = await known(call, disputeId)
  changes(call, dispute.personNumber, ['dispute'])
  await move(call, dispute, { state: 'taken-up', officerAccount: accountId })
  return { state: 'taken-up' as const }
}

/** Throws disputeUnknown, disputeMoved. */
export async function answerDispute(
  call: Call,
  disputeId: Uuid,
  { outcome, answer }: { outcome: 'lawful' | 'misuse'; answer: string },
) {
  const { accountId } = call.actor as OfficerActor
  const dispute = await known(call, disputeId)
  const { personNumber, clientId, organisation } = dispute
  changes(call, personNumber, ['dispute'])
  await move(call, dispute, { state: 'answered', outcome, answer, officerAccount: accountId })
  if (outcome === 'misuse') {
    await store.insertHold(call.sql, { personNumber, clientId, disputeId }, call.now)
    await withdrawAllOf(call, personNumber, clientId)
  }
  const said = { disputeId, personNumber, outcome, organisation }
  await emit(call, contract.disputeAnswered, said, { person: personNumber })
  await poke(call, [`person:${await personIdOf(call, personNumber)}`], 'checks')
  return { state: 'answered' as const }
}

async function known(call: Call, disputeId: Uuid): Promise<store.DisputeRow> {
  const dispute = await store.selectDispute(call.sql, disputeId)
  if (!dispute) throw contract.disputeUnknown()
  return dispute
}

async function move(call: Call, dispute: store.DisputeRow, to: store.Move): Promise<void> {
  const from = moves[to.state] ?? []
  if (!(await store.moveDispute(call.sql, dispute, from, to, call.now))) throw contract.disputeMoved()
}

function shown(call: Call, row: store.DisputeRow): contract.Dispute {
  const { disputeId, organisation, system, checkedAt, openedAt, dueOn, said, state } = row
  const { outcome, answer, answeredAt } = row
  const isOpen = state === 'opened' || state === 'taken-up'
  return {
    disputeId,
    organisation,
    system,
    purpose: row.purposeVi && row.purposeEn ? { vi: row.purposeVi, en: row.purposeEn } : null,
    checkedAt,
    openedAt,
    dueOn,
    overdue: isOpen && dueOn < dayOf(call.now),
    said,
    state,
    outcome,
    answer,
    answeredAt,
  }
}

export async function listFindings(call: Call): Promise<{ rows: contract.Finding[] }> {
  return { rows: await selectFindings(call.sql, LISTED_MAX) }
}

/** Throws findingClosed. */
export async function closeFinding(call: Call, findingId: Uuid, conclusion: string) {
  const { accountId: by } = call.actor as OfficerActor
  if (!(await setFindingClosed(call.sql, findingId, { by, conclusion, now: call.now })))
    throw contract.findingClosed()
  return { closedAt: call.now.toISOString() }
}
