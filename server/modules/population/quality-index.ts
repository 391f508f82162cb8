/**
 * The data quality index (DQI): passing records ÷ records checked × 100 by rule, weighted from rule to criterion, to
 * field, to the whole. Guidance 4856/BCA-TTDLQG, annex 3. Pure.
 */
import type { Band, IndexLine } from './quality.contract.ts'
import type { QualityRule } from './quality-rules.ts'

export interface RuleCount {
  rule: string
  checked: number
  failed: number
}

export interface Bands {
  green: number
  yellow: number
  identifier: number
}

/** Passing ÷ checked × 100; null when nothing was checked. */
export function dqiOf({ checked, failed }: Pick<RuleCount, 'checked' | 'failed'>): number | null {
  return checked === 0 ? null : (100 * (checked - failed)) / checked
}

/** The weighted mean of the rules that checked anything. */
export function rollUp(counts: readonly (RuleCount & { weight: number })[]): number | null {
  let sum = 0
  let weights = 0
  for (const count of counts) {
    const dqi = dqiOf(count)
    if (dqi === null) continue
    sum += dqi * count.weight
    weights += count.weight
  }
  return weights === 0 ? null : sum / weights
}

/** An identifier must be right for everybody: below its limit it is red, whatever the others do. */
export function bandOf(dqi: number | null, bands: Bands, identifier: boolean): Band {
  if (dqi === null) return null
  if (identifier && dqi < bands.identifier) return 'red'
  return dqi >= bands.green ? 'green' : dqi >= bands.yellow ? 'yellow' : 'red'
}

type Weighed = RuleCount & { weight: number; of: QualityRule }

/** Counts with their rules, those of rules that are gone left out. */
export function weigh(counts: readonly RuleCount[], rules: readonly QualityRule[]): Weighed[] {
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  return counts.flatMap((count) => {
    const of = byId.get(count.rule)
    return of ? [{ ...count, weight: of.weight, of }] : []
  })
}

export function lineOf(code: string, weighed: readonly Weighed[], bands: Bands): IndexLine {
  const dqi = rollUp(weighed)
  const sum = (of: 'checked' | 'failed' | 'weight') => weighed.reduce((total, one) => total + one[of], 0)
  const identifier = weighed.length > 0 && weighed.every(({ of }) => of.identifier)
  return {
    code,
    words: null,
    criterion: null,
    field: null,
    weight: sum('weight'),
    work: weighed.some(({ of }) => !of.measuredOnly),
    identifier,
    checked: sum('checked'),
    failed: sum('failed'),
    dqi,
    band: bandOf(dqi, bands, identifier),
  }
}

export function ruleLine(one: Weighed, bands: Bands): IndexLine {
  const { words, criterion, field } = one.of
  return { ...lineOf(one.rule, [one], bands), words, criterion, field }
}

/** Rules with the lowest index first. */
export function worstFirst(a: IndexLine, b: IndexLine): number {
  return (a.dqi ?? 101) - (b.dqi ?? 101) || b.failed - a.failed || (a.code < b.code ? -1 : 1)
}

/** Classes of delay from event to register: within so many days; the last one holds the longer ones. */
export const delayClasses: readonly (number | null)[] = [1, 3, 7, 15, 30, 60, 180, null]

export function delayClassOf(days: number): number {
  const found = delayClasses.findIndex((within) => within !== null && days <= within)
  return found === -1 ? delayClasses.length - 1 : found
}
