import { expect, test } from 'vitest'
import { uuidv7 } from '#platform/ids.ts'
import { platform } from '#testing'
import { countUse, insertMandate } from './mandates.store.ts'

test('of five uses at the same moment no more pass than the mandate allows', async () => {
  const { act } = await platform()
  const mandateId = uuidv7()
  await act(({ sql }) =>
    insertMandate(sql, {
      mandateId,
      principalNumber: '001190000001',
      principalPerson: uuidv7(),
      principalOrganisation: null,
      agentNumber: '001190000002',
      agentPerson: uuidv7(),
      agentOrganisation: null,
      proposedBy: 'agent',
      services: ['1.010041'],
      validFrom: '2026-01-01',
      validUntil: '2026-12-31',
      usesMax: 2,
      uses: 0,
      state: 'in-force',
      reason: null,
      proposedAt: '2026-01-01T00:00:00Z',
      endedAt: null,
    }),
  )
  const used = await Promise.all(
    Array.from({ length: 5 }, () => act(({ sql }) => countUse(sql, [mandateId], '2026-11-27'))),
  )
  expect(used.filter(Boolean)).toHaveLength(2)
})
