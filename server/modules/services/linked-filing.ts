/**
 * Filing what follows from an approved dossier, by the program, in a transaction of its own: when the service refuses,
 * the first dossier stays valid and the citizen is told why. Decree 63/2024/NĐ-CP.
 */

import { type Call, changes } from '#platform/call.ts'
import type { Sql } from '#platform/db.ts'
import { uuidv7 } from '#platform/ids.ts'
import { isProblem, type Problem } from '#platform/problem.ts'
import type { PersonNumber, Uuid, Words } from '#platform/schemas.ts'
import { bundleInForce, bundleOf } from './catalogue.ts'
import { tell } from './dossier-moves.ts'
import { scopeOfDossier } from './dossier-scope.ts'
import { selectDossier } from './dossiers.store.ts'
import * as store from './links.store.ts'
import { pickedIn } from './picked.ts'
import { prefill } from './provenance.ts'
import { type Expression, evaluate, isPresent } from './rules/expression.ts'
import { newDossier, online } from './submission.ts'

/** Files one dossier that follows. What its service refuses is kept in words; the first dossier stands. Safe to repeat. */
export async function fileLink(
  call: Call,
  { dossierId, linkId }: { dossierId: Uuid; linkId: string },
): Promise<void> {
  const dossier = await selectDossier(call.sql, dossierId)
  const link = dossier && (await store.selectLinks(call.sql, dossier)).find((one) => one.linkId === linkId)
  if (!dossier || !link || link.state !== 'waiting') return
  const bundle = await bundleOf(call, dossier.serviceCode, dossier.serviceVersion)
  const declared = bundle.links?.find(({ id }) => id === linkId)
  if (!declared?.service) return
  call.entry.dossierId = dossierId
  const scope = { ...scopeOfDossier(call, dossier), item: dossier.made }
  const answers = evaluate(declared.answers as Expression, scope) as Record<string, unknown>
  const at = call.now.toISOString()
  const made = await outcomeOf(call, (within) =>
    fileLinked(within, declared.service!, dossier.personNumber, answers),
  )
  changes(call, dossier.personNumber, ['dossier:linked'])
  await store.moveLink(
    call.sql,
    'dossierId' in made
      ? { ...link, state: 'filed', linkedDossier: made.dossierId, at }
      : { ...link, state: 'failed', problem: made.problem, at },
  )
  await tell(call, dossier)
}

/** In a savepoint, so that a refusal takes nothing of this call with it. */
async function outcomeOf(
  call: Call,
  file: (within: Call) => Promise<Uuid>,
): Promise<{ dossierId: Uuid } | { problem: Words }> {
  const { savepoint } = call.sql as unknown as { savepoint<T>(run: (sql: Sql) => Promise<T>): Promise<T> }
  try {
    return { dossierId: await savepoint((sql) => file({ ...call, sql })) }
  } catch (error) {
    if (!isProblem(error)) throw error
    return { problem: wordsOf(error) }
  }
}

/** The first condition of the law that is not met, else what the problem says itself. */
function wordsOf(error: Problem): Words {
  const [first] = (error.more.with?.errors ?? []) as { message: Words }[]
  return first?.message ?? error.more.detail ?? error.words
}

/** A dossier of a service out of the answers to another form. Throws what submitting throws. */
async function fileLinked(
  call: Call,
  code: string,
  applicant: PersonNumber,
  given: Record<string, unknown>,
): Promise<Uuid> {
  const bundle = await bundleInForce(call, code)
  const draftId = uuidv7(call.now.getTime())
  const picked = await pickedIn(call, bundle, applicant, given)
  const prefilled = await prefill(call, bundle, { form: draftId, subject: applicant }, picked)
  const known = prefilled.filter(({ value }) => value !== null)
  const answers = {
    ...Object.fromEntries(known.map(({ field, value }) => [field, value])),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => isPresent(value))),
  }
  const { dossierId } = await newDossier(
    call,
    bundle,
    { personNumber: applicant, draftId, answers, prefilled },
    online,
  )
  return dossierId
}
