import { expect, test } from 'vitest'
import { bundleFaults } from './bundle-check.ts'
import { ownBundles } from './catalogue.ts'
import './registrations.ts'

test.each(ownBundles().map((bundle) => [(bundle as { code: string }).code, bundle]))(
  'service %s can be published, its worked examples included',
  (_code, bundle) => {
    expect(bundleFaults(bundle)).toEqual([])
  },
)
