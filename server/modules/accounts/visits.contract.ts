/** Times at a desk that someone booked (lịch hẹn). Browser-safe. */
import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Day, Nullable, UnitId, Uuid } from '#platform/schemas.ts'

export const visitTaken = problem(409, 'accounts/visit-taken', {
  vi: 'Giờ này vừa có người đặt. Hãy chọn giờ khác',
  en: 'This time was just taken. Please choose another',
})
export const visitImpossible = problem(422, 'accounts/visit-impossible', {
  vi: 'Quầy không làm việc vào giờ này. Hãy chọn giờ khác',
  en: 'The desk is not open at this time. Please choose another',
})
export const visitBooked = problem(409, 'accounts/visit-booked', {
  vi: 'Bạn đã có một lịch hẹn. Hãy hủy lịch đó trước',
  en: 'You have a booking already. Cancel it first',
})
export const visitUnknown = problem(404, 'accounts/visit-unknown', {
  vi: 'Không có lịch hẹn này',
  en: 'There is no such booking',
})

const self = { citizen: { for: 'self', level: 1 } } as const
/** `08:30`. */
const Time = Type.String({ pattern: '^[0-2][0-9]:[0-5][0-9]$' })

export const listVisitTimes = endpoint({
  method: 'GET',
  path: '/accounts/visits/times',
  summary: 'Free times at the desk of a commune on a day',
  access: self,
  query: Type.Object({ unitId: UnitId, day: Day }),
  reply: Type.Object({ times: Type.Array(Type.Object({ time: Time, free: Type.Integer() })) }),
})

export const Visit = Type.Object({ visitId: Uuid, unitId: UnitId, unit: Type.String(), day: Day, time: Time })
export type Visit = Static<typeof Visit>

export const readMyVisit = endpoint({
  method: 'GET',
  path: '/accounts/visits/mine',
  summary: 'My next booking, if there is one',
  access: self,
  personal: true,
  reply: Type.Object({ visit: Nullable(Visit) }),
})
export const bookVisit = endpoint({
  method: 'POST',
  path: '/accounts/visits',
  summary: 'Book a time at the desk of any commune',
  access: self,
  personal: true,
  body: Type.Object({ unitId: UnitId, day: Day, time: Time }),
  reply: Visit,
  problems: [visitTaken, visitImpossible, visitBooked],
})
export const cancelVisit = endpoint({
  method: 'DELETE',
  path: '/accounts/visits/:visitId',
  summary: 'Cancel my booking',
  access: self,
  personal: true,
  params: Type.Object({ visitId: Uuid }),
  reply: Type.Object({ cancelled: Type.Boolean() }),
  problems: [visitUnknown],
})

export const VisitRow = Type.Object({
  visitId: Uuid,
  time: Time,
  name: Type.String(),
  maskedNumber: Type.String(),
})
export type VisitRow = Static<typeof VisitRow>
export const listVisits = endpoint({
  method: 'GET',
  path: '/accounts/desk/visits',
  summary: 'Who booked a time at my desk on a day (at most 200)',
  access: { officer: { roles: ['residence'], within: 'territory', purpose: 'accounts/issue' } },
  personal: true,
  query: Type.Object({ day: Type.Optional(Day) }),
  reply: Type.Object({ day: Day, rows: Type.Array(VisitRow) }),
})
