import { beforeAll, expect, test } from 'vitest'
import { annulEvent, rebuild } from '#population'
import { type Platform, platform } from '#testing'
import { communes, dwelling, household } from '#testing/homes.ts'
import { born, grounds } from '#testing/people.ts'
import { selectAbsencesOn } from './absences.store.ts'
import { declareAbsence, endAbsence, type NewAbsence } from './absences.ts'
import { declareCurrentPlace } from './current-places.ts'
import { removePermanentByGround, removeTemporaryByGround } from './removals.ts'
import { currentOf } from './residence-reducer.ts'
import { registerTemporaryResidence } from './temporary-residence.ts'
import { inTerritory } from './territory.ts'

const NOW = '2026-11-21T02:00:00Z'
let p: Platform
let here: number
let there: number
beforeAll(async () => {
  p = await platform()
  p.at(NOW)
  ;[here, there] = (await communes(p)) as [number, number]
})
const refused = (code: string) => ({ type: `/problems/residence/${code}` })
const evidence = { paper: 'Biên bản xác minh' }

/** Someone at home alone in a commune. */
async function atHome() {
  const one = await born(p)
  const home = await dwelling(p, here, one.number)
  await household(p, home, [one])
  return { ...one, home }
}
const lodge = (number: string, dwellingId: string, until = '2027-11-20') =>
  p.act((call) =>
    registerTemporaryResidence(call, {
      people: [{ personNumber: number, relationToHead: 'head' }],
      dwellingId,
      from: '2026-11-21',
      until,
    }),
  )
const away = (number: string, more: Partial<NewAbsence> = {}) =>
  p.act((call) =>
    declareAbsence(call, {
      personNumber: number,
      ground: 'd',
      from: '2026-11-22',
      destination: 'Thành phố Đà Nẵng',
      reason: 'Làm việc theo dự án',
      ...more,
    }),
  )
const absencesOn = (number: string, day: string) =>
  selectAbsencesOn(p.sql, number, day, new Date('2100-01-01').toISOString())

test('an absence is declared before leaving and ends when the person is back', async () => {
  const one = await atHome()
  const absenceId = await away(one.number)
  expect(await absencesOn(one.number, '2027-05-01')).toMatchObject([{ unitId: here, late: false }])
  await p.act((call) => endAbsence(call, { personNumber: one.number, absenceId, on: '2027-03-01' }))
  expect(await absencesOn(one.number, '2027-05-01')).toEqual([])
  await expect(
    p.act((call) => endAbsence(call, { personNumber: one.number, absenceId, on: '2027-03-02' })),
  ).rejects.toMatchObject(refused('absence-unknown'))
})

test('a late declaration is recorded as late, never refused', async () => {
  const one = await atHome()
  await away(one.number, { from: '2026-11-01' })
  expect(await absencesOn(one.number, '2026-11-21')).toMatchObject([{ late: true }])
})

test.each<[string, Partial<NewAbsence>, string]>([
  ['shorter than the law asks', { until: '2027-11-20' }, 'absence-too-short'],
  [
    'of a soldier of age, shorter than three months',
    { ground: 'c', until: '2027-02-20' },
    'absence-too-short',
  ],
  ['of somebody under supervision without consent', { ground: 'a' }, 'consent-needed'],
  ['on a ground that is not in the law', { ground: 'x' }, 'ground-unknown'],
])('an absence %s is refused', async (_what, more, code) => {
  const one = await atHome()
  await expect(away(one.number, more)).rejects.toMatchObject(refused(code))
})

test('whoever is supervised needs a consent for a single day; nobody declares the same time twice', async () => {
  const one = await atHome()
  const trip = { ground: 'a', until: '2026-11-22', consent: 'Văn bản của Công an xã' }
  await away(one.number, trip)
  await expect(away(one.number, trip)).rejects.toMatchObject(refused('absence-declared-before'))
})

test('whoever has a temporary residence elsewhere, or none at all, declares no absence', async () => {
  const one = await atHome()
  await lodge(one.number, await dwelling(p, there))
  await expect(away(one.number)).rejects.toMatchObject(refused('absence-not-needed'))
  const homeless = await born(p)
  await expect(away(homeless.number)).rejects.toMatchObject(refused('not-registered-anywhere'))
})

