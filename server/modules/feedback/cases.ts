/**
 * Cases (phản ánh, kiến nghị, khiếu nại): what someone says of an office, its clock, its answer. A paper that data hold
 * may not be asked for; who was asked for one opens a case against the desk. Decree 20/2008/NĐ-CP; Law on Complaints
 * 02/2011/QH13; Resolution 66.7/2025/NQ-CP.
 */
import { type Call, type CitizenActor, changes, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { uuidv7 } from '#platform/ids.ts'
import { poke } from '#platform/live.ts'
import type { Uuid } from '#platform/schemas.ts'
import { addWorkingDays, agencyById, agencyIdOf, lawParameter, workingCalendar } from '#reference'
import { myDossier } from '#services'
import type { Case } from './cases.store.ts'
import * as store from './cases.store.ts'
import type { CaseDetail, CaseKind, CaseRow, CaseState } from './contract.ts'
import * as contract from './contract.ts'

const PAGE = 20
const DAY_MS = 86_400_000

/** From which state by what to which; what is not here may not happen. */
export const caseTransitions: readonly { from: CaseState; act: store.CaseStep['act']; to: CaseState }[] = [
  { from: 'sent', act: 'take-up', to: 'taken-up' },
  { from: 'sent', act: 'transfer', to: 'sent' },
  { from: 'taken-up', act: 'transfer', to: 'sent' },
  { from: 'sent', act: 'answer', to: 'answered' },
  { from: 'taken-up', act: 'answer', to: 'answered' },
  { from: 'sent', act: 'withdraw', to: 'withdrawn' },
  { from: 'taken-up', act: 'withdraw', to: 'withdrawn' },
]

export interface NewCase {
  kind: CaseKind
  dossierId?: Uuid
  unitId?: number
  agencyKind?: 'commune-police' | 'commune-committee'
  subject: string
  said: string
  mayPublish: boolean
}

/** Opens a case. Throws saidBefore, nothingToComplain, paperNeeded, agencyUnknown. */
export async function sendCase(call: Call, given: NewCase): Promise<CaseDetail> {
  const { number } = call.actor as CitizenActor
  changes(call, number, ['feedback'])
  const about = await aboutWhom(call, given)
  const at = call.now.toISOString()
  const one: Case = {
    personNumber: number,
    caseId: uuidv7(call.now.getTime()),
    kind: given.kind,
    firstAgencyId: about.agencyId,
    ...about,
    said: given.said,
    // A complaint is between the citizen and the office.
    mayPublish: given.mayPublish && given.kind !== 'complaint',
    state: 'sent',
    version: 1,
    sentAt: at,
    dueAt: await dueAt(call, given.kind),
    takenUpAt: null,
    answeredAt: null,
    answeredBy: null,
    outcome: null,
    answer: null,
    published: null,
    transfers: 0,
    reopened: false,
  }
  if (!(await store.insertCase(call.sql, one))) throw contract.saidBefore()
  await store.insertStep(call.sql, one, { at, act: 'send', agencyId: null, appointmentId: null, note: null })
  await poke(call, [`agency:${one.agencyId}`, 'figures'], 'feedback')
  return detailOf(call, one)
}

type About = Pick<Case, 'agencyId' | 'unitId' | 'dossierId' | 'code' | 'subject'>

/** The office it is about, and what it is about. */
async function aboutWhom(call: Call, given: NewCase): Promise<About> {
  const { kind, dossierId, unitId, agencyKind, subject } = given
  if (!dossierId) {
    if (kind === 'complaint' || kind === 'paper-asked') throw contract.agencyUnknown()
    if (!unitId || !agencyKind) throw contract.agencyUnknown()
    const agency = await agencyById(call.sql, agencyIdOf(agencyKind, unitId))
    if (!agency) throw contract.agencyUnknown()
    return { agencyId: agency.agencyId, unitId, dossierId: null, code: null, subject }
  }
  const dossier = await myDossier(call, dossierId)
  const about = { agencyId: dossier.agencyId, unitId: dossier.unitId, dossierId, code: dossier.code, subject }
  if (kind === 'complaint') {
    const { value: days } = await lawParameter(call, 'complaint.within-days', dayOf(call.now))
    const refused = dossier.state === 'refused' || dossier.state === 'rejected'
    const since = Date.parse(dossier.decidedAt ?? '')
    if (!refused || !(call.now.getTime() - since <= days * DAY_MS)) throw contract.nothingToComplain()
    return { ...about, subject: dossier.code }
  }
  if (kind === 'paper-asked') {
    const paper = dossier.papers.find(({ code }) => code === subject)
    if (!paper || paper.needed) throw contract.paperNeeded()
    // The desk that took the file asks for papers, also where another office decides.
    return { ...about, agencyId: dossier.filedBy?.agencyId ?? dossier.agencyId, subject: paper.name.vi }
  }
  return about
}

/** When the answer is due: working days, for complaints calendar days of the law. */
async function dueAt(call: Call, kind: CaseKind): Promise<string> {
  const on = dayOf(call.now)
  if (kind === 'complaint') {
    const { value: accept } = await lawParameter(call, 'complaint.acceptance-days', on)
    const { value: days } = await lawParameter(call, 'complaint.first-days', on)
    return new Date(call.now.getTime() + (accept + days) * DAY_MS).toISOString()
  }
  const { value: days } = await lawParameter(call, `feedback.${kind}-days`, on)
  return addWorkingDays(call.now, days, await workingCalendar(call)).dueAt.toISOString()
}

export async function listMyCases(
  call: Call,
  { after, limit = PAGE }: { after?: string; limit?: number },
): Promise<{ rows: CaseRow[]; next: string | null }> {
  const { number } = call.actor as CitizenActor
  reads(call, number, ['feedback'])
  return pageOf(call, await store.selectCasesOf(call.sql, number, uuidIn(after), limit + 1), limit)
}

export async function readMyCase(call: Call, caseId: Uuid): Promise<CaseDetail> {
  return detailOf(call, await myCase(call, caseId))
}

export async function withdrawCase(
  call: Call,
  caseId: Uuid,
  { version }: { version: number },
): Promise<CaseDetail> {
  const one = await myCase(call, caseId, true)
  const next = await moveCase(call, one, version, 'withdraw', {}, null)
  return detailOf(call, next)
}

async function myCase(call: Call, caseId: Uuid, hold = false): Promise<Case> {
  const { number } = call.actor as CitizenActor
  const found = await store.selectCase(call.sql, caseId, hold)
  reads(call, found?.personNumber ?? number, ['feedback'])
  if (found?.personNumber !== number) throw contract.caseUnknown()
  return found
}

/** Moves a case that this call holds. Throws caseChanged, notNow. */
export async function moveCase(
  call: Call,
  one: Case,
  version: number,
  act: store.CaseStep['act'],
  set: Partial<Case>,
  note: string | null,
): Promise<Case> {
  if (one.version !== version)
    throw contract.caseChanged({ with: { state: one.state, version: one.version } })
  const line = caseTransitions.find(({ from, act: by }) => from === one.state && by === act)
  if (!line) throw contract.notNow()
  const next: Case = { ...one, ...set, state: line.to, version: one.version + 1 }
  changes(call, one.personNumber, ['feedback'])
  await store.updateCase(call.sql, next)
  const { actor } = call
  const by = actor.kind === 'officer' ? actor : { agencyId: null, appointmentId: null }
  await store.insertStep(call.sql, one, {
    at: call.now.toISOString(),
    act,
    agencyId: by.agencyId,
    appointmentId: by.appointmentId,
    note,
  })
  await poke(call, [...new Set([`agency:${one.agencyId}`, `agency:${next.agencyId}`]), 'figures'], 'feedback')
  return next
}

export async function pageOf(call: Call, found: readonly Case[], limit: number) {
  const rows: CaseRow[] = []
  for (const one of found.slice(0, limit)) rows.push(await rowOf(call, one))
  return { rows, next: found.length > limit ? (rows.at(-1)?.caseId ?? null) : null }
}

async function rowOf(call: Call, one: Case): Promise<CaseRow> {
  const { caseId, kind, subject, code, state, sentAt, answeredAt, outcome } = one
  const open = state === 'sent' || state === 'taken-up'
  return {
    caseId,
    kind,
    agency: await agencyWords(call, one.agencyId),
    subject,
    code,
    state,
    sentAt,
    dueAt: one.dueAt,
    overdue: open && Date.parse(one.dueAt) < call.now.getTime(),
    answeredAt,
    outcome,
  }
}

export async function detailOf(call: Call, one: Case): Promise<CaseDetail> {
  const steps = []
  for (const { at, act, agencyId, note } of await store.selectSteps(call.sql, one))
    steps.push({ at, act, agency: agencyId === null ? null : await agencyWords(call, agencyId), note })
  const { dossierId, said, mayPublish, version, answer, published, reopened } = one
  if (dossierId) call.entry.dossierId ??= dossierId
  return {
    ...(await rowOf(call, one)),
    dossierId,
    said,
    mayPublish,
    version,
    answer,
    published,
    reopened,
    steps,
  }
}

export async function agencyWords(call: Pick<Call, 'sql'>, agencyId: number) {
  const agency = await agencyById(call.sql, agencyId)
  return { vi: agency?.nameVi ?? '', en: agency?.nameEn ?? '' }
}

export function uuidIn(text: string | undefined): Uuid | null {
  return text && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : null
}

/** Answers that everybody may read: the office wrote them without anybody's data, the sender allowed it. */
export async function listPublished(call: Call, { after, limit = PAGE }: { after?: string; limit?: number }) {
  const found = await store.selectPublished(call.sql, uuidIn(after), limit + 1)
  const rows = []
  for (const { caseId, kind, agencyId, published, answeredAt } of found.slice(0, limit))
    rows.push({
      caseId,
      kind,
      agency: await agencyWords(call, agencyId),
      text: published!,
      answeredAt: answeredAt!,
    })
  return { rows, next: found.length > limit ? (rows.at(-1)?.caseId ?? null) : null }
}
