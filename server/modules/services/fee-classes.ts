/**
 * Classes of people whom the law lets pay less (đối tượng được miễn, giảm). What a register knows is looked up, never
 * asked with a paper: Circular 75/2022/TT-BTC; Resolution 66.22/2026/NQ-CP.
 */
import type { Call } from '#platform/call.ts'
import { ageOn } from '#platform/day.ts'
import type { Day, PersonNumber } from '#platform/schemas.ts'
import { lawParameter } from '#reference'
import { lastPossibleBirthday } from './applicants.ts'
import { knownPerson } from './registers.ts'

/** Whether someone belongs to a class on a day. */
export type ClassFinder = (call: Call, number: PersonNumber, on: Day) => Promise<boolean>

const finders = new Map<string, ClassFinder>()

/** Adds a class that benefits may name. */
export function registerFeeClass(name: string, finder: ClassFinder): void {
  finders.set(name, finder)
}

/** Of the classes asked about, those the person belongs to; null, everybody, is always among them. */
export async function classesOf(
  call: Call,
  number: PersonNumber,
  on: Day,
  asked: readonly (string | null)[],
): Promise<Set<string | null>> {
  const found = new Set<string | null>([null])
  for (const name of new Set(asked)) {
    if (name !== null && (await finders.get(name)?.(call, number, on))) found.add(name)
  }
  return found
}

registerFeeClass('child', async (call, number, on) => {
  const { value: under } = await lawParameter(call, 'fee.class.child-under', on)
  return (await age(call, number, on)) < under
})

registerFeeClass('elderly', async (call, number, on) => {
  const { value: from } = await lawParameter(call, 'fee.class.elderly-from', on)
  return (await age(call, number, on)) >= from
})

async function age(call: Call, number: PersonNumber, on: Day): Promise<number> {
  return ageOn(lastPossibleBirthday(await knownPerson(call, number)), on)
}
