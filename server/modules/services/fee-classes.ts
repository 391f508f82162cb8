/**
 * Classes of people whom the law lets pay less (đối tượng được miễn, giảm): dated rules over what registers hold, never
 * asked with a paper. Circular 75/2022/TT-BTC; Resolution 66.22/2026/NQ-CP (công dân số).
 */
import { type Call, reads } from '#platform/call.ts'
import type { Day, PersonNumber, Words } from '#platform/schemas.ts'
import type { Ports } from '#ports/ports.ts'
import { findLawParameter } from '#reference'
import { attributeOf, readAttributes, remembering } from './attributes.ts'
import { factOf, type Matter } from './facts.ts'
import { type Expression, holds, isPresent } from './rules/expression.ts'

/** A class as the value of a law parameter `fee.class.<name>`. */
export interface FeeClass {
  /** Over facts of services. */
  holds: Expression
  /** All of these as well; each is held when one of its attributes of the prefill catalogue has a value. */
  items?: readonly { id: string; words: Words; any: readonly string[]; confirmed: boolean }[]
}

/** What makes someone one of a class: the items found, in words; empty when the rule alone decides. */
export type Belonging = readonly Words[]

/** Of the classes asked about, those the person belongs to; null, everybody, is always among them. */
export async function classesOf(
  call: Call,
  number: PersonNumber,
  on: Day,
  asked: readonly (string | null)[],
): Promise<Map<string | null, Belonging>> {
  const found = new Map<string | null, Belonging>([[null, []]])
  const matter: Matter = {
    applicant: number,
    answers: {},
    today: on,
    concerned: undefined,
    once: remembering(),
  }
  for (const name of new Set(asked)) {
    const rule = name === null ? null : await findLawParameter(call, `fee.class.${name}`, on)
    const read = (own: Call) => belonging(own, matter, rule!.value as FeeClass)
    const belongs = rule ? await remembered(call, `${name} ${on} ${number}`, read) : null
    if (belongs) found.set(name, belongs)
  }
  return found
}

const REMEMBER_MS = 60_000
const REMEMBERED = 10_000
const kept = new WeakMap<Ports, Map<string, Remembered>>()

interface Remembered {
  until: number
  belongs: Belonging | null
  /** What was read of whom to know it: it stands in the entry of each call that uses it. */
  touched: Call['entry']['subjects']
}

/** A form saves itself with every answer; other registers are asked about its applicant once a minute at most. */
async function remembered(
  call: Call,
  key: string,
  read: (call: Call) => Promise<Belonging | null>,
): Promise<Belonging | null> {
  const { ports, now } = call
  const mine = kept.get(ports) ?? new Map<string, Remembered>()
  kept.set(ports, mine)
  let known = mine.get(key)
  if (!known || known.until <= now.getTime()) {
    const touched: Remembered['touched'] = new Map()
    const belongs = await read({ ...call, entry: { ...call.entry, subjects: touched } })
    known = { until: now.getTime() + REMEMBER_MS, belongs, touched }
    if (mine.size >= REMEMBERED) mine.clear()
    mine.set(key, known)
  }
  for (const [person, { fields }] of known.touched) reads(call, person, [...fields])
  return known.belongs
}

/** Null when someone does not belong. Other registers are asked last, and no further than the first item missing. */
async function belonging(call: Call, matter: Matter, rule: FeeClass): Promise<Belonging | null> {
  const facts: Record<string, unknown> = {}
  for (const key of factsIn(rule.holds)) facts[key] = await factOf(key)?.read(call, matter)
  if (!holds(rule.holds, { answers: {}, facts, params: {}, today: matter.today })) return null
  const held: Words[] = []
  for (const { words, any } of rule.items ?? []) {
    if (!(await holdsOne(call, matter.applicant, any))) return null
    held.push(words)
  }
  return held
}

/** A source that does not answer holds nothing: the reduction is for what is known. */
async function holdsOne(call: Call, number: PersonNumber, keys: readonly string[]): Promise<boolean> {
  for (const key of keys) {
    reads(call, number, [...(attributeOf(key)?.fields ?? [])])
    const answered = (await readAttributes(call, number, [key])).get(key)
    if (answered?.state === 'read' && isPresent(answered.reading?.value)) return true
  }
  return false
}

function factsIn(rule: Expression): string[] {
  if (rule === null || typeof rule !== 'object') return []
  const named = (rule as { $fact?: unknown }).$fact
  return typeof named === 'string' ? [named] : Object.values(rule).flatMap(factsIn)
}
