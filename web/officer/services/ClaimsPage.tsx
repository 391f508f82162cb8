import { type ClaimRow, listClaims } from '@platform/server/services'
import { useState } from 'react'
import { Card } from '../../kit/Card.tsx'
import { ChoiceField } from '../../kit/choices.tsx'
import { showInstant } from '../../kit/format.ts'
import { MoreButton } from '../../kit/MoreButton.tsx'
import { useMore } from '../../kit/more.ts'
import { Page } from '../../kit/Page.tsx'
import { Link } from '../../kit/router.tsx'
import { Empty, Show } from '../../kit/States.tsx'
import { StatusBadge, type Tone } from '../../kit/StatusBadge.tsx'
import { Table } from '../../kit/Table.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { administrators, handlers, useHolds } from '../me.ts'
import { paths } from '../paths.ts'

const words = text({
  title: { vi: 'Đề nghị cấp thẻ, hưởng trợ cấp', en: 'Claims for cards and benefits' },
  lead: {
    vi: 'Những gì hồ sơ đã đề nghị cấp hoặc chi trả: đang chờ, đã giải quyết, bị từ chối hay đã rút lại. Mỗi việc chỉ được một lần.',
    en: 'What dossiers asked to be issued or paid: waiting, granted, refused or withdrawn. Each is granted once.',
  },
  worklist: { vi: 'Hồ sơ của cơ quan', en: 'Dossiers of my office' },
  list: { vi: 'Đề nghị', en: 'Claims' },
  state: { vi: 'Trạng thái', en: 'State' },
  any: { vi: 'Tất cả', en: 'All' },
  raised: { vi: 'Đang chờ', en: 'Waiting' },
  granted: { vi: 'Được giải quyết', en: 'Granted' },
  refused: { vi: 'Bị từ chối', en: 'Refused' },
  withdrawn: { vi: 'Đã rút lại', en: 'Withdrawn' },
  none: { vi: 'Không có đề nghị nào', en: 'No claims' },
  what: { vi: 'Việc', en: 'What' },
  dossier: { vi: 'Hồ sơ', en: 'Dossier' },
  raisedAt: { vi: 'Đề nghị lúc', en: 'Raised' },
  endedAt: { vi: 'Kết thúc lúc', en: 'Ended' },
  card: { vi: 'Thẻ căn cước', en: 'Identity card' },
  benefits: { vi: 'Trợ cấp', en: 'Benefits' },
})

const tones: Record<ClaimRow['state'], Tone> = {
  raised: 'wait',
  granted: 'done',
  refused: 'refused',
  withdrawn: 'neutral',
}

/** Cards and benefits that dossiers of the office claimed, and what became of each. */
export function ClaimsPage() {
  const t = useText(words)
  return (
    <Page title={t.title} lead={t.lead} crumbs={[{ label: t.worklist, to: paths.home() }]}>
      <ForRoles roles={[...handlers, ...administrators]}>
        <Claims />
      </ForRoles>
    </Page>
  )
}

const filters = ['any', 'raised', 'granted', 'refused', 'withdrawn'] as const
type Filter = (typeof filters)[number]

function Claims() {
  const t = useText(words)
  const show = useWords()
  const handles = useHolds(handlers)
  const [filter, setFilter] = useState<Filter>('any')
  const list = useMore(listClaims, { query: filter === 'any' ? {} : { state: filter } })
  return (
    <Card title={t.list} icon="folder">
      <ChoiceField
        inRow
        label={t.state}
        options={filters.map((value) => ({ value, label: t[value] }))}
        value={filter}
        onChange={(value) => setFilter(value as Filter)}
      />
      <Show read={list.read}>
        {() => (
          <Table
            caption={t.list}
            rows={list.rows}
            keyOf={({ claimId }) => claimId}
            empty={<Empty icon="done" title={t.none} />}
            columns={[
              {
                head: t.what,
                names: true,
                cell: ({ what, module }) => (
                  <>
                    {show(what)} <p className="small muted">{t[module]}</p>
                  </>
                ),
              },
              {
                head: t.dossier,
                cell: ({ dossierId, dossierCode }) =>
                  handles ? (
                    <Link to={paths.dossier(dossierId)}>{dossierCode}</Link>
                  ) : (
                    <code className="small">{dossierCode}</code>
                  ),
              },
              {
                head: t.state,
                cell: ({ state, stateWords, reason }) => (
                  <>
                    <StatusBadge tone={tones[state]}>{show(stateWords)}</StatusBadge>
                    {reason ? <p className="small muted">{reason}</p> : null}
                  </>
                ),
              },
              { head: t.raisedAt, cell: ({ raisedAt }) => showInstant(raisedAt) },
              { head: t.endedAt, cell: ({ endedAt }) => (endedAt ? showInstant(endedAt) : '–') },
            ]}
          />
        )}
      </Show>
      <MoreButton more={list} />
    </Card>
  )
}
