/**
 * Answers to approvals (ý kiến đồng ý): what one is asked, the answer, and what it does to the dossier. Form CT01; Law
 * on Residence 68/2020/QH14, art. 28.
 */

import { notFound } from '#platform/access.ts'
import { type Call, type CitizenActor, changes, reads } from '#platform/call.ts'
import { poke } from '#platform/live.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'
import type { ApprovalRecord } from './approvals.store.ts'
import * as store from './approvals.store.ts'
import { needState } from './approvers.ts'
import type { ApprovalAsked, ApprovalView } from './contract.ts'
import * as contract from './contract.ts'
import { happened, move, tell } from './dossier-moves.ts'
import type { Dossier } from './dossiers.store.ts'
import * as dossiers from './dossiers.store.ts'
import { approvalGiven, approvalRefused, dossierStopped } from './events.contract.ts'
import { peopleOf } from './registers.ts'
import { recordStep } from './steps.ts'
import { noticeOfStop } from './stop-notices.ts'

/** Waiting ones and those answered lately; nobody reads more at once. */
const MOST_SHOWN = 100

/** Approvals of the round that counts. */
export async function currentApprovals(call: Pick<Call, 'sql'>, dossier: Dossier): Promise<ApprovalRecord[]> {
  const all = await store.selectApprovals(call.sql, dossier.personNumber, dossier.dossierId)
  const round = Math.max(0, ...all.map((record) => record.round))
  return all.filter((record) => record.round === round)
}

export function allMet(records: readonly ApprovalRecord[]): boolean {
  return needsOf(records).every((need) => needState(need, records) === 'met')
}

function needsOf(records: readonly ApprovalRecord[]) {
  return [...new Map(records.flatMap(({ needs }) => needs).map((need) => [need.id, need])).values()]
}

/** What I am asked to agree to. */
export async function listMyApprovals(call: Call, waitingOnly: boolean): Promise<{ rows: ApprovalAsked[] }> {
  const { number } = call.actor as CitizenActor
  reads(call, number, ['approvals'])
  const records = await store.selectAskedOf(call.sql, number, waitingOnly, MOST_SHOWN)
  for (const { personNumber } of records) reads(call, personNumber, ['name', 'dossier'])
  return { rows: records.map((record) => askedOf(call, record)) }
}

/** Exactly what is asked of me. Another's is not found. */
export async function readApproval(call: Call, approvalId: Uuid): Promise<ApprovalView> {
  const record = await mine(call, await store.selectApproval(call.sql, approvalId))
  const { content, contentHash } = record
  return {
    ...askedOf(call, record),
    sentence: content.sentence,
    lines: content.lines,
    hash: contentHash,
    law: content.law,
    consequence: content.consequence,
  }
}

export interface GivenDecision {
  hash: string
  decision: 'approve' | 'refuse'
  reason?: string
}

/**
 * Agrees or refuses. Throws approvalDecided when it was answered, approvalExpired when it no longer counts, and
 * shownDiffers when the hash is not of what is asked now.
 */
export async function decideApproval(call: Call, approvalId: Uuid, given: GivenDecision) {
  const seen = await mine(call, await store.selectApproval(call.sql, approvalId))
  const dossier = await dossiers.lockDossier(call.sql, seen.dossierId)
  const record = (await store.selectApproval(call.sql, approvalId))!
  if (!dossier || record.state === 'void' || record.state === 'expired' || isOver(call, record)) {
    throw contract.approvalExpired()
  }
  if (record.decidedAt) throw contract.approvalDecided()
  if (given.hash !== record.contentHash) throw contract.shownDiffers()
  const actor = call.actor as CitizenActor
  await answer(call, dossier, record, {
    state: given.decision === 'approve' ? 'given' : 'refused',
    decidedAt: call.now.toISOString(),
    decidedBy: 'app',
    accountId: actor.accountId,
    assurance: { level: actor.level, hash: given.hash },
    paper: null,
    reason: given.reason ?? null,
  })
  const now = (await store.selectApproval(call.sql, approvalId))!
  return { approvalId, state: now.state, decidedAt: now.decidedAt }
}

