/**
 * Facts that rules may look at (`$fact`): what the server knows of the registers beyond the form's own fields. Each is
 * typed code with a name; bundles only use the names. Those marked `open` go to the applicant's browser as well.
 */
import type { Call } from '#platform/call.ts'
import type { Day, PersonNumber, Words } from '#platform/schemas.ts'
import type { Once } from './attributes.ts'

/** What a fact is about. */
export interface Matter {
  applicant: PersonNumber
  answers: Readonly<Record<string, unknown>>
  today: Day
  /** Finders of whom it is about beside the applicant (`concerned.ts`). */
  concerned: readonly string[] | undefined
  /** Reads something of the registers once, for all facts about this matter. */
  once: Once
}

export interface Fact {
  key: string
  /** May be shown to the applicant before he submits: about himself only. */
  open: boolean
  /** What it is, where fields are shown by it (`condition-words.ts`): “người khác trong hộ của bạn”. */
  label?: Words
  read(call: Call, matter: Matter): Promise<unknown>
}

const known = new Map<string, Fact>()

export function registerFact(fact: Fact): void {
  known.set(fact.key, fact)
}

export function factOf(key: string): Fact | undefined {
  return known.get(key)
}

/** Reads the named facts, or of these only the open ones. */
export async function readFacts(
  call: Call,
  matter: Matter,
  keys: Iterable<string>,
  openOnly = false,
): Promise<Record<string, unknown>> {
  const wanted = [...keys].map((key) => {
    const fact = known.get(key)
    if (!fact) throw new Error(`No fact ${key}`)
    return fact
  })
  const read = wanted.filter(({ open }) => open || !openOnly)
  const values = await Promise.all(read.map((fact) => fact.read(call, matter)))
  return Object.fromEntries(read.map(({ key }, index) => [key, values[index]]))
}
