/** Bulk loads: a delivered file, its profile and mapping, a dry run, a second officer's release, report and undo. */
import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Instant, Nullable, PageOf, PageQuery, Uuid, Words } from '#platform/schemas.ts'

export const loadUnknown = problem(404, 'population/load-unknown', {
  vi: 'Không tìm thấy lần nạp này ở cơ quan của bạn',
  en: 'Your office has no such load',
})
export const loadNotNow = problem(409, 'population/load-not-now', {
  vi: 'Lần nạp này chưa đến hoặc đã qua bước đó. Hãy tải lại trang',
  en: 'The load is not at that step, or no longer. Please reload the page',
})
export const loadChanged = problem(409, 'population/load-changed', {
  vi: 'Tệp hoặc cách ghép cột đã thay đổi sau khi bạn xem. Hãy xem lại rồi duyệt',
  en: 'File or mapping changed after you looked. Please look again, then release',
})
export const ownLoad = problem(403, 'population/own-load', {
  vi: 'Người chuẩn bị không tự duyệt được. Hãy nhờ một cán bộ khác của cơ quan',
  en: 'Whoever prepared it cannot release it. Ask another officer of the office',
})
export const mappingIncomplete = problem(422, 'population/mapping-incomplete', {
  vi: 'Còn thiếu cột bắt buộc, hoặc một cột được dùng hai lần',
  en: 'A needed column is missing, or a column is used twice',
})

/** What can be wrong with one row; told by row, never as an answer. */
export const cellUnreadable = problem(422, 'population/cell-unreadable', {
  vi: 'Không đọc được giá trị',
  en: 'The value cannot be read',
})
export const cellMissing = problem(422, 'population/cell-missing', {
  vi: 'Thiếu giá trị bắt buộc',
  en: 'A needed value is missing',
})
export const rowTwice = problem(409, 'population/row-twice', {
  vi: 'Người này đã có ở một dòng trước trong tệp',
  en: 'An earlier row of the file is about the same person',
})
export const identityDiffers = problem(409, 'population/identity-differs', {
  vi: 'Họ tên hoặc ngày sinh không khớp với người có số định danh này',
  en: 'Name or birth do not fit the person with this number',
})
export const likelyDuplicate = problem(409, 'population/likely-duplicate', {
  vi: 'Có thể đã có người này trong dữ liệu; cần kiểm tra trước',
  en: 'The person may be in the register already; to be checked first',
})
export const nothingNew = problem(409, 'population/nothing-new', {
  vi: 'Dữ liệu đã có như vậy, không cần ghi',
  en: 'The register says so already',
})

export const Act = Type.Union([
  Type.Literal('collection'),
  Type.Literal('correction'),
  Type.Literal('death'),
  Type.Literal('contacts'),
])
export const Encoding = Type.Union([
  Type.Literal('utf-8'),
  Type.Literal('utf-16le'),
  Type.Literal('utf-16be'),
  Type.Literal('windows-1258'),
  Type.Literal('tcvn3'),
  Type.Literal('vni'),
])

export const Mapping = Type.Object({
  act: Act,
  encoding: Encoding,
  /** The first row holds the names of the columns. */
  heads: Type.Boolean(),
  /** Field → place of its column, from 0. */
  columns: Type.Record(Type.String({ maxLength: 40 }), Type.Integer({ minimum: 0, maximum: 59 })),
  /** Legal basis of what is recorded. */
  legalBasis: Type.String({ minLength: 5, maxLength: 300 }),
  /** Where births are registered when no column says it; for a first collection. */
  unitId: Type.Optional(Type.Integer({ minimum: 1 })),
})
export type Mapping = Static<typeof Mapping>

const Column = Type.Object({
  name: Type.String(),
  filled: Type.Number(),
  different: Type.Integer(),
  shapes: Type.Array(Type.Object({ shape: Type.String(), share: Type.Number() })),
})