test('who has no residence declares where he lives; a registration ends that, its annulment brings it back', async () => {
  const one = await born(p)
  const declare = (on: string, place: string) =>
    p.act((call) => declareCurrentPlace(call, { personNumber: one.number, on, unitId: here, place }))
  const served = () => p.act((call) => inTerritory(call, one.number, { level: 'commune', unitId: here }))
  expect(await served()).toBe(false)
  await declare('2026-01-05', 'Gầm cầu Long Biên')
  expect(await served()).toBe(true)
  await declare('2026-03-01', 'Nhà tình thương')
  const { eventIds } = await lodge(one.number, await dwelling(p, there))
  const open = () => p.owner`
    select place, valid_until from residence.current_places
    where person_number = ${one.number} and superseded_at is null order by valid_from`
  expect(await open()).toEqual([
    { place: 'Gầm cầu Long Biên', validUntil: '2026-03-01' },
    { place: 'Nhà tình thương', validUntil: '2026-11-21' },
  ])
  await expect(declare('2026-11-21', 'Chợ')).rejects.toMatchObject(refused('registered-elsewhere'))
  await p.act((call) =>
    annulEvent(call, { personNumber: one.number, eventId: eventIds[0]!, reason: 'Sai người' }, grounds),
  )
  expect((await open())[1]).toEqual({ place: 'Nhà tình thương', validUntil: null })
})

test('a permanent residence is removed on a ground whose time has passed', async () => {
  const one = await atHome()
  const remove = (more: { ground: string; since?: string }) =>
    p.act((call) =>
      removePermanentByGround(call, { personNumber: one.number, on: '2026-11-21', evidence, ...more }),
    )
  await expect(remove({ ground: 'e', since: '2025-12-01' })).rejects.toMatchObject(refused('ground-not-yet'))
  await expect(remove({ ground: 'e' })).rejects.toMatchObject(refused('ground-not-yet'))
  await expect(remove({ ground: 'a' })).rejects.toMatchObject(refused('ground-does-not-fit'))
  await expect(remove({ ground: 'đ' })).rejects.toMatchObject(refused('ground-does-not-fit'))
  await expect(remove({ ground: 'z' })).rejects.toMatchObject(refused('ground-unknown'))
  await remove({ ground: 'e', since: '2025-11-21' })
  expect((await p.act((call) => currentOf(call, one.number)))?.permanentUnitId).toBeNull()
})

test('who declared his absence is not removed for being away', async () => {
  const one = await atHome()
  await away(one.number, { from: '2025-01-01' })
  const remove = p.act((call) =>
    removePermanentByGround(call, {
      personNumber: one.number,
      on: '2026-11-21',
      ground: 'd',
      since: '2025-01-01',
      evidence,
    }),
  )
  await expect(remove).rejects.toMatchObject(refused('ground-does-not-fit'))
})

test('a temporary residence is removed on the grounds of article 29, each as it fits', async () => {
  const one = await atHome()
  await lodge(one.number, await dwelling(p, there))
  const remove = (more: { ground: string; since?: string }) =>
    p.act((call) =>
      removeTemporaryByGround(call, { personNumber: one.number, on: '2026-11-21', evidence, ...more }),
    )
  await expect(remove({ ground: 'absent', since: '2026-08-01' })).rejects.toMatchObject(
    refused('ground-not-yet'),
  )
  await expect(remove({ ground: 'death' })).rejects.toMatchObject(refused('ground-does-not-fit'))
  await expect(remove({ ground: 'permanent-here' })).rejects.toMatchObject(refused('ground-does-not-fit'))
  await remove({ ground: 'demolished' })
  expect((await p.act((call) => currentOf(call, one.number)))?.temporaryFrom).toBeNull()
})

test('replaying all events gives the same register', async () => {
  const { kept, replayed } = await rebuild(p.owner)
  expect(replayed.parts).toEqual(kept.parts)
})
