import { dayOf } from '@platform/server/platform/day.ts'
import { bookWords, listRegistrations, type RegistrationRow } from '@platform/server/population'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { showDay, showNumber } from '../../kit/format.ts'
import { SelectField } from '../../kit/inputs.tsx'
import { MoreButton } from '../../kit/MoreButton.tsx'
import { useMore } from '../../kit/more.ts'
import { Link, useFilter } from '../../kit/router.tsx'
import { Empty, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { type Column, Table } from '../../kit/Table.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'

const words = text({
  title: { vi: 'Sổ đăng ký hộ tịch', en: 'Books of civil status' },
  book: { vi: 'Sổ', en: 'Book' },
  year: { vi: 'Năm', en: 'Year' },
  count: {
    vi: (count: string) => `${count} đăng ký trong năm`,
    en: (count: string) => `${count} registrations in the year`,
  },
  print: { vi: 'In sổ', en: 'Print' },
  none: { vi: 'Sổ này chưa có đăng ký nào trong năm', en: 'Nothing is entered in this book in the year' },
  number: { vi: 'Số', en: 'No.' },
  who: { vi: 'Họ tên', en: 'Name' },
  born: { vi: 'Ngày sinh', en: 'Born' },
  personNumber: { vi: 'Số định danh', en: 'Personal number' },
  happened: { vi: 'Ngày xảy ra', en: 'Happened on' },
  registered: { vi: 'Ngày đăng ký', en: 'Registered on' },
  dossier: { vi: 'Hồ sơ', en: 'Request' },
  open: { vi: 'Mở hồ sơ', en: 'Open' },
  annulled: { vi: 'Đã thu hồi', en: 'Annulled' },
})

type BookKind = keyof typeof bookWords
const YEARS_SHOWN = 10

/** One book of the commune in a year, newest first, with the exact count of each book. */
export function Book() {
  const t = useText(words)
  const show = useWords()
  const thisYear = Number(dayOf(new Date()).slice(0, 4))
  const [asked, setBook] = useFilter('book', 'birth')
  const [askedYear, setYear] = useFilter('year', String(thisYear))
  const book = (asked in bookWords ? asked : 'birth') as BookKind
  const year = /^(19|20|21)\d\d$/.test(askedYear) ? Number(askedYear) : thisYear
  const list = useMore(listRegistrations, { query: { book, year, limit: 50 } })
  const counts = list.first?.counts
  const columns: Column<RegistrationRow>[] = [
    { head: t.number, cell: ({ label }) => <span className="number">{label}</span> },
    {
      head: t.who,
      names: true,
      cell: ({ name, otherName, annulled }) => (
        <>
          {[name, otherName].filter(Boolean).join(' – ')}{' '}
          {annulled ? <StatusBadge tone="refused">{t.annulled}</StatusBadge> : null}
        </>
      ),
    },
    { head: t.born, cell: ({ bornOn }) => showDay(bornOn) },
    { head: t.personNumber, cell: ({ maskedNumber }) => <span className="number">{maskedNumber}</span> },
    { head: t.happened, cell: ({ effectiveOn }) => showDay(effectiveOn) },
    { head: t.registered, cell: ({ registeredOn }) => showDay(registeredOn) },
    {
      head: t.dossier,
      cell: ({ dossierId, label }) =>
        dossierId ? (
          <Link to={paths.dossier(dossierId)}>
            {t.open} <span className="visually-hidden">{label}</span>
          </Link>
        ) : (
          '–'
        ),
    },
  ]
  return (
    <Card
      title={t.title}
      icon="folder"
      aside={
        <Button look="quiet" icon="file" onClick={() => window.print()}>
          {t.print}
        </Button>
      }
    >
      <div className="row no-print">
        <SelectField
          label={t.book}
          value={book}
          onChange={setBook}
          options={(Object.keys(bookWords) as BookKind[]).map((value) => ({
            value,
            label: counts
              ? `${show(bookWords[value])} (${showNumber(counts[value])})`
              : show(bookWords[value]),
          }))}
        />
        <SelectField
          label={t.year}
          value={String(year)}
          onChange={setYear}
          options={Array.from({ length: YEARS_SHOWN }, (_, i) => String(thisYear - i)).map((value) => ({
            value,
            label: value,
          }))}
        />
      </div>
      <Show read={list.read}>
        {() => (
          <>
            <p className="muted" role="status">
              {t.count(showNumber(counts?.[book] ?? 0))}
            </p>
            <Table
              caption={`${show(bookWords[book])}, ${year}`}
              columns={columns}
              rows={list.rows}
              keyOf={({ number }) => number}
              empty={<Empty icon="folder" title={t.none} />}
            />
            <MoreButton more={list} />
          </>
        )}
      </Show>
    </Card>
  )
}
