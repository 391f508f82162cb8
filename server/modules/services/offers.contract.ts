/** Services offered before anybody asks (dịch vụ công chủ động). Decree 224/2026/NĐ-CP. Browser-safe. */
import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { event } from '#platform/event.ts'
import { problem } from '#platform/problem.ts'
import { Day, Instant, Nullable, PageOf, PageQuery, PersonNumber, Uuid, Words } from '#platform/schemas.ts'
import { ServiceCode } from './catalogue.contract.ts'

export const offerUnknown = problem(404, 'services/offer-unknown', {
  vi: 'Không tìm thấy lời nhắc này. Có thể nó đã hết hạn',
  en: 'There is no such offer. It may have ended',
})
export const offerEnded = problem(409, 'services/offer-ended', {
  vi: 'Lời nhắc này đã kết thúc. Bạn vẫn nộp được hồ sơ ở trang Dịch vụ',
  en: 'This offer has ended. You can still file under Services',
})
export const reminderOnly = problem(409, 'services/reminder-only', {
  vi: 'Đây là lời nhắc, chưa có hồ sơ điện tử để mở. Hãy làm theo hướng dẫn trong lời nhắc',
  en: 'This is a reminder without a form. Please do as it says',
})
export const offerOfChild = problem(409, 'services/offer-of-child', {
  vi: 'Hồ sơ này đứng tên con bạn. Hãy chuyển sang làm thay con rồi mở lại',
  en: 'This is filed in your child’s name. Act for your child, then open it again',
})

export const OfferState = Type.Union([
  Type.Literal('offered'),
  Type.Literal('filed'),
  Type.Literal('refused'),
  Type.Literal('withdrawn'),
  Type.Literal('lapsed'),
])
export type OfferState = Static<typeof OfferState>

export const RefusalReason = Type.Union([
  Type.Literal('not-needed'),
  Type.Literal('done-elsewhere'),
  Type.Literal('wrong'),
  Type.Literal('never'),
])
export type RefusalReason = Static<typeof RefusalReason>

export const Offer = Type.Object({
  offerId: Uuid,
  rule: Type.String(),
  /** 1 reminds, 2 prepares the dossier, 3 recommends the answers as well. */
  level: Type.Integer(),
  title: Words,
  why: Words,
  law: Type.String(),
  /** The day on which it comes about. */
  dueOn: Day,
  lapsesOn: Day,
  /** Whom it is about, when not the reader himself. */
  about: Nullable(Type.Object({ personId: Uuid, name: Type.String() })),
  /** The dossier is in the child's name: one acts for him first. */
  actFor: Type.Boolean(),
  service: Nullable(Type.Object({ code: ServiceCode, name: Words })),
  state: OfferState,
  reason: Nullable(Type.String()),
  madeAt: Instant,
  dossierId: Nullable(Uuid),
})
export type Offer = Static<typeof Offer>

const mine = { citizen: { for: 'self-or-represented', level: 2 } } as const
const ByOffer = Type.Object({ offerId: Uuid })

export const listMyOffers = endpoint({
  method: 'GET',
  path: '/services/offers',
  summary: 'What the State offers me because its registers say that it is time, the nearest first',
  access: mine,
  personal: true,
  query: Type.Object({ ...PageQuery, ended: Type.Optional(Type.Boolean()) }),
  reply: PageOf(Offer),
})

export const readMyOffer = endpoint({
  method: 'GET',
  path: '/services/offers/:offerId',
  summary: 'One offer to me',
  access: mine,
  personal: true,
  params: ByOffer,
  reply: Offer,
  problems: [offerUnknown],
})

export const takeOffer = endpoint({
  method: 'POST',
  path: '/services/offers/:offerId/take',
  summary: 'Open the prepared dossier of an offer, filled in',
  access: mine,
  personal: true,
  params: ByOffer,
  reply: Type.Object({ draftId: Uuid }),
  problems: [offerUnknown, offerEnded, reminderOnly, offerOfChild],
})

export const refuseOffer = endpoint({
  method: 'POST',
  path: '/services/offers/:offerId/refuse',
  summary: 'Refuse an offer: it does not come again, and its reason is kept',
  access: mine,
  personal: true,
  params: ByOffer,
  body: Type.Object({ reason: RefusalReason }),
  reply: Offer,
  problems: [offerUnknown, offerEnded],
})

/** Of whoever is offered it. */
export const offerMade = event(
  'services.offer-made',
  Type.Object({ offerId: Uuid, personNumber: PersonNumber, title: Words, why: Words }),
)
