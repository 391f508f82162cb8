/** What the applicant does to his dossier after he submitted it: withdraw, supplement, follow. */

import { countAttempt } from '#platform/attempts.ts'
import { type Call, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Uuid } from '#platform/schemas.ts'
import { agencyById } from '#reference'
import { refusalOf, rightsOf } from './acts.ts'
import { shownTexts } from './answer-texts.ts'
import { askApprovals, contentChanged } from './approval-requests.ts'
import * as approvalsStore from './approvals.store.ts'
import { currentApprovals, tellApprovers } from './approvals.ts'
import { neededApprovals } from './approvers.ts'
import type { Bundle } from './bundle.ts'
import { bundleOf, formOf } from './catalogue.ts'
import { concernedPeople } from './concerned.ts'
import type { DossierView } from './contract.ts'
import * as contract from './contract.ts'
import { tidyDossierCode } from './dossier-code.ts'
import { happened, move } from './dossier-moves.ts'
import { myDossier, viewDossier } from './dossier-view.ts'
import type { Dossier } from './dossiers.store.ts'
import * as store from './dossiers.store.ts'
import { dossierWithdrawn, supplementGiven } from './events.contract.ts'
import { choicesAsked, choosable } from './family.ts'
import { lookOpenly } from './matter.ts'
import { papersOf } from './papers-checklist.ts'
import { choosableAccounts, keepAccounts } from './payment-accounts.ts'
import { keepUses, withResults } from './result-store.ts'
import { fieldsOf } from './rules/form.ts'
import { states } from './states.ts'
import { timeline } from './steps.ts'
import { mustBeRight } from './submission.ts'
import { answersWithNewScans, papersToSupplement, takeNewScans } from './supplement-papers.ts'

const TRACKINGS_AN_HOUR = 10

/** Holds my dossier, as I saw it. Throws notFound, dossierChanged, actNotNow. */
async function mineToAct(call: Call, dossierId: Uuid, version: number, act: 'withdraw' | 'supplement') {
  const dossier = await myDossier(call, dossierId, true)
  const bundle = await bundleOf(call, dossier.serviceCode, dossier.serviceVersion)
  if (dossier.version !== version)
    throw contract.dossierChanged({ with: { state: dossier.state, version: dossier.version } })
  const refused = refusalOf(act, bundle, dossier, [], { role: 'applicant' }, call.now)
  if (refused) throw refused({ with: { state: dossier.state } })
  return { dossier, bundle }
}

/** Withdraws before it is decided; whoever was asked need not answer any more. */
export async function withdraw(
  call: Call,
  dossierId: Uuid,
  given: { version: number; reason?: string },
): Promise<DossierView> {
  const { dossier, bundle } = await mineToAct(call, dossierId, given.version, 'withdraw')
  await endWaiting(call, dossier, 'void')
  const withdrawn = await move(call, dossier, {
    act: 'withdraw',
    to: 'withdrawn',
    note: given.reason ?? null,
  })
  await happened(call, dossierWithdrawn, withdrawn, {})
  return viewDossier(call, bundle, withdrawn)
}

/** Nobody is asked any more. */
export async function endWaiting(call: Call, dossier: Dossier, state: 'void' | 'expired'): Promise<void> {
  const asked = await currentApprovals(call, dossier)
  await approvalsStore.endApprovals(call.sql, dossier.personNumber, dossier.dossierId, state)
  await tellApprovers(
    call,
    asked.filter((one) => one.state === 'asked'),
  )
}

/** What the page needs to ask for the marked fields again. */
export async function readSupplement(call: Call, dossierId: Uuid) {
  const dossier = await myDossier(call, dossierId)
  if (dossier.state !== 'supplement-asked' || !dossier.supplement)
    throw contract.actNotNow({ with: { state: dossier.state } })
  const bundle = await bundleOf(call, dossier.serviceCode, dossier.serviceVersion)
  const { scope } = await lookOpenly(call, bundle, dossier.personNumber, dossier.answers)
  return {
    version: dossier.version,
    supplement: dossier.supplement,
    form: await formOf(call, bundle),
    answers: dossier.answers,
    ...(await papersToSupplement(call, bundle, dossier)),
    accounts: await choosableAccounts(call, bundle, dossier.personNumber),
    members: await choosable(call, dossier.personNumber, choicesAsked(bundle)),
    shown: await shownTexts(
      call,
      bundle,
      { applicant: dossier.personNumber, answers: dossier.answers },
      'applicant',
    ),
    scope: { facts: scope.facts, params: scope.params, today: scope.today },
  }
}

export interface GivenSupplement {
  version: number
  answers: Record<string, unknown>
  text?: string
}

/**
 * Sends the supplement. Only marked fields may change; what approvers were shown and is now different is asked anew.
 * Throws fieldNotMarked, and what submitting throws about answers.
 */
