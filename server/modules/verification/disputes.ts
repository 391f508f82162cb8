/**
 * "This was not me" (không phải tôi): the organisation explains within its term; the person is content, or the inspector
 * examines it within another. A misuse ends the consents the system holds of him and bars it from asking again. Law
 * 91/2025/QH15, on complaints of the subject.
 */
import { withdrawConsentsAt } from '#authentication'
import { type Call, type CitizenActor, changes, type OfficerActor, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { emit } from '#platform/events.ts'
import { poke } from '#platform/live.ts'
import type { Day, Uuid } from '#platform/schemas.ts'
import { personIdOf } from '#population'
import { withdrawAllOf } from '#privacy'
import { addWorkingDays, lawParameter, workingCalendar } from '#reference'
import * as contract from './contract.ts'
import * as store from './disputes.store.ts'
import { selectFindings, setFindingClosed } from './limits.store.ts'

const LISTED_MAX = 100

/** Into which state from which: the person, the organisation, the inspector, and at last the calendar. */
export const moves: Readonly<Record<contract.DisputeState, readonly contract.DisputeState[]>> = {
  opened: [],
  explained: ['opened'],
  settled: ['explained'],
  disputed: ['opened', 'explained'],
  'taken-up': ['opened', 'explained', 'disputed'],
  answered: ['opened', 'explained', 'disputed', 'taken-up'],
  withdrawn: ['opened', 'explained', 'disputed', 'taken-up'],
}

export async function listMine(call: Call): Promise<{ rows: contract.Dispute[] }> {
  const { number } = call.actor as CitizenActor
  reads(call, number, ['disputes'])
  return { rows: (await store.selectDisputesOf(call.sql, number, LISTED_MAX)).map((row) => shown(call, row)) }
}

/** Throws disputeUnknown, disputeMoved. */
export async function withdrawDispute(call: Call, disputeId: Uuid) {
  await move(call, await own(call, disputeId), { state: 'withdrawn' })
  return { state: 'withdrawn' as const }
}

/** The explanation is enough for the person. Throws disputeUnknown, disputeMoved. */
export async function settleDispute(call: Call, disputeId: Uuid) {
  await move(call, await own(call, disputeId), { state: 'settled' })
  return { state: 'settled' as const }
}

/** The explanation is not enough: the inspector examines it. Throws disputeUnknown, disputeMoved. */
export async function contestDispute(call: Call, disputeId: Uuid) {
  const dispute = await own(call, disputeId)
  const dueOn = await dayAfter(call, 'verification.dispute-working-days')
  await move(call, dispute, { state: 'disputed', dueOn })
  return { dueOn }
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
  const dueOn = await dayAfter(call, 'verification.dispute-working-days')
  const clock = dispute.state === 'disputed' ? {} : { dueOn }
  await move(call, dispute, { state: 'taken-up', officerAccount: accountId, ...clock })
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
    await withdrawConsentsAt(call, personNumber, clientId)
  }
  const said = { disputeId, personNumber, outcome, organisation }
  await emit(call, contract.disputeAnswered, said, { person: personNumber })
  await poke(call, [`person:${await personIdOf(call, personNumber)}`], 'checks')
  return { state: 'answered' as const }
}

/** What organisations left unexplained beyond their day goes to the inspector. Safe to repeat. */
export async function escalateUnexplained(call: Call): Promise<void> {
  const today = dayOf(call.now)
  const dueOn = await dayAfter(call, 'verification.dispute-working-days')
  for (const dispute of await store.selectUnexplained(call.sql, today, ESCALATED_A_NIGHT)) {
    changes(call, dispute.personNumber, ['dispute'])
    await store.moveDispute(call.sql, dispute, ['opened'], { state: 'disputed', dueOn }, call.now)
  }
}
const ESCALATED_A_NIGHT = 1000

async function own(call: Call, disputeId: Uuid): Promise<store.DisputeRow> {
  const { number } = call.actor as CitizenActor
  changes(call, number, ['dispute'])
  const dispute = await store.selectDispute(call.sql, disputeId)
  if (dispute?.personNumber !== number) throw contract.disputeUnknown()
  return dispute
}

export async function known(call: Call, disputeId: Uuid): Promise<store.DisputeRow> {
  const dispute = await store.selectDispute(call.sql, disputeId)
  if (!dispute) throw contract.disputeUnknown()
  return dispute
}

export async function move(call: Call, dispute: store.DisputeRow, to: store.Move): Promise<void> {
  if (!(await store.moveDispute(call.sql, dispute, moves[to.state], to, call.now)))
    throw contract.disputeMoved()
}

/** The last day of a term that the law counts in working days from now. */
export async function dayAfter(call: Call, parameter: string): Promise<Day> {
  const term = await lawParameter(call, parameter, dayOf(call.now))
  return addWorkingDays(call.now, Number(term.value), await workingCalendar(call)).dueOn
}

const HAS_A_CLOCK: readonly contract.DisputeState[] = ['opened', 'disputed', 'taken-up']

export function shown(call: Call, row: store.DisputeRow): contract.Dispute {
  return {
    disputeId: row.disputeId,
    organisation: row.organisation,
    system: row.system,
    act: row.act,
    purpose: row.purposeVi && row.purposeEn ? { vi: row.purposeVi, en: row.purposeEn } : null,
    message: row.message,
    checkedAt: row.happenedAt,
    openedAt: row.openedAt,
    dueOn: row.dueOn,
    overdue: HAS_A_CLOCK.includes(row.state) && row.dueOn < dayOf(call.now),
    said: row.said,
    state: row.state,
    explanation: row.explanation,
    explainedAt: row.explainedAt,
    outcome: row.outcome,
    answer: row.answer,
    answeredAt: row.answeredAt,
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
