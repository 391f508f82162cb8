import type { CaseKind } from '@platform/server/feedback'
import { type CaseRows, listFeedbackRows, readFeedbackFigures } from '@platform/server/steering'
import { Card } from '../../kit/Card.tsx'
import { caseKindWords, caseStateWords, caseTones } from '../../kit/feedback-words.ts'
import { showInstant } from '../../kit/format.ts'
import { SelectField } from '../../kit/inputs.tsx'
import { MoreButton } from '../../kit/MoreButton.tsx'
import { useMore } from '../../kit/more.ts'
import { Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { useFilter } from '../../kit/router.tsx'
import { Empty, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { Table } from '../../kit/Table.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import '../figures/Figures.css'
import { useTrail, useUnitAsked } from '../figures/unit-asked.ts'
import { paths } from '../paths.ts'

const figures = text({
  open: { vi: 'Đang mở', en: 'Open' },
  overdue: { vi: 'Quá hạn trả lời', en: 'Overdue' },
  answered: { vi: 'Đã trả lời', en: 'Answered' },
  'answered-late': { vi: 'Trả lời muộn', en: 'Answered late' },
  founded: { vi: 'Người dân nói đúng', en: 'The citizen was right' },
})
const rowsOf: readonly CaseRows[] = ['open', 'overdue', 'answered', 'answered-late', 'founded']
const kindsOf: readonly CaseKind[] = ['complaint', 'paper-asked', 'comment', 'proposal']

const words = text({
  title: { vi: 'Phản ánh, khiếu nại', en: 'Feedback and complaints' },
  back: { vi: 'Phản ánh, hài lòng', en: 'Feedback' },
  lead: {
    vi: 'Từng vụ việc đứng sau con số: cơ quan nào, đang ở đâu, hạn khi nào. Không hiện ai nói gì.',
    en: 'Each case behind the figure: which office, how it stands, when it is due. Who said what is not shown.',
  },
  figure: { vi: 'Con số', en: 'Figure' },
  kind: { vi: 'Loại', en: 'Kind' },
  every: { vi: 'Mọi loại', en: 'Every kind' },
  agency: { vi: 'Cơ quan', en: 'Agency' },
  state: { vi: 'Tình trạng', en: 'State' },
  due: { vi: 'Hạn trả lời', en: 'Due' },
  late: { vi: 'Quá hạn', en: 'Overdue' },
  answered: { vi: (at: string) => `trả lời ${at}`, en: (at: string) => `answered ${at}` },
  sent: { vi: (at: string) => `gửi ${at}`, en: (at: string) => `sent ${at}` },
  right: { vi: 'người dân nói đúng', en: 'the citizen was right' },
  none: { vi: 'Không có vụ việc nào', en: 'No case' },
})

/** The cases behind a figure, the latest first. */
export function FeedbackRowsPage() {
  const t = useText(words)
  const names = useText(figures)
  const kinds = useText(caseKindWords)
  const states = useText(caseStateWords)
  const show = useWords()
  const unitId = useUnitAsked()
  const [asked, setRows] = useFilter('rows', 'open')
  const [askedKind, setKind] = useFilter('kind')
  const of = rowsOf.find((one) => one === asked) ?? 'open'
  const kind = kindsOf.find((one) => one === askedKind)
  const place = unitId ? { unitId } : {}
  const overview = useRead(readFeedbackFigures, { query: place }, { keepLast: true })
  const { label, crumbs } = useTrail(overview.data, paths.feedback)
  const rows = useMore(listFeedbackRows, {
    query: { ...place, rows: of, limit: 50, ...(kind ? { kind } : {}) },
  })
  const here = { label: label ? `${t.back} – ${label}` : t.back, to: paths.feedback(unitId) }
  return (
    <Page title={label ? `${t.title} – ${label}` : t.title} crumbs={[...crumbs, here]} lead={t.lead}>
      <div className="rows-filters no-print">
        <SelectField
          label={t.figure}
          value={of}
          onChange={(next) => setRows(next || 'open')}
          options={rowsOf.map((value) => ({ value, label: names[value] }))}
        />
        <SelectField
          label={t.kind}
          none={t.every}
          value={kind ?? ''}
          onChange={setKind}
          options={kindsOf.map((value) => ({ value, label: kinds[value] }))}
        />
      </div>
      <Card>
        <div className="rows">
          <Show read={rows.read}>
            {() => (
              <>
                <Table
                  caption={t.title}
                  rows={rows.rows}
                  keyOf={({ caseId }) => caseId}
                  empty={<Empty title={t.none} />}
                  columns={[
                    {
                      head: t.kind,
                      names: true,
                      cell: (row) => (
                        <>
                          {kinds[row.kind]}
                          <span className="row-code">
                            {[row.code, t.sent(showInstant(row.sentAt))].filter(Boolean).join(' · ')}
                          </span>
                        </>
                      ),
                    },
                    { head: t.agency, cell: ({ agency }) => show(agency) },
                    {
                      head: t.state,
                      cell: ({ state, founded }) => (
                        <>
                          <StatusBadge tone={caseTones[state]}>{states[state]}</StatusBadge>
                          {founded ? <span className="row-code">{t.right}</span> : null}
                        </>
                      ),
                    },
                    {
                      head: t.due,
                      cell: ({ dueAt, overdue, answeredAt }) => (
                        <>
                          {showInstant(dueAt)}
                          {overdue ? (
                            <span className="row-code">
                              <StatusBadge tone="refused">{t.late}</StatusBadge>
                            </span>
                          ) : null}
                          {answeredAt ? (
                            <span className="row-code">{t.answered(showInstant(answeredAt))}</span>
                          ) : null}
                        </>
                      ),
                    },
                  ]}
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
