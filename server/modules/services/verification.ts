/**
 * Values whose register did not answer while the form was filled in are typed, marked unverified, and compared with
 * the register later: the officer sees whether they were right.
 */
import { type Call, reads } from '#platform/call.ts'
import { enqueue } from '#platform/jobs.ts'
import type { Uuid } from '#platform/schemas.ts'
import { type Answered, readAttributes } from './attributes.ts'
import { sameValue } from './canonical.ts'
import { bundleOf } from './catalogue.ts'
import type { Dossier } from './dossiers.store.ts'
import * as store from './dossiers.store.ts'
import { pickedIn } from './picked.ts'
import { sealed } from './provenance.ts'

export const VERIFY_TASK = 'services.verify-values'

/** A source that is down now may be back then; the job repeats with growing pauses until it answers. */
const FIRST_TRY_MS = 60_000

export async function verifyLater(call: Call, { dossierId, provenance }: Dossier): Promise<void> {
  if (!provenance.some(({ state }) => state === 'unverified')) return
  const runAt = new Date(call.now.getTime() + FIRST_TRY_MS)
  await enqueue(call, VERIFY_TASK, { dossierId }, { runAt, key: `${VERIFY_TASK}:${dossierId}` })
}

/** Asks the registers again. Throws while one still does not answer, so that the job is repeated. */
export async function verifyValues(call: Call, { dossierId }: { dossierId: Uuid }): Promise<void> {
  const dossier = await store.lockDossier(call.sql, dossierId)
  if (!dossier) return
  const waiting = dossier.provenance.filter(({ state }) => state === 'unverified')
  if (waiting.length === 0) return
  call.entry.dossierId = dossierId
  const bundle = await bundleOf(call, dossier.serviceCode, dossier.serviceVersion)
  const picked = await pickedIn(call, bundle, dossier.personNumber, dossier.answers)
  const answers = new Map<string, Answered>()
  for (const { field, attribute } of waiting) {
    const of = bundle.prefill.find((line) => line.field === field)?.of
    const subject = (of && picked.get(of)) ?? dossier.personNumber
    const answered = (await readAttributes(call, subject, [attribute])).get(attribute)!
    reads(call, subject, [...answered.attribute.fields])
    answers.set(field, answered)
  }
  if ([...answers.values()].some(({ state }) => state === 'down'))
    throw new Error('A register still does not answer')
  const sealedFor = { form: dossierId, subject: dossier.personNumber }
  const provenance = dossier.provenance.map((line) => {
    const answered = answers.get(line.field)
    if (line.state !== 'unverified' || answered?.state !== 'read') return line
    const { signature: _, ...made } = line
    const right = answered.reading !== null && sameValue(answered.reading.value, dossier.answers[line.field])
    return sealed(call, sealedFor, {
      ...made,
      value: answered.reading?.value ?? null,
      version: answered.reading?.version ?? null,
      readAt: call.now.toISOString(),
      state: right ? 'verified' : 'suggested',
    })
  })
  await store.updateDossier(call.sql, { ...dossier, provenance })
}
