import { beforeAll, expect, test } from 'vitest'
import { annulEvent, rebuild, registerDeath } from '#population'
import { type Platform, platform } from '#testing'
import { dwelling, type Scene, scene } from '#testing/homes.ts'
import { born, citizen, grounds } from '#testing/people.ts'
import { confirmationOf } from './confirmation.ts'
import { readMyResidence } from './contract.ts'
import { declareStay, type NewStay } from './stays.ts'
import { registerTemporaryResidence } from './temporary-residence.ts'

const NOW = '2026-11-21T02:00:00Z'
let p: Platform
let s: Scene
beforeAll(async () => {
  p = await platform()
  p.at(NOW)
  s = await scene(p)
})

const refused = (code: string) => ({ type: `/problems/${code}` })
const stay = (people: readonly string[], more: Partial<NewStay> = {}, now = NOW) =>
  p.act(
    (call) =>
      declareStay(call, {
        people,
        declaredBy: people[0] ?? '',
        unitId: s.there,
        place: 'Khách sạn Hoa Sữa',
        arrivesOn: '2026-11-21',
        leavesOn: '2026-11-23',
        ...more,
      }),
    { now: new Date(now) },
  )

test('a stay is recorded at once, and the guest sees it', async () => {
  const guest = await born(p)
  const { late, noticeDueAt } = await stay([guest.number])
  expect(late).toBe(false)
  expect(noticeDueAt).toBe('2026-11-21T16:00:00.000Z')
  const { stays } = await p.as(citizen(guest)).call(readMyResidence)
  expect(stays).toMatchObject([
    { place: 'Khách sạn Hoa Sữa', arrivesOn: '2026-11-21', leavesOn: '2026-11-23' },
  ])
})

test.each([
  ['22:59 on the day', '2026-11-21T15:59:00Z', false, false],
  ['23:01 on the day', '2026-11-21T16:01:00Z', false, true],
  ['07:59 next day, having arrived late', '2026-11-22T00:59:00Z', true, false],
  ['08:01 next day, having arrived late', '2026-11-22T01:01:00Z', true, true],
])('notice at %s: late is flagged, never refused', async (_, now, arrivesLate, late) => {
  const guest = await born(p)
  expect(await stay([guest.number], { arrivesLate }, now)).toMatchObject({ late })
})

test.each<[string, Partial<NewStay>, string]>([
  ['30 nights', { leavesOn: '2026-12-21' }, 'residence/stay-too-long'],
  ['no night', { leavesOn: '2026-11-21' }, 'residence/stay-over'],
  ['a stay of last year', { arrivesOn: '2025-11-01', leavesOn: '2025-11-03' }, 'residence/stay-over'],
  ['no place', { place: ' ' }, 'residence/dwelling-unknown'],
  ['no commune', { unitId: 1 }, 'residence/not-a-commune'],
])('%s is refused', async (_, more, code) => {
  const guest = await born(p)
  await expect(stay([guest.number], more)).rejects.toMatchObject(refused(code))
})

test('29 nights are a stay; the same stay twice, at home, of nobody or of the dead is none', async () => {
  const guest = await born(p)
  await stay([guest.number], { leavesOn: '2026-12-20' })
  await expect(
    stay([guest.number], { arrivesOn: '2026-12-01', leavesOn: '2026-12-05' }),
  ).rejects.toMatchObject(refused('residence/stay-declared-before'))
  await expect(stay([s.wife.number], { dwellingId: s.home })).rejects.toMatchObject(
    refused('residence/stays-at-home'),
  )
  await expect(stay([])).rejects.toMatchObject(refused('residence/nobody-named'))
  const dead = await born(p)
  await p.act((call) => registerDeath(call, { personNumber: dead.number, diedOn: '2026-01-01' }, grounds))
  await expect(stay([dead.number])).rejects.toMatchObject(refused('population/person-dead'))
})

test('an annulled stay is not shown, may be declared again, and replays', async () => {
  const guest = await born(p)
  const { eventIds } = await stay([guest.number])
  const annul = { personNumber: guest.number, eventId: eventIds[0]!, reason: 'Khai nhầm người' }
  await p.act((call) => annulEvent(call, annul, grounds))
  expect((await p.as(citizen(guest)).call(readMyResidence)).stays).toEqual([])
  await stay([guest.number])
  expect(await rebuild(p.owner)).toMatchObject({ same: true })
})

test('the confirmation says where a person lives, for how long, and with whom', async () => {
  const room = await dwelling(p, s.there)
  const before = await p.act((call) => confirmationOf(call, s.wife.number))
  expect(before).toMatchObject({
    person: { name: s.wife.name, number: s.wife.number, ethnicGroup: 'Kinh', nationality: 'Việt Nam' },
    residence: { permanentFrom: '2016-01-01', temporary: null, temporaryUntil: null },
    household: { headName: s.husband.name, headNumber: s.husband.number, relation: 'Vợ' },
    members: [{ name: s.husband.name, relation: 'Chủ hộ', number: s.husband.number }],
  })
  expect(before.residence.current).toBe(before.residence.permanent)
  await p.act((call) =>
    registerTemporaryResidence(call, {
      people: [{ personNumber: s.wife.number, relationToHead: 'head' }],
      dwellingId: room,
      from: '2026-11-21',
      until: '2027-05-20',
    }),
  )
  const after = await p.act((call) => confirmationOf(call, s.wife.number))
  expect(after.residence).toMatchObject({ temporaryFrom: '2026-11-21', temporaryUntil: '2027-05-20' })
  expect(after.residence.current).toBe(after.residence.temporary)
  const alone = await born(p)
  const nowhere = await p.act((call) => confirmationOf(call, alone.number))
  expect(nowhere).toMatchObject({ residence: { permanent: null, current: null }, members: [] })
})
