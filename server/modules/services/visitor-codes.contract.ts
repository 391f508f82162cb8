/** A code in one's app that says at a counter who one is (mã làm việc tại quầy). Browser-safe. */
import { Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { Instant } from '#platform/schemas.ts'

/** Minutes that a code is good for. */
export const VISITOR_CODE_MINUTES = 5

/** Eight digits; a card has nine or twelve. */
export const makeVisitorCode = endpoint({
  method: 'POST',
  path: '/services/counter/visitor-codes',
  summary:
    'A code of eight digits that says at a counter who I am; five minutes, used once, the one before ends',
  access: { citizen: { for: 'self', level: 2 } },
  personal: true,
  reply: Type.Object({
    code: Type.String(),
    expiresAt: Instant,
    /** The same as a QR, a path in a square of so many units. */
    qr: Type.Object({ side: Type.Integer(), path: Type.String() }),
  }),
})
