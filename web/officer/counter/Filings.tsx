import { type CounterFiling, listCounterFilings } from '@platform/server/services'
import { Card } from '../../kit/Card.tsx'
import { toneOf } from '../../kit/dossier-tone.ts'
import { showInstant, showTime } from '../../kit/format.ts'
import { MoreButton } from '../../kit/MoreButton.tsx'
import { useMore } from '../../kit/more.ts'
import { Link } from '../../kit/router.tsx'
import { Empty, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { type Column, Table } from '../../kit/Table.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'

const words = text({
  title: { vi: 'Đã nộp tại quầy hôm nay', en: 'Filed at the counter today' },
  count: {
    vi: (count: number) => `${count} hồ sơ`,
    en: (count: number) => (count === 1 ? '1 request' : `${count} requests`),
  },
  none: { vi: 'Hôm nay chưa nộp hồ sơ nào tại quầy', en: 'Nothing was filed at the counter today' },
  dossier: { vi: 'Hồ sơ', en: 'Request' },
  applicant: { vi: 'Người nộp', en: 'Applicant' },
  office: { vi: 'Cơ quan giải quyết', en: 'Decided by' },
  at: { vi: 'Nộp lúc', en: 'Filed at' },
  due: { vi: 'Hẹn trả', en: 'Due' },
  state: { vi: 'Tình trạng', en: 'State' },
})

/** What the officer's office filed today, newest first. */
export function Filings() {
  const t = useText(words)
  const show = useWords()
  const list = useMore(listCounterFilings, { query: { limit: 25 } })
  const columns: Column<CounterFiling>[] = [
    {
      head: t.dossier,
      names: true,
      cell: ({ dossierId, service, code }) => (
        <>
          <Link to={paths.dossier(dossierId)}>{show(service)}</Link>
          <p className="small muted number">{code}</p>
        </>
      ),
    },
    { head: t.applicant, cell: ({ applicant }) => applicant },
    { head: t.office, cell: ({ agency }) => show(agency) },
    { head: t.at, cell: ({ submittedAt }) => showTime(submittedAt) },
    { head: t.due, cell: ({ dueAt }) => (dueAt ? showInstant(dueAt) : '–') },
    {
      head: t.state,
      cell: ({ state, stateWords }) => <StatusBadge tone={toneOf(state)}>{show(stateWords)}</StatusBadge>,
    },
  ]
  return (
    <Card
      title={t.title}
      icon="folder"
      aside={list.first ? <span className="muted">{t.count(list.first.count)}</span> : null}
    >
      <Show read={list.read}>
        {() => (
          <>
            <Table
              caption={t.title}
              columns={columns}
              rows={list.rows}
              keyOf={({ dossierId }) => dossierId}
              empty={<Empty icon="folder" title={t.none} />}
            />
            <MoreButton more={list} />
          </>
        )}
      </Show>
    </Card>
  )
}
