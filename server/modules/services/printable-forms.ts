/**
 * Every form as a sheet of paper with its legal code (tờ khai in ra): empty, or with what is filled in so far. For who
 * writes by hand, and for who signs at a desk.
 */
import { type FormRow, printForm } from '#documents'
import type { Call } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { FileReply } from '#platform/endpoint.ts'
import type { Uuid } from '#platform/schemas.ts'
import { shownTexts, textOf } from './answer-texts.ts'
import { attachmentsOfDraft, documentAnswers } from './attached.ts'
import type { Bundle } from './bundle.ts'
import { bundleInForce, bundleOf, formOf } from './catalogue.ts'
import type { DossierView, FormField } from './contract.ts'
import { readDeskDossier } from './desk.ts'
import { readMyDossier } from './dossier-view.ts'
import * as drafts from './drafts.store.ts'
import { enterReading, holderOf, mustBeOpen, purposeOf, verifiedOf } from './drafts.ts'
import { headOf } from './legal-forms.ts'
import { lookOpenly, officeOf, unitOf } from './matter.ts'
import { isPresent } from './rules/expression.ts'
import { isShown } from './rules/form.ts'

/** So many choices have a box each; of more, the one meant is written. */
const MOST_BOXES = 8
const DIGITS_OF_NUMBER = 12
/** Fields that want room. */
const linesOf: Partial<Record<FormField['kind'], number>> = { 'long-text': 3, people: 4, members: 4 }

type Sections = { title: string; rows: FormRow[] }[]

/** Throws serviceUnknown. */
export async function readEmptyForm(call: Call, code: string): Promise<FileReply> {
  const bundle = await bundleInForce(call, code)
  const sections = await sectionsOf(call, bundle, () => true, byHand)
  return printed(call, bundle, sections, null)
}

/** My draft, or one that I fill in at my counter. Throws notFound, draftExpired, draftSubmitted. */
export async function readDraftForm(call: Call, draftId: Uuid): Promise<FileReply> {
  const draft = mustBeOpen(call, await drafts.selectDraft(call.sql, holderOf(call), draftId))
  purposeOf(call)
  const bundle = await bundleOf(call, draft.serviceCode, draft.serviceVersion)
  const { personNumber: applicant } = draft
  enterReading(call, bundle, applicant)
  const verified = verifiedOf(draft.prefilled)
  const attached = documentAnswers(bundle, await attachmentsOfDraft(call, draftId))
  const answers: Record<string, unknown> = { ...draft.answers, ...verified, ...attached }
  const { scope } = await lookOpenly(call, bundle, applicant, answers)
  const shown = await shownTexts(call, bundle, { applicant, answers }, 'applicant')
  const unitId = await unitOf(call, bundle, scope)
  const agency = unitId && (await officeOf(call, bundle, unitId, scope.today))
  const sections = await sectionsOf(
    call,
    bundle,
    (field) => isShown(field, scope) && (!field.registerOnly || isPresent(answers[field.name])),
    (field) => {
      const value = answers[field.name]
      if (!isPresent(value)) return byHand(field)
      return { label: field.label.vi, text: (shown[field.name] ?? textOf(field, value)).vi }
    },
  )
  return printed(call, bundle, sections, agency ? agency.nameVi : null)
}

/** Throws notFound. */
export async function readDossierForm(call: Call, dossierId: Uuid): Promise<FileReply> {
  return ofDossier(call, await readMyDossier(call, dossierId))
}

/** With the fields that the officer may read. Throws notFound. */
export async function readDeskForm(call: Call, dossierId: Uuid): Promise<FileReply> {
  return ofDossier(call, await readDeskDossier(call, dossierId))
}

async function ofDossier(call: Call, dossier: DossierView): Promise<FileReply> {
  const bundle = await bundleOf(call, dossier.service.code, dossier.service.version)
  const sections = dossier.sections.map(({ title, rows }) => ({
    title: title.vi,
    rows: rows.map(({ label, text }) => ({ label: label.vi, text: text.vi })),
  }))
  return printed(call, bundle, sections, dossier.agency.vi, dayOf(new Date(dossier.submittedAt)))
}

async function sectionsOf(
  call: Call,
  bundle: Bundle,
  isThere: (field: FormField) => boolean,
  rowOf: (field: FormField) => FormRow,
): Promise<Sections> {
  const { sections } = await formOf(call, bundle)
  return sections
    .map(({ title, fields }) => ({
      title: title.vi,
      rows: fields.filter((field) => field.kind !== 'note' && isThere(field)).map(rowOf),
    }))
    .filter(({ rows }) => rows.length > 0)
}

/** A field on paper: boxes to tick or lines to write on; what is asked of some only, says so. */
function byHand({ kind, label, when, choices = [] }: FormField): FormRow {
  const row = { label: when === undefined ? label.vi : `${label.vi} (nếu có)`, text: null }
  if (kind === 'yes-no') return { ...row, choices: ['Có', 'Không'] }
  if (kind === 'consent') return { ...row, choices: ['Tôi đồng ý'] }
  if (kind === 'document') return { ...row, choices: ['Có kèm theo'] }
  if (kind === 'number') return { ...row, digits: DIGITS_OF_NUMBER }
  if (kind === 'choice' && choices.length <= MOST_BOXES) {
    return { ...row, choices: choices.map((choice) => choice.label.vi) }
  }
  return { ...row, lines: linesOf[kind] ?? 1 }
}

async function printed(
  call: Call,
  bundle: Bundle,
  sections: Sections,
  addressee: string | null,
  on = dayOf(call.now),
): Promise<FileReply> {
  const { form, title, signatures } = headOf(bundle, on)
  const bytes = await printForm({
    form,
    title: title.toUpperCase(),
    signatures,
    sections,
    addressee,
    addresseeHint: bundle.authority.words.vi,
    sandbox: call.ports.keys.sandbox,
    madeAt: call.now,
  })
  return { bytes, fileName: `to-khai-${bundle.code}.pdf` }
}
