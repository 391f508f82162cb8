/** Times at a desk (lịch hẹn): half hours of working days, so many people each; data of `reference`. */
import { type Call, type CitizenActor, changes, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { Day, Uuid } from '#platform/schemas.ts'
import { maskNumber } from '#population'
import { lawParameter, unitById, unitLabel, units } from '#reference'
import * as contract from './contract.ts'
import { deskUnits } from './desk-applications.ts'
import { minuteOf, type SlotRules, slotsLeft, timeOf } from './slots.ts'
import * as store from './visits.store.ts'

async function rulesOf(call: Call): Promise<SlotRules> {
  return (await lawParameter<SlotRules>(call, 'accounts.visits', dayOf(call.now))).value
}

export async function visitTimes(call: Call, { unitId, day }: { unitId: number; day: Day }) {
  const rules = await rulesOf(call)
  const taken = await store.countTaken(call.sql, unitId, day)
  const slots = await slotsLeft(call, unitId, day, rules)
  return slots.map((minute) => ({
    time: timeOf(minute),
    free: Math.max(0, rules.perSlot - (taken.get(minute) ?? 0)),
  }))
}

function citizen({ actor }: Call): CitizenActor {
  if (actor.kind !== 'citizen') throw new Error('only a citizen books a visit')
  return actor
}

/** Throws visitTaken, visitImpossible, visitBooked. */
export async function bookVisit(call: Call, wanted: { unitId: number; day: Day; time: string }) {
  const { number } = citizen(call)
  changes(call, number, ['visits'])
  const rules = await rulesOf(call)
  const minute = minuteOf(wanted.time)
  if (!(await slotsLeft(call, wanted.unitId, wanted.day, rules)).includes(minute))
    throw contract.visitImpossible()
  // One at a time for each person: bookings of his wait for each other here.
  await call.sql`select pg_advisory_xact_lock(hashtextextended(${`visit:${number}`}, 0))`
  if (await store.selectNextVisit(call.sql, number, dayOf(call.now))) throw contract.visitBooked()
  const visit = {
    visitId: uuidv7(call.now.getTime()),
    personNumber: number,
    unitId: wanted.unitId,
    day: wanted.day,
    minute,
  }
  await store.lockSlot(call.sql, visit)
  if (!(await store.insertVisit(call.sql, visit, rules.perSlot, call.now))) throw contract.visitTaken()
  return await viewOf(call, visit)
}

async function viewOf(call: Call, { visitId, unitId, day, minute }: store.VisitRow): Promise<contract.Visit> {
  const unit = unitById(await units(call), unitId, dayOf(call.now))
  return { visitId, unitId, unit: unit ? unitLabel(unit) : String(unitId), day, time: timeOf(minute) }
}

export async function myVisit(call: Call): Promise<contract.Visit | null> {
  const { number } = citizen(call)
  reads(call, number, ['visits'])
  const visit = await store.selectNextVisit(call.sql, number, dayOf(call.now))
  return visit ? await viewOf(call, visit) : null
}

/** Throws visitUnknown. */
export async function cancelVisit(call: Call, visitId: Uuid): Promise<void> {
  const { number } = citizen(call)
  changes(call, number, ['visits'])
  if (!(await store.updateCancelled(call.sql, number, visitId, call.now))) throw contract.visitUnknown()
}

/** Who booked a time at one's desk. */
export async function visitsAtDesk(call: Call, day: Day = dayOf(call.now)) {
  const found = await store.selectVisits(call.sql, await deskUnits(call), day)
  const rows = found.map(({ visitId, personNumber, minute, name }) => {
    reads(call, personNumber, ['name', 'visits'])
    return { visitId, time: timeOf(minute), name, maskedNumber: maskNumber(personNumber) }
  })
  return { day, rows }
}
