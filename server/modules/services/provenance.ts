/**
 * Values that registers filled in carry their provenance, sealed by the server: nobody but the server can make one,
 * and a changed one is noticed, also years later in the dossier.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Call, reads } from '#platform/call.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import { type Answered, attributeOf, readAttributes } from './attributes.ts'
import type { Bundle } from './bundle.ts'
import { canonical } from './canonical.ts'
import type { Prefilled } from './form.contract.ts'
import type { Picked } from './picked.ts'

/** What a reading is for, as entered in the log. */
export const PREFILL_PURPOSE = 'services/prefill'

/** What a seal is bound to: a value of one form cannot be moved to another. */
export interface SealedFor {
  /** Draft or dossier. */
  form: string
  subject: PersonNumber
}

/** Fills in a form for a person: every attribute of the bundle with source, version, time, purpose and seal. */
export async function prefill(
  call: Call,
  bundle: Bundle,
  sealedFor: SealedFor,
  picked: Picked = new Map(),
): Promise<Prefilled[]> {
  const lines = bundle.prefill.filter(({ of }) => of === undefined || picked.has(of))
  const byPick = new Map<string, Map<string, Answered>>()
  for (const of of new Set(lines.map((line) => line.of ?? ''))) {
    const keys = lines.filter((line) => (line.of ?? '') === of).map(({ attribute }) => attribute)
    const subject = picked.get(of) ?? sealedFor.subject
    // What is read of the applicant himself is entered by whoever opens the form.
    if (of)
      reads(
        call,
        subject,
        keys.flatMap((key) => [...(attributeOf(key)?.fields ?? [])]),
      )
    byPick.set(of, await readAttributes(call, subject, [...new Set(keys)]))
  }
  const readAt = call.now.toISOString()
  return lines.flatMap((line): Prefilled[] => {
    const answered = byPick.get(line.of ?? '')!.get(line.attribute)!
    const made = madeOf(line, answered, readAt)
    return made ? [{ ...made, signature: sealOf(call, sealedFor, made) }] : []
  })
}

function madeOf(
  { field, attribute, state }: Bundle['prefill'][number],
  answered: Answered,
  readAt: string,
): Omit<Prefilled, 'signature'> | null {
  const common = { field, attribute, source: answered.attribute.source, readAt, purpose: PREFILL_PURPOSE }
  if (answered.state === 'down') return { ...common, value: null, state: 'unverified', version: null }
  if (!answered.reading || answered.reading.value === null) return null
  const { value, version } = answered.reading
  return {
    ...common,
    value,
    version,
    state: state === 'verified' && answered.attribute.verified ? state : 'suggested',
  }
}

/** Whether the server itself made this value, for this form and person. */
export function isGenuine(call: Pick<Call, 'ports'>, sealedFor: SealedFor, value: Prefilled): boolean {
  const { signature, ...made } = value
  const expected = Buffer.from(sealOf(call, sealedFor, made), 'base64url')
  const given = Buffer.from(signature, 'base64url')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** Seals a value again, after it was verified later. */
export function sealed(
  call: Pick<Call, 'ports'>,
  sealedFor: SealedFor,
  made: Omit<Prefilled, 'signature'>,
): Prefilled {
  return { ...made, signature: sealOf(call, sealedFor, made) }
}

function sealOf(
  { ports }: Pick<Call, 'ports'>,
  { form, subject }: SealedFor,
  { field, attribute, value, state, version, readAt, purpose }: Omit<Prefilled, 'signature'>,
): string {
  return createHmac('sha256', ports.seal.digestKey)
    .update('services/prefilled\0')
    .update(canonical({ form, subject, field, attribute, value, state, version, readAt, purpose }))
    .digest('base64url')
}
