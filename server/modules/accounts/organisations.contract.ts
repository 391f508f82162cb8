/**
 * Accounts of organisations (tài khoản định danh điện tử của tổ chức): no levels, one each, kept by the legal
 * representative with his own account of level 2. Decree 69/2024/NĐ-CP. Browser-safe.
 */
import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Instant, Nullable, PersonNumber, Uuid, Words } from '#platform/schemas.ts'
import { desk } from './desk.contract.ts'
import { secondOfficerNeeded } from './desk-problems.contract.ts'
import {
  MandateRow,
  mandateNotNow,
  mandatePartnerUnknown,
  mandateServiceUnknown,
  mandateTermWrong,
  mandateUnknown,
  NewMandate,
  tooManyMandates,
  tooManyProposals,
} from './mandates.contract.ts'

export const organisationExists = problem(409, 'accounts/organisation-exists', {
  vi: 'Tổ chức này đã có tài khoản hoặc hồ sơ đang xử lý',
  en: 'This organisation has an account or an application under way',
})
export const organisationUnknown = problem(404, 'accounts/organisation-unknown', {
  vi: 'Không có tài khoản này, hoặc bạn không phải người làm việc cho tổ chức này',
  en: 'There is no such account, or you do not act for this organisation',
})
export const organisationMoved = problem(409, 'accounts/organisation-moved', {
  vi: 'Tài khoản của tổ chức đang ở trạng thái khác. Hãy tải lại trang',
  en: 'The account of the organisation is in another state. Please read the page again',
})
export const organisationActivationOver = problem(409, 'accounts/organisation-activation-over', {
  vi: 'Đã quá hạn kích hoạt. Đến công an xã, phường bất kỳ để được mở lại hạn',
  en: 'The term of activation is over. Any commune police office opens it again',
})
export const representativeUnfit = problem(422, 'accounts/representative-unfit', {
  vi: 'Người đại diện phải đang dùng tài khoản định danh mức độ 2',
  en: 'A legal representative must use an account of level 2',
})

/** What may happen to the account of an organisation, in words. */
export const organisationEventWords = {
  approved: { vi: 'Tài khoản được duyệt cấp', en: 'The account was approved' },
  activated: { vi: 'Người đại diện kích hoạt', en: 'Activated by the representative' },
  'term-renewed': { vi: 'Được mở lại hạn kích hoạt', en: 'The term of activation was opened again' },
  locked: { vi: 'Tài khoản bị khóa', en: 'The account was locked' },
  unlocked: { vi: 'Tài khoản được mở khóa', en: 'The account was unlocked' },
  closed: { vi: 'Tài khoản bị đóng', en: 'The account was closed' },
  'representative-changed': {
    vi: 'Đổi người đại diện theo pháp luật',
    en: 'The legal representative changed',
  },
  'mandate-proposed': { vi: 'Đề nghị một giấy ủy quyền', en: 'A mandate was proposed' },
  'mandate-agreed': { vi: 'Một giấy ủy quyền có hiệu lực', en: 'A mandate came into force' },
  'mandate-refused': { vi: 'Một giấy ủy quyền bị từ chối', en: 'A mandate was refused' },
  'mandate-ended': { vi: 'Một giấy ủy quyền chấm dứt', en: 'A mandate ended' },
  'acted-for-person': {
    vi: 'Nộp hồ sơ thay người đã ủy quyền',
    en: 'Filed for somebody who gave a mandate',
  },
  'signed-in': { vi: 'Đăng nhập ở một hệ thống khác', en: 'Signed in at another system' },
} as const satisfies Record<string, Words>
export type OrganisationEventKind = keyof typeof organisationEventWords

const status = ['approved', 'active', 'locked', 'closed'] as const
export const OrganisationStatus = Type.Unsafe<(typeof status)[number]>(Type.String({ enum: [...status] }))
export const lockGrounds = {
  holder: { vi: 'Theo yêu cầu của tổ chức', en: 'At the organisation’s wish' },
  breach: { vi: 'Vi phạm điều khoản sử dụng', en: 'Breach of the terms' },
  authority: { vi: 'Theo yêu cầu của cơ quan có thẩm quyền', en: 'At the request of an authority' },
} as const satisfies Record<string, Words>
export type OrganisationLockGround = keyof typeof lockGrounds
const Ground = Type.Unsafe<OrganisationLockGround>(Type.String({ enum: Object.keys(lockGrounds) }))

