/** The book of an office's dossiers (sổ theo dõi hồ sơ, form 07 of Circular 03/2025/TT-VPCP). Browser-safe. */
import { type Static, Type } from 'typebox'
import { endpoint, type Role } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Day } from '#platform/schemas.ts'

/** So many stand in one signed book; a file takes more. */
export const MOST_IN_BOOK = 400
export const MOST_IN_FILE = 5000

export const bookPeriodWrong = problem(422, 'services/book-period-wrong', {
  vi: 'Ngày đầu phải không sau ngày cuối, và cách nhau không quá một năm. Hãy chọn lại',
  en: 'The first day must not be after the last, and at most a year before it. Choose again',
})
/** `with`: { rows, most }. */
export const bookTooLong = problem(422, 'services/book-too-long', {
  vi: 'Thời gian này có quá nhiều hồ sơ. Hãy chọn ít ngày hơn, hoặc tải tệp bảng tính',
  en: 'There are too many dossiers in this time. Choose fewer days, or take the spreadsheet file',
})

const readers: readonly Role[] = ['counter', 'case-officer', 'signing-leader']
const shared = {
  method: 'GET',
  access: { officer: { roles: readers, within: 'own-agency', purpose: 'services/handle' } },
  query: Type.Object({ fromOn: Day, toOn: Day }),
  problems: [bookPeriodWrong, bookTooLong],
} as const

export const BookSize = Type.Object({
  rows: Type.Integer(),
  mostInBook: Type.Integer(),
  mostInFile: Type.Integer(),
})
export type BookSize = Static<typeof BookSize>

export const sizeDossierBook = endpoint({
  ...shared,
  path: '/services/desk/book/size',
  summary: 'How many dossiers my office received in these days',
  reply: BookSize,
  problems: [bookPeriodWrong],
})

export const readDossierBook = endpoint({
  ...shared,
  path: '/services/desk/book',
  summary: 'The book of dossiers that my office received in these days, as signed PDF',
  personal: true,
  reply: Type.Any(),
  replyType: 'application/pdf',
})

export const downloadDossierBook = endpoint({
  ...shared,
  path: '/services/desk/book/file',
  summary: 'The book of dossiers that my office received in these days, as a CSV file',
  personal: true,
  reply: Type.Any(),
  replyType: 'text/csv; charset=utf-8',
})
