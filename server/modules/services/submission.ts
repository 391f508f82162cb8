/**
 * Submitting a draft (nộp hồ sơ): values of registers read again, answers checked, the dossier and everything it
 * needs made in one transaction. The same draft cannot become two dossiers.
 */
import type { ErrorObject } from 'ajv/dist/2020.js'
import { useMandate } from '#accounts'
import { type Call, changes } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { Day, Uuid } from '#platform/schemas.ts'
import { mustHaveShapes } from './answer-shapes.ts'
import { shownTexts } from './answer-texts.ts'
import { mustBeOldEnough } from './applicants.ts'
import { askApprovals, type Confirmation, withApplicant } from './approval-requests.ts'
import { neededApprovals } from './approvers.ts'
import { attachmentsOfDraft, documentAnswers } from './attached.ts'
import { takeAlong } from './attachments.ts'
import type { Bundle } from './bundle.ts'
import { bundleInForce, formOf } from './catalogue.ts'
import { concernedPeople } from './concerned.ts'
import type { DossierView, FieldError, Prefilled } from './contract.ts'
import * as contract from './contract.ts'
import { decideAtOnce } from './decisions.ts'
import { dossierCode } from './dossier-code.ts'
import { happened, setClock, tell } from './dossier-moves.ts'
import { viewDossier } from './dossier-view.ts'
import type { Dossier, FiledBy } from './dossiers.store.ts'
import * as dossiers from './dossiers.store.ts'
import type { OpenedDraft } from './draft-content.ts'
import { viewDraft } from './draft-view.ts'
import * as drafts from './drafts.store.ts'
import { differencesOf, holderOf, mustBeOpen, mustKeepVerified, purposeOf, verifiedOf } from './drafts.ts'
import { endedUnit, endedUnitFaults } from './ended-units.ts'
import { dossierSubmitted } from './events.contract.ts'
import { feeOf } from './fees.ts'
import { keepLinks } from './links.ts'
import { lookFully, officeOf, unitOf } from './matter.ts'
import { papersOf } from './papers-checklist.ts'
import { acceptAtOnce } from './paying.ts'
import { keepAccounts } from './payment-accounts.ts'
import { pickedIn } from './picked.ts'
import { isGenuine, prefill, sealed } from './provenance.ts'
import { keepUses, withResults } from './result-store.ts'
import { type Expression, evaluate, holds, isPresent, type Scope } from './rules/expression.ts'
import { faultFrom, faultsOf, visibleAnswers } from './rules/form.ts'
import { answersCheck } from './rules/form-schema.ts'
import { recordStep } from './steps.ts'
import { verifyLater } from './verification.ts'

export interface Submission {
  revision: number
  serviceVersion: number
}

/** Submits a draft. Throws what the endpoint lists; nothing is kept of a submission that was refused. */
export async function submitDraft(call: Call, draftId: Uuid, given: Submission): Promise<DossierView> {
  const draft = mustBeOpen(call, await drafts.lockDraft(call.sql, holderOf(call), draftId))
  purposeOf(call)
  changes(call, draft.personNumber, ['dossier:submit'])
  const bundle = await bundleInForce(call, draft.serviceCode)
  if (given.serviceVersion !== bundle.version || draft.serviceVersion !== bundle.version) {
    throw contract.formChanged({ with: { draft: await viewDraft(call, bundle, draft) } })
  }
  if (given.revision !== draft.revision) throw contract.draftChanged({ with: { revision: draft.revision } })
  const dossier = await newDossier(call, bundle, draft, online)
  await drafts.closeDraft(call.sql, draft.personNumber, draftId, dossier.dossierId)
  return viewDossier(call, bundle, dossier)
}

/** How a request comes in. */
export interface Filing {
  channel: Dossier['channel']
  /** The officer who files it at a counter. */
  filedBy: FiledBy | null
  /** How the applicant confirms what is filed for him; he who files himself needs not. */
  confirmation: Confirmation | null
}
export const online: Filing = { channel: 'online', filedBy: null, confirmation: null }