export const OrganisationRow = Type.Object({
  /** Null while it is only applied for. */
  organisationId: Nullable(Uuid),
  code: Type.String(),
  name: Type.String(),
  state: Type.String(),
  dueAt: Nullable(Instant),
  /** By what right the caller acts: as its legal representative, or by a mandate it gave him. */
  right: Type.Union([Type.Literal('representative'), Type.Literal('mandate')]),
})
export type OrganisationRow = Static<typeof OrganisationRow>

export const OrganisationEventRow = Type.Object({
  id: Uuid,
  at: Instant,
  words: Words,
  /** Who did it: by name to the representative; null is an office or the program. */
  by: Nullable(Type.String()),
  detail: Nullable(Type.String()),
})

export const OrganisationView = Type.Object({
  organisationId: Uuid,
  code: Type.String(),
  name: Type.String(),
  status: OrganisationStatus,
  lockGround: Nullable(Words),
  openedAt: Instant,
  /** Until when the representative may put it into use; null when he did. */
  activateUntil: Nullable(Instant),
  /** A lock that its representative set he may lift himself. */
  mayUnlock: Type.Boolean(),
  history: Type.Array(OrganisationEventRow),
})
export type OrganisationView = Static<typeof OrganisationView>

const own = { citizen: { for: 'self', level: 2, foreigners: true } } as const
const ownSure = {
  citizen: { for: 'self', level: 2, foreigners: true, authenticationLevel: 2, freshFactor: true },
} as const
const byOrganisation = Type.Object({ organisationId: Uuid })

export const listMyOrganisations = endpoint({
  method: 'GET',
  path: '/accounts/organisations',
  summary: 'Organisations I represent or hold a mandate of, and their accounts',
  access: own,
  personal: true,
  reply: Type.Object({ rows: Type.Array(OrganisationRow) }),
})
/** Form TK02, by the legal representative. One organisation, one account. */
export const applyForOrganisation = endpoint({
  method: 'POST',
  path: '/accounts/organisations',
  summary: 'Apply for the account of an organisation (TK02)',
  access: { citizen: { for: 'self', level: 2, foreigners: true, freshFactor: true } },
  personal: true,
  body: Type.Object({
    code: Type.String({ pattern: '^[0-9]{10}(-[0-9]{3})?$' }),
    name: Type.String({ minLength: 3, maxLength: 200 }),
  }),
  reply: Type.Object({ applicationId: Uuid, dueAt: Instant }),
  problems: [organisationExists],
})
export const readOrganisation = endpoint({
  method: 'GET',
  path: '/accounts/organisations/:organisationId',
  summary: 'The account of an organisation I represent, and what happened to it (the last 100 things)',
  access: own,
  personal: true,
  params: byOrganisation,
  reply: OrganisationView,
  problems: [organisationUnknown],
})
export const activateOrganisation = endpoint({
  method: 'POST',
  path: '/accounts/organisations/:organisationId/activate',
  summary: 'Put the approved account of my organisation into use',
  access: ownSure,
  personal: true,
  params: byOrganisation,
  reply: OrganisationView,
  problems: [organisationUnknown, organisationMoved, organisationActivationOver],
})
export const lockOrganisation = endpoint({
  method: 'POST',
  path: '/accounts/organisations/:organisationId/lock',
  summary: 'Lock the account of my organisation at once',
  access: own,
  personal: true,
  params: byOrganisation,
  reply: OrganisationView,
  problems: [organisationUnknown, organisationMoved],
})
export const unlockOrganisation = endpoint({
  method: 'POST',
  path: '/accounts/organisations/:organisationId/unlock',
  summary: 'Lift the lock that I set on the account of my organisation',
  access: ownSure,
  personal: true,
  params: byOrganisation,
  reply: OrganisationView,
  problems: [organisationUnknown, organisationMoved],
})

