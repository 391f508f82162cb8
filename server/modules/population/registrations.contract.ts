/** The books of civil-status registrations (sổ đăng ký hộ tịch) of a commune, as its registrar reads them. Browser-safe. */
import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Day, Nullable, PageOf, PageQuery, Uuid, type Words } from '#platform/schemas.ts'

export const notACommuneOffice = problem(403, 'population/not-a-commune-office', {
  vi: 'Sổ hộ tịch do Ủy ban nhân dân cấp xã giữ; cơ quan của bạn không phải cấp xã',
  en: 'Books of civil status are kept by communes; your office is not one of a commune',
})

/** Which book (loại sổ): births, deaths, marriages, changes and corrections, confirmations of marital status. */
export const Book = Type.Union([
  Type.Literal('birth'),
  Type.Literal('death'),
  Type.Literal('marriage'),
  Type.Literal('details'),
  Type.Literal('marital-status'),
])
export type Book = Static<typeof Book>

export const bookWords: Readonly<Record<Book, Words>> = {
  birth: { vi: 'Sổ đăng ký khai sinh', en: 'Book of births' },
  death: { vi: 'Sổ đăng ký khai tử', en: 'Book of deaths' },
  marriage: { vi: 'Sổ đăng ký kết hôn', en: 'Book of marriages' },
  details: { vi: 'Sổ thay đổi, cải chính hộ tịch', en: 'Book of changes and corrections' },
  'marital-status': { vi: 'Sổ cấp giấy xác nhận tình trạng hôn nhân', en: 'Book of marital-status papers' },
}

export const RegistrationRow = Type.Object({
  book: Book,
  year: Type.Integer(),
  /** Running number in the book of the year. */
  number: Type.Integer(),
  /** As papers print it: 12/2026. */
  label: Type.String(),
  registeredOn: Day,
  effectiveOn: Day,
  personId: Uuid,
  name: Type.String(),
  bornOn: Day,
  maskedNumber: Type.String(),
  /** The other spouse of a marriage. */
  otherName: Nullable(Type.String()),
  dossierId: Nullable(Uuid),
  /** Annulled since. */
  annulled: Type.Boolean(),
})
export type RegistrationRow = Static<typeof RegistrationRow>

export const listRegistrations = endpoint({
  method: 'GET',
  path: '/population/registrations',
  summary: 'The book of civil-status registrations of my commune, newest first, with exact counts',
  access: {
    officer: {
      roles: ['civil-status', 'signing-leader'],
      within: 'territory',
      purpose: 'population/civil-status',
    },
  },
  personal: true,
  query: Type.Object({
    ...PageQuery,
    book: Book,
    year: Type.Integer({ minimum: 1900, maximum: 2400 }),
  }),
  reply: Type.Object({
    ...PageOf(RegistrationRow).properties,
    /** Exact, of each book in the year. */
    counts: Type.Record(Book, Type.Integer()),
  }),
  problems: [notACommuneOffice],
})
