import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Bundle } from './bundle.ts'
import { bundleFaults } from './bundle-check.ts'
import { ownBundles } from './catalogue.ts'
import { coverageOf, coverageTable } from './coverage.ts'
import './registrations.ts'

test.each(ownBundles().map((bundle) => [(bundle as { code: string }).code, bundle]))(
  'service %s can be published, its worked examples included',
  (_code, bundle) => {
    expect(bundleFaults(bundle)).toEqual([])
  },
)

test('the table of services in the docs says what the bundles say; a birth takes five typed values', () => {
  const bundles = ownBundles() as Bundle[]
  const docs = readFileSync(join(import.meta.dirname, '../../../docs/services.md'), 'utf8')
  const plain = (text: string) => text.replace(/[ -]+/g, ' ')
  expect(plain(docs)).toContain(plain(coverageTable(bundles)))
  expect(coverageOf(bundles.find(({ code }) => code === '1.001193')!).typed).toBe(5)
})
