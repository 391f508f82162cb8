/**
 * The one rule language: JSON, evaluated by the same code in browser and server. A rule is a value; an object whose
 * only key begins with `$` is an operation, anything else stands for itself, so results and texts are built with it
 * too. Nothing it names can fail: what is missing is null. Browser-safe.
 */
import { addDays, addMonths, ageOn, daysBetween, isDay } from '#platform/day.ts'

export type Expression =
  | null
  | boolean
  | number
  | string
  | readonly Expression[]
  | { readonly [key: string]: Expression }

/** What a rule may look at. */
export interface Scope {
  answers: Readonly<Record<string, unknown>>
  /** What the server knows of the registers; in the browser only those it was given. */
  facts: Readonly<Record<string, unknown>>
  /** Limits of the law in force on the day. */
  params: Readonly<Record<string, unknown>>
  today: string
  /** Minutes since midnight in Việt Nam. */
  minutes?: number
  /** The element at hand inside `$every`, `$some`, `$filter`, `$map`. */
  item?: unknown
}

type Operation = (argument: Expression, scope: Scope) => unknown

/** Deeper rules are a mistake; the check of a bundle refuses them. */
export const MAX_DEPTH = 32

/** The value of an expression. */
export function evaluate(expression: Expression, scope: Scope): unknown {
  if (expression === null || typeof expression !== 'object') return expression
  if (isList(expression)) return expression.map((part) => evaluate(part, scope))
  const name = operatorOf(expression)
  if (name) {
    const operation = operations[name]
    return operation ? operation((expression as Record<string, Expression>)[name] ?? null, scope) : null
  }
  return Object.fromEntries(Object.entries(expression).map(([key, part]) => [key, evaluate(part, scope)]))
}

/** Whether a rule holds; only true is true. */
export function holds(expression: unknown, scope: Scope): boolean {
  return evaluate((expression ?? null) as Expression, scope) === true
}

/** The operator of an expression: its only key, when it begins with `$`. */
export function operatorOf(expression: Expression): string | null {
  if (expression === null || typeof expression !== 'object' || isList(expression)) return null
  const keys = Object.keys(expression)
  return keys.length === 1 && keys[0]!.startsWith('$') ? keys[0]! : null
}

export function isList(value: unknown): value is readonly Expression[] {
  return Array.isArray(value)
}

/** The value at a dotted path; `''` is the thing itself. */
export function at(value: unknown, path: string): unknown {
  if (path === '') return value ?? null
  let found = value
  for (const step of path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return null
    found = (found as Record<string, unknown>)[step]
  }
  return found ?? null
}

/** What a rule found missing is left out, so that optional members are optional. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== null && part !== undefined)
      .map(([key, part]) => [key, withoutNulls(part)]),
  )
}

export function isPresent(value: unknown): boolean {
  return (
    value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)
  )
}

const values = (argument: Expression, scope: Scope): unknown[] =>
  isList(argument) ? argument.map((part) => evaluate(part, scope)) : [evaluate(argument, scope)]
const pair = (argument: Expression, scope: Scope): [unknown, unknown] => {
  const [a, b] = values(argument, scope)
  return [a ?? null, b ?? null]
}
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const day = (value: unknown): string | null => (typeof value === 'string' && isDay(value) ? value : null)
const number = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null

/** Compares two numbers, or two days or texts; null when they cannot be compared. */
function compare(a: unknown, b: unknown): number | null {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0
  return null
}

function overItems(argument: Expression, scope: Scope): { items: unknown[]; each(item: unknown): unknown } {
  const [from, each] = isList(argument) ? argument : []
  return {
    items: list(evaluate(from ?? null, scope)),
    each: (item) => evaluate(each ?? null, { ...scope, item }),
  }
}

/** Days or months a rule may go from a day; what lies outside the calendar's four-digit years is no day. */
const FARTHEST = 100_000

function dayAndNumber(argument: Expression, scope: Scope, add: (day: string, count: number) => string) {
  const [a, b] = pair(argument, scope)
  const [from, count] = [day(a), number(b)]
  return from !== null && count !== null && Math.abs(count) <= FARTHEST ? day(add(from, count)) : null
}

function twoDays(argument: Expression, scope: Scope, count: (from: string, to: string) => number) {
  const [a, b] = pair(argument, scope)
  const [from, to] = [day(a), day(b)]
  return from !== null && to !== null ? count(from, to) : null
}

const path = (argument: Expression) => (typeof argument === 'string' ? argument : '')

/** Every operation there is. */
export const operations: Readonly<Record<string, Operation>> = {
  /** Where a value comes from. */
  $field: (argument, { answers }) => at(answers, path(argument)),
  $fact: (argument, { facts }) => facts[path(argument)] ?? null,
  $param: (argument, { params }) => params[path(argument)] ?? null,
  $item: (argument, { item }) => at(item, path(argument)),
  $today: (_argument, { today }) => today,
  $minutes: (_argument, { minutes }) => minutes ?? null,
  /** Yes or no. */
  $all: (argument, scope) => list(argument).every((part) => evaluate(part as Expression, scope) === true),
  $any: (argument, scope) => list(argument).some((part) => evaluate(part as Expression, scope) === true),
  $not: (argument, scope) => evaluate(argument, scope) !== true,
  $present: (argument, scope) => isPresent(evaluate(argument, scope)),
  $equals: (argument, scope) => {
    const [a, b] = pair(argument, scope)
    return a === b
  },
  $in: (argument, scope) => {
    const [a, b] = pair(argument, scope)
    return list(b).includes(a)
  },
  $less: (argument, scope) => {
    const difference = compare(...pair(argument, scope))
    return difference !== null && difference < 0
  },
  $atMost: (argument, scope) => {
    const difference = compare(...pair(argument, scope))
    return difference !== null && difference <= 0
  },
  $if: (argument, scope) => {
    const [condition, then, otherwise] = isList(argument) ? argument : []
    return evaluate((evaluate(condition ?? null, scope) === true ? then : otherwise) ?? null, scope)
  },
  /** The first that is there. */
  $first: (argument, scope) => values(argument, scope).find(isPresent) ?? null,
  /** Days. */
  $addDays: (argument, scope) => dayAndNumber(argument, scope, addDays),
  $addMonths: (argument, scope) => dayAndNumber(argument, scope, addMonths),
  $daysBetween: (argument, scope) => twoDays(argument, scope, daysBetween),
  $age: (argument, scope) => twoDays(argument, scope, ageOn),
  /** Lists. */
  $every: (argument, scope) => {
    const { items, each } = overItems(argument, scope)
    return items.every((item) => each(item) === true)
  },
  $some: (argument, scope) => {
    const { items, each } = overItems(argument, scope)
    return items.some((item) => each(item) === true)
  },
  $filter: (argument, scope) => {
    const { items, each } = overItems(argument, scope)
    return items.filter((item) => each(item) === true)
  },
  $map: (argument, scope) => {
    const { items, each } = overItems(argument, scope)
    return items.map(each)
  },
  $count: (argument, scope) => list(evaluate(argument, scope)).length,
  $concat: (argument, scope) => values(argument, scope).flatMap(list),
  /** Texts: numbers and texts in a row; null when one of them is missing. */
  $join: (argument, scope) => {
    const parts = values(argument, scope)
    return parts.every((part) => typeof part === 'string' || typeof part === 'number') ? parts.join('') : null
  },
}
