/**
 * Asking for approvals (hỏi ý kiến): everyone whose agreement is needed is asked once, in his own app, and shown exactly
 * what is kept; whoever has no active account signs on paper at the counter. Form CT01.
 */

import { accountOf } from '#accounts'
import { type Call, changes, type OfficerActor } from '#platform/call.ts'
import { ageOn, dayOf } from '#platform/day.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { PersonNumber, Words } from '#platform/schemas.ts'
import { lawParameter } from '#reference'
import { answerSections } from './answer-texts.ts'
import type { ApprovalContent, ApprovalRecord } from './approvals.store.ts'
import * as store from './approvals.store.ts'
import { aboutApproval, allMet, tellApprovers } from './approvals.ts'
import { type NeededApprovals, needState } from './approvers.ts'
import type { Bundle } from './bundle.ts'
import { digest } from './canonical.ts'
import { happened } from './dossier-moves.ts'
import type { Dossier } from './dossiers.store.ts'
import { approvalAsked } from './events.contract.ts'
import { peopleOf } from './registers.ts'

const DAY_MS = 86_400_000

/**
 * Asks everyone who is needed, and records the applicant's own capacities as agreed. True when nothing is left to
 * wait for.
 */
export async function askApprovals(
  call: Call,
  bundle: Bundle,
  dossier: Dossier,
  needed: NeededApprovals,
  round = 1,
  confirmation: Confirmation | null = null,
): Promise<boolean> {
  if (needed.parties.length === 0) return true
  const all = await recordsFor(call, bundle, dossier, needed, round, confirmation)
  // Who could only agree to what the applicant's own word already settles (the other parent) is not asked.
  const records = all.filter(
    ({ state, needs }) => state === 'given' || needs.some((need) => needState(need, all) !== 'met'),
  )
  await store.insertApprovals(call.sql, records)
  const asked = records.filter(({ state }) => state === 'asked')
  for (const record of asked) {
    await happened(call, approvalAsked, dossier, aboutApproval(record), record.approverNumber)
  }
  await tellApprovers(call, asked)
  return allMet(records)
}

async function recordsFor(
  call: Call,
  bundle: Bundle,
  dossier: Dossier,
  needed: NeededApprovals,
  round: number,
  confirmation: Confirmation | null,
): Promise<ApprovalRecord[]> {
  const today = dayOf(call.now)
  const { value: days } = await lawParameter(call, 'services.approval-days', today)
  const { value: remindDays } = await lawParameter(call, 'services.approval-reminder-days', today)
  const { value: adultAge } = await lawParameter(call, 'person.adult-age', today)
  const at = call.now.toISOString()
  const known = await peopleOf(
    call,
    needed.parties.flatMap(({ number }) => (number ? [number] : [])),
  )
  // Whoever files it for the applicant has read it all: his own capacities are agreed by his sending it.
  const filing = call.actor.kind === 'citizen' ? call.actor.representative?.number : undefined
  const records: ApprovalRecord[] = []
  for (const { number, name, needs } of needed.parties) {
    const mine = needed.needs
      .filter(({ id }) => needs.includes(id))
      .map((need) => ({
        ...need,
        words: bundle.approvals.find(({ capacity }) => capacity === need.capacity)?.words ?? applicantWords,
      }))
    const settled = number === dossier.personNumber && confirmation?.kind !== 'app'
    const content = await contentFor(call, bundle, dossier, mine)
    const self = number !== null && (number === dossier.personNumber || number === filing)
    const said = self ? (confirmation ?? ({ kind: 'self' } as const)) : null
    const person = number ? known.get(number) : undefined
    const able = person?.status === 'alive' && ageOn(person.bornOn, today) >= adultAge
    const account = number && able && said?.kind !== 'self' ? await accountOf(call, 'citizen', number) : null
    if (number && !self) changes(call, number, ['approval'])
    records.push({
      personNumber: dossier.personNumber,
      dossierId: dossier.dossierId,
      approvalId: uuidv7(call.now.getTime()),
      round,
      approverNumber: number,
      approverName: name,
      requirements: needs,
      needs: mine,
      state: said && said.kind !== 'app' ? 'given' : account?.level === 2 ? 'asked' : 'at-counter',
      content,
      contentHash: digest(content),
      askedAt: at,
      remindAt: settled ? null : new Date(call.now.getTime() + remindDays * DAY_MS).toISOString(),
      expiresAt: settled ? null : new Date(call.now.getTime() + days * DAY_MS).toISOString(),
      decidedAt: settled ? at : null,
      decidedBy: said?.kind === 'self' ? 'self' : said?.kind === 'signature' ? 'paper' : null,
      accountId: null,
      assurance: null,
      paper: said?.kind === 'signature' ? signedPaper(call, said.evidence) : null,
      reason: null,
    })
  }
  return records
}

