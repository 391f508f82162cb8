import { beforeAll, expect, test } from 'vitest'
import { listMyNotifications } from '#notifications/contract'
import { registerDeath } from '#population'
import { agencyIdOf, enterBoundaryLaw, units } from '#reference'
import { applyDue } from '#residence'
import { platform } from '#testing'
import { communes, provinceOf } from '#testing/homes.ts'
import { remindBookings } from './booking-follow-ups.ts'
import * as contract from './contract.ts'
import { desk } from './desk-for-tests.ts'
import { committee, MONDAY, type Person, person } from './scene-for-tests.ts'

let gone: number
let divided: number
let stays: number
let provinceId: number
let people: Person[]
beforeAll(async () => {
  const p = await platform()
  p.at(MONDAY)
  ;[gone, divided, stays] = (await communes(p)).slice(40) as [number, number, number]
  provinceId = await provinceOf(p, gone)
  const names = ['Đặng Thị Sen', 'Vũ Văn Hải', 'Lý Thị Nga', 'Bùi Văn Tám', 'Mai Thị Ba', 'Hồ Văn Tư']
  people = await p.act(async (call) => {
    const made: Person[] = []
    for (const name of names) made.push(await person(call, { name }))
    return made
  })
}, 120_000)

const me = async (who: Person) => (await platform()).as(who.actor)
const book = async (who: Person, unitId: number, day: string, time: string) =>
  (await me(who)).call(contract.bookCounter, { body: { unitId, day, time } })
const mine = async (who: Person) => (await (await me(who)).call(contract.listMyBookings)).rows
const told = async (who: Person) => {
  const { rows } = await (await me(who)).call(listMyNotifications, { query: {} })
  return rows.filter(({ about }) => about.kind === 'booking')
}

test('a time at the centre of the province is booked like one of a commune', async () => {
  const [who] = people as [Person]
  const query = { unitId: provinceId, day: '2026-11-26' }
  const { times } = await (await me(who)).call(contract.listBookingTimes, { query })
  expect(times.length).toBeGreaterThan(5)
  const booked = await book(who, provinceId, '2026-11-26', '09:00')
  expect(booked).toMatchObject({
    unitId: provinceId,
    agency: { vi: 'Trung tâm Phục vụ hành chính công thành phố Hà Nội' },
  })
  const body = { day: '2026-11-27', time: '10:00' }
  const params = { bookingId: booked.bookingId }
  expect(await (await me(who)).call(contract.moveBooking, { params, body })).toMatchObject(body)
  await (await me(who)).call(contract.cancelBooking, { params })
})

test('who comes tomorrow is reminded once, in both languages; a time moved later is reminded of anew', async () => {
  const p = await platform()
  const [, who] = people as [Person, Person]
  const { bookingId } = await book(who, stays, '2026-11-26', '14:00')
  const remind = async (day: string) => {
    await p.act((call) => remindBookings(call), { now: new Date(`${day}T08:00:00+07:00`) })
    await p.settle()
  }
  await remind('2026-11-24')
  expect(await told(who)).toEqual([])
  await remind('2026-11-25')
  await remind('2026-11-25')
  expect(await told(who)).toMatchObject([
    {
      kind: 'booking-near',
      about: { kind: 'booking', id: bookingId },
      title: { vi: 'Ngày mai bạn có lịch hẹn', en: 'You have a booking tomorrow' },
      text: { vi: expect.stringMatching(/^14:00 ngày 26\/11\/2026, Trung tâm Phục vụ hành chính công/) },
    },
  ])
  await (await me(who)).call(contract.moveBooking, {
    params: { bookingId },
    body: { day: '2026-11-27', time: '14:00' },
  })
  await remind('2026-11-26')
  expect(await told(who)).toHaveLength(2)
})

test('a death frees the time and the number; the office sees the place free', async () => {
  const p = await platform()
  const [, , who] = people as [Person, Person, Person]
  const office = await committee(stays)
  await book(who, stays, '2026-11-23', '15:00')
  await book(who, stays, '2026-11-25', '15:00')
  const agencyId = agencyIdOf('commune-service-centre', stays)
  const other = agencyIdOf('commune-police', stays)
  await (await me(who)).call(contract.takeMyNumber, { params: { agencyId: other } })
  const clerk = await desk(office.oneStop)
  expect((await clerk.call(contract.listBookings)).rows).toHaveLength(1)
  const died = { personNumber: who.number, diedOn: '2026-11-23' } as never
  await p.act((call) =>
    registerDeath(call, died, { legalBasis: 'Law on Civil Status 60/2014/QH13' } as never),
  )
  await p.settle()
  expect((await clerk.call(contract.listBookings)).rows).toEqual([])
  const left = await p.owner<{ state: string }[]>`
    select state from services.queue_tickets where agency_id = ${other} and person_number = ${who.number}`
  expect(left).toEqual([{ state: 'given-up' }])
  const [standing] = await p.owner<{ n: number }[]>`
    select count(*)::int as n from services.bookings
    where agency_id = ${agencyId} and person_number = ${who.number} and cancelled_at is null`
  expect(standing!.n).toBe(0)
})

test('a merger keeps the time at the new office while it has a place; a divided or full one cancels and says so', async () => {
  const p = await platform()
  const [first, , , second, third] = people as [Person, Person, Person, Person, Person]
  const DAY = '2026-12-01'
  await book(first, gone, '2026-12-02', '09:00')
  await book(second, divided, '2026-12-02', '09:00')
  await book(third, gone, '2026-12-02', '10:00')
  const unit = (key: string, code: string, name: string) =>
    ({ key, code, level: 'commune', kind: 'ward', name, parent: provinceId }) as const
  const law = await enterBoundaryLaw(p.owner, {
    effectiveOn: DAY,
    law: '13/NQ-UBTVQH16',
    begins: [
      unit('joined', '99921', 'Sum Vầy'),
      unit('east', '99922', 'Đông An'),
      unit('west', '99923', 'Tây An'),
    ],
    goes: [
      { from: gone, to: 'joined', relation: 'merged' },
      { from: divided, to: 'east', relation: 'larger-part' },
      { from: divided, to: 'west', relation: 'part' },
    ],
    changes: [],
  })
  const joined = law.begins.find(({ key }) => key === 'joined')!.unitId!
  const call = { sql: p.sql, ports: p.ports }
  await expect.poll(async () => (await units(call)).versions.has(joined)).toBe(true)
  // Three who came before have the new office's places at ten.
  for (const place of [1, 2, 3])
    await p.owner`
      insert into services.bookings (booking_id, person_number, agency_id, day, minute, place, booked_at)
      values (gen_random_uuid(), ${people[5]!.number}, ${agencyIdOf('commune-service-centre', joined)},
        '2026-12-02', 600, ${place}, now())`
  p.at('2026-12-01T02:00:00Z')
  await p.act((made) => applyDue(made))
  await p.settle()
  expect(await mine(first)).toMatchObject([
    { unitId: joined, day: '2026-12-02', time: '09:00', agency: { vi: expect.stringContaining('Sum Vầy') } },
  ])
  expect(await told(first)).toMatchObject([{ kind: 'booking-moved' }])
  for (const who of [second, third]) {
    expect(await mine(who)).toEqual([])
    expect(await told(who)).toMatchObject([
      { kind: 'booking-cancelled', text: { vi: expect.stringContaining('Hãy đặt lịch mới') } },
    ])
  }
  p.at(MONDAY)
})
