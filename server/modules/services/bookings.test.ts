import { beforeAll, expect, test } from 'vitest'
import { platform } from '#testing'
import * as contract from './contract.ts'
import { desk } from './desk-for-tests.ts'
import { sweepQueue } from './queue.ts'
import { committee, MONDAY, type Neighbourhood, neighbourhood, refused } from './scene-for-tests.ts'

let people: Neighbourhood
let office: Awaited<ReturnType<typeof committee>>
let unitId: number
beforeAll(async () => {
  const p = await platform()
  p.at(MONDAY)
  people = await neighbourhood()
  office = await committee(people.wards.home)
  unitId = people.wards.home
})

const TODAY = '2026-11-23'
const at = (time: string) => new Date(`${TODAY}T${time}:00+07:00`)
const citizen = async (who: 'mother' | 'landlord') => (await platform()).as(people[who].actor)
const book = async (who: 'mother' | 'landlord', day: string, time: string, service?: string) =>
  (await citizen(who)).call(contract.bookCounter, {
    body: { unitId, day, time, ...(service ? { service } : {}) },
  })
const cancelAll = async (who: 'mother' | 'landlord') => {
  const me = await citizen(who)
  const { rows } = await me.call(contract.listMyBookings)
  for (const { bookingId, ticket } of rows)
    if (!ticket) await me.call(contract.cancelBooking, { params: { bookingId } })
}

test('a half hour of a working day is booked for a service, moved and cancelled; its place is free again', async () => {
  const me = await citizen('mother')
  const free = async (day: string, time: string) =>
    (await me.call(contract.listBookingTimes, { query: { unitId, day } })).times.find(
      (one) => one.time === time,
    )?.free
  expect((await me.call(contract.listBookingTimes, { query: { unitId, day: '2026-11-29' } })).times).toEqual(
    [],
  )
  const before = await free('2026-11-25', '09:30')
  const booked = await book('mother', '2026-11-25', '09:30', '1.004873')
  expect(booked.service?.code).toBe('1.004873')
  expect(booked.agency.vi).toContain('Trung tâm Phục vụ hành chính công')
  expect(await free('2026-11-25', '09:30')).toBe(before! - 1)
  const params = { bookingId: booked.bookingId }
  const moved = await me.call(contract.moveBooking, { params, body: { day: '2026-11-26', time: '14:00' } })
  expect(moved).toMatchObject({ bookingId: booked.bookingId, day: '2026-11-26', time: '14:00' })
  expect(await free('2026-11-25', '09:30')).toBe(before)
  const sunday = me.call(contract.moveBooking, { params, body: { day: '2026-11-29', time: '09:00' } })
  expect((await refused(sunday)).type).toBe('/problems/services/booking-impossible')
  expect((await me.call(contract.listMyBookings)).rows).toMatchObject([{ day: '2026-11-26' }])
  await me.call(contract.cancelBooking, { params })
  expect((await me.call(contract.listMyBookings)).rows).toEqual([])
  const again = await refused(me.call(contract.cancelBooking, { params }))
  expect(again.type).toBe('/problems/services/booking-unknown')
})

test('what is refused: noon, a service that is not, a third booking, also when three are asked for at once', async () => {
  expect((await refused(book('mother', '2026-11-25', '12:00'))).type).toBe(
    '/problems/services/booking-impossible',
  )
  expect((await refused(book('mother', '2026-11-25', '09:00', '9.999999'))).status).toBe(404)
  const me = await citizen('mother')
  const answers = await Promise.all(
    ['09:00', '09:30', '10:00'].map((time) =>
      me.send(contract.bookCounter, { body: { unitId, day: '2026-11-26', time } }),
    ),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 409])
  const third = await refused(book('mother', '2026-11-26', '10:30'))
  expect(third.type).toBe('/problems/services/bookings-many')
  const { rows } = await me.call(contract.listMyBookings)
  const stranger = (await citizen('landlord')).call(contract.moveBooking, {
    params: { bookingId: rows[0]!.bookingId },
    body: { day: '2026-11-27', time: '09:00' },
  })
  expect((await refused(stranger)).type).toBe('/problems/services/booking-unknown')
  await cancelAll('mother')
})

test('a slot has its three places, whoever comes at once; also when one moves into it', async () => {
  const body = { unitId, day: '2026-11-27', time: '15:00' }
  const everybody = [people.mother, people.landlord].map(({ actor }) => actor)
  const p = await platform()
  const answers = await Promise.all(
    [...everybody, ...everybody].map((actor) => p.as(actor).send(contract.bookCounter, { body })),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 409])
  await cancelAll('mother')
  await cancelAll('landlord')
})

test('“đã đến” gives one number ahead of those without a booking, also when two officers press at once', async () => {
  const p = await platform()
  const mine = await book('mother', TODAY, '09:30')
  const late = await book('landlord', TODAY, '10:00')
  const clerk = await desk(office.oneStop)
  const walkIn = await clerk.call(contract.takeTicket)
  const { rows } = await clerk.call(contract.listBookings)
  expect(rows.map(({ time, number }) => [time, number])).toEqual([
    ['09:30', null],
    ['10:00', null],
  ])
  expect(rows[0]!.name).toBe('Nguyễn Thị Hường')
  p.at(at('09:20'))
  const params = { bookingId: mine.bookingId }
  const answers = await Promise.all([
    clerk.send(contract.recordArrival, { params }),
    clerk.send(contract.recordArrival, { params }),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  const shown = await (await citizen('mother')).call(contract.listMyBookings)
  expect(shown.rows[0]!.ticket).toMatchObject({ state: 'waiting', before: 0 })
  const cancelled = await refused((await citizen('mother')).call(contract.cancelBooking, { params }))
  expect(cancelled.type).toBe('/problems/services/booking-done')
  p.at(at('10:16'))
  const afterwards = await clerk.call(contract.recordArrival, { params: { bookingId: late.bookingId } })
  expect(afterwards).toMatchObject({ ahead: false, ticket: { before: 2 } })
  const called = [
    await clerk.call(contract.callNext, { body: { desk: 1 } }),
    await clerk.call(contract.callNext, { body: { desk: 1 } }),
    await clerk.call(contract.callNext, { body: { desk: 1 } }),
  ]
  expect(called.map(({ number }) => number)).toEqual([
    shown.rows[0]!.ticket!.number,
    walkIn.number,
    afterwards.ticket.number,
  ])
  p.at(MONDAY)
})

test('another office neither sees nor takes up a booking; the day after it is gone', async () => {
  const p = await platform()
  const elsewhere = await committee(people.wards.elsewhere)
  const stranger = await desk(elsewhere.oneStop)
  const { bookingId } = await book('mother', TODAY, '11:00')
  expect((await stranger.call(contract.listBookings)).rows).toEqual([])
  const arrival = await refused(stranger.call(contract.recordArrival, { params: { bookingId } }))
  expect(arrival.type).toBe('/problems/services/booking-unknown')
  const tomorrow = new Date(MONDAY.getTime() + 86_400_000)
  await p.act((call) => sweepQueue(call), { now: tomorrow })
  const [left] = await p.owner<{ n: number }[]>`
    select count(*)::int as n from services.bookings where day = ${TODAY}`
  expect(left!.n).toBe(0)
})
