/** A dossier as its applicant sees it; the officer's view is built on it. */
import { coveredServices, mustCover, registeredName } from '#accounts'
import { documentsOfDossier } from '#documents'
import { notFound } from '#platform/access.ts'
import { type Call, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Uuid, Words } from '#platform/schemas.ts'
import { numberOf } from '#population'
import { agencyById } from '#reference'
import { actChoices, type Doer, rightsOf } from './acts.ts'
import { answerSections } from './answer-texts.ts'
import type { ApprovalRecord } from './approvals.store.ts'
import { currentApprovals } from './approvals.ts'
import { attachmentsOfDossier } from './attached.ts'
import type { Bundle } from './bundle.ts'
import { bundleOf } from './catalogue.ts'
import type { ApprovalRow, Clock, DossierRow, DossierView } from './contract.ts'
import type { Dossier } from './dossiers.store.ts'
import * as store from './dossiers.store.ts'
import { citizen } from './drafts.ts'
import { linksOf } from './links.ts'
import { requestsOf } from './register-requests.ts'
import { shortName } from './registers.ts'
import { states } from './states.ts'
import { timeline } from './steps.ts'

const PAGE = 20
/** Fields entered in the log when a dossier is opened. */
export const DOSSIER_FIELDS = ['dossier'] as const

/** My dossier. Another's is not found, and the attempt is entered. */
export async function readMyDossier(call: Call, dossierId: Uuid): Promise<DossierView> {
  const dossier = await myDossier(call, dossierId)
  return viewDossier(call, await bundleOf(call, dossier.serviceCode, dossier.serviceVersion), dossier)
}

export async function myDossier(call: Call, dossierId: Uuid, hold = false): Promise<Dossier> {
  const { number } = citizen(call)
  const found = hold
    ? await store.lockDossier(call.sql, dossierId)
    : await store.selectDossier(call.sql, dossierId)
  if (!found) throw notFound()
  call.entry.dossierId = dossierId
  reads(call, found.personNumber, DOSSIER_FIELDS)
  if (found.personNumber !== number) throw notFound()
  mustCover(call, found.serviceCode)
  return found
}

export async function listMyDossiers(
  call: Call,
  { after, limit = PAGE }: { after?: string; limit?: number },
) {
  const { number } = citizen(call)
  reads(call, number, ['dossiers'])
  const found = await store.selectDossiersOf(
    call.sql,
    number,
    uuidIn(after),
    limit + 1,
    coveredServices(call),
  )
  const rows: DossierRow[] = []
  for (const row of found.slice(0, limit)) {
    const { name } = await bundleOf(call, row.serviceCode, row.serviceVersion)
    const { dossierId, code, serviceCode, state, submittedAt, dueAt } = row
    const waitsForYou = state === 'supplement-asked' || state === 'payment-asked'
    rows.push({
      dossierId,
      code,
      serviceCode,
      name,
      state,
      stateWords: states[state].words,
      submittedAt,
      dueAt,
      waitsForYou,
    })
  }
  return { rows, next: found.length > limit ? (rows.at(-1)?.dossierId ?? null) : null }
}

export function uuidIn(text: string | undefined): Uuid | null {
  return text && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : null
}

/** The whole view, for its applicant or for an officer who may see it. */
export async function viewDossier(
  call: Call,
  bundle: Bundle,
  dossier: Dossier,
  doer: Doer = { role: 'applicant' },
): Promise<DossierView> {
  const { state, dossierId } = dossier
  const { reads: mayRead } = rightsOf(bundle, dossier, doer)
  const shown = doer.role === 'officer' ? dossier.shown : withShortHead(bundle, dossier)
  const marked = dossier.supplement?.answeredAt === null ? dossier.supplement.fields : []
  // Asked in one breath: none needs the answer of another.
  const [agency, approvals, sections, attachments, steps, issued, links, requests, representedBy] =
    await Promise.all([
      agencyById(call.sql, dossier.agencyId),
      currentApprovals(call, dossier),
      answerSections(call, bundle, { ...dossier, shown }, mayRead, marked),
      attachmentsOfDossier(call, dossierId),
      timeline(call, dossier, doer.role === 'officer'),
      documents(call, dossierId),
      linksOf(call, bundle, dossier),
      requestsOf(call, dossierId),
      representativeOf(call, dossier),
    ])
  return {
    dossierId,
    code: dossier.code,
    service: { code: bundle.code, version: bundle.version, name: bundle.name },
    agency: { vi: agency?.nameVi ?? '', en: agency?.nameEn ?? '' },
    version: dossier.version,
    state,
    stateWords: states[state].words,
    nationalCode: states[state].nationalCode,
    channel: dossier.channel,
    representedBy,
    submittedAt: dossier.submittedAt,
    clock: clockOf(call, dossier),
    fee: dossier.fee,
    next: bundle.messages[state] ?? states[state].words,
    sections,
    papers: dossier.papers,
    attachments,
    approvals: approvals.map((one) => approvalRow(dossier, one, doer)),
    supplement: dossier.supplement,
    decision: dossier.decision,
    steps,
    documents: issued,
    links: [...links, ...requests],
    automatic: bundle.automatic ?? [],
    acts: actChoices(bundle, dossier, approvals, doer, call.now),
  }
}

