/** Approval on the citizen's phone (xác nhận trên điện thoại) of what another place or screen asks. Browser-safe. */
import { type Static, Type } from 'typebox'
import { mandateUsedUp } from '#accounts/contract'
import { endpoint } from '#platform/endpoint.ts'
import { event } from '#platform/event.ts'
import { problem } from '#platform/problem.ts'
import { Instant, Nullable, PersonNumber, Uuid, Words } from '#platform/schemas.ts'

export const deviceApprovalOver = problem(410, 'authentication/device-approval-over', {
  vi: 'Yêu cầu này đã hết hạn hoặc đã được trả lời',
  en: 'This request has expired or was answered already',
})
export const whomMissing = problem(422, 'authentication/whom-missing', {
  vi: 'Hãy chọn bạn xác nhận cho ai',
  en: 'Choose for whom you approve',
})
export const childNotAsked = problem(422, 'authentication/child-not-asked', {
  vi: 'Trẻ đủ tuổi được hỏi ý kiến cũng phải đồng ý. Hãy hỏi con rồi đánh dấu',
  en: 'A child who is old enough to be asked has to agree too. Ask, then tick the box',
})
export const screenOver = problem(410, 'authentication/screen-over', {
  vi: 'Mã trên màn hình đã hết hạn hoặc đã được dùng. Hãy tạo mã mới trên màn hình đó',
  en: 'The code on that screen has expired or was used. Make a new one there',
})
export const screenNumberWrong = problem(422, 'authentication/screen-number-wrong', {
  vi: 'Số chưa khớp với số trên màn hình, nên yêu cầu đã bị hủy. Nếu không phải bạn đang đăng nhập ở đó, bạn không cần làm gì thêm',
  en: 'The number is not the one on the screen, so the request was ended. If it is not you who signs in there, you need do nothing more',
})

export const DeviceApproval = Type.Object({
  id: Uuid,
  /** Who asks: the system, and the organisation it belongs to. */
  party: Words,
  organisation: Words,
  /** The same words stand on the other side. */
  message: Type.String(),
  data: Type.Array(
    Type.Object({
      scope: Type.String(),
      words: Words,
      purpose: Words,
      legalBasis: Nullable(Type.String()),
      needed: Type.Boolean(),
    }),
  ),
  /** Whom it may be for beside oneself, when the party asks that; null when it does not. */
  forWhom: Nullable(
    Type.Array(
      Type.Object({
        key: Type.String(),
        name: Type.String(),
        basis: Type.Union([
          Type.Literal('parent'),
          Type.Literal('guardian'),
          Type.Literal('mandate'),
          Type.Literal('representative'),
        ]),
        /** A child who is old enough to be asked agrees too. */
        childAgrees: Type.Boolean(),
      }),
    ),
  ),
  /** Level of authentication the party wants. */
  level: Type.Integer(),
  state: Type.Union([
    Type.Literal('asked'),
    Type.Literal('approved'),
    Type.Literal('refused'),
    Type.Literal('reported'),
    Type.Literal('expired'),
  ]),
  askedAt: Instant,
  expiresAt: Instant,
})
export type DeviceApproval = Static<typeof DeviceApproval>

const DeviceApprovalReport = Type.Object({
  id: Uuid,
  clientId: Type.String(),
  personNumber: PersonNumber,
  message: Type.String(),
  askedAt: Instant,
})
export type DeviceApprovalReport = Static<typeof DeviceApprovalReport>
/** Whoever said "this was not me": a report to the party opens. */
export const deviceApprovalReported = event('authentication.device-approval-reported', DeviceApprovalReport)

export const listDeviceApprovals = endpoint({
  method: 'GET',
  path: '/authentication/device-approvals',
  summary: 'What other places ask me to approve on this phone, newest first (at most 50, of the last day)',
  access: { citizen: { for: 'self', level: 1, foreigners: true } },
  personal: true,
  reply: Type.Object({ rows: Type.Array(DeviceApproval) }),
})

const ById = Type.Object({ id: Uuid })

export const approveOnDevice = endpoint({
  method: 'POST',
  path: '/authentication/device-approvals/:id/approve',
  summary: 'Approve what another place asks',
  access: { citizen: { for: 'self', level: 1, foreigners: true, authenticationLevel: 2, freshFactor: true } },
  personal: true,
  params: ById,
  body: Type.Object({
    /** What of the data that need not be given is given. */
    also: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 20 }),
    /** `self` or one of `forWhom`, where the party asks for whom. */
    whom: Type.Optional(Type.String({ maxLength: 60 })),
    childAgrees: Type.Optional(Type.Boolean()),
  }),
  reply: Type.Object({ state: Type.Literal('approved') }),
  problems: [deviceApprovalOver, whomMissing, childNotAsked, mandateUsedUp],
})

export const refuseOnDevice = endpoint({
  method: 'POST',
  path: '/authentication/device-approvals/:id/refuse',
  summary: 'Refuse what another place asks, or say that it was not me',
  access: { citizen: { for: 'self', level: 1, foreigners: true } },
  personal: true,
  params: ById,
  body: Type.Object({ notMe: Type.Boolean() }),
  reply: Type.Object({ state: Type.Union([Type.Literal('refused'), Type.Literal('reported')]) }),
  problems: [deviceApprovalOver],
})

const ScreenToken = Type.String({ pattern: '^[A-Za-z0-9_-]{22}$' })

/** The token travels in the body: it stands in no address and no log. */
export const lookAtScreen = endpoint({
  method: 'POST',
  path: '/authentication/screens/look',
  summary: 'What a screen whose QR I read asks for',
  access: { citizen: { for: 'anyone', level: 1, foreigners: true } },
  readOnly: true,
  body: Type.Object({ token: ScreenToken }),
  reply: Type.Object({
    party: Words,
    organisation: Words,
    /** Browser and system of the screen in words. */
    device: Type.String(),
    shownAt: Instant,
    expiresAt: Instant,
  }),
  problems: [screenOver],
})

export const approveScreen = endpoint({
  method: 'POST',
  path: '/authentication/screens/approve',
  summary: 'Sign the screen in, with the number it shows',
  access: { citizen: { for: 'self', level: 1, foreigners: true, authenticationLevel: 2, freshFactor: true } },
  personal: true,
  body: Type.Object({ token: ScreenToken, number: Type.Integer({ minimum: 10, maximum: 99 }) }),
  reply: Type.Object({ approved: Type.Literal(true) }),
  problems: [screenOver, screenNumberWrong],
})

export const refuseScreen = endpoint({
  method: 'POST',
  path: '/authentication/screens/refuse',
  summary: 'Do not sign the screen in',
  access: { citizen: { for: 'self', level: 1, foreigners: true } },
  personal: true,
  body: Type.Object({ token: ScreenToken }),
  reply: Type.Object({ approved: Type.Literal(false) }),
  problems: [screenOver],
})
