/** A draft as its page gets it: form, values, members, texts, what rules need, the fee, how much came filled in. */
import type { Call } from '#platform/call.ts'
import { shownTexts } from './answer-texts.ts'
import { expectedCapacities } from './approvers.ts'
import { attachmentsOfDraft, documentAnswers } from './attached.ts'
import type { Bundle } from './bundle.ts'
import { formOf } from './catalogue.ts'
import type { Draft } from './contract.ts'
import type { OpenedDraft } from './draft-content.ts'
import { lawfulAnswers } from './ended-units.ts'
import { choicesAsked, choosable } from './family.ts'
import { feeOf } from './fees.ts'
import { lookOpenly, unitOf } from './matter.ts'
import { papersOf } from './papers-checklist.ts'
import { choosableAccounts } from './payment-accounts.ts'
import { withResults } from './result-store.ts'
import { isPresent, type Scope } from './rules/expression.ts'
import { shownFields } from './rules/form.ts'

export async function viewDraft(call: Call, bundle: Bundle, draft: OpenedDraft): Promise<Draft> {
  const { draftId, revision, openedAt, savedAt, expiresAt, prefilled, migratedFrom, personNumber } = draft
  const { answers: lawful, endedUnits } = await lawfulAnswers(call, bundle, draft.answers)
  const attachments = await attachmentsOfDraft(call, draftId)
  const answers = { ...lawful, ...documentAnswers(bundle, attachments) }
  const { scope } = await lookOpenly(call, bundle, personNumber, answers)
  return {
    draftId,
    service: {
      code: bundle.code,
      version: bundle.version,
      name: bundle.name,
      summary: bundle.summary,
      purpose: bundle.purpose,
    },
    revision,
    openedAt,
    savedAt,
    expiresAt,
    form: await formOf(call, bundle),
    answers,
    prefilled,
    accounts: await choosableAccounts(call, bundle, personNumber),
    members: await choosable(call, personNumber, choicesAsked(bundle)),
    shown: await shownTexts(call, bundle, { applicant: personNumber, answers }, 'applicant'),
    scope: { facts: scope.facts, params: scope.params, today: scope.today },
    fee: await feeOf(
      call,
      bundle,
      scope,
      draft.openedBy ? 'counter' : 'online',
      await unitOf(call, bundle, scope),
      personNumber,
    ),
    papers: await withResults(call, papersOf(bundle, scope), [personNumber]),
    attachments,
    share: shareOf(bundle, scope, draft),
    approvalsExpected: expectedCapacities(bundle, scope).map(({ words, law }) => ({ capacity: words, law })),
    migratedFrom,
    endedUnits,
  }
}

/**
 * Fields in the form now shown that ask for something, and how many of them nobody has to type (R2 of the field's
 * complaints): filled by a register, begun with a value, or a list of people to tick. A consent asks for no data.
 */
export function shareOf(
  bundle: Bundle,
  scope: Scope,
  { prefilled }: Pick<OpenedDraft, 'prefilled'>,
): { fields: number; filled: number } {
  const came = new Set(prefilled.filter(({ value }) => isPresent(value)).map(({ field }) => field))
  const shown = shownFields(bundle.form, scope).filter(
    ({ name, kind }) => kind !== 'note' && kind !== 'consent' && (isAsked(bundle, name) || came.has(name)),
  )
  const filled = shown.filter(
    ({ name, kind, suggested }) => came.has(name) || suggested !== undefined || kind === 'members',
  )
  return { fields: shown.length, filled: filled.length }
}

/** A field that only a register fills is not asked for when the register holds nothing. */
function isAsked(bundle: Bundle, name: string): boolean {
  return !bundle.prefill.some((line) => line.field === name && line.state === 'verified')
}
