import { beforeAll, expect, test } from 'vitest'
import { agencyIdOf, CENTRAL } from '#reference'
import { platform } from '#testing'
import * as contract from './contract.ts'
import { desk } from './desk-for-tests.ts'
import { committee, MONDAY, type Neighbourhood, neighbourhood, refused } from './scene-for-tests.ts'

let people: Neighbourhood
let office: Awaited<ReturnType<typeof committee>>
let unitId: number
let agencyId: number
beforeAll(async () => {
  const p = await platform()
  p.at(MONDAY)
  people = await neighbourhood()
  office = await committee(people.wards.home)
  unitId = people.wards.home
  agencyId = agencyIdOf('commune-service-centre', unitId)
})

const at = (time: string, day = '2026-11-23') => new Date(`${day}T${time}:00+07:00`)
const me = async (who: 'mother' | 'landlord') => (await platform()).as(people[who].actor)
const take = async (who: 'mother' | 'landlord', where = agencyId) =>
  (await me(who)).call(contract.takeMyNumber, { params: { agencyId: where } })
const anybody = async () => (await platform()).as({ kind: 'anonymous' })

test('one takes a number oneself, sees who stands before, is called, and holds one at an office at most', async () => {
  const clerk = await desk(office.oneStop)
  const door = await clerk.call(contract.takeTicket)
  const answers = await Promise.all(
    [1, 2, 3].map(async () => (await me('mother')).send(contract.takeMyNumber, { params: { agencyId } })),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
  expect((await refused(take('mother'))).type).toBe('/problems/services/number-held')
  const { rows } = await (await me('mother')).call(contract.listMyNumbers)
  expect(rows).toMatchObject([{ agencyId, ticket: { number: door.number + 1, state: 'waiting', before: 1 } }])
  const params = { agencyId, ticketId: rows[0]!.ticket.ticketId }
  await clerk.call(contract.callNext, { body: { desk: 2 } })
  expect(await (await anybody()).call(contract.followTicket, { params })).toMatchObject({ before: 0 })
  await clerk.call(contract.callNext, { body: { desk: 4 } })
  expect(await (await anybody()).call(contract.followTicket, { params })).toMatchObject({
    state: 'called',
    desk: 4,
  })
  await clerk.call(contract.endTicket, {
    params: { ticketId: params.ticketId },
    body: { outcome: 'served' },
  })
  const over = (await me('mother')).call(contract.giveUpNumber, { params: { ticketId: params.ticketId } })
  expect((await refused(over)).type).toBe('/problems/services/number-over')
  expect((await take('mother')).ticket.number).toBe(door.number + 2)
})

test('a number given up is not called, its holder may take another; nobody gives up what is not his', async () => {
  const clerk = await desk(office.oneStop)
  const { ticket } = await take('landlord')
  const params = { ticketId: ticket.ticketId }
  const stranger = await refused((await me('mother')).call(contract.giveUpNumber, { params }))
  expect(stranger.type).toBe('/problems/services/ticket-unknown')
  const given = await (await me('landlord')).call(contract.giveUpNumber, { params })
  expect(given.ticket.state).toBe('given-up')
  const called = await clerk.call(contract.callNext, { body: { desk: 1 } })
  expect(called.ticketId).not.toBe(ticket.ticketId)
  await refused(clerk.call(contract.callNext, { body: { desk: 1 } }))
  const again = await take('landlord')
  expect(again.ticket).toMatchObject({ number: ticket.number + 1, before: 0 })
})

test('refused: at night, at noon, on Sunday, on a holiday, at an office without a counter', async () => {
  const p = await platform()
  const closed = ['2026-11-23T06:59', '2026-11-23T12:00', '2026-11-29T09:00', '2027-01-01T09:00']
  for (const time of closed) {
    p.at(new Date(`${time}:00+07:00`))
    expect((await refused(take('mother'))).type, time).toBe('/problems/services/counter-closed')
  }
  p.at(at('12:00'))
  const hall = await (await anybody()).call(contract.readHall, { params: { agencyId } })
  expect(hall).toMatchObject({ openUntil: null, opensAt: at('13:00').toISOString() })
  p.at(at('10:00', '2026-11-28'))
  const saturday = await (await anybody()).call(contract.readHall, { params: { agencyId } })
  expect(saturday.openUntil).toBe(at('11:30', '2026-11-28').toISOString())
  p.at(MONDAY)
  for (const nowhere of [CENTRAL.governmentOffice, agencyIdOf('province-police', unitId), 99_999_999])
    expect((await refused(take('mother', nowhere))).type).toBe('/problems/services/no-counter')
})

test('when the numbers of the day are given, who asks is told so, at the door too; the next day begins anew', async () => {
  const p = await platform()
  await p.owner`update services.queue_days set last = 299 where agency_id = ${agencyId}`
  const ticket = (await (await me('landlord')).call(contract.listMyNumbers)).rows[0]!.ticket
  await (await me('landlord')).call(contract.giveUpNumber, { params: { ticketId: ticket.ticketId } })
  expect((await take('landlord')).ticket.number).toBe(300)
  const full = await refused((await desk(office.oneStop)).call(contract.takeTicket))
  expect(full.type).toBe('/problems/services/queue-full')
  const hall = await (await anybody()).call(contract.readHall, { params: { agencyId } })
  expect(hall.left).toBe(0)
  p.at(at('08:00', '2026-11-26'))
  expect((await take('landlord')).ticket.number).toBe(1)
  p.at(MONDAY)
})

test('who booked a time and takes a number in time is before the others; a number he held moves ahead', async () => {
  const p = await platform()
  p.at(at('08:00', '2026-11-25'))
  const book = async (who: 'mother' | 'landlord', time: string) =>
    (await me(who)).call(contract.bookCounter, { body: { unitId, day: '2026-11-25', time } })
  await book('mother', '09:30')
  const second = await book('landlord', '09:30')
  p.at(at('09:20', '2026-11-25'))
  const clerk = await desk(office.oneStop)
  await clerk.call(contract.takeTicket)
  expect((await take('mother')).ticket).toMatchObject({ number: 2, before: 0 })
  const { rows } = await clerk.call(contract.listBookings)
  expect(rows.find(({ number }) => number === 2)?.name).toBe('Nguyễn Thị Hường')
  await p.owner`
    update services.bookings set cancelled_at = now() where booking_id = ${second.bookingId}`
  expect((await take('landlord')).ticket).toMatchObject({ number: 3, before: 2 })
  await p.owner`update services.bookings set cancelled_at = null where booking_id = ${second.bookingId}`
  const params = { bookingId: second.bookingId }
  const arrived = await clerk.call(contract.recordArrival, { params })
  expect(arrived).toMatchObject({ ahead: true, ticket: { number: 3, before: 1 } })
  p.at(MONDAY)
})

test('poster and slip carry an address with the office and the number, nothing about anybody', async () => {
  const p = await platform()
  const clerk = await desk(office.oneStop)
  p.at(at('10:00', '2026-11-26'))
  const ticket = await clerk.call(contract.takeTicket)
  const poster = await (await anybody()).call(contract.readPoster, { params: { agencyId } })
  expect(new URL(poster.address).pathname).toBe(`/citizen/queue/${agencyId}`)
  const params = { agencyId, ticketId: ticket.ticketId }
  const slip = await (await anybody()).call(contract.readSlip, { params })
  expect(new URL(slip.address).pathname).toBe(`/queue/${agencyId}/${ticket.ticketId}`)
  expect(slip.ticket.number).toBe(ticket.number)
  const elsewhere = { agencyId: agencyId + 1, ticketId: ticket.ticketId }
  expect((await refused((await anybody()).call(contract.readSlip, { params: elsewhere }))).status).toBe(404)
  p.at(MONDAY)
})

test('the log says who took a number and which office called it', async () => {
  const p = await platform()
  p.at(at('09:00', '2026-11-27'))
  await take('mother')
  await (await desk(office.oneStop)).call(contract.callNext, { body: { desk: 1 } })
  const { rows } = await (await me('mother')).call(contract.listMyNumbers)
  expect(rows[0]!.ticket.state).toBe('called')
  const entries = await p.owner<{ act: string }[]>`
    select distinct act from audit.entries where act like '%/services/queue/%' order by act`
  expect(entries.map(({ act }) => act)).toEqual(
    expect.arrayContaining(['POST /services/queue/:agencyId/mine', 'POST /services/queue/next']),
  )
  p.at(MONDAY)
})