/** Writes an answer and lets the dossier go on, or stops it. The caller holds the dossier. */
export async function answer(
  call: Call,
  dossier: Dossier,
  record: ApprovalRecord,
  said: store.Answer,
): Promise<Dossier> {
  if (!(await store.answerApproval(call.sql, record, said))) throw contract.approvalDecided()
  call.entry.dossierId = dossier.dossierId
  changes(call, dossier.personNumber, ['dossier:approvals'])
  if (record.approverNumber) changes(call, record.approverNumber, ['approval'])
  await recordStep(call, dossier, {
    act: said.state === 'given' ? 'approval-given' : 'approval-refused',
    from: dossier.state,
    to: dossier.state,
    by: said.decidedBy === 'paper' ? 'officer' : 'approver',
    note: said.reason,
  })
  const heard = said.state === 'given' ? approvalGiven : approvalRefused
  await happened(call, heard, dossier, aboutApproval(record))
  await tellApprovers(call, [record])
  return afterAnswer(call, dossier)
}

/** All agreed: on to the office. Not possible any more: stopped, and the others need not answer. */
async function afterAnswer(call: Call, dossier: Dossier): Promise<Dossier> {
  const records = await currentApprovals(call, dossier)
  const stands = needsOf(records).map((need) => needState(need, records))
  if (stands.includes('impossible')) {
    await store.endApprovals(call.sql, dossier.personNumber, dossier.dossierId, 'void')
    await tellApprovers(call, records)
    const stopped = await move(call, dossier, { act: 'approval-impossible', to: 'stopped', by: 'system' })
    await noticeOfStop(call, stopped, dossier.state)
    await happened(call, dossierStopped, stopped, {})
    return stopped
  }
  if (stands.some((stand) => stand === 'open')) {
    const touched = { ...dossier, version: dossier.version + 1 }
    await dossiers.updateDossier(call.sql, touched)
    await tell(call, touched)
    return touched
  }
  // Whoever is not needed any more (one was enough) is not asked any longer.
  await store.endApprovals(call.sql, dossier.personNumber, dossier.dossierId, 'void')
  return approvalsComplete(call, dossier)
}

/** Everyone agreed: to the office, where the intake clock begins, or back to the officer who was at work. */
export async function approvalsComplete(call: Call, dossier: Dossier): Promise<Dossier> {
  const accepted = dossier.acceptedAt !== null
  return move(call, dossier, {
    act: 'approvals-complete',
    to: accepted ? 'processing' : 'submitted',
    by: 'system',
    ...(accepted ? {} : { set: { intakeFrom: call.now.toISOString() } }),
  })
}

/** Tells the open pages of approvers that what they were asked has moved. */
export async function tellApprovers(call: Call, records: readonly ApprovalRecord[]): Promise<void> {
  const people = await peopleOf(
    call,
    records.flatMap(({ approverNumber }) => (approverNumber ? [approverNumber] : [])),
  )
  await poke(
    call,
    [...people.values()].map(({ personId }) => `person:${personId}`),
    'approvals',
  )
}

export function aboutApproval({ approvalId, approverNumber }: ApprovalRecord) {
  return { approvalId, approver: approverNumber as PersonNumber | null }
}

async function mine(call: Call, record: ApprovalRecord | undefined): Promise<ApprovalRecord> {
  const { number } = call.actor as CitizenActor
  if (!record || record.approverNumber !== number || record.decidedBy === 'self') {
    if (record) reads(call, record.personNumber, ['dossier'])
    throw notFound()
  }
  call.entry.dossierId = record.dossierId
  reads(call, record.personNumber, ['name', 'dossier'])
  return record
}

function isOver(call: Call, { expiresAt }: ApprovalRecord): boolean {
  return expiresAt !== null && Date.parse(expiresAt) <= call.now.getTime()
}

function askedOf(call: Call, record: ApprovalRecord): ApprovalAsked {
  return {
    approvalId: record.approvalId,
    service: record.content.service,
    dossierCode: record.content.dossierCode,
    applicant: record.content.applicant,
    capacities: record.needs.map(({ words }) => words),
    state: record.state === 'asked' && isOver(call, record) ? 'expired' : record.state,
    askedAt: record.askedAt,
    expiresAt: record.expiresAt,
    decidedAt: record.decidedAt,
  }
}
