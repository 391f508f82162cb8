import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { wordsOfField } from './field-words.ts'

const modules = join(import.meta.dirname, '../../../server/modules')

/** Codes of fields that the modules enter in the log, as written in their sources. */
function enteredFields(): string[] {
  const found = new Set<string>()
  for (const file of globSync('*/*.ts', { cwd: modules })) {
    if (file.includes('test')) continue
    const source = readFileSync(join(modules, file), 'utf8')
    const calls = source.matchAll(/\b(?:reads|changes)\([^[\]]{0,200}?\[([^\]]*)\]\)/g)
    const reducers = source.matchAll(/^\s*fields: \[([^\]]*)\]/gm)
    const named = source.matchAll(/(?:[a-z]Fields|_FIELDS) = \[([^\]]*)\]/g)
    const attributes = source.matchAll(/of(?:Person|Home)\([^{]*\{[^}]*\},\s*('[^']+')/g)
    for (const [, list] of [...calls, ...reducers, ...named, ...attributes]) {
      for (const [, field] of list!.matchAll(/['`]([a-zA-Z:.-]+)/g)) found.add(field!)
    }
  }
  return [...found]
}

test('every field that a module enters in the log has words that its owner understands', () => {
  const fields = enteredFields()
  expect(fields.length).toBeGreaterThan(20)
  expect(fields.filter((field) => wordsOfField(field).vi === field)).toEqual([])
})

test('a part of a group takes the words of its group, what nobody knows stays as it is', () => {
  expect(wordsOfField('document:ct07').vi).toBe('giấy tờ')
  expect(wordsOfField('never-heard-of').vi).toBe('never-heard-of')
})
