import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { modules } from './app.ts'

const here = dirname(fileURLToPath(import.meta.url))
const sources = globSync('modules/*/**/*.ts', { cwd: here })

test('a module uses only the modules above it in the list', () => {
  const wrong = sources
    .filter((file) => !file.endsWith('.test.ts'))
    .flatMap((file) => {
      const own = modules.indexOf(file.split('/')[1] as never)
      const text = readFileSync(join(here, file), 'utf8')
      return [...text.matchAll(/from '#([a-z]+)(?:\/contract)?'/g)]
        .map((match) => match[1] as string)
        .filter((other) => modules.includes(other as never) && modules.indexOf(other as never) > own)
        .map((other) => `${file} → ${other}`)
    })
  expect(wrong).toEqual([])
})

test('every module folder stands in the list', () => {
  const folders = new Set(sources.map((file) => file.split('/')[1]))
  expect([...folders].filter((folder) => !modules.includes(folder as never))).toEqual([])
})

test('a module is entered by its doors alone', () => {
  const wrong = sources.flatMap((file) => {
    const text = readFileSync(join(here, file), 'utf8')
    return [...text.matchAll(/from '(\.\.\/[^']+)'/g)].map((match) => `${file} → ${match[1]}`)
  })
  expect(wrong).toEqual([])
})

test('a contract is safe for browsers: it imports TypeBox, other contracts and the value builders only', () => {
  const allowed =
    /^(typebox|#[a-z]+\/contract|#platform\/(endpoint|event|problem|schemas|day)\.ts|\.\/[\w.-]+\.ts)$/
  const wrong = sources
    .filter((file) => file.endsWith('contract.ts'))
    .flatMap((file) => {
      const text = readFileSync(join(here, file), 'utf8')
      return [...text.matchAll(/^(?:import|export) (?!type).*from '([^']+)'/gm)]
        .map((match) => match[1] as string)
        .filter((from) => !allowed.test(from))
        .map((from) => `${file} → ${from}`)
    })
  expect(wrong).toEqual([])
})
