import { beforeAll, expect, test } from 'vitest'
import { registerDeath } from '#population'
import { type Platform, platform } from '#testing'
import { dwelling, household, type Scene, scene } from '#testing/homes.ts'
import { born, grounds, officer } from '#testing/people.ts'
import * as contract from './contract.ts'
import { ownersOf, registerPermanentResidence, removePermanentResidence } from './index.ts'

const ON = '2026-11-21'
let p: Platform
let s: Scene
beforeAll(async () => {
  p = await platform()
  p.at('2026-11-21T02:00:00Z')
  s = await scene(p)
})
const desk = () => p.as(officer(s.police, { level: 'commune', unitId: s.here }))
const paper = { paper: 'Hợp đồng công chứng số 812/2026', reason: 'Chủ mới đến khai báo tại trụ sở' }
const refused = (code: string) => ({ type: `/problems/${code}` })

test('an owner is changed by a paper: number and name must fit, what was before stays on record', async () => {
  const seller = await born(p, { name: 'Hồ Thị Mai' })
  const buyer = await born(p, { name: 'Lưu Văn Phát', sex: 'male' })
  const dwellingId = await dwelling(p, s.here, seller.number)
  const params = { dwellingId }
  const owners = [{ number: buyer.number, name: 'luu van phat' }]
  const body = { owners, on: '2026-11-10', ...paper }
  const wrong = { ...body, owners: [{ number: buyer.number, name: 'Hồ Thị Mai' }] }
  await expect(desk().call(contract.changeDwellingOwners, { params, body: wrong })).rejects.toMatchObject(
    refused('residence/owner-unfit'),
  )
  const file = await desk().call(contract.changeDwellingOwners, { params, body })
  expect(file.owners).toMatchObject([
    { name: 'Lưu Văn Phát', now: true, validFrom: '2026-11-10', validUntil: null },
    { name: 'Hồ Thị Mai', now: false, validUntil: '2026-11-10' },
  ])
  expect(file.acts).toMatchObject([{ act: 'owners', effectiveOn: '2026-11-10', paper: paper.paper }])
  const on = async (day: string) =>
    (await p.act((call) => ownersOf(call, dwellingId, day))).map(({ personNumber }) => personNumber)
  expect(await on('2026-11-09')).toEqual([seller.number])
  expect(await on(ON)).toEqual([buyer.number])
  expect(JSON.stringify(file)).not.toContain(buyer.number)
  const earlier = { ...body, on: '2026-11-01' }
  await expect(desk().call(contract.changeDwellingOwners, { params, body: earlier })).rejects.toMatchObject(
    refused('residence/owners-later'),
  )
  const [entry] = await p.owner`
    select reason, subject_count from audit.entries where outcome = 'done' order by recorded_at desc limit 1`
  expect(entry).toMatchObject({ reason: paper.reason, subjectCount: 2 })
})

test('nobody becomes owner after his death, from tomorrow on, or in another area', async () => {
  const dead = await born(p, { name: 'Tạ Quang Vinh' })
  await p.act((call) => registerDeath(call, { personNumber: dead.number, diedOn: '2026-10-01' }, grounds))
  const params = { dwellingId: await dwelling(p, s.here) }
  const body = { owners: [{ number: dead.number, name: dead.name }], on: ON, ...paper }
  await expect(desk().call(contract.changeDwellingOwners, { params, body })).rejects.toMatchObject(
    refused('population/person-dead'),
  )
  const later = { ...body, owners: [{ organisation: 'Công ty Nhà Xanh' }], on: '2026-11-22' }
  await expect(desk().call(contract.changeDwellingOwners, { params, body: later })).rejects.toMatchObject({
    status: 422,
  })
  const stranger = p.as(officer(s.police, { level: 'commune', unitId: s.there }))
  const own = { ...later, on: ON }
  await expect(stranger.call(contract.changeDwellingOwners, { params, body: own })).rejects.toMatchObject(
    refused('residence/out-of-territory'),
  )
  await expect(stranger.call(contract.readDwelling, { params })).rejects.toMatchObject(
    refused('residence/out-of-territory'),
  )
})

test('a dwelling is closed only when nobody is registered there; then nobody moves in until it is put back', async () => {
  const one = await born(p, { name: 'Chu Thị Hiền' })
  const dwellingId = await dwelling(p, s.here, one.number)
  await household(p, dwellingId, [one])
  const params = { dwellingId }
  const body = { ground: 'demolished' as const, on: ON, ...paper }
  expect(await desk().call(contract.readDwelling, { params })).toMatchObject({
    people: 1,
    households: [{ members: 1 }],
  })
  await expect(desk().call(contract.endDwelling, { params, body })).rejects.toMatchObject(
    refused('residence/dwelling-inhabited'),
  )
  await p.act((call) =>
    removePermanentResidence(call, { personNumber: one.number, on: '2026-11-20', ground: 'i' }),
  )
  // He was there until the 20th, so it cannot have been gone before.
  await expect(
    desk().call(contract.endDwelling, { params, body: { ...body, on: '2026-11-01' } }),
  ).rejects.toMatchObject(refused('residence/dwelling-inhabited'))
  const closed = await desk().call(contract.endDwelling, { params, body })
  expect(closed).toMatchObject({
    closedOn: ON,
    people: 0,
    acts: [{ act: 'closing', ground: { vi: 'Đã phá dỡ' } }],
  })
  const moveIn = () =>
    p.act((call) =>
      registerPermanentResidence(call, {
        people: [{ personNumber: one.number, relationToHead: 'head' }],
        dwellingId,
        on: ON,
      }),
    )
  await expect(moveIn()).rejects.toMatchObject(refused('residence/dwelling-closed'))
  const open = await desk().call(contract.reopenDwelling, { params, body: paper })
  expect(open).toMatchObject({ closedOn: null, acts: [{ act: 'reopening' }, { act: 'closing' }] })
  await moveIn()
})
