/**
 * The officer's desk (bàn làm việc): acts on a dossier of his own office. Each act holds the dossier, checks that the
 * officer saw its latest version and may do it now, then moves it: two at once, and the second is told.
 */

import { officersOf, positionTitle } from '#accounts'
import { pdfOfDossier, pdfOfReused } from '#documents'
import { takeAtCounter } from '#payments'
import { notFound } from '#platform/access.ts'
import type { Call, OfficerActor } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { Day, Uuid } from '#platform/schemas.ts'
import { addWorkingDays, lawParameter, workingCalendar } from '#reference'
import { deskDossier, toAct } from './acting.ts'
import { allMet, answer, currentApprovals } from './approvals.ts'
import type { DeskDossier, Supplement } from './contract.ts'
import * as contract from './contract.ts'
import * as decisions from './decisions.ts'
import { fieldsToMark, viewDesk } from './desk-view.ts'
import { happened, move } from './dossier-moves.ts'
import { supplementAsked } from './events.contract.ts'
import { issuePapers } from './papers.ts'
import { acceptOrAskPayment } from './paying.ts'

export async function readDeskDossier(call: Call, dossierId: Uuid): Promise<DeskDossier> {
  const dossier = await deskDossier(call, dossierId)
  return viewDesk(call, dossier)
}

export async function readDeskPdf(call: Call, dossierId: Uuid, documentId: Uuid) {
  const { papers } = await deskDossier(call, dossierId)
  const reused = papers.some(({ result }) => result?.documentId === documentId)
  return reused ? pdfOfReused(call, documentId) : pdfOfDossier(call, dossierId, documentId)
}

const holding = ({ appointmentId, accountId }: OfficerActor) => ({
  holderAppointment: appointmentId,
  holderAccount: accountId,
})

export async function claim(
  call: Call,
  dossierId: Uuid,
  { version }: { version: number },
): Promise<DeskDossier> {
  const { dossier, officer } = await toAct(call, dossierId, version, 'claim')
  const to = dossier.state === 'accepted' ? 'processing' : dossier.state
  return viewDesk(call, await move(call, dossier, { act: 'claim', to, set: holding(officer) }))
}

export async function release(
  call: Call,
  dossierId: Uuid,
  { version }: { version: number },
): Promise<DeskDossier> {
  const { dossier } = await toAct(call, dossierId, version, 'release')
  const to = dossier.state === 'processing' ? 'accepted' : dossier.state
  const nobody = { holderAppointment: null, holderAccount: null }
  return viewDesk(call, await move(call, dossier, { act: 'release', to, set: nobody }))
}

/** Throws colleagueUnknown unless the colleague handles dossiers of the same agency. */
export async function handOver(
  call: Call,
  dossierId: Uuid,
  given: { version: number; appointmentId: Uuid; note?: string },
): Promise<DeskDossier> {
  const { dossier, officer } = await toAct(call, dossierId, given.version, 'hand-over')
  const colleague = (await handlersOf(call, officer.agencyId)).find(
    ({ appointmentId }) => appointmentId === given.appointmentId,
  )
  if (!colleague) throw contract.colleagueUnknown()
  const set = { holderAppointment: colleague.appointmentId, holderAccount: colleague.accountId }
  return viewDesk(
    call,
    await move(call, dossier, { act: 'hand-over', to: dossier.state, note: given.note ?? null, set }),
  )
}

export async function listColleagues(call: Call) {
  const { agencyId, appointmentId } = call.actor as OfficerActor
  const rows = []
  for (const officer of await handlersOf(call, agencyId)) {
    if (officer.appointmentId === appointmentId) continue
    const position = (await positionTitle(call, officer.position)) ?? { vi: '', en: '' }
    rows.push({ appointmentId: officer.appointmentId, name: officer.name, position })
  }
  return { rows }
}

async function handlersOf(call: Call, agencyId: number) {
  const case_ = await officersOf(call, agencyId, 'case-officer')
  const counter = await officersOf(call, agencyId, 'counter')
  const seen = new Set<Uuid>()
  return [...case_, ...counter].filter(
    ({ appointmentId }) => !seen.has(appointmentId) && seen.add(appointmentId),
  )
}

/** Accepts; where a fee is due, asks for it first. Throws approvalsMissing. */
export async function accept(
  call: Call,
  dossierId: Uuid,
  { version }: { version: number },
): Promise<DeskDossier> {
  const { dossier, bundle, officer } = await toAct(call, dossierId, version, 'accept')
  if (!allMet(await currentApprovals(call, dossier))) throw contract.approvalsMissing()
  const set = officer.roles.includes('case-officer') && !dossier.holderAppointment ? holding(officer) : {}
  return viewDesk(call, await acceptOrAskPayment(call, bundle, dossier, set))
}

