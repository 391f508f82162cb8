/** A person's file as of any valid day, as known now or at an earlier instant. */
import { type Call, reads } from '#platform/call.ts'
import type { Day, Instant, Uuid } from '#platform/schemas.ts'
import { contactsRowOf } from './contacts.ts'
import type { PersonAsOf } from './contract.ts'
import type { LifeEvent } from './life-event.ts'
import { selectLifeEvents } from './life-events.store.ts'
import { selectAliases } from './number-aliases.store.ts'
import { openFile, type Why } from './officer-files.ts'
import { peopleByNumbers, personAsOf } from './people.ts'
import { selectFile } from './person-file.store.ts'
import { besides, fileFields } from './person-file.ts'
import { itemsOf } from './person-items.ts'
import { relationsAsOf, relationWords } from './relatives.ts'

/** Old numbers, cards and what other registers hold: the register does not say since when. */
const undated: ReadonlySet<number> = new Set([13, 14, 26])

/** Throws personUnknown, outOfTerritory, reasonNeeded, searchEnded. */
export async function readPersonAsOf(
  call: Call,
  personId: Uuid,
  { on, knownAt, ...why }: Why & { on: Day; knownAt?: Instant },
): Promise<PersonAsOf> {
  const number = await openFile(call, personId, why, [...fileFields, 'relatives'])
  const state = await personAsOf(call, number, on, knownAt)
  const file = await selectFile(call.sql, number)
  if (!state || !file) return { on, knownAt: knownAt ?? null, file: null }
  const events = (await selectLifeEvents(call.sql, [number])).filter(
    ({ recordedAt }) => knownAt === undefined || Date.parse(recordedAt) <= Date.parse(knownAt),
  )
  const said = events.filter(({ effectiveOn }) => effectiveOn <= on)
  return {
    on,
    knownAt: knownAt ?? null,
    file: {
      name: state.name,
      status: state.status,
      items: (await itemsOf(call, { ...state, ...contactsThen(said), ...besides(file, said) })).filter(
        ({ item }) => !undated.has(item),
      ),
      relatives: await relativesThen(call, number, on, knownAt),
    },
  }
}

/** Contacts by the events until then; of those collected without one it is not known since when they hold. */
function contactsThen(said: readonly LifeEvent[]): { phone: string | null; email: string | null } {
  const row = contactsRowOf(said)
  return { phone: row?.phone ?? null, email: row?.email ?? null }
}

async function relativesThen(call: Call, number: string, on: Day, knownAt: Instant | undefined) {
  const held = await relationsAsOf(call, number, on, knownAt)
  const numbers = held.map(({ otherNumber }) => otherNumber)
  const inForce = await selectAliases(call.sql, numbers)
  const people = await peopleByNumbers(
    call,
    numbers.map((other) => inForce.get(other) ?? other),
  )
  return held.flatMap(({ kind, otherNumber, validFrom, validUntil }) => {
    const other = people.get(inForce.get(otherNumber) ?? otherNumber)
    if (!other) return []
    reads(call, other.personNumber, ['name'])
    return [{ kind, words: relationWords(kind, other.sex), name: other.name, validFrom, validUntil }]
  })
}
