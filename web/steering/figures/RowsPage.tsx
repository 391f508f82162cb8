import { dayOf } from '@platform/server/platform/day.ts'
import { type FigureRow, listFigureRows, type RowsOf } from '@platform/server/steering'
import { ButtonLink } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { DueBadge } from '../../kit/DueBadge.tsx'
import { isFinished, toneOf } from '../../kit/dossier-tone.ts'
import { showDay, showInstant } from '../../kit/format.ts'
import { SelectField } from '../../kit/inputs.tsx'
import { MoreButton } from '../../kit/MoreButton.tsx'
import { useMore } from '../../kit/more.ts'
import { Page } from '../../kit/Page.tsx'
import { useFilter } from '../../kit/router.tsx'
import { Empty, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { type Column, Table } from '../../kit/Table.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'
import './Figures.css'
import { useOverview, useTrail, useUnitAsked } from './unit-asked.ts'

const kinds = text({
  received: { vi: 'Hồ sơ nhận được', en: 'Dossiers received' },
  online: { vi: 'Hồ sơ nộp trực tuyến', en: 'Dossiers filed online' },
  open: { vi: 'Hồ sơ đang mở', en: 'Open dossiers' },
  overdue: { vi: 'Hồ sơ quá hạn', en: 'Overdue dossiers' },
  paused: { vi: 'Hồ sơ tạm dừng hạn', en: 'Dossiers with the clock paused' },
  decided: { vi: 'Hồ sơ đã giải quyết', en: 'Dossiers decided' },
  'decided-late': { vi: 'Hồ sơ trả muộn', en: 'Dossiers decided late' },
})

const words = text({
  lead: {
    vi: 'Từng hồ sơ đứng sau con số: ở đâu, đang thế nào, ai giữ. Không hiện tên người dân.',
    en: 'Each dossier behind the figure: where it is, how it stands, who holds it. No citizen is named.',
  },
  kind: { vi: 'Con số', en: 'Figure' },
  state: { vi: 'Tình trạng', en: 'State' },
  every: { vi: 'Mọi tình trạng', en: 'Every state' },
  dossier: { vi: 'Hồ sơ', en: 'Dossier' },
  agency: { vi: 'Cơ quan', en: 'Agency' },
  due: { vi: 'Hạn', en: 'Due' },
  holder: { vi: 'Người giữ', en: 'Held by' },
  nobody: { vi: 'Chưa ai nhận', en: 'Nobody yet' },
  decided: { vi: (at: string) => `xong ${at}`, en: (at: string) => `done ${at}` },
  submitted: { vi: (at: string) => `nộp ${at}`, en: (at: string) => `sent ${at}` },
  none: { vi: 'Không có hồ sơ nào', en: 'No dossier' },
  noneWhat: {
    vi: 'Hãy đổi bộ lọc hoặc quay lại trang số liệu.',
    en: 'Change the filter or go back to the figures.',
  },
  back: { vi: 'Về trang số liệu', en: 'Back to the figures' },
})

/** The dossiers behind a figure: a leader asks who is late, and sees the desk it lies on (R21). */
export function RowsPage() {
  const t = useText(words)
  const names = useText(kinds)
  const show = useWords()
  const unitId = useUnitAsked()
  const [asked, setKind] = useFilter('rows', 'received')
  const [state, setState] = useFilter('state')
  const kind = asked in kinds ? (asked as RowsOf) : 'received'
  const overview = useOverview()
  const { label, crumbs } = useTrail(overview.data)
  const rows = useMore(listFigureRows, {
    query: { rows: kind, limit: 50, ...(unitId ? { unitId } : {}), ...(state ? { state } : {}) },
  })
  return (
    <Page
      title={label ? `${names[kind]} – ${label}` : names[kind]}
      crumbs={label ? [...crumbs, { label, to: paths.figures(unitId) }] : []}
      lead={t.lead}
    >
      <div className="rows-filters no-print">
        <SelectField
          label={t.kind}
          value={kind}
          onChange={(next) => setKind(next || 'received')}
          options={(Object.keys(kinds) as RowsOf[]).map((one) => ({ value: one, label: names[one] }))}
        />
        <SelectField
          label={t.state}
          none={t.every}
          value={state}
          onChange={setState}
          options={(overview.data?.states ?? []).map((one) => ({ value: one.state, label: show(one.words) }))}
        />
      </div>
      <Card>
        <div className="rows">
          <Show read={rows.read}>
            {() => (
              <>
                <Table
                  caption={names[kind]}
                  columns={columnsOf(t, show)}
                  rows={rows.rows}
                  keyOf={({ dossierId }) => dossierId}
                  empty={
                    <Empty title={t.none}>
                      <p className="muted">{t.noneWhat}</p>
                      <ButtonLink to={paths.figures(unitId)}>{t.back}</ButtonLink>
                    </Empty>
                  }
                />
                <MoreButton more={rows} />
              </>
            )}
          </Show>
        </div>
      </Card>
    </Page>
  )
}

function columnsOf(
  t: ReturnType<typeof useText<typeof words>>,
  show: ReturnType<typeof useWords>,
): Column<FigureRow>[] {
  return [
    {
      head: t.dossier,
      names: true,
      cell: ({ code, service, submittedAt }) => (
        <>
          {show(service)}
          <span className="row-code">
            {code} · {t.submitted(showDay(dayOf(new Date(submittedAt))))}
          </span>
        </>
      ),
    },
    { head: t.agency, cell: ({ agency }) => show(agency) },
    {
      head: t.state,
      cell: ({ state, stateWords }) => <StatusBadge tone={toneOf(state)}>{show(stateWords)}</StatusBadge>,
    },
    {
      head: t.due,
      cell: (row) => (
        <>
          <DueBadge {...row} finished={isFinished(row.state)} />
          {row.decidedAt ? <span className="row-code">{t.decided(showInstant(row.decidedAt))}</span> : null}
        </>
      ),
    },
    {
      head: t.holder,
      cell: ({ holder, state }) =>
        holder ? (
          <>
            {holder.name}
            <span className="row-code">{show(holder.position)}</span>
          </>
        ) : (
          <span className="muted">{isFinished(state) ? '–' : t.nobody}</span>
        ),
    },
  ]
}
