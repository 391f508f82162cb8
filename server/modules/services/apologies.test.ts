import { beforeAll, beforeEach, expect, test } from 'vitest'
import { platform } from '#testing'
import * as contract from './contract.ts'
import { accepted, desk, of, proposed } from './desk-for-tests.ts'
import {
  filed,
  MONDAY,
  moveTo,
  type Neighbourhood,
  neighbourhood,
  refused,
  TEMPORARY,
} from './scene-for-tests.ts'
import { endWaitingTooLong } from './waiting.ts'

let people: Neighbourhood

beforeAll(async () => {
  await platform()
}, 120_000)
beforeEach(async () => {
  const { at } = await platform()
  at(MONDAY)
  people = await neighbourhood()
})

const reason = 'Phải xác minh thêm về chỗ ở.'
const apology = (version: number, newDueOn = '2026-12-01') => ({ version, newDueOn, reason })

test('a leader apologises before the day and names a new one; the citizen gets the signed letter', async () => {
  const { as, settle } = await platform()
  const at = await accepted(people)
  expect(at.clock.dueOn).toBe('2026-11-27')
  const chief = await desk(people.chief)
  const done = await chief.call(contract.apologise, { params: of(at), body: apology(at.version) })
  expect(done).toMatchObject({
    clock: { dueOn: '2026-12-01' },
    extension: { newDueOn: '2026-12-01', reason, workingDays: 2 },
  })
  expect(done.clock.steps.map(({ code }) => code)).toContain('extended')
  await settle()
  const seen = await as(people.mother.actor).call(contract.readMyDossier, { params: of(at) })
  expect(seen.documents.find(({ kind }) => kind === 'Mau04')).toMatchObject({ state: 'signed' })
  expect(seen.steps.at(-1)).toMatchObject({ act: 'apologise', note: reason })
})

test('a second apology is refused, and the button says why', async () => {
  const at = await proposed(people)
  const chief = await desk(people.chief)
  const once = await chief.call(contract.apologise, { params: of(at), body: apology(at.version) })
  const twice = await refused(
    chief.call(contract.apologise, { params: of(at), body: apology(once.version, '2026-12-02') }),
  )
  expect(twice).toMatchObject({ status: 409, type: '/problems/services/apology-twice' })
  expect(once.acts.find(({ act }) => act === 'apologise')).toMatchObject({ allowed: false })
})

test.each([
  ['on the day itself', '2026-11-27T02:00:00Z'],
  ['after it', '2026-11-30T02:00:00Z'],
])('an apology %s is too late', async (_when, now) => {
  const { at: setClock, as } = await platform()
  const at = await accepted(people)
  setClock(now)
  const late = await refused(
    as({ ...people.chief.actor, factorAt: now }).call(contract.apologise, {
      params: of(at),
      body: apology(at.version),
    }),
  )
  expect(late).toMatchObject({
    status: 409,
    type: '/problems/services/apology-too-late',
    latestOn: '2026-11-26',
  })
})

test.each([
  ['the old day', '2026-11-27'],
  ['a Sunday', '2026-11-29'],
  ['next year', '2027-02-01'],
])('a new date on %s is refused', async (_what, newDueOn) => {
  const at = await accepted(people)
  const wrong = await refused(
    (await desk(people.chief)).call(contract.apologise, {
      params: of(at),
      body: apology(at.version, newDueOn),
    }),
  )
  expect(wrong).toMatchObject({ status: 422, type: '/problems/services/new-date-wrong' })
})

test('a case officer does not apologise in the name of the office', async () => {
  const at = await accepted(people)
  const wrong = await refused(
    (await desk(people.handler)).call(contract.apologise, { params: of(at), body: apology(at.version) }),
  )
  expect(wrong.status).toBe(403)
})

test('the control sheet is a signed paper of every step', async () => {
  const { settle } = await platform()
  const at = await proposed(people)
  const officer = await desk(people.handler)
  const stale = await refused(
    officer.call(contract.issueControlSheet, { params: of(at), body: { version: at.version - 1 } }),
  )
  expect(stale).toMatchObject({ type: '/problems/services/dossier-changed' })
  await officer.call(contract.issueControlSheet, { params: of(at), body: { version: at.version } })
  await settle()
  const after = await officer.call(contract.readDeskDossier, { params: of(at) })
  expect(after.documents.find(({ kind }) => kind === 'Mau06')).toMatchObject({ state: 'signed' })
})

test('a dossier that waited too long is stopped with a notice that says why', async () => {
  const { act, as, settle } = await platform()
  const { dossierId } = await filed(people.mother, TEMPORARY, moveTo(people))
  await act((call) => endWaitingTooLong(call), { now: new Date('2027-01-15T02:00:00Z') })
  await settle()
  const seen = await as(people.mother.actor).call(contract.readMyDossier, { params: { dossierId } })
  expect(seen.state).toBe('stopped')
  expect(seen.documents.find(({ kind }) => kind === 'Mau05')).toMatchObject({ state: 'signed' })
})
