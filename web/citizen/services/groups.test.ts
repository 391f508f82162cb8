import type { ServiceCard } from '@platform/server/services'
import { expect, test } from 'vitest'
import { ownBundles } from '../../../server/modules/services/own-bundles.ts'
import { grouped } from './groups.ts'

const own = ownBundles() as ServiceCard[]

test('every service that comes with the program stands in a group with a name', () => {
  const groups = grouped(own)
  expect(groups.flatMap(({ services }) => services)).toHaveLength(own.length)
  expect(groups.map(({ id }) => id)).not.toContain('other')
})

test('a service of a field without a name is still found, under other', () => {
  const [one] = own
  expect(grouped([{ ...one!, field: 'something-new' }]).map(({ id }) => id)).toEqual(['other'])
})
