import { type FoundPerson, type PersonSearch, readSearch } from '@platform/server/population'
import { Card } from '../../kit/Card.tsx'
import { showDay, showTime } from '../../kit/format.ts'
import { Notice } from '../../kit/Notice.tsx'
import { useRead } from '../../kit/queries.ts'
import { Link } from '../../kit/router.tsx'
import { Empty, Show } from '../../kit/States.tsx'
import { type Column, Table } from '../../kit/Table.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'
import { LifeStatus } from './LifeStatus.tsx'
import { personWords } from './person-words.ts'

const words = text({
  number: { vi: 'Số định danh', en: 'Personal number' },
  because: { vi: 'Vì sao khớp', en: 'Why found' },
  fullName: { vi: 'Họ và tên', en: 'Full name' },
  results: { vi: 'Kết quả', en: 'Results' },
  none: { vi: 'Không tìm thấy ai trong địa bàn của bạn', en: 'Nobody was found in your area' },
  noneWhat: {
    vi: 'Hãy kiểm tra lại số hoặc ngày sinh, rồi tra cứu lại.',
    en: 'Check the number or the birth, then search again.',
  },
  beyond: {
    vi: 'Còn nhiều người khác khớp. Hãy ghi rõ hơn ngày sinh hoặc họ tên.',
    en: 'More people fit. Say more about name or birth.',
  },
  until: {
    vi: (at: string) => `Mở được các hồ sơ này đến ${at}.`,
    en: (at: string) => `These files can be opened until ${at}.`,
  },
})

/** Whom a search of one's own found; their files can be opened until it ends. */
export function SearchResults({ searchId }: { searchId: string }) {
  const t = useText(words)
  const read = useRead(readSearch, { params: { searchId } }, { lasting: true })
  return (
    <Card title={t.results} icon="people">
      <Show read={read}>{(found) => <Found found={found} />}</Show>
    </Card>
  )
}

function Found({ found }: { found: PersonSearch }) {
  const t = useText(words)
  const w = useText(personWords)
  const show = useWords()
  const columns: Column<FoundPerson>[] = [
    {
      head: t.fullName,
      names: true,
      cell: ({ personId, name }) => (
        <Link to={paths.person(personId, { searchId: found.searchId })}>{name}</Link>
      ),
    },
    { head: t.number, cell: ({ maskedNumber }) => <span className="number">{maskedNumber}</span> },
    { head: w.bornOn, cell: ({ bornOn, bornPrecision }) => showDay(bornOn, bornPrecision) },
    { head: w.sex, cell: ({ sex }) => w[sex] },
    {
      head: t.because,
      cell: ({ because }) => <span className="small">{because.map((one) => show(one)).join('; ')}</span>,
    },
    { head: w.status, cell: ({ status }) => <LifeStatus status={status} /> },
  ]
  return (
    <>
      <p className="small muted">{t.until(showTime(found.endsAt))}</p>
      {found.beyond ? <Notice look="wait">{t.beyond}</Notice> : null}
      <Table
        caption={t.results}
        columns={columns}
        rows={found.rows}
        keyOf={({ personId }) => personId}
        empty={
          <Empty icon="search" title={t.none}>
            {t.noneWhat}
          </Empty>
        }
      />
    </>
  )
}
