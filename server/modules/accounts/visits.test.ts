import { beforeAll, beforeEach, expect, test } from 'vitest'
import { type Platform, platform } from '#testing'
import { communes } from '#testing/homes.ts'
import { born, citizen, officer } from '#testing/people.ts'
import * as contract from './contract.ts'

let p: Platform
let here: number
beforeAll(async () => {
  p = await platform()
  here = (await communes(p))[0] as number
})
beforeEach(() => p.at('2026-11-16T01:40:00Z')) // Monday, 08:40 in Việt Nam

const someone = async () => p.as(citizen(await born(p), 1))
const typeOf = async (asked: Promise<unknown>) =>
  await asked.then(
    () => 'nothing',
    (error: { type?: string }) => error.type,
  )

test('the desk shows its half hours of a working day, and none of a day off or of what has begun', async () => {
  const lan = await someone()
  const times = async (day: string) =>
    (await lan.call(contract.listVisitTimes, { query: { unitId: here, day } })).times.map(({ time }) => time)
  expect((await times('2026-11-17')).slice(0, 3)).toEqual(['08:00', '08:30', '09:00'])
  expect((await times('2026-11-16'))[0]).toBe('09:00')
  expect(await times('2026-11-22')).toEqual([]) // Sunday
  expect(await times('2026-12-15')).toEqual([]) // too far ahead
})

test('of three people who want the same time at once two get it, and the desk sees them', async () => {
  const body = { unitId: here, day: '2026-11-18', time: '09:30' }
  const people = await Promise.all([someone(), someone(), someone()])
  const answers = await Promise.all(people.map((one) => one.send(contract.bookVisit, { body })))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 409])
  const police = officer(await born(p), { level: 'commune', unitId: here })
  const { rows } = await p.as(police).call(contract.listVisits, { query: { day: '2026-11-18' } })
  expect(rows.map(({ time }) => time)).toEqual(['09:30', '09:30'])
})

test('one has one booking at a time, also when two are asked for at once; a cancelled one frees its place', async () => {
  const lan = await someone()
  const body = { unitId: here, day: '2026-11-19', time: '10:00' }
  const answers = await Promise.all([
    lan.send(contract.bookVisit, { body }),
    lan.send(contract.bookVisit, { body: { ...body, time: '10:30' } }),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  const { visit } = await lan.call(contract.readMyVisit, {})
  await lan.call(contract.cancelVisit, { params: { visitId: visit!.visitId } })
  expect((await lan.call(contract.readMyVisit, {})).visit).toBeNull()
  expect(await typeOf(lan.call(contract.bookVisit, { body: { ...body, time: '12:15' } }))).toBe(
    '/problems/accounts/visit-impossible',
  )
  const stranger = (await someone()).call(contract.cancelVisit, { params: { visitId: visit!.visitId } })
  expect(await typeOf(stranger)).toBe('/problems/accounts/visit-unknown')
})
