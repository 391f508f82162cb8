/** What one person is to another by the register's relations, as a code of relations-to-head. */

import type { Call } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import { personByNumber, relationsOf } from '#population'

/** What the first is to the second; null when the register holds no close relation. */
export async function relationOf(call: Call, of: PersonNumber, to: PersonNumber): Promise<string | null> {
  const today = dayOf(call.now)
  const held = await relationsOf(call, to, today)
  const direct = held.find(({ otherNumber }) => otherNumber === of)
  if (direct) return direct.kind === 'spouse' ? spouseCode(call, of) : (codes[direct.kind] ?? null)
  const parents = new Set(
    held.filter(({ kind }) => kind === 'father' || kind === 'mother').map(({ otherNumber }) => otherNumber),
  )
  const theirs = await relationsOf(call, of, today)
  const shared = theirs.some(
    ({ kind, otherNumber }) => (kind === 'father' || kind === 'mother') && parents.has(otherNumber),
  )
  if (shared) return 'sibling'
  return (await isGrandchild(call, theirs, to)) ? 'grandchild' : null
}

/** A parent of the first is a child of the second. */
async function isGrandchild(
  call: Call,
  held: Awaited<ReturnType<typeof relationsOf>>,
  to: PersonNumber,
): Promise<boolean> {
  for (const { kind, otherNumber } of held) {
    if (kind !== 'father' && kind !== 'mother') continue
    const above = await relationsOf(call, otherNumber, dayOf(call.now))
    if (above.some((one) => (one.kind === 'father' || one.kind === 'mother') && one.otherNumber === to)) {
      return true
    }
  }
  return false
}

/** Relations are kept from the holder's side: what the other is to him. */
const codes: Record<string, string> = {
  father: 'father',
  mother: 'mother',
  child: 'child',
  guardian: 'guardian',
  ward: 'under-guardianship',
  'adoptive-parent': 'adoptive-parent',
  'adopted-child': 'adopted-child',
}

async function spouseCode(call: Call, of: PersonNumber): Promise<string> {
  const person = await personByNumber(call, of)
  return person?.sex === 'male' ? 'husband' : 'wife'
}

/** Spouse, parent or child, adoptive ones too: those of whom one owner's consent is enough. Art. 20(2). */
export async function isCloseKin(call: Call, a: PersonNumber, b: PersonNumber): Promise<boolean> {
  const relation = await relationOf(call, a, b)
  return relation !== null && closeKin.has(relation)
}

const closeKin = new Set(['husband', 'wife', 'father', 'mother', 'child', 'adoptive-parent', 'adopted-child'])