/** A dossier out of a filled-in form, with everything it needs. Throws what the endpoint lists. */
export async function newDossier(
  call: Call,
  bundle: Bundle,
  draft: Pick<OpenedDraft, 'personNumber' | 'draftId' | 'answers' | 'prefilled'>,
  { channel, filedBy, confirmation }: Filing,
): Promise<Dossier> {
  const applicant = draft.personNumber
  await mustBeOldEnough(call, bundle, applicant)
  const provenance = await mustStandInRegisters(call, bundle, draft)
  const { answers, scope, matter } = await mustBeRight(call, bundle, applicant, {
    ...draft.answers,
    ...verifiedOf(provenance),
    ...documentAnswers(bundle, await attachmentsOfDraft(call, draft.draftId)),
  })
  const communeId = await mustHaveOffice(call, bundle, scope)
  const today = dayOf(call.now)
  const agency = await officeOf(call, bundle, communeId, today)
  const people = await matter.once('people', () => concernedPeople(call, matter))
  const at = call.now.toISOString()
  const dossierId = uuidv7(call.now.getTime())
  const dossier: Dossier = {
    personNumber: applicant,
    dossierId,
    code: '',
    serviceCode: bundle.code,
    serviceVersion: bundle.version,
    agencyId: agency.agencyId,
    unitId: agency.unitId ?? communeId,
    channel,
    version: 1,
    state: 'submitted',
    answers,
    provenance: provenance
      .filter(({ field, state }) => field in answers || state === 'unverified')
      .map(({ signature: _, ...made }) => sealed(call, { form: dossierId, subject: applicant }, made)),
    facts: scope.facts,
    fee: await feeOf(call, bundle, scope, channel, communeId, applicant, true),
    papers: await withResults(
      call,
      papersOf(bundle, scope),
      people.map(({ number }) => number),
    ),
    shown: await shownTexts(call, bundle, { applicant, answers }, 'officer'),
    people,
    submittedAt: at,
    ...nothingYet,
    filedBy,
    intakeFrom: at,
    representedBy: await representedBy(call, bundle),
  }
  call.entry.dossierId = dossier.dossierId
  const others = await neededApprovals(call, bundle, matter, scope)
  const needed = confirmation ? withApplicant(others, people[0]!) : others
  dossier.code = dossierCode(
    agency.dossierCode,
    today,
    await dossiers.nextDossierNumber(call.sql, agency.agencyId, today),
  )
  await takeAlong(call, bundle, draft, dossier, scope)
  return submitted(
    call,
    bundle,
    dossier,
    async (made) => askApprovals(call, bundle, made, needed, 1, confirmation),
    scope,
  )
}

/** Who files it for the applicant, if he does not do so himself; one use of a mandate is counted. */
async function representedBy(call: Call, { code }: Bundle): Promise<Dossier['representedBy']> {
  const representative = call.actor.kind === 'citizen' ? call.actor.representative : undefined
  if (!representative) return null
  const { personId, basis, organisation } = representative
  return {
    personId,
    basis,
    mandateId: await useMandate(call, code),
    ...(organisation ? { organisation } : {}),
  }
}

/** Asks whoever must agree, inserts the dossier, and decides at once what a rule may decide. */
async function submitted(
  call: Call,
  bundle: Bundle,
  dossier: Dossier,
  ask: (dossier: Dossier) => Promise<boolean>,
  scope: Scope,
): Promise<Dossier> {
  const complete = await ask(dossier)
  if (!complete) {
    dossier.state = 'awaiting-approvals'
    dossier.intakeFrom = null
    dossier.pauses = [{ from: dossier.submittedAt, until: null, reason: 'supplement' }]
    dossier.pausedSince = dossier.submittedAt
  }
  await setClock(call, dossier)
  await dossiers.insertDossier(call.sql, dossier)
  await recordStep(call, dossier, {
    act: 'submit',
    from: null,
    to: dossier.state,
    at: dossier.submittedAt,
    by: filedByOfficer(dossier) ? 'officer' : 'applicant',
  })
  for (const { number } of dossier.people) changes(call, number, ['dossier:submit'])
  await keepUses(call, dossier)
  await keepAccounts(call, bundle, dossier)
  await keepLinks(call, bundle, dossier, scope)
  await happened(call, dossierSubmitted, dossier, {})
  await verifyLater(call, dossier)
  await tell(call, dossier)
  const { straightThrough, elsewhere } = bundle.workflow
  if (complete && elsewhere && !filedByOfficer(dossier)) return acceptAtOnce(call, bundle, dossier)
  return complete && straightThrough !== null && holds(straightThrough, scope) && dossier.fee.amountDong === 0
    ? decideAtOnce(call, bundle, dossier)
    : dossier
}

const filedByOfficer = ({ filedBy }: Dossier) => filedBy !== null

const nothingYet = {
  intakeFrom: null,
  intakeDueAt: null,
  acceptedAt: null,
  dueAt: null,
  decidedAt: null,
  closedAt: null,
  pausedSince: null,
  pauses: [],
  clockSteps: [],
  nextDueAt: null,
  warnAt: null,
  normDueAt: null,
  holderAppointment: null,
  holderAccount: null,
  supplement: null,
  supplements: 0,
  proposal: null,
  proposedBy: null,
  decision: null,
  opinions: [],
  extension: null,
  made: null,
  filedBy: null,
  representedBy: null,
} satisfies Partial<Dossier>

