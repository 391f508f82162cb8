/** A number of the line that one takes with one's own phone (tự lấy số thứ tự), and the slip of paper. Browser-safe. */
import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Instant, Nullable, Uuid, Words } from '#platform/schemas.ts'
import { queueFull, Ticket, ticketUnknown } from './queue.contract.ts'

export const noCounter = problem(404, 'services/no-counter', {
  vi: 'Cơ quan này không có quầy lấy số. Hãy đến Trung tâm Phục vụ hành chính công của xã, phường bất kỳ trong tỉnh',
  en: 'This office has no counter with numbers. Go to the Public Service Centre of any commune of the province',
})
export const counterClosed = problem(409, 'services/counter-closed', {
  vi: 'Quầy đang nghỉ nên chưa lấy số được. Hãy đặt lịch hẹn hoặc nộp hồ sơ trực tuyến',
  en: 'The counter is closed, so there are no numbers now. Book a time or file online',
})
export const numberHeld = problem(409, 'services/number-held', {
  vi: 'Bạn đang có một số ở quầy này. Hãy dùng số đó, hoặc bỏ số rồi lấy số mới',
  en: 'You hold a number at this counter. Use it, or give it up and take a new one',
})
export const numberOver = problem(409, 'services/number-over', {
  vi: 'Lượt này đã xong. Cần làm tiếp thì hãy lấy số mới',
  en: 'This turn is over. Take a new number if you need one',
})

const AgencyId = Type.Integer({ minimum: 1, maximum: 100_000_000 })
const AtOffice = Type.Object({ agencyId: AgencyId })
const self = { citizen: { for: 'self', level: 1 } } as const

/** A hall, to everybody: is it open, how many wait, are there numbers left. */
export const Hall = Type.Object({
  agencyId: Type.Integer(),
  agency: Words,
  openUntil: Nullable(Instant),
  /** When it opens next. */
  opensAt: Nullable(Instant),
  waiting: Type.Integer(),
  /** Numbers of today that are still there. */
  left: Type.Integer(),
})
export type Hall = Static<typeof Hall>

/** A QR code as an SVG path, and the address it stands for. No personal data in either. */
const Poster = Type.Object({
  agency: Words,
  address: Type.String(),
  qr: Type.Object({ side: Type.Integer(), path: Type.String() }),
})

export const readHall = endpoint({
  method: 'GET',
  path: '/services/queue/:agencyId/hall',
  summary: 'Whether a counter is open now, how many wait there and how many numbers are left today',
  access: { public: true },
  params: AtOffice,
  callsPerMinute: 120,
  cacheSeconds: 2,
  reply: Hall,
  problems: [noCounter],
})
export const readPoster = endpoint({
  method: 'GET',
  path: '/services/queue/:agencyId/poster',
  summary: 'What an office hangs in its hall: the QR that opens the page where a number is taken',
  access: { public: true },
  params: AtOffice,
  callsPerMinute: 60,
  reply: Poster,
  problems: [noCounter],
})
export const followTicket = endpoint({
  method: 'GET',
  path: '/services/queue/:agencyId/tickets/:ticketId',
  summary: 'One number of today: how many stand before it, or which desk calls it; whoever has the address',
  access: { public: true },
  params: Type.Object({ agencyId: AgencyId, ticketId: Uuid }),
  callsPerMinute: 120,
  cacheSeconds: 2,
  reply: Ticket,
  problems: [ticketUnknown],
})
export const readSlip = endpoint({
  method: 'GET',
  path: '/services/queue/:agencyId/tickets/:ticketId/slip',
  summary: 'The slip of paper of a number: office, time, QR to follow it',
  access: { public: true },
  params: Type.Object({ agencyId: AgencyId, ticketId: Uuid }),
  callsPerMinute: 60,
  reply: Type.Object({ ...Poster.properties, ticket: Ticket }),
  problems: [ticketUnknown],
})

export const OwnNumber = Type.Object({
  agencyId: Type.Integer(),
  agency: Words,
  ticket: Ticket,
})
export type OwnNumber = Static<typeof OwnNumber>
export const listMyNumbers = endpoint({
  method: 'GET',
  path: '/services/queue/mine',
  summary: 'My numbers of today, the last one at each office',
  access: self,
  personal: true,
  reply: Type.Object({ rows: Type.Array(OwnNumber) }),
})
export const takeMyNumber = endpoint({
  method: 'POST',
  path: '/services/queue/:agencyId/mine',
  summary: 'A number for myself in the line of an office; a booking of today is taken up by it',
  access: self,
  personal: true,
  params: AtOffice,
  reply: OwnNumber,
  problems: [noCounter, counterClosed, numberHeld, queueFull],
})
export const giveUpNumber = endpoint({
  method: 'DELETE',
  path: '/services/queue/mine/:ticketId',
  summary: 'Give my number up, so that nobody waits for me',
  access: self,
  personal: true,
  params: Type.Object({ ticketId: Uuid }),
  reply: OwnNumber,
  problems: [ticketUnknown, numberOver],
})
