/** The line at a counter (xếp hàng lấy số): numbers, who is called to which desk; never a name. Browser-safe. */
import { type Static, Type } from 'typebox'
import { endpoint, type Role } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Instant, Nullable, Uuid } from '#platform/schemas.ts'

export const nobodyWaits = problem(409, 'services/nobody-waits', {
  vi: 'Không còn ai chờ',
  en: 'Nobody is waiting',
})
export const ticketUnknown = problem(404, 'services/ticket-unknown', {
  vi: 'Không tìm thấy số này trong hôm nay',
  en: 'There is no such number today',
})
export const ticketNotCalled = problem(409, 'services/ticket-not-called', {
  vi: 'Số này chưa được gọi hoặc đã xong',
  en: 'This number has not been called, or is done',
})
export const queueFull = problem(409, 'services/queue-full', {
  vi: 'Hôm nay đã hết số. Hãy nộp hồ sơ trực tuyến hoặc đến vào ngày khác',
  en: 'There are no numbers left today. File online, or come on another day',
})

const TicketState = Type.Union([
  Type.Literal('waiting'),
  Type.Literal('called'),
  Type.Literal('served'),
  Type.Literal('absent'),
  Type.Literal('given-up'),
])
export const Ticket = Type.Object({
  ticketId: Uuid,
  number: Type.Integer(),
  state: TicketState,
  desk: Nullable(Type.Integer()),
  /** How many wait before it. */
  before: Type.Integer(),
  takenAt: Instant,
})
export type Ticket = Static<typeof Ticket>

/** What hangs on the wall: numbers only. */
export const QueueBoard = Type.Object({
  agency: Type.String(),
  /** Called and being served, the latest first. */
  called: Type.Array(Type.Object({ number: Type.Integer(), desk: Type.Integer(), calledAt: Instant })),
  waiting: Type.Integer(),
  /** The next few numbers. */
  next: Type.Array(Type.Integer()),
})
export type QueueBoard = Static<typeof QueueBoard>

const clerks = {
  officer: {
    roles: ['counter', 'case-officer', 'civil-status'] as readonly Role[],
    within: 'own-agency',
    purpose: 'services/counter',
  },
} as const
const Desk = Type.Integer({ minimum: 1, maximum: 99 })
const ByTicket = Type.Object({ ticketId: Uuid })

/** Numbers are given at the door: by the officer there, on his screen. */
export const takeTicket = endpoint({
  method: 'POST',
  path: '/services/queue/tickets',
  summary: 'The next number of today in the line of my office',
  access: clerks,
  reply: Ticket,
  problems: [queueFull],
})
export const callNext = endpoint({
  method: 'POST',
  path: '/services/queue/next',
  summary: 'Call the next number to my desk; two desks never call the same',
  access: clerks,
  body: Type.Object({ desk: Desk }),
  reply: Ticket,
  problems: [nobodyWaits],
})
export const endTicket = endpoint({
  method: 'POST',
  path: '/services/queue/tickets/:ticketId/end',
  summary: 'Who was called was served, or did not come',
  access: clerks,
  params: ByTicket,
  body: Type.Object({ outcome: Type.Union([Type.Literal('served'), Type.Literal('absent')]) }),
  reply: Ticket,
  problems: [ticketUnknown, ticketNotCalled],
})
export const readOfficeQueue = endpoint({
  method: 'GET',
  path: '/services/queue',
  summary: 'The line of my office today: its board, and whom my account has called',
  access: clerks,
  reply: Type.Object({ agencyId: Type.Integer(), board: QueueBoard, mine: Type.Array(Ticket) }),
})
export const readQueueBoard = endpoint({
  method: 'GET',
  path: '/services/queue/:agencyId/board',
  summary: 'Numbers called and waiting at a counter today, for the screen on its wall',
  access: { public: true },
  params: Type.Object({ agencyId: Type.Integer({ minimum: 1, maximum: 100_000_000 }) }),
  callsPerMinute: 120,
  cacheSeconds: 2,
  reply: QueueBoard,
  problems: [ticketUnknown],
})
