/**
 * Rules of data quality (quy tắc chất lượng dữ liệu: đúng, đủ, sạch, sống, thống nhất) as dated data. A rule is a
 * predicate over one person; later modules register rules about their own tables. All rules of a day become one
 * statement, prepared once. Guidance 4856/BCA-TTDLQG, annex 3.
 */
import { readFileSync } from 'node:fs'
import type { Call } from '#platform/call.ts'
import type { Day, Words } from '#platform/schemas.ts'
import { findLawParameter, lawParameter } from '#reference'
import { FIRST_COUNTRY_CODE, provinceCodes } from './province-codes.ts'
import type { Criterion, ErrorGroup } from './quality.contract.ts'

export interface QualityRule {
  id: string
  version: number
  effectiveFrom: Day
  effectiveUntil: Day | null
  /** What is wrong, and what an officer does about it. */
  words: Words
  advice: Words
  field: string
  criterion: Criterion
  weight: number
  group: ErrorGroup
  /** Who answers for the rule. */
  owner: string
  citation: string
  /** Must reach 100 %: numbers and codes that others join by. */
  identifier?: boolean
  /** Its findings have the longer term. */
  complex?: boolean
  /** Counted in the index, but nobody's work: collected when the person comes anyway. */
  measuredOnly?: boolean
  /** Numbers of the predicate by name: a value, a `law:` parameter or a `place:` list. */
  limits?: Record<string, number | string>
  /** Whom the rule is about; everybody when absent. SQL. */
  applies?: string
  /** What breaks it. SQL over `p`, the person, and what the rule sets join. */
  wrong: string
  /** What the predicate looked at, by name: shown to the officer, and remembered as a digest. SQL. */
  evidence?: Record<string, string>
  /** A value that would put it right. SQL; null when there is none. */
  suggest?: { field: string; value: string }
}

/** The rules of a module, and the rows of its tables that they look at, joined to the person `p`. */
export interface QualityRules {
  joins: string
  rules: readonly QualityRule[]
}

const sets = new Map<string, QualityRules>()

/** Adds a module's rules, once, when the module is loaded. */
export function registerQualityRules(module: string, set: QualityRules): void {
  sets.set(module, set)
}

const relative = (kind: string, alias: string) => `
  left join lateral (
    select r.other_number as number, r.valid_from, o.person_number is not null as known, o.sex, o.born_on, o.died_on,
      o.home_town_unit_id
    from population.relations r
    left join population.people o on o.person_number = r.other_number
    where r.person_number = p.person_number and r.kind = '${kind}' and r.superseded_at is null
      and r.valid_until is null
    limit 1) ${alias} on true`

registerQualityRules('population', {
  joins: `left join population.contacts c on c.person_number = p.person_number
    ${relative('mother', 'm')} ${relative('father', 'f')} ${relative('spouse', 's')}`,
  rules: JSON.parse(readFileSync(new URL('./data/quality-rules.json', import.meta.url), 'utf8')),
})

/** Every rule that any module ever registered. */
export function allQualityRules(): QualityRule[] {
  return [...sets.values()].flatMap(({ rules }) => rules)
}

/** The rules in force on a day, the order in which verdicts name them. */
export function qualityRulesOn(day: Day): QualityRule[] {
  return allQualityRules().filter(
    ({ effectiveFrom, effectiveUntil }) =>
      effectiveFrom <= day && (effectiveUntil === null || day < effectiveUntil),
  )
}

export function qualityRule(id: string): QualityRule | undefined {
  return allQualityRules().findLast((rule) => rule.id === id)
}

/** What a rule says is wrong, in words; its id when the rule is gone. */
export function ruleWords(id: string): Words {
  return qualityRule(id)?.words ?? { vi: id, en: id }
}

/** Statements over `$1`, numbers, and `$2`, the day. */
export interface CompiledRules {
  rules: readonly QualityRule[]
  /** One letter a rule and person: `-` not about him, `+` right, `!` wrong. */
  verdicts: string
  /** By rule, what was looked at and what is suggested, where it is wrong. */
  evidence: string
}

let compiled: { key: string; by: CompiledRules } | undefined

/** The statements of the rules in force on a day, with that day's law. */
export async function compiledRules(call: Pick<Call, 'sql' | 'ports'>, day: Day): Promise<CompiledRules> {
  const rules = qualityRulesOn(day)
  const limits = await limitsOf(call, rules, day)
  const key = JSON.stringify([rules.map(({ id, version }) => [id, version]), limits])
  if (compiled?.key !== key) compiled = { key, by: compile(rules, limits) }
  return compiled.by
}

function compile(rules: readonly QualityRule[], limits: readonly Record<string, string>[]): CompiledRules {
  const from = `from population.people p ${[...sets.values()].map(({ joins }) => joins).join('\n')}
    where p.person_number = any($1::text[]) and $2::date is not null order by p.person_number`
  const parts = rules.map((rule, i) => {
    const fill = (text: string) => filled(rule.id, text, limits[i]!)
    const applies = rule.applies ? `(${fill(rule.applies)}) is true` : 'true'
    return { id: rule.id, applies, wrong: `(${fill(rule.wrong)}) is true`, found: foundOf(rule, fill) }
  })
  const verdicts = parts.map(
    ({ applies, wrong }) => `case when not (${applies}) then '-' when ${wrong} then '!' else '+' end`,
  )
  const evidence = parts.map(
    ({ applies, wrong, found }) => `case when ${applies} and ${wrong} then ${found} else '' end`,
  )
  return {
    rules,
    verdicts: `select p.person_number, ${verdicts.join(' || ')} as verdicts ${from}`,
    evidence: `select p.person_number, array[${evidence.join(', ')}]::text[] as found ${from}`,
  }
}

function foundOf({ evidence = {}, suggest }: QualityRule, fill: (text: string) => string): string {
  const seen = Object.entries(evidence).map(([name, value]) => `'${name}', ${fill(value)}`)
  return `jsonb_build_object('seen', jsonb_build_object(${seen.join(', ')}),
    'suggested', ${suggest ? `to_jsonb((${fill(suggest.value)})::text)` : 'null::jsonb'})::text`
}

function filled(rule: string, text: string, limits: Record<string, string>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    if (name === 'today') return '$2::date'
    const value = limits[name]
    if (value === undefined) throw new Error(`The quality rule ${rule} names an unknown limit ${name}`)
    return value
  })
}

async function limitsOf(
  call: Pick<Call, 'sql' | 'ports'>,
  rules: readonly QualityRule[],
  day: Day,
): Promise<Record<string, string>[]> {
  const found: Record<string, string>[] = []
  for (const { limits = {} } of rules) {
    const values: Record<string, string> = {}
    for (const [name, limit] of Object.entries(limits)) values[name] = await limitOf(call, limit, day)
    found.push(values)
  }
  return found
}

async function limitOf(call: Pick<Call, 'sql' | 'ports'>, limit: number | string, day: Day): Promise<string> {
  if (typeof limit === 'number') return String(limit)
  if (limit === 'place:first-country') return String(FIRST_COUNTRY_CODE)
  if (limit === 'place:codes') return `(${[...provinceCodes.keys()].map((code) => `'${code}'`).join(', ')})`
  const key = limit.slice('law:'.length)
  const { value } = (await findLawParameter(call, key, day)) ?? (await lawParameter(call, key, day))
  return String(Number(value))
}
