/** Lists of people handed out: asked with a reason, agreed by a second officer above a size, marked and entered. */
import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Instant, Nullable, PageOf, PageQuery, UnitId, Uuid, Words } from '#platform/schemas.ts'

export const exportUnknown = problem(404, 'population/export-unknown', {
  vi: 'Không tìm thấy lần xuất này ở cơ quan của bạn, hoặc tệp đã hết hạn',
  en: 'Your office has no such export, or its file has ended',
})
export const exportNotNow = problem(409, 'population/export-not-now', {
  vi: 'Yêu cầu này đã được quyết định. Hãy tải lại trang',
  en: 'This request is decided already. Please reload the page',
})
export const exportTooLarge = problem(422, 'population/export-too-large', {
  vi: 'Danh sách có quá 20.000 người hoặc không có ai. Hãy chọn xã, phường nhỏ hơn',
  en: 'The list has more than 20,000 people, or nobody. Choose a smaller commune',
})
export const ownExport = problem(403, 'population/own-export', {
  vi: 'Người yêu cầu không tự đồng ý được. Hãy nhờ một cán bộ khác của cơ quan',
  en: 'Whoever asks cannot agree himself. Ask another officer of the office',
})

/** Above so many people a second officer has to agree. */
export const ALONE_AT_MOST = 200

export const ExportColumn = Type.Union([
  Type.Literal('number'),
  Type.Literal('name'),
  Type.Literal('bornOn'),
  Type.Literal('sex'),
  Type.Literal('ethnicGroup'),
  Type.Literal('maritalStatus'),
  Type.Literal('status'),
  Type.Literal('phone'),
  Type.Literal('email'),
])
export type ExportColumn = Static<typeof ExportColumn>

export const exportColumnWords: Record<string, Words> = {
  number: { vi: 'Số định danh', en: 'Personal number' },
  name: { vi: 'Họ và tên', en: 'Name' },
  bornOn: { vi: 'Ngày sinh', en: 'Date of birth' },
  sex: { vi: 'Giới tính', en: 'Sex' },
  ethnicGroup: { vi: 'Dân tộc', en: 'Ethnic group' },
  maritalStatus: { vi: 'Tình trạng hôn nhân', en: 'Marital status' },
  status: { vi: 'Tình trạng', en: 'Status' },
  phone: { vi: 'Số điện thoại', en: 'Phone' },
  email: { vi: 'Thư điện tử', en: 'E-mail' },
}

export const Export = Type.Object({
  exportId: Uuid,
  /** asked, agreed, made, refused, ended. */
  state: Type.String(),
  unit: Words,
  columns: Type.Array(ExportColumn),
  reason: Type.String(),
  people: Type.Integer(),
  askedByMe: Type.Boolean(),
  askedAt: Instant,
  decidedAt: Nullable(Instant),
  /** Until when the file can be downloaded. */
  endsAt: Nullable(Instant),
})
export type Export = Static<typeof Export>

const access = {
  officer: {
    roles: ['data-steward', 'signing-leader'],
    within: 'territory',
    purpose: 'population/bulk-export',
  },
} as const
const ofOffice = { officer: { ...access.officer, within: 'own-agency' } } as const
const ByExport = Type.Object({ exportId: Uuid })

export const askExport = endpoint({
  method: 'POST',
  path: '/population/exports',
  summary: `Ask for a list of the people registered in a commune; above ${ALONE_AT_MOST} another officer agrees`,
  access,
  personal: true,
  body: Type.Object({
    unitId: UnitId,
    columns: Type.Array(ExportColumn, { minItems: 1, maxItems: 9, uniqueItems: true }),
    reason: Type.String({ minLength: 10, maxLength: 500 }),
  }),
  reply: Export,
  problems: [exportTooLarge],
})

export const decideExport = endpoint({
  method: 'POST',
  path: '/population/exports/:exportId/decision',
  summary: 'Agree to a list that another officer asked for, or refuse it',
  access,
  personal: true,
  params: ByExport,
  body: Type.Object({ agree: Type.Boolean() }),
  reply: Export,
  problems: [exportUnknown, exportNotNow, ownExport],
})

export const listExports = endpoint({
  method: 'GET',
  path: '/population/exports',
  summary: 'List what one’s office asked for and handed out, newest first',
  access: ofOffice,
  query: Type.Object(PageQuery),
  reply: PageOf(Export),
})

export const readExportFile = endpoint({
  method: 'GET',
  path: '/population/exports/:exportId/file',
  summary: 'Download the list: it says who handed it out, when and why, in its head and on every row',
  access,
  personal: true,
  params: ByExport,
  reply: Type.Any(),
  replyType: 'text/csv; charset=utf-8',
  problems: [exportUnknown],
})