export async function supplement(call: Call, dossierId: Uuid, given: GivenSupplement): Promise<DossierView> {
  const { dossier, bundle } = await mineToAct(call, dossierId, given.version, 'supplement')
  const asked = dossier.supplement!
  mustBeMarked(bundle, dossier, given.answers, asked.fields)
  const scans = await answersWithNewScans(call, bundle, dossier)
  const changed = await withAnswers(call, bundle, dossier, { ...given.answers, ...scans })
  await takeNewScans(call, bundle, changed.dossier, changed.scope)
  const answered = {
    ...changed.dossier,
    supplement: { ...asked, answeredAt: call.now.toISOString(), answer: given.text ?? null },
  }
  const complete = await askAgain(call, bundle, answered, changed)
  const accepted = dossier.acceptedAt !== null
  const next = await move(call, dossier, {
    act: 'supplement',
    to: complete ? (accepted ? 'processing' : 'submitted') : 'awaiting-approvals',
    note: given.text ?? null,
    set: answered,
  })
  await keepUses(call, next)
  await keepAccounts(call, bundle, next)
  await happened(call, supplementGiven, next, {})
  return viewDossier(call, bundle, next)
}

function mustBeMarked(
  bundle: Bundle,
  dossier: Dossier,
  answers: Record<string, unknown>,
  marked: string[],
): void {
  const { writes } = rightsOf(bundle, dossier, { role: 'applicant' })
  const files = new Set(
    fieldsOf(bundle.form).flatMap(({ name, kind }) => (kind === 'document' ? [name] : [])),
  )
  const fields = Object.keys(answers).filter(
    (field) => !marked.includes(field) || !writes(field) || files.has(field),
  )
  if (fields.length > 0) throw contract.fieldNotMarked({ with: { fields } })
}

/** The dossier with new answers, checked as at submission. */
async function withAnswers(call: Call, bundle: Bundle, dossier: Dossier, given: Record<string, unknown>) {
  const { answers, scope, matter } = await mustBeRight(
    call,
    bundle,
    dossier.personNumber,
    { ...dossier.answers, ...given },
    dayOf(new Date(dossier.submittedAt)),
  )
  const people = await matter.once('people', () => concernedPeople(call, matter))
  const numbers = people.map(({ number }) => number)
  return {
    dossier: {
      ...dossier,
      answers,
      facts: scope.facts,
      papers: await withResults(call, papersOf(bundle, scope), numbers),
      shown: await shownTexts(call, bundle, matter, 'officer'),
      people,
      provenance: dossier.provenance.filter(({ field }) => field in answers && !(field in given)),
    },
    scope,
    matter,
  }
}

/** Asks approvers again when what they were shown has changed. True when nothing is left to wait for. */
async function askAgain(
  call: Call,
  bundle: Bundle,
  dossier: Dossier,
  { scope, matter }: Pick<Awaited<ReturnType<typeof withAnswers>>, 'scope' | 'matter'>,
): Promise<boolean> {
  const before = await currentApprovals(call, dossier)
  const needed = await neededApprovals(call, bundle, matter, scope)
  const same =
    !(await contentChanged(call, bundle, dossier)) &&
    needed.needs.every(({ id }) => before.some(({ requirements }) => requirements.includes(id)))
  if (same) return true
  await approvalsStore.endApprovals(call.sql, dossier.personNumber, dossier.dossierId, 'void', ['given'])
  const round = Math.max(0, ...before.map((one) => one.round)) + 1
  return askApprovals(call, bundle, dossier, needed, round)
}

/** Where a dossier stands, for whoever holds its code and knows the phone given in it. Attempts are counted. */
export async function track(call: Call, given: { code: string; phoneEnding: string }) {
  const code = tidyDossierCode(given.code)
  const attempts = await countAttempt(call.sql, `track:${code}`, 60, call.now)
  const dossier = attempts > TRACKINGS_AN_HOUR ? undefined : await store.selectDossierByCode(call.sql, code)
  const phone = String(dossier?.answers.phone ?? '')
  if (!dossier || phone.length < 4 || !phone.endsWith(given.phoneEnding)) throw contract.trackingWrong()
  call.entry.dossierId = dossier.dossierId
  reads(call, dossier.personNumber, ['dossier-state'])
  const bundle = await bundleOf(call, dossier.serviceCode, dossier.serviceVersion)
  const agency = await agencyById(call.sql, dossier.agencyId)
  const steps = await timeline(call, dossier)
  return {
    code: dossier.code,
    name: bundle.name,
    agency: { vi: agency?.nameVi ?? '', en: agency?.nameEn ?? '' },
    state: dossier.state,
    stateWords: states[dossier.state].words,
    submittedAt: dossier.submittedAt,
    dueAt: dossier.dueAt,
    steps: steps.map(({ at, words }) => ({ at, words })),
  }
}