/**
 * The draft's register values are the server's own, and the registers still say the same. Throws verifiedChanged when
 * one was made up, registerChanged with the differences when the register moved on.
 */
async function mustStandInRegisters(
  call: Call,
  bundle: Bundle,
  draft: Pick<OpenedDraft, 'personNumber' | 'draftId' | 'answers' | 'prefilled'>,
): Promise<Prefilled[]> {
  const sealedFor = { form: draft.draftId, subject: draft.personNumber }
  const forged = draft.prefilled.filter((value) => !isGenuine(call, sealedFor, value))
  if (forged.length > 0)
    throw contract.verifiedChanged({ with: { fields: forged.map(({ field }) => field) } })
  mustKeepVerified(draft.prefilled, draft.answers)
  const picked = await pickedIn(call, bundle, draft.personNumber, draft.answers)
  const now = await prefill(call, bundle, sealedFor, picked)
  const differences = differencesOf(bundle, draft.prefilled, now)
  if (differences.length > 0) throw contract.registerChanged({ with: { differences } })
  return now
}

/** Answers that may go to the office. Throws answersWrong with every fault, notEligible with the law's conditions. */
export async function mustBeRight(
  call: Call,
  bundle: Bundle,
  applicant: string,
  given: Record<string, unknown>,
  /** The day the rules are asked for: a supplement is judged as of the submission. */
  on: Day = dayOf(call.now),
) {
  mustHaveShapes(bundle, given)
  let looked = await lookFully(call, bundle, applicant, given, on)
  let answers = visibleAnswers(bundle.form, looked.scope)
  if (Object.keys(given).some((field) => isPresent(given[field]) && !(field in answers))) {
    // What was answered in a field that is no longer shown is not looked at either.
    looked = await lookFully(call, bundle, applicant, answers, on)
    answers = visibleAnswers(bundle.form, looked.scope)
  }
  const scope: Scope = { ...looked.scope, answers }
  const errors = [
    ...schemaErrors(bundle, answers),
    ...faultsOf(await formOf(call, bundle), scope),
    ...(await endedUnitFaults(call, bundle, answers, on)),
  ]
  if (errors.length > 0) throw contract.answersWrong({ with: { errors: oncePerField(errors) } })
  const unmet = bundle.eligibility.filter((condition) => !holds(condition.holds, scope))
  if (unmet.length > 0) throw contract.notEligible({ with: { errors: unmet.map(faultFrom) } })
  return { answers, scope, matter: { ...looked.matter, answers } }
}

/** The commune whose office is competent, one of today. Throws answersWrong at the place. */
async function mustHaveOffice(call: Call, bundle: Bundle, scope: Scope): Promise<number> {
  const unitId = await unitOf(call, bundle, scope)
  if (unitId !== null) return unitId
  const named = evaluate(bundle.authority.unitId as Expression, scope)
  const ended = typeof named === 'number' ? await endedUnit(call, named, scope.today) : null
  if (ended) {
    const among = ended.choices.map(({ name }) => name)
    throw contract.homeUnsettled({
      detail: {
        vi: `Chỗ ở tại ${ended.was} cũ nay thuộc ${among.join(' hay ')}: công an các nơi này xác định. Hãy liên hệ một trong các nơi đó rồi nộp lại; bản nháp vẫn được giữ.`,
        en: `The home in the former ${ended.was} lies in ${among.join(' or ')} now: their police settle it. Ask one of them, then send again; the draft is kept.`,
      },
    })
  }
  const message = { vi: 'Hãy chọn xã, phường, đặc khu hiện nay', en: 'Choose a commune of today' }
  throw contract.answersWrong({ with: { errors: [{ field: 'place', message }] satisfies FieldError[] } })
}

/** What JSON Schema has against the answers, by field. */
function schemaErrors(bundle: Bundle, answers: Record<string, unknown>): FieldError[] {
  const validate = answersCheck(bundle.form)
  if (validate(answers)) return []
  return (validate.errors ?? []).map((error) => ({ field: fieldOf(error), message: messageOf(error) }))
}

function fieldOf({ instancePath, params }: ErrorObject): string {
  const [, first] = instancePath.split('/')
  return first ?? String(params.missingProperty ?? params.additionalProperty ?? '')
}

function messageOf({ keyword }: ErrorObject) {
  if (keyword === 'required') return { vi: 'Mục này chưa điền', en: 'This is not filled in yet' }
  return { vi: 'Mục này chưa đúng dạng', en: 'This is not in the right form' }
}

function oncePerField(errors: readonly FieldError[]): FieldError[] {
  const byField = new Map<string, FieldError>()
  for (const error of errors) if (!byField.has(error.field)) byField.set(error.field, error)
  return [...byField.values()]
}