const bases: Record<NonNullable<Dossier['representedBy']>['basis'], Words> = {
  parent: { vi: 'Cha, mẹ', en: 'Parent' },
  guardian: { vi: 'Người giám hộ', en: 'Guardian' },
  mandate: { vi: 'Người được ủy quyền', en: 'Holder of a mandate' },
}

/** Who filed it for the applicant. */
async function representativeOf(call: Call, { representedBy }: Dossier) {
  if (!representedBy) return null
  const number = await numberOf(call, representedBy.personId)
  reads(call, number, ['name'])
  const name = (await registeredName(call.sql, number)) ?? ''
  const { organisation, basis } = representedBy
  return { name: organisation ? `${name} – ${organisation.name}` : name, basis: bases[basis] }
}

async function documents(call: Call, dossierId: Uuid) {
  const rows = await documentsOfDossier(call, dossierId)
  return rows.map(({ id, kind, name, number, state, issuedOn }) => ({
    documentId: id,
    kind,
    name,
    number,
    state,
    issuedOn,
  }))
}

/** The clock in words: what is due when, whether it stands and why. */
export function clockOf({ now }: Pick<Call, 'now'>, dossier: Dossier): Clock {
  const { clock, words } = states[dossier.state]
  const begun = dossier.intakeFrom !== null
  return {
    state: clock === 'paused' ? 'paused' : clock === 'ended' ? 'ended' : begun ? 'runs' : 'not-started',
    pausedFor: clock === 'paused' ? words : null,
    intakeDueAt: dossier.intakeDueAt,
    acceptedAt: dossier.acceptedAt,
    dueAt: dossier.dueAt,
    dueOn: dossier.dueAt === null ? null : dayOf(new Date(dossier.dueAt)),
    normDueAt: dossier.normDueAt,
    decidedAt: dossier.decidedAt,
    overdue: isOverdue(dossier, now),
    steps: dossier.clockSteps,
  }
}

/** Late: what is due has passed, or the decision came after the day. */
export function isOverdue({ nextDueAt, decidedAt, dueAt }: Dossier, now: Date): boolean {
  if (nextDueAt !== null) return Date.parse(nextDueAt) < now.getTime()
  return decidedAt !== null && dueAt !== null && decidedAt > dueAt
}

const approvalWords: Record<ApprovalRow['state'], Words> = {
  asked: { vi: 'Đang chờ trả lời', en: 'Waiting for an answer' },
  'at-counter': { vi: 'Cần ký giấy tại Công an xã', en: 'To be signed on paper at the police counter' },
  given: { vi: 'Đã đồng ý', en: 'Agreed' },
  refused: { vi: 'Không đồng ý', en: 'Did not agree' },
  expired: { vi: 'Hết thời gian trả lời', en: 'Did not answer in time' },
  void: { vi: 'Không cần trả lời nữa', en: 'No longer needed' },
}

function approvalRow(dossier: Dossier, one: ApprovalRecord, doer: Doer): ApprovalRow {
  const own = dossier.people.some(({ number }) => number === one.approverNumber)
  return {
    approvalId: one.approvalId,
    name:
      doer.role === 'officer' || own || one.approverNumber === null
        ? one.approverName
        : shortName(one.approverName),
    capacities: one.needs.map(({ words }) => words),
    law: [...new Set(one.needs.map(({ law }) => law))],
    state: one.state,
    stateWords: approvalWords[one.state],
    askedAt: one.askedAt,
    expiresAt: one.expiresAt,
    decidedAt: one.decidedAt,
    by: one.decidedBy,
    reason: one.reason,
  }
}

/** An applicant does not learn the full name of a stranger who heads the household he asks to join. */
function withShortHead(bundle: Bundle, { shown }: Dossier): Record<string, Words> {
  const names = bundle.form.sections.flatMap(({ fields }) =>
    fields.filter(({ kind }) => kind === 'household'),
  )
  return Object.fromEntries(
    Object.entries(shown).map(([field, text]) => {
      if (!names.some(({ name }) => name === field)) return [field, text]
      const short = `Hộ của ${shortName(text.vi)}`
      return [field, { vi: short, en: short }]
    }),
  )
}
