/**
 * Guardianship that begins with two or ends by itself (giám hộ): parents, or grandparents, may be guardians together;
 * a minor's ends on the day he comes of age, or is adopted. Civil Code 91/2015/QH13, art. 47(2), 62(1).
 */
import { type Call, changes } from '#platform/call.ts'
import { addYears, dayOf } from '#platform/day.ts'
import type { Day, PersonNumber } from '#platform/schemas.ts'
import { lawParameter } from '#reference'
import type { Grounds } from './civil-status.ts'
import { type GuardianGroundCode, guardianship, guardianshipEnd } from './family-events.ts'
import { selectWardsBornBefore } from './guardians.store.ts'
import { basisOf } from './legal-bases.ts'
import { eventsInForce, isKind } from './life-event.ts'
import { selectLifeEvents } from './life-events.store.ts'
import { declare, lockPeople } from './life-events.ts'
import { selectPeople } from './people.store.ts'
import { selectRelationsInForce } from './relations.store.ts'
import type { RelationKind } from './relations.ts'

/** Whether two people may be guardians of one ward together: his parents, or two of his grandparents. */
export async function mayGuardTogether(
  call: Pick<Call, 'sql'>,
  ward: PersonNumber,
  pair: readonly PersonNumber[],
): Promise<boolean> {
  const parents = await othersOf(call, ward, ['father', 'mother', 'adoptive-parent'])
  if (pair.every((number) => parents.includes(number))) return true
  const grandparents: PersonNumber[] = []
  for (const parent of parents) grandparents.push(...(await othersOf(call, parent, ['father', 'mother'])))
  return pair.every((number) => grandparents.includes(number))
}

async function othersOf(
  call: Pick<Call, 'sql'>,
  number: PersonNumber,
  kinds: readonly RelationKind[],
): Promise<PersonNumber[]> {
  const held = await selectRelationsInForce(call.sql, number)
  return held.flatMap(({ kind, otherNumber }) => (kinds.includes(kind) ? [otherNumber] : []))
}

/** How many wards one run looks at; the next run follows at once when there are more. */
export const WARDS_AT_ONCE = 500

/**
 * Ends the guardianships of minors who have come of age, each by a life event of the day on which they did. Answers
 * the last ward looked at while there may be more.
 */
export async function endOutgrown(call: Call, after: PersonNumber | ''): Promise<PersonNumber | null> {
  const today = dayOf(call.now)
  const age = Number((await lawParameter(call, 'person.adult-age', today)).value)
  const wards = await selectWardsBornBefore(call.sql, addYears(today, -age), after, WARDS_AT_ONCE)
  const basis = { legalBasis: await basisOf(call, 'guardianship-outgrown') }
  for (const number of wards) {
    const [ward] = await selectPeople(call.sql, [number])
    if (!ward) continue
    await endGuardianshipOfMinor(call, number, addYears(ward.bornOn, age), OUTGROWN, basis)
  }
  return wards.length === WARDS_AT_ONCE ? wards.at(-1)! : null
}

const OUTGROWN = 'Người được giám hộ đã thành niên'
export const ADOPTED = 'Người được giám hộ đã được nhận làm con nuôi'

/** Ends whatever guardianship a person has for being a minor without parents. */
export async function endGuardianshipOfMinor(
  call: Call,
  personNumber: PersonNumber,
  on: Day,
  reason: string,
  grounds: Grounds,
): Promise<void> {
  const standing = await guardiansNow(call, personNumber)
  await lockPeople(call, [personNumber, ...standing.map(({ guardianNumber }) => guardianNumber)])
  for (const { guardianNumber, ground, since } of standing) {
    if (ground !== 'minor-without-parents') continue
    const payload = { guardianNumber, reason }
    changes(call, guardianNumber, ['relatives'])
    const effectiveOn = on < since ? since : on
    await declare(call, guardianshipEnd, { ...grounds, personNumber, effectiveOn, payload })
  }
}

/** Who is guardian of a person now, and on which ground. */
async function guardiansNow(
  call: Pick<Call, 'sql'>,
  ward: PersonNumber,
): Promise<{ guardianNumber: PersonNumber; ground: GuardianGroundCode | null; since: Day }[]> {
  const held = await selectRelationsInForce(call.sql, ward)
  const appointed = eventsInForce(await selectLifeEvents(call.sql, [ward])).filter((one) =>
    isKind(one, guardianship),
  )
  return held
    .filter(({ kind, validUntil }) => kind === 'guardian' && validUntil === null)
    .map(({ otherNumber, validFrom }) => {
      const by = appointed.findLast(({ effectiveOn }) => effectiveOn === validFrom)
      return { guardianNumber: otherNumber, ground: by?.payload.ground ?? null, since: validFrom }
    })
}
