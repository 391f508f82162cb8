/** How a result on paper reaches its applicant (trả kết quả): at a desk or by post. Browser-safe. */
import { type Static, Type } from 'typebox'
import { endpoint, type Role } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Instant, Nullable, Uuid, Words } from '#platform/schemas.ts'
import { actNotNow } from './dossiers.contract.ts'

export const deliveryNotNow = problem(409, 'services/delivery-not-now', {
  vi: 'Bản giấy đang ở bước khác. Hãy tải lại trang để xem',
  en: 'The paper copy is at another step. Please reload the page',
})
export const resultNotReady = problem(409, 'services/result-not-ready', {
  vi: 'Hồ sơ chưa có kết quả để trả',
  en: 'There is no result to hand over yet',
})

export const DeliveryState = Type.Union([
  Type.Literal('wanted'),
  Type.Literal('posted'),
  Type.Literal('delivered'),
  Type.Literal('sent-back'),
  Type.Literal('collected'),
])
export type DeliveryState = Static<typeof DeliveryState>

export const Recipient = Type.Object({
  name: Type.String({ minLength: 2, maxLength: 100 }),
  phone: Type.String({ pattern: '^0[0-9]{9}$' }),
  address: Type.String({ minLength: 10, maxLength: 300 }),
})
export type Recipient = Static<typeof Recipient>

export const Delivery = Type.Object({
  way: Type.Union([Type.Literal('desk'), Type.Literal('post')]),
  state: DeliveryState,
  stateWords: Words,
  recipient: Nullable(Recipient),
  fee: Nullable(Type.Object({ amountDong: Type.Integer(), law: Type.String() })),
  tracking: Nullable(Type.String()),
  collectedBy: Nullable(
    Type.Object({
      who: Type.Union([Type.Literal('applicant'), Type.Literal('other')]),
      name: Type.String(),
      proof: Type.String(),
    }),
  ),
  history: Type.Array(
    Type.Object({ state: DeliveryState, words: Words, at: Instant, note: Nullable(Type.String()) }),
  ),
})
export type Delivery = Static<typeof Delivery>
const Answer = Type.Object({
  delivery: Nullable(Delivery),
  postFeeDong: Type.Integer(),
  postFeeLaw: Type.String(),
})

const ByDossier = Type.Object({ dossierId: Uuid })
const mine = { citizen: { for: 'self-or-represented', byMandate: true, level: 2 } } as const
const desk = {
  officer: {
    roles: ['counter', 'case-officer', 'signing-leader'] as readonly Role[],
    within: 'own-agency',
    purpose: 'services/handle',
  },
} as const

export const readDelivery = endpoint({
  method: 'GET',
  path: '/services/dossiers/:dossierId/delivery',
  summary: 'How the paper copy of my result reaches me, and what the post costs',
  access: mine,
  personal: true,
  params: ByDossier,
  reply: Answer,
})
export const askDelivery = endpoint({
  method: 'PUT',
  path: '/services/dossiers/:dossierId/delivery',
  summary: 'Ask for a paper copy of my result, at the desk or by post; may be changed until it has left',
  access: mine,
  personal: true,
  params: ByDossier,
  body: Type.Union([
    Type.Object({ way: Type.Literal('desk') }),
    Type.Object({ way: Type.Literal('post'), recipient: Recipient }),
  ]),
  reply: Answer,
  problems: [deliveryNotNow, actNotNow],
})

export const readDeskDelivery = endpoint({
  method: 'GET',
  path: '/services/desk/dossiers/:dossierId/delivery',
  summary: 'How the result of a dossier of my office is handed over',
  access: desk,
  personal: true,
  params: ByDossier,
  reply: Answer,
})
/** Any counter that may see the dossier hands the result over: the one that decided, or the one that filed it. */
export const recordCollected = endpoint({
  method: 'POST',
  path: '/services/desk/dossiers/:dossierId/delivery/collected',
  summary: 'The result was collected at my desk: by whom, and what proved it',
  access: desk,
  personal: true,
  params: ByDossier,
  body: Type.Object({
    who: Type.Union([Type.Literal('applicant'), Type.Literal('other')]),
    /** Of another person; the applicant's own is known. */
    name: Type.Optional(Type.String({ minLength: 2, maxLength: 100 })),
    /** Card compared, letter of authority, signature in the book. */
    proof: Type.String({ minLength: 3, maxLength: 300 }),
  }),
  reply: Answer,
  problems: [resultNotReady, deliveryNotNow],
})
export const recordPosted = endpoint({
  method: 'POST',
  path: '/services/desk/dossiers/:dossierId/delivery/posted',
  summary: 'The result was given to the post, under its number',
  access: desk,
  personal: true,
  params: ByDossier,
  body: Type.Object({ tracking: Type.String({ pattern: '^[A-Z0-9]{8,20}$' }) }),
  reply: Answer,
  problems: [resultNotReady, deliveryNotNow],
})
export const recordPostOutcome = endpoint({
  method: 'POST',
  path: '/services/desk/dossiers/:dossierId/delivery/outcome',
  summary: 'What the post says: delivered, or sent back and why',
  access: desk,
  personal: true,
  params: ByDossier,
  body: Type.Union([
    Type.Object({ outcome: Type.Literal('delivered') }),
    Type.Object({ outcome: Type.Literal('sent-back'), note: Type.String({ minLength: 3, maxLength: 300 }) }),
  ]),
  reply: Answer,
  problems: [deliveryNotNow],
})