export async function recordPayment(
  call: Call,
  dossierId: Uuid,
  given: { version: number; receiptNumber: string },
): Promise<DeskDossier> {
  const { dossier, bundle } = await toAct(call, dossierId, given.version, 'record-payment')
  await takeAtCounter(call, dossierId, given.receiptNumber)
  return viewDesk(
    call,
    await decisions.accept(call, bundle, dossier, 'record-payment', {}, given.receiptNumber),
  )
}

export async function reject(
  call: Call,
  dossierId: Uuid,
  given: { version: number; reasons: string[]; text: string },
): Promise<DeskDossier> {
  const { dossier, bundle } = await toAct(call, dossierId, given.version, 'reject')
  return viewDesk(call, await decisions.reject(call, bundle, dossier, given.reasons, given.text))
}

/** Asks once, all gaps together; the clock stands until the citizen answers or the time given is over. */
export async function askSupplement(
  call: Call,
  dossierId: Uuid,
  given: { version: number; fields: string[]; text: string },
): Promise<DeskDossier> {
  const { dossier, bundle } = await toAct(call, dossierId, given.version, 'ask-supplement')
  const markable = fieldsToMark(bundle, dossier).map(({ field }) => field)
  const strange = given.fields.filter((field) => !markable.includes(field))
  if (strange.length > 0) throw contract.fieldNotMarked({ with: { fields: strange } })
  const { value: days } = await lawParameter(call, 'one-stop.supplement-days', dayOf(call.now))
  const { dueAt } = addWorkingDays(call.now, days, await workingCalendar(call))
  const supplement: Supplement = {
    askedAt: call.now.toISOString(),
    fields: given.fields,
    text: given.text,
    answerBy: dueAt.toISOString(),
    answeredAt: null,
    answer: null,
  }
  const asked = await move(call, dossier, {
    act: 'ask-supplement',
    to: 'supplement-asked',
    note: given.text,
    set: { supplement, supplements: dossier.supplements + 1 },
  })
  await issuePapers(call, bundle, asked, 'supplement-asked')
  await happened(call, supplementAsked, asked, {})
  return viewDesk(call, asked)
}

export interface PaperApproval {
  version: number
  decision: 'approve' | 'refuse'
  signedOn: Day
  evidence: string
}

/** A signature on paper, seen by the officer who records it. Throws approvalDecided when it was answered already. */
export async function recordPaperApproval(
  call: Call,
  dossierId: Uuid,
  approvalId: Uuid,
  given: PaperApproval,
): Promise<DeskDossier> {
  const { dossier, officer } = await toAct(call, dossierId, given.version, 'record-approval')
  const record = (await currentApprovals(call, dossier)).find((one) => one.approvalId === approvalId)
  if (!record) throw notFound()
  if (record.decidedAt) throw contract.approvalDecided()
  const { appointmentId, agencyId } = officer
  const evidence = { id: uuidv7(call.now.getTime()), signedOn: given.signedOn, text: given.evidence }
  return viewDesk(
    call,
    await answer(call, dossier, record, {
      state: given.decision === 'approve' ? 'given' : 'refused',
      decidedAt: call.now.toISOString(),
      decidedBy: 'paper',
      accountId: officer.accountId,
      assurance: null,
      paper: { ...evidence, recordedBy: { appointmentId, agencyId } },
      reason: null,
    }),
  )
}

export async function propose(
  call: Call,
  dossierId: Uuid,
  given: { version: number } & decisions.GivenProposal,
): Promise<DeskDossier> {
  const { dossier, bundle, officer } = await toAct(call, dossierId, given.version, 'propose')
  const held = dossier.holderAppointment ? dossier : { ...dossier, ...holding(officer) }
  return viewDesk(call, await decisions.propose(call, bundle, held, given))
}

export async function sendBack(
  call: Call,
  dossierId: Uuid,
  given: { version: number; reason: string },
): Promise<DeskDossier> {
  const { dossier } = await toAct(call, dossierId, given.version, 'send-back')
  return viewDesk(call, await decisions.sendBack(call, dossier, given.reason))
}

export async function sign(
  call: Call,
  dossierId: Uuid,
  { version }: { version: number },
): Promise<DeskDossier> {
  const { dossier, bundle } = await toAct(call, dossierId, version, 'sign')
  return viewDesk(call, await decisions.sign(call, bundle, dossier))
}
