/**
 * Electronic identities of foreigners (tài khoản định danh điện tử của người nước ngoài): at the desk, and what the
 * holder sees of himself. Decree 69/2024/NĐ-CP, amended 320/2026/NĐ-CP. Browser-safe.
 */
import { type Static, Type } from 'typebox'
import { type Access, endpoint } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Day, Instant, Nullable, PersonNumber, Uuid } from '#platform/schemas.ts'
import { ApplicationView, atDesk, DeskAccount, Email, Phone } from './desk.contract.ts'
import { applicationOpen, contactCodeNotSent } from './desk-problems.contract.ts'

export const immigrationUnreachable = problem(503, 'accounts/immigration-unreachable', {
  vi: 'Cơ sở dữ liệu của cơ quan quản lý xuất nhập cảnh chưa trả lời. Vui lòng thử lại sau ít phút',
  en: 'The immigration register does not answer. Please try again in a few minutes',
})
export const foreignerUnknown = problem(404, 'accounts/foreigner-unknown', {
  vi: 'Cơ quan quản lý xuất nhập cảnh không có ai mang hộ chiếu hoặc thẻ này',
  en: 'The immigration register has nobody with this passport or card',
})
export const residenceCardNeeded = problem(409, 'accounts/residence-card-needed', {
  vi: 'Cần thẻ tạm trú hoặc thẻ thường trú còn giá trị. Hãy làm thủ tục cấp thẻ trước',
  en: 'A valid temporary or permanent residence card is needed. Please get the card first',
})
export const foreignersElsewhere = problem(403, 'accounts/foreigners-elsewhere', {
  vi: 'Quầy này không nhận hồ sơ của người nước ngoài. Hướng dẫn họ đến cơ quan quản lý xuất nhập cảnh, Công an cấp tỉnh',
  en: 'This desk does not serve foreigners. Send them to the immigration office of the province police',
})
export const foreignerTooYoung = problem(422, 'accounts/foreigner-too-young', {
  vi: 'Người nước ngoài dưới 14 tuổi: hệ thống này chưa cấp tài khoản qua cha, mẹ hoặc người giám hộ',
  en: 'Foreigners under 14: this system opens no account through a parent or guardian yet',
})
export const notAForeigner = problem(404, 'accounts/not-a-foreigner', {
  vi: 'Tài khoản này không phải của người nước ngoài',
  en: 'This is not the account of a foreigner',
})

const CardKind = Type.Union([Type.Literal('temporary'), Type.Literal('permanent')])
/** Of a passport or residence card, as written on it. */
const PaperNumber = Type.String({ pattern: '^[0-9A-Za-z ./-]{5,20}$' })

export const ForeignerAtDesk = Type.Object({
  name: Type.String(),
  bornOn: Day,
  age: Type.Integer(),
  nationality: Type.String(),
  passportEnding: Type.String(),
  cardKind: Nullable(CardKind),
  cardUntil: Nullable(Day),
  cardValid: Type.Boolean(),
  /** Whether the immigration register holds face and fingerprints: 3 working days, otherwise 7. */
  held: Type.Boolean(),
  oldEnough: Type.Boolean(),
  /** Null while no number was made for him. */
  maskedNumber: Nullable(Type.String()),
  account: Nullable(DeskAccount),
  openApplicationId: Nullable(Uuid),
})
export type ForeignerAtDesk = Static<typeof ForeignerAtDesk>

export const findForeigner = endpoint({
  method: 'POST',
  path: '/accounts/desk/foreigners/find',
  summary: 'The foreigner who stands at the desk, by the number of his passport or residence card',
  access: atDesk,
  personal: true,
  readOnly: true,
  body: Type.Object({ document: PaperNumber }),
  reply: ForeignerAtDesk,
  problems: [foreignersElsewhere, foreignerUnknown, immigrationUnreachable],
})
export const openForeignApplication = endpoint({
  method: 'POST',
  path: '/accounts/desk/foreigners/applications',
  summary: 'Register a foreigner’s application for an account',
  access: atDesk,
  personal: true,
  body: Type.Object({
    document: PaperNumber,
    level: Type.Union([Type.Literal(1), Type.Literal(2)]),
    phone: Type.Optional(Phone),
    email: Type.Optional(Email),
  }),
  reply: ApplicationView,
  problems: [
    foreignersElsewhere,
    foreignerUnknown,
    residenceCardNeeded,
    foreignerTooYoung,
    applicationOpen,
    contactCodeNotSent,
    immigrationUnreachable,
  ],
})

/** What the immigration register says today; opens what was locked because the card had ended. */
export const renewForeignerAtDesk = endpoint({
  method: 'POST',
  path: '/accounts/desk/foreigners/renew',
  summary: 'Ask the immigration register again about a foreigner who has an account',
  access: atDesk,
  personal: true,
  body: Type.Object({ document: PaperNumber }),
  reply: ForeignerAtDesk,
  problems: [foreignersElsewhere, foreignerUnknown, residenceCardNeeded, immigrationUnreachable],
})

export const ForeignIdentity = Type.Object({
  number: PersonNumber,
  name: Type.String(),
  bornOn: Day,
  sex: Type.Union([Type.Literal('male'), Type.Literal('female')]),
  nationality: Type.String(),
  passportNumber: Type.String(),
  cardKind: CardKind,
  cardNumber: Type.String(),
  cardUntil: Nullable(Day),
  address: Nullable(Type.String()),
  recordedAt: Instant,
})
export type ForeignIdentity = Static<typeof ForeignIdentity>

const self = { citizen: { for: 'self', level: 1, foreigners: true } } as const satisfies Access
export const readMyForeignIdentity = endpoint({
  method: 'GET',
  path: '/accounts/me/foreigner',
  summary: 'Who I am by the immigration register, and the number made for me',
  access: self,
  personal: true,
  reply: ForeignIdentity,
  problems: [notAForeigner],
})
export const renewMyForeignIdentity = endpoint({
  method: 'POST',
  path: '/accounts/me/foreigner/renew',
  summary: 'My residence card or passport is new: ask the immigration register again',
  access: self,
  personal: true,
  reply: ForeignIdentity,
  problems: [notAForeigner, foreignerUnknown, residenceCardNeeded, immigrationUnreachable],
})
