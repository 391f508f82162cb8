/** What an expression names, and what is wrong with it: for the check of a bundle, and to say why a field is shown. */
import type { Words } from '#platform/schemas.ts'
import { type Expression, isList, MAX_DEPTH, operations, operatorOf } from './expression.ts'

export interface Names {
  fields: Set<string>
  facts: Set<string>
  params: Set<string>
}

const counts: Record<string, [number, number]> = {
  $equals: [2, 2],
  $in: [2, 2],
  $less: [2, 2],
  $atMost: [2, 2],
  $if: [3, 3],
  $addDays: [2, 2],
  $addMonths: [2, 2],
  $daysBetween: [2, 2],
  $age: [2, 2],
  $every: [2, 2],
  $some: [2, 2],
  $filter: [2, 2],
  $map: [2, 2],
  $all: [1, 50],
  $any: [1, 50],
  $first: [1, 50],
  $concat: [1, 50],
  $join: [1, 50],
}
const named = { $field: 'fields', $fact: 'facts', $param: 'params' } as const
const overLists = new Set(['$every', '$some', '$filter', '$map'])

/** The fields (first step of the path), facts and parameters that an expression looks at. */
export function namesIn(expression: unknown): Names {
  const names: Names = { fields: new Set(), facts: new Set(), params: new Set() }
  visit(expression as Expression, (name, argument) => {
    if (name === '$field') names.fields.add(String(argument).split('.')[0]!)
    else if (name === '$fact') names.facts.add(String(argument))
    else if (name === '$param') names.params.add(String(argument))
  })
  return names
}

/** What is wrong with an expression: unknown operations, wrong arguments, names that do not exist. */
export function faultsIn(expression: unknown, known: Names): Words[] {
  const faults: Words[] = []
  const add = (vi: string, en: string) => faults.push({ vi, en })
  const walk = (part: Expression, depth: number, inItem: boolean): void => {
    if (depth > MAX_DEPTH) {
      add('lồng quá sâu', 'nested too deep')
      return
    }
    if (part === null || typeof part !== 'object') return
    if (isList(part)) {
      for (const one of part) walk(one, depth + 1, inItem)
      return
    }
    const name = operatorOf(part)
    if (!name) {
      const strange = Object.keys(part).find((key) => key.startsWith('$'))
      if (strange) add(`${strange} phải là khóa duy nhất`, `${strange} must be the only key`)
      for (const one of Object.values(part)) walk(one, depth + 1, inItem)
      return
    }
    const argument = (part as Record<string, Expression>)[name] ?? null
    if (!operations[name]) add(`không có phép tính ${name}`, `${name} is no operation`)
    const kind = named[name as keyof typeof named]
    if (kind) {
      const key = kind === 'fields' ? String(argument).split('.')[0]! : String(argument)
      if (!known[kind].has(key)) add(`không biết ${name} ${key}`, `${name} ${key} is unknown`)
      return
    }
    if (name === '$item' && !inItem) add('$item nằm ngoài danh sách', '$item outside a list')
    const count = counts[name]
    if (count && (!isList(argument) || argument.length < count[0] || argument.length > count[1])) {
      add(
        `${name} nhận từ ${count[0]} đến ${count[1]} giá trị`,
        `${name} takes ${count[0]} to ${count[1]} arguments`,
      )
    }
    walk(argument, depth + 1, inItem || overLists.has(name))
  }
  walk(expression as Expression, 0, false)
  return faults
}

function visit(expression: Expression, seen: (name: string, argument: Expression) => void): void {
  if (expression === null || expression === undefined || typeof expression !== 'object') return
  if (isList(expression)) {
    for (const part of expression) visit(part, seen)
    return
  }
  const name = operatorOf(expression)
  if (name) seen(name, (expression as Record<string, Expression>)[name] ?? null)
  for (const part of Object.values(expression)) visit(part, seen)
}
