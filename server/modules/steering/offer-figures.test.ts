/** Offers counted for a leader: by rule and state, in his territory alone. */
import { expect, test } from 'vitest'
import type { OfficerActor } from '#platform/call.ts'
import { uuidv7 } from '#platform/ids.ts'
import { platform } from '#testing'
import * as contract from './contract.ts'

const leader = (unitId: number): OfficerActor => ({
  kind: 'officer',
  number: '001099999998',
  personId: uuidv7(),
  accountId: uuidv7(),
  appointmentId: uuidv7(),
  position: 'leader',
  agencyId: 1,
  roles: ['steering'],
  territory: { level: 'commune', unitId },
  sessionId: 's',
  factorAt: new Date().toISOString(),
})

test('a leader counts the offers of his commune by what became of them, and no other’s', async () => {
  const { owner, as } = await platform()
  for (const [at, state] of ['offered', 'offered', 'refused', 'filed', 'lapsed'].entries())
    await owner`
      insert into services.offers (person_number, offer_id, rule, level, subject_number, unit_id, service_code, due_on,
        lapses_on, state, made_at, ended_at)
      values (${`00109000000${at}`}, ${uuidv7()}, 'card-25', 2, ${`00109000000${at}`}, 1001, '1.014061', '2026-12-01',
        '2027-06-01', ${state}, now(), ${state === 'offered' ? null : new Date()})`
  const mine = await as(leader(1001)).call(contract.readOfferFigures, { query: {} })
  expect(mine.rows.find(({ rule }) => rule === 'card-25')).toMatchObject({
    offered: 2,
    refused: 1,
    filed: 1,
    ended: 1,
  })
  const other = await as(leader(1002)).call(contract.readOfferFigures, { query: {} })
  expect(other.rows.every(({ offered, filed }) => offered + filed === 0)).toBe(true)
  await expect(
    as(leader(1002)).call(contract.readOfferFigures, { query: { unitId: 1001 } }),
  ).rejects.toMatchObject({ type: '/problems/steering/outside-territory' })
})
