import { beforeAll, beforeEach, expect, test } from 'vitest'
import { platform } from '#testing'
import * as contract from './contract.ts'
import { accepted, desk, of } from './desk-for-tests.ts'
import { MONDAY, type Neighbourhood, neighbourhood, type Officer, refused } from './scene-for-tests.ts'

let people: Neighbourhood

beforeAll(async () => {
  await platform()
}, 120_000)
beforeEach(async () => {
  const { at, owner } = await platform()
  at(MONDAY)
  people = await neighbourhood()
  await owner`update services.substitutions set ended_at = now()`
})

const named = (absent: Officer, substitute: Officer, more: { fromOn?: string; untilOn?: string } = {}) => ({
  absent: absent.actor.appointmentId,
  substitute: substitute.actor.appointmentId,
  fromOn: '2026-11-23',
  untilOn: '2026-11-25',
  ...more,
})

test('the substitute finds the work in his list, does it, and the history says for whom', async () => {
  const { at } = await platform()
  const dossier = await accepted(people)
  const second = await desk(people.second)
  const body = { version: dossier.version, outcome: 'approved' as const, reasons: [] }
  expect(await refused(second.call(contract.proposeDecision, { params: of(dossier), body }))).toMatchObject({
    type: '/problems/services/held-by-other',
  })
  await (await desk(people.handler)).call(contract.nameSubstitute, {
    body: named(people.handler, people.second),
  })
  const mine = async () =>
    (await second.call(contract.listWorklist, { query: { filter: 'mine', limit: 100 } })).rows.filter(
      ({ dossierId }) => dossierId === dossier.dossierId,
    )
  expect(await mine()).toMatchObject([{ holder: { mine: true } }])
  const proposed = await second.call(contract.proposeDecision, { params: of(dossier), body })
  expect(proposed.steps.at(-1)).toMatchObject({
    act: 'propose',
    who: 'Đỗ Thị Lan',
    onBehalfOf: { vi: 'Cán bộ cư trú Công an cấp xã' },
    proof: { intact: true },
  })
  // The days are over: the list is his own again.
  at('2026-11-26T02:00:00Z')
  expect(await mine()).toEqual([])
})

test('a leader names a substitute for anybody of his office, and ends it', async () => {
  const chief = await desk(people.chief)
  const { substitutionId } = await chief.call(contract.nameSubstitute, {
    body: named(people.handler, people.second),
  })
  const list = await chief.call(contract.listSubstitutions, {})
  expect(list.rows).toMatchObject([
    {
      substitutionId,
      now: true,
      mayEnd: true,
      absent: { name: 'Vũ Minh Đức' },
      substitute: { name: 'Đỗ Thị Lan' },
    },
  ])
  await chief.call(contract.endSubstitution, { params: { substitutionId } })
  expect((await chief.call(contract.listSubstitutions, {})).rows).toEqual([])
})

test('rights stay those of the substitute himself: he signs nothing he may not sign', async () => {
  await (await desk(people.chief)).call(contract.nameSubstitute, {
    body: named(people.handler, people.second),
  })
  const dossier = await accepted(people)
  const second = await desk(people.second)
  const at = await second.call(contract.proposeDecision, {
    params: of(dossier),
    body: { version: dossier.version, outcome: 'approved', reasons: [] },
  })
  const sign = await refused(
    second.call(contract.signDecision, { params: of(at), body: { version: at.version } }),
  )
  expect(sign.status).toBe(403)
})

test.each([
  ['oneself', () => named(people.handler, people.handler), 'substitute-unfit'],
  ['an officer of another office', () => named(people.handler, people.stranger), 'substitute-unfit'],
  ['somebody without the role', () => named(people.handler, people.counter), 'substitute-unfit'],
  [
    'days that are over',
    () => named(people.handler, people.second, { fromOn: '2026-11-20' }),
    'substitution-days-wrong',
  ],
  [
    'an end before the beginning',
    () => named(people.handler, people.second, { untilOn: '2026-11-22' }),
    'substitution-days-wrong',
  ],
  [
    'half a year',
    () => named(people.handler, people.second, { untilOn: '2027-06-01' }),
    'substitution-days-wrong',
  ],
])('naming %s is refused', async (_what, body, code) => {
  const wrong = await refused((await desk(people.handler)).call(contract.nameSubstitute, { body: body() }))
  expect(wrong).toMatchObject({ status: 422, type: `/problems/services/${code}` })
})

test('a colleague names nobody for another, and nobody is named twice for the same days', async () => {
  const other = await refused(
    (await desk(people.second)).call(contract.nameSubstitute, { body: named(people.handler, people.second) }),
  )
  expect(other).toMatchObject({ status: 403, type: '/problems/services/not-yours-to-name' })
  const handler = await desk(people.handler)
  const { substitutionId } = await handler.call(contract.nameSubstitute, {
    body: named(people.handler, people.second),
  })
  const twice = await refused(
    handler.call(contract.nameSubstitute, {
      body: named(people.handler, people.second, { fromOn: '2026-11-25', untilOn: '2026-11-27' }),
    }),
  )
  expect(twice).toMatchObject({ status: 409, type: '/problems/services/substitution-overlaps' })
  const elsewhere = await refused(
    (await desk(people.stranger)).call(contract.endSubstitution, { params: { substitutionId } }),
  )
  expect(elsewhere.status).toBe(404)
})
