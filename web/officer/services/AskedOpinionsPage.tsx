import { type AskedOpinion, listAskedOpinions } from '@platform/server/services'
import { Card } from '../../kit/Card.tsx'
import { ChoiceField } from '../../kit/choices.tsx'
import { showInstant } from '../../kit/format.ts'
import { MoreButton } from '../../kit/MoreButton.tsx'
import { useMore } from '../../kit/more.ts'
import { Page } from '../../kit/Page.tsx'
import { Link, useFilter } from '../../kit/router.tsx'
import { Empty, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { Table } from '../../kit/Table.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { answerers } from '../me.ts'
import { paths } from '../paths.ts'
import { opinionKey, opinionTones, opinionWords } from './opinion-words.ts'

const words = text({
  title: { vi: 'Ý kiến được hỏi', en: 'Opinions asked of us' },
  lead: {
    vi: 'Cơ quan khác cần ý kiến của bạn để giải quyết hồ sơ. Điều sắp hết hạn ở trên cùng.',
    en: 'Other offices need your opinion to decide a dossier. What is due first stands on top.',
  },
  list: { vi: 'Danh sách', en: 'List' },
  waiting: { vi: 'Chờ trả lời', en: 'To answer' },
  ended: { vi: 'Đã xong', en: 'Done' },
  none: { vi: 'Không có câu hỏi nào ở đây', en: 'Nothing is asked here' },
  question: { vi: 'Câu hỏi', en: 'Question' },
  from: { vi: 'Cơ quan hỏi', en: 'Asked by' },
  dossier: { vi: 'Hồ sơ', en: 'Dossier' },
  state: { vi: 'Tình trạng', en: 'State' },
  due: { vi: 'Hạn trả lời', en: 'Due' },
})

/** What other offices ask of this one. */
export function AskedOpinionsPage() {
  const t = useText(words)
  const said = useText(opinionWords)
  const show = useWords()
  const [chosen, choose] = useFilter('list', 'waiting')
  const list = chosen === 'ended' ? 'ended' : 'waiting'
  const opinions = useMore(listAskedOpinions, { query: { ended: list === 'ended' } })
  return (
    <Page title={t.title} lead={t.lead}>
      <ForRoles roles={answerers}>
        <ChoiceField
          label={t.list}
          inRow
          value={list}
          onChange={choose}
          options={(['waiting', 'ended'] as const).map((value) => ({ value, label: t[value] }))}
        />
        <Card title={t[list]}>
          <Show read={opinions.read}>
            {() => (
              <>
                <Table<AskedOpinion>
                  caption={t[list]}
                  rows={opinions.rows}
                  keyOf={({ opinionId }) => opinionId}
                  empty={<Empty icon="done" title={t.none} />}
                  columns={[
                    {
                      head: t.question,
                      names: true,
                      cell: ({ opinionId, question }) => (
                        <Link to={paths.opinion(opinionId)}>{question}</Link>
                      ),
                    },
                    { head: t.from, cell: ({ from }) => show(from) },
                    {
                      head: t.dossier,
                      cell: ({ service, applicant }) => `${show(service)}, ${applicant.name}`,
                    },
                    {
                      head: t.state,
                      cell: (row) => {
                        const stands = opinionKey(row)
                        return <StatusBadge tone={opinionTones[stands]}>{said[stands]}</StatusBadge>
                      },
                    },
                    { head: t.due, cell: ({ dueAt }) => showInstant(dueAt) },
                  ]}
                />
                <MoreButton more={opinions} />
              </>
            )}
          </Show>
        </Card>
      </ForRoles>
    </Page>
  )
}
