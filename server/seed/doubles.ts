/**
 * People who stand in the register twice: an older collection wrote a name or a birthday otherwise and gave a number of
 * its own. The sweep finds them; the communes shown closely have some on their desks from the first day.
 */
import { dayNumber } from './days.ts'
import { instantText, seededId } from './instants.ts'
import type { Random } from './random.ts'
import { type Registered, type RegisterSettings, writePerson } from './register.ts'

interface Slip {
  name: string
  bornOn: string
}

/** Second records of some of these people who live in a commune. Returns how many were written. */
export function doubles(
  random: Random,
  people: readonly Registered[],
  unitId: number,
  most: number,
  { today, numbers, rows }: RegisterSettings,
): number {
  const grown = people.filter(
    ({ person, civil, bornOn }) =>
      person.home?.place.unitId === unitId &&
      'motherNumber' in (civil[0]!.payload as object) &&
      civil.every(({ kind }) => kind === 'birth' || kind === 'marriage') &&
      dayNumber(bornOn) < today - 25 * 365,
  )
  let last = Math.max(
    0,
    ...people.flatMap(({ civil, residential }) => [...civil, ...residential].map(({ ms }) => ms)),
  )
  let written = 0
  for (const one of grown) {
    if (written === most) break
    const slip = random.pick(slips)(one)
    if (!slip) continue
    last += random.between(1, 9)
    const [birth] = one.civil
    const personId = seededId(last, random)
    const number = numbers.person(one.number.slice(1, 3), one.person.sex, Number(slip.bornOn.slice(0, 4)))
    const payload = { ...(birth!.payload as object), ...slip, personId }
    const event = {
      ...birth!,
      personNumber: number,
      id: seededId(last, random),
      effectiveOn: slip.bornOn,
      recordedAt: instantText(last),
      payload,
      ms: last,
    }
    writePerson(random, { ...one, ...slip, number, personId, civil: [event], residential: [] }, rows)
    written += 1
  }
  return written
}

const slips: readonly ((one: Registered) => Slip | null)[] = [
  ({ name, bornOn }) => {
    const bare = withoutMarks(name)
    return bare === name ? null : { name: bare, bornOn }
  },
  ({ name, bornOn }) => {
    const [year, month, day] = bornOn.split('-') as [string, string, string]
    return day > '12' || day === month ? null : { name, bornOn: `${year}-${day}-${month}` }
  },
  ({ name, bornOn }) => {
    const words = name.split(' ')
    return words.length < 4 ? null : { name: [words[0], ...words.slice(2)].join(' '), bornOn }
  },
]

/** As somebody without a Vietnamese keyboard typed it. */
function withoutMarks(name: string): string {
  return name.replaceAll('đ', 'd').replaceAll('Đ', 'D').normalize('NFD').replace(/\p{M}/gu, '')
}