export const Load = Type.Object({
  loadId: Uuid,
  state: Type.String(),
  format: Type.String(),
  sizeBytes: Type.Integer(),
  rowsTotal: Type.Integer(),
  /** Rows that the step under way has done. */
  rowsDone: Type.Integer(),
  columns: Type.Array(Column),
  /** Encodings, the likeliest first; confidence from 0 to 1. */
  encodings: Type.Array(Type.Object({ encoding: Encoding, confidence: Type.Number() })),
  /** For each act the columns that it would take, by their heads. */
  suggested: Type.Record(Type.String(), Type.Record(Type.String(), Type.Integer())),
  /** The first names of columns in each encoding, to compare by eye. */
  mapping: Nullable(Mapping),
  /** Of file, mapping and reason: what is released. */
  digest: Nullable(Type.String()),
  reason: Nullable(Type.String()),
  outcomes: Type.Array(Type.Object({ outcome: Type.String(), rows: Type.Integer() })),
  /** Why rows were refused or remarked, commonest first. */
  reasons: Type.Array(Type.Object({ reason: Words, rows: Type.Integer() })),
  preparedByMe: Type.Boolean(),
  preparedAt: Instant,
  releasedAt: Nullable(Instant),
  undoneWhy: Nullable(Type.String()),
})
export type Load = Static<typeof Load>

const steward = {
  officer: { roles: ['data-steward'], within: 'own-agency', purpose: 'population/bulk-load' },
} as const
const second = {
  officer: {
    roles: ['data-steward', 'signing-leader'],
    within: 'own-agency',
    purpose: 'population/bulk-load',
  },
} as const
const ByLoad = Type.Object({ loadId: Uuid })
const Reason = Type.String({ minLength: 10, maxLength: 500 })

export const startLoad = endpoint({
  method: 'POST',
  path: '/population/loads',
  summary:
    'Deliver a file (CSV, JSON lines, Excel; at most 10 MB, 50,000 rows, 60 columns) and see its profile',
  access: steward,
  personal: true,
  accepts: 'application/octet-stream',
  bodyLimitBytes: 10 * 1024 * 1024,
  reply: Load,
})

export const mapLoad = endpoint({
  method: 'PUT',
  path: '/population/loads/:loadId/mapping',
  summary: 'Say what a load records and which column is what',
  access: steward,
  personal: true,
  params: ByLoad,
  body: Type.Object({ mapping: Mapping, reason: Reason }),
  reply: Load,
  problems: [loadUnknown, loadNotNow, mappingIncomplete],
})

export const checkLoad = endpoint({
  method: 'POST',
  path: '/population/loads/:loadId/checks',
  summary: 'Try a load without recording anything',
  access: steward,
  personal: true,
  params: ByLoad,
  reply: Load,
  problems: [loadUnknown, loadNotNow],
})

export const releaseLoad = endpoint({
  method: 'POST',
  path: '/population/loads/:loadId/release',
  summary: 'Release a checked load that another officer prepared',
  access: second,
  personal: true,
  params: ByLoad,
  body: Type.Object({ digest: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
  reply: Load,
  problems: [loadUnknown, loadNotNow, loadChanged, ownLoad],
})

export const withdrawLoad = endpoint({
  method: 'POST',
  path: '/population/loads/:loadId/withdrawal',
  summary: 'Give up a load that was not released',
  access: steward,
  personal: true,
  params: ByLoad,
  reply: Load,
  problems: [loadUnknown, loadNotNow],
})

export const undoLoad = endpoint({
  method: 'POST',
  path: '/population/loads/:loadId/undo',
  summary: 'Take back what a load recorded, by annulments; rows on which others rest stay and say so',
  access: second,
  personal: true,
  params: ByLoad,
  body: Type.Object({ reason: Reason }),
  reply: Load,
  problems: [loadUnknown, loadNotNow],
})

export const readLoad = endpoint({
  method: 'GET',
  path: '/population/loads/:loadId',
  summary: 'Read where a load stands',
  access: second,
  params: ByLoad,
  reply: Load,
  problems: [loadUnknown],
})

export const listLoads = endpoint({
  method: 'GET',
  path: '/population/loads',
  summary: 'List the loads of one’s office, newest first',
  access: second,
  query: Type.Object(PageQuery),
  reply: PageOf(Load),
})

export const readLoadReport = endpoint({
  method: 'GET',
  path: '/population/loads/:loadId/report',
  summary: 'Download what became of each row, by its number: no value of a cell',
  access: second,
  params: ByLoad,
  reply: Type.Any(),
  replyType: 'text/csv; charset=utf-8',
  problems: [loadUnknown],
})

/** Words of the acts and fields of a load, for the page. */
export { actWords, loadFields } from './load-fields.ts'
