import { type CaseRow, listDeskCases } from '@platform/server/feedback'
import { Card } from '../../kit/Card.tsx'
import { ChoiceField } from '../../kit/choices.tsx'
import { caseKindWords, caseStateWords, caseTones } from '../../kit/feedback-words.ts'
import { showInstant } from '../../kit/format.ts'
import { MoreButton } from '../../kit/MoreButton.tsx'
import { useMore } from '../../kit/more.ts'
import { Page } from '../../kit/Page.tsx'
import { Link, useFilter } from '../../kit/router.tsx'
import { Empty, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { Table } from '../../kit/Table.tsx'
import { text, useText } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { handlers } from '../me.ts'
import { paths } from '../paths.ts'

const words = text({
  title: { vi: 'Phản ánh, kiến nghị, khiếu nại', en: 'Feedback and complaints' },
  lead: {
    vi: 'Điều sắp hết hạn ở trên cùng. Bị đòi giấy tờ và khiếu nại do người đứng đầu trả lời.',
    en: 'What is due first stands on top. Papers asked for and complaints are answered by the head.',
  },
  list: { vi: 'Danh sách', en: 'List' },
  open: { vi: 'Chờ trả lời', en: 'To answer' },
  answered: { vi: 'Đã trả lời', en: 'Answered' },
  none: { vi: 'Không có phản ánh nào ở đây', en: 'Nothing here' },
  kind: { vi: 'Loại', en: 'Kind' },
  subject: { vi: 'Về việc', en: 'About' },
  code: { vi: 'Hồ sơ', en: 'Dossier' },
  state: { vi: 'Tình trạng', en: 'State' },
  due: { vi: 'Hạn', en: 'Due' },
  overdue: { vi: 'Quá hạn', en: 'Overdue' },
})

/** Cases of the office, by their due date. */
export function CasesPage() {
  const t = useText(words)
  const kinds = useText(caseKindWords)
  const states = useText(caseStateWords)
  const [chosen, choose] = useFilter('list', 'open')
  const list = chosen === 'answered' ? 'answered' : 'open'
  const cases = useMore(listDeskCases, { query: { list } })
  return (
    <Page title={t.title} lead={t.lead}>
      <ForRoles roles={handlers}>
        <ChoiceField
          label={t.list}
          inRow
          value={list}
          onChange={choose}
          options={[
            { value: 'open', label: t.open },
            { value: 'answered', label: t.answered },
          ]}
        />
        <Card title={t[list]}>
          <Show read={cases.read}>
            {() => (
              <>
                <Table<CaseRow>
                  caption={t[list]}
                  rows={cases.rows}
                  keyOf={({ caseId }) => caseId}
                  empty={<Empty icon="done" title={t.none} />}
                  columns={[
                    {
                      head: t.subject,
                      names: true,
                      cell: ({ caseId, subject }) => <Link to={paths.case(caseId)}>{subject}</Link>,
                    },
                    { head: t.kind, cell: ({ kind }) => kinds[kind] },
                    { head: t.code, cell: ({ code }) => code ?? '–' },
                    {
                      head: t.state,
                      cell: ({ state }) => <StatusBadge tone={caseTones[state]}>{states[state]}</StatusBadge>,
                    },
                    {
                      head: t.due,
                      cell: ({ dueAt, overdue }) =>
                        overdue ? <StatusBadge tone="refused">{t.overdue}</StatusBadge> : showInstant(dueAt),
                    },
                  ]}
                />
                <MoreButton more={cases} />
              </>
            )}
          </Show>
        </Card>
      </ForRoles>
    </Page>
  )
}