const APPLICANT = 'applicant'
const applicantWords: Words = { vi: 'Người nộp hồ sơ', en: 'The applicant' }

/** How an applicant confirms what an officer filed for him: in his own app, or by his signature at the desk. */
export type Confirmation = { kind: 'app' } | { kind: 'signature'; evidence: string }

/** The applicant is asked as well: whoever files for him does not speak for him. Decree 118/2025/NĐ-CP. */
export function withApplicant(
  { needs, parties }: NeededApprovals,
  { number, name }: { number: PersonNumber; name: string },
): NeededApprovals {
  const need = { id: APPLICANT, capacity: APPLICANT, quorum: 'all', law: 'Decree 118/2025/NĐ-CP' } as const
  const held = parties.find((party) => party.number === number)
  const applicant = { number, name, needs: [...(held?.needs ?? []), need.id] }
  return { needs: [...needs, need], parties: [applicant, ...parties.filter((party) => party !== held)] }
}

/** What the applicant confirms: everything that was filled in for him. */
function counterText({ form }: Bundle): NonNullable<Bundle['approvalText']> {
  return {
    sentence: {
      vi: 'Cán bộ tại quầy đã điền hồ sơ này thay bạn. Hãy đọc lại và xác nhận.',
      en: 'An officer at the counter filled in this request for you. Please read it and confirm.',
    },
    fields: form.sections.flatMap(({ fields }) => fields.map(({ name }) => name)),
    consequence: {
      vi: 'Khi bạn xác nhận, hồ sơ được nộp với những nội dung trên và bạn chịu trách nhiệm về lời khai.',
      en: 'When you confirm, the request is filed with this content and you answer for what it says.',
    },
  }
}

/** A signature on the form at the desk, as the officer saw it. */
function signedPaper(call: Call, text: string): Record<string, unknown> {
  const { appointmentId, agencyId } = call.actor as OfficerActor
  return {
    id: uuidv7(call.now.getTime()),
    signedOn: dayOf(call.now),
    text,
    recordedBy: { appointmentId, agencyId },
  }
}

/** What approvers are shown: the sentence and the lines the bundle names, in words, as they stand now. */
async function contentFor(
  call: Call,
  bundle: Bundle,
  dossier: Dossier,
  needs: readonly { capacity: string; words: Words; law: string }[],
): Promise<ApprovalContent> {
  const own = needs.some(({ capacity }) => capacity === APPLICANT)
  const text = own ? counterText(bundle) : bundle.approvalText
  if (!text) throw new Error(`${bundle.code} asks for approvals and shows nothing`)
  const readable = { answers: dossier.answers, provenance: dossier.provenance, shown: dossier.shown }
  const sections = await answerSections(call, bundle, readable, (field) => text.fields.includes(field))
  const applicant = dossier.people[0]?.name ?? ''
  const filled = (line: string, language: 'vi' | 'en') =>
    line
      .replace('{applicant}', () => applicant)
      .replace('{capacities}', () => needs.map(({ words }) => words[language].toLowerCase()).join(', '))
  return {
    service: bundle.name,
    dossierCode: dossier.code,
    applicant,
    sentence: { vi: filled(text.sentence.vi, 'vi'), en: filled(text.sentence.en, 'en') },
    lines: sections.flatMap(({ rows }) => rows.map(({ label, text: value }) => ({ label, text: value }))),
    law: [...new Set(needs.map(({ law }) => law))],
    consequence: text.consequence,
  }
}

/** Whether a change of the dossier changes what approvers agreed to. */
export async function contentChanged(call: Call, bundle: Bundle, dossier: Dossier): Promise<boolean> {
  const records = await store.selectApprovals(call.sql, dossier.personNumber, dossier.dossierId)
  for (const record of records.filter(({ state }) => state === 'given')) {
    const content = await contentFor(call, bundle, dossier, record.needs)
    if (digest(content) !== record.contentHash) return true
  }
  return false
}
