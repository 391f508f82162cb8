import {
  claimDossier,
  countWorklist,
  listWorklist,
  type WorklistFilter,
  type WorklistRow,
} from '@platform/server/services'
import { useState } from 'react'
import { Button, ButtonLink } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { MoreButton } from '../../kit/MoreButton.tsx'
import { useMore } from '../../kit/more.ts'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { useFilter } from '../../kit/router.tsx'
import { Empty, ErrorState, Show } from '../../kit/States.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText } from '../../kit/text.ts'
import { useHolds, useMe } from '../me.ts'
import { paths } from '../paths.ts'
import { LateSyncsNotice } from './LateSyncs.tsx'
import { type Narrowed, useNarrowed, WorklistNarrowing } from './WorklistNarrowing.tsx'
import { WorklistTable } from './WorklistTable.tsx'
import { WorklistTabs } from './WorklistTabs.tsx'
import { filterWords } from './worklist-filters.ts'
import './Worklist.css'

const words = text({
  title: { vi: 'Hồ sơ của cơ quan', en: 'Dossiers of my office' },
  lead: {
    vi: 'Việc gấp nhất ở trên cùng. Danh sách tự cập nhật, không cần tải lại.',
    en: 'The most urgent on top. The list keeps itself up to date.',
  },
  claims: { vi: 'Thẻ, trợ cấp', en: 'Cards, benefits' },
  book: { vi: 'Sổ theo dõi', en: 'Book' },
  substitutes: { vi: 'Người làm thay', en: 'Substitutes' },
  all: { vi: 'Bỏ lọc', en: 'Show all' },
  claimed: { vi: 'Bạn đã nhận thụ lý hồ sơ', en: 'You took on the dossier' },
})

const nothing = text({
  mine: {
    vi: 'Bạn chưa nhận thụ lý hồ sơ nào. Hãy nhận từ danh sách Mới.',
    en: 'You hold no dossier. Take one on from the New list.',
  },
  open: {
    vi: 'Không có hồ sơ nào đang mở. Hồ sơ mới sẽ tự hiện ở đây.',
    en: 'No dossier is open. New ones appear here by themselves.',
  },
  new: {
    vi: 'Không có hồ sơ nào chờ tiếp nhận. Hồ sơ mới sẽ tự hiện ở đây.',
    en: 'No dossier waits to be accepted. New ones appear here by themselves.',
  },
  'due-today': { vi: 'Hôm nay không có hồ sơ nào đến hạn.', en: 'No dossier is due today.' },
  'at-risk': {
    vi: 'Không có hồ sơ nào sắp đến hạn.',
    en: 'No dossier has used up most of its time.',
  },
  overdue: { vi: 'Không có hồ sơ nào quá hạn.', en: 'No dossier is overdue.' },
  paused: { vi: 'Không có hồ sơ nào đang tạm dừng hạn.', en: 'No clock stands still.' },
  supplement: {
    vi: 'Không có hồ sơ nào chờ công dân bổ sung.',
    en: 'No dossier waits for a supplement of the citizen.',
  },
  'awaiting-approvals': {
    vi: 'Không có hồ sơ nào chờ ý kiến đồng ý.',
    en: 'No dossier waits for others to agree.',
  },
  'to-sign': {
    vi: 'Không có hồ sơ nào chờ ký. Đề xuất mới sẽ tự hiện ở đây.',
    en: 'Nothing waits for a signature. New proposals appear here by themselves.',
  },
  closed: { vi: 'Chưa có hồ sơ nào kết thúc.', en: 'No dossier is closed yet.' },
})

/** The worklist (danh sách việc) of an office: exact counts, filters in the address, claimed from the row. */
export function WorklistPage() {
  const t = useText(words)
  const labels = useText(filterWords)
  const me = useMe()
  const signs = useHolds(['signing-leader']) && !me.data?.actingAs?.roles.includes('case-officer')
  const usual: WorklistFilter = signs ? 'to-sign' : 'open'
  const [filter] = useFilter('filter', usual)
  const now = filter in filterWords ? (filter as WorklistFilter) : usual
  const { narrowed, showAll } = useNarrowed()
  const counts = useRead(countWorklist, { query: narrowed }, { keepLast: true })
  return (
    <Page
      title={t.title}
      lead={t.lead}
      aside={
        <Actions>
          <ButtonLink to={paths.claims()} icon="right">
            {t.claims}
          </ButtonLink>
          <ButtonLink to={paths.book()} icon="file">
            {t.book}
          </ButtonLink>
          <ButtonLink to={paths.substitutes()} icon="people">
            {t.substitutes}
          </ButtonLink>
        </Actions>
      }
    >
      <LateSyncsNotice />
      <WorklistTabs now={now} usual={usual} narrowed={narrowed} counts={counts.data} />
      <Card title={labels[now]}>
        <WorklistNarrowing />
        <Worklist filter={now} narrowed={narrowed} onShowAll={showAll} />
      </Card>
    </Page>
  )
}

interface WorklistProps {
  filter: WorklistFilter
  narrowed: Narrowed
  onShowAll: () => void
}

function Worklist({ filter, narrowed, onShowAll }: WorklistProps) {
  const t = useText(words)
  const none = useText(nothing)
  const mayClaim = useHolds(['counter', 'case-officer'])
  const [asked, setAsked] = useState('')
  const claim = useCall(claimDossier, { onReply: ({ code }) => say(`${t.claimed} ${code}`) })
  const list = useMore(listWorklist, { query: { filter, limit: 50, ...narrowed } })
  const take = ({ dossierId, version }: WorklistRow) => {
    setAsked(dossierId)
    void claim.send({ params: { dossierId }, body: { version } })
  }
  return (
    <>
      {claim.problem ? <ErrorState problem={claim.problem} onRetry={claim.reset} /> : null}
      <Show read={list.read}>
        {() =>
          list.rows.length === 0 ? (
            <Empty icon="done" title={none[filter]}>
              {Object.keys(narrowed).length > 0 ? <Button onClick={onShowAll}>{t.all}</Button> : null}
            </Empty>
          ) : (
            <>
              <WorklistTable
                rows={list.rows}
                onClaim={mayClaim ? take : null}
                claiming={claim.pending ? asked : null}
                closed={filter === 'closed'}
              />
              <MoreButton more={list} />
            </>
          )
        }
      </Show>
    </>
  )
}