export const listOrganisationMandates = endpoint({
  method: 'GET',
  path: '/accounts/organisations/:organisationId/mandates',
  summary: 'Mandates that my organisation gave and holds, newest first (at most 100)',
  access: own,
  personal: true,
  params: byOrganisation,
  reply: Type.Object({ rows: Type.Array(MandateRow) }),
  problems: [organisationUnknown],
})
export const proposeOrganisationMandate = endpoint({
  method: 'POST',
  path: '/accounts/organisations/:organisationId/mandates',
  summary: 'Give a mandate in the name of my organisation, or ask for one',
  access: ownSure,
  personal: true,
  params: byOrganisation,
  body: NewMandate,
  reply: MandateRow,
  problems: [
    organisationUnknown,
    mandatePartnerUnknown,
    mandateTermWrong,
    mandateServiceUnknown,
    tooManyMandates,
    tooManyProposals,
  ],
})
const oneMandate = Type.Object({ organisationId: Uuid, mandateId: Uuid })
export const answerOrganisationMandate = endpoint({
  method: 'POST',
  path: '/accounts/organisations/:organisationId/mandates/:mandateId/answer',
  summary: 'Agree to a mandate in the name of my organisation, or refuse it',
  access: ownSure,
  personal: true,
  params: oneMandate,
  body: Type.Object({ agree: Type.Boolean(), reason: Type.Optional(Type.String({ maxLength: 500 })) }),
  reply: MandateRow,
  problems: [organisationUnknown, mandateUnknown, mandateNotNow],
})
export const endOrganisationMandate = endpoint({
  method: 'POST',
  path: '/accounts/organisations/:organisationId/mandates/:mandateId/end',
  summary: 'End a mandate of my organisation at once, or take back its proposal',
  access: own,
  personal: true,
  params: oneMandate,
  body: Type.Object({ reason: Type.Optional(Type.String({ maxLength: 500 })) }),
  reply: MandateRow,
  problems: [organisationUnknown, mandateUnknown, mandateNotNow],
})

export const DeskOrganisation = Type.Object({
  ...OrganisationView.properties,
  representative: Type.String(),
  maskedNumber: Type.String(),
})
export type DeskOrganisation = Static<typeof DeskOrganisation>

export const findOrganisation = endpoint({
  method: 'POST',
  path: '/accounts/desk/organisations/find',
  summary: 'The account of an organisation, by its code',
  access: { officer: desk },
  personal: true,
  readOnly: true,
  body: Type.Object({ code: Type.String({ pattern: '^[0-9]{10}(-[0-9]{3})?$' }) }),
  reply: DeskOrganisation,
  problems: [organisationUnknown],
})
const Document = Type.String({ minLength: 3, maxLength: 100 })
/** Each stands on a paper: the authority's letter, the decision of dissolution, the representative's request. */
export const moveOrganisation = endpoint({
  method: 'POST',
  path: '/accounts/desk/organisations/:organisationId/acts',
  summary: 'Lock, unlock or close the account of an organisation, or open its term of activation again',
  access: { officer: { ...desk, freshFactor: true } },
  personal: true,
  params: byOrganisation,
  body: Type.Union([
    Type.Object({ act: Type.Literal('lock'), ground: Ground, document: Document }),
    Type.Object({ act: Type.Literal('unlock'), document: Document }),
    Type.Object({ act: Type.Literal('close'), document: Document }),
    Type.Object({ act: Type.Literal('renew-term'), document: Document }),
  ]),
  reply: DeskOrganisation,
  problems: [organisationUnknown, organisationMoved, secondOfficerNeeded],
})
export const changeRepresentative = endpoint({
  method: 'POST',
  path: '/accounts/desk/organisations/:organisationId/representative',
  summary: 'Enter another legal representative of an organisation',
  access: { officer: { ...desk, freshFactor: true } },
  personal: true,
  params: byOrganisation,
  body: Type.Object({ number: PersonNumber, document: Document }),
  reply: DeskOrganisation,
  problems: [organisationUnknown, organisationMoved, representativeUnfit, secondOfficerNeeded],
})
