/** Pick someone and the block fills (chọn người, khối thông tin tự điền): whom the choices of a form pick. */

import type { Call } from '#platform/call.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import type { Bundle } from './bundle.ts'
import { memberIds, membersByIds } from './family.ts'
import { fieldsOf } from './rules/form.ts'

/** By the field that picks: one person each. */
export type Picked = ReadonlyMap<string, PersonNumber>

/** Fields that fill from whoever is picked, by the field that picks. */
export function picksOf({ prefill }: Pick<Bundle, 'prefill'>): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { field, of } of prefill) if (of) found.set(of, [...(found.get(of) ?? []), field])
  return found
}

/** Strangers are left out: only who may be chosen there is read. */
export async function pickedIn(
  call: Call,
  bundle: Bundle,
  applicant: PersonNumber,
  answers: Readonly<Record<string, unknown>>,
): Promise<Picked> {
  const picked = new Map<string, PersonNumber>()
  for (const of of picksOf(bundle).keys()) {
    const among = fieldsOf(bundle.form).find(({ name }) => name === of)?.among
    const [one] = await membersByIds(call, applicant, memberIds(answers, of).slice(0, 1), among)
    if (one) picked.set(of, one.personNumber)
  }
  return picked
}
