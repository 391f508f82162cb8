/** Until when an identity card holds: by the ages of the law, or as the register of cards says. */
import { type Call, reads } from '#platform/call.ts'
import { addYears, dayOf } from '#platform/day.ts'
import type { Day, PersonNumber } from '#platform/schemas.ts'
import { lawParameter } from '#reference'
import { attributeOf, registerAttribute } from './attributes.ts'
import './other-register-attributes.ts'
import { knownPerson } from './registers.ts'

/** The law parameter `identity.card-change-ages`. */
export interface CardAges {
  ages: readonly number[]
  /** Issued in so many years before an age, a card holds until the next one. */
  carriedYears: number
}

export const cardAges = async (call: Pick<Call, 'sql' | 'ports' | 'now'>): Promise<CardAges> =>
  (await lawParameter<CardAges>(call, 'identity.card-change-ages', dayOf(call.now))).value

/**
 * The birthday on which a card ends; null when it holds for life. Pure. Law on Identity 26/2023/QH15, art. 21.
 */
export function cardEndsOn(
  { bornOn, issuedOn }: { bornOn: Day; issuedOn: Day },
  { ages, carriedYears }: CardAges,
): Day | null {
  const birthdays = ages.map((age) => addYears(bornOn, age))
  return birthdays.find((birthday) => issuedOn < addYears(birthday, -carriedYears)) ?? null
}

/** What the register of cards holds of a card. */
export interface HeldCard {
  cardIssuedOn?: string
  cardValidUntil?: string
}

/** The last word is the card's own date, then the law. Undefined when there is no card to speak of, null for life. Pure. */
export function endOfHeld(held: HeldCard | null, bornOn: Day, ages: CardAges): Day | null | undefined {
  if (held?.cardValidUntil) return held.cardValidUntil
  return held?.cardIssuedOn ? cardEndsOn({ bornOn, issuedOn: held.cardIssuedOn }, ages) : undefined
}

const ASKED_AT_ONCE = 20

/**
 * Which of these people hold a card that is good beyond the day named. Who is not answered about counts as not: the law's
 * own age then speaks.
 */
export async function holdLongerThan(
  call: Call,
  people: readonly { subjectNumber: PersonNumber; bornOn: Day; dueOn: Day }[],
): Promise<Set<PersonNumber>> {
  const ages = await cardAges(call)
  const found = new Set<PersonNumber>()
  for (let at = 0; at < people.length; at += ASKED_AT_ONCE) {
    const some = people.slice(at, at + ASKED_AT_ONCE)
    const answers = await Promise.allSettled(
      some.map(({ subjectNumber }) => call.ports.otherRegisters.read('cards', subjectNumber)),
    )
    if (answers.every(({ status }) => status === 'rejected')) return found
    for (const [index, answer] of answers.entries()) {
      const { subjectNumber, bornOn, dueOn } = some[index]!
      if (answer.status === 'rejected') continue
      reads(call, subjectNumber, ['cards'])
      const end = endOfHeld(answer.value, bornOn, ages)
      if (end === null || (end !== undefined && end > dueOn)) found.add(subjectNumber)
    }
  }
  return found
}

/** In forms: the card's own date, or that of the law where the register holds only the day of issue. */
const own = attributeOf('cards.card-valid-until')!
registerAttribute({
  ...own,
  fields: [...own.fields, 'birth'],
  async read(call, subject, once) {
    const held = await once('register cards', () => call.ports.otherRegisters.read('cards', subject))
    if (!held) return null
    const { bornOn } = await once('person', () => knownPerson(call, subject))
    const end = endOfHeld(held, bornOn, await cardAges(call))
    // A card for life has no day to show.
    return end ? { value: end, version: null } : null
  },
})
