import { type CaseRow, listMyCases, listPublished } from '@platform/server/feedback'
import { ButtonLink } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { caseKindWords, caseStateWords, caseTones } from '../../kit/feedback-words.ts'
import { showDay, showInstant } from '../../kit/format.ts'
import { MoreButton } from '../../kit/MoreButton.tsx'
import { useMore } from '../../kit/more.ts'
import { Page } from '../../kit/Page.tsx'
import { Link } from '../../kit/router.tsx'
import { Empty, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'

const words = text({
  title: { vi: 'Phản ánh, kiến nghị', en: 'Feedback' },
  lead: {
    vi: 'Nói với cơ quan điều bạn chưa hài lòng hoặc muốn đề xuất. Mỗi điều có hạn trả lời.',
    en: 'Tell an office what you are not content with or would propose. Each has a date for its answer.',
  },
  start: { vi: 'Gửi phản ánh, kiến nghị', en: 'Say something' },
  mine: { vi: 'Tôi đã gửi', en: 'What I said' },
  none: { vi: 'Bạn chưa gửi phản ánh nào', en: 'You have not said anything yet' },
  due: { vi: (at: string) => `Trả lời trước ${at}`, en: (at: string) => `To be answered by ${at}` },
  late: { vi: 'Trả lời muộn hạn', en: 'The answer is late' },
  published: { vi: 'Đã trả lời công khai', en: 'Answered in public' },
  noPublished: { vi: 'Chưa có câu trả lời công khai nào', en: 'No public answer yet' },
  answered: { vi: (day: string) => `trả lời ngày ${day}`, en: (day: string) => `answered ${day}` },
})

/** What I said of offices and what became of it; and answers that everybody may read. */
export function CasesPage() {
  const t = useText(words)
  const mine = useMore(listMyCases, {})
  return (
    <Page
      title={t.title}
      lead={t.lead}
      width="reading"
      aside={
        <ButtonLink to={paths.newCase()} look="primary" icon="edit">
          {t.start}
        </ButtonLink>
      }
    >
      <Card title={t.mine} icon="edit">
        <Show read={mine.read}>
          {() =>
            mine.rows.length === 0 ? (
              <Empty title={t.none} />
            ) : (
              <>
                <ul className="stack">
                  {mine.rows.map((row) => (
                    <Mine row={row} key={row.caseId} />
                  ))}
                </ul>
                <MoreButton more={mine} />
              </>
            )
          }
        </Show>
      </Card>
      <Published />
    </Page>
  )
}

function Mine({ row }: { row: CaseRow }) {
  const t = useText(words)
  const kinds = useText(caseKindWords)
  const states = useText(caseStateWords)
  const show = useWords()
  const { caseId, kind, agency, subject, state, dueAt, overdue } = row
  const open = state === 'sent' || state === 'taken-up'
  return (
    <li className="stack stack-tight">
      <h3>
        <Link to={paths.case(caseId)}>{`${kinds[kind]}: ${subject}`}</Link>
      </h3>
      <p className="small muted">{show(agency)}</p>
      <p>
        <StatusBadge tone={caseTones[state]}>{states[state]}</StatusBadge>{' '}
        {open ? <span className="small muted">{overdue ? t.late : t.due(showInstant(dueAt))}</span> : null}
      </p>
    </li>
  )
}

function Published() {
  const t = useText(words)
  const show = useWords()
  const list = useMore(listPublished, {})
  return (
    <Card title={t.published} icon="people">
      <Show read={list.read}>
        {() =>
          list.rows.length === 0 ? (
            <p className="muted">{t.noPublished}</p>
          ) : (
            <>
              <ul className="stack">
                {list.rows.map(({ caseId, agency, text: said, answeredAt }) => (
                  <li key={caseId} className="stack stack-tight">
                    <p>{said}</p>
                    <p className="small muted">
                      {show(agency)}, {t.answered(showDay(answeredAt.slice(0, 10)))}
                    </p>
                  </li>
                ))}
              </ul>
              <MoreButton more={list} />
            </>
          )
        }
      </Show>
    </Card>
  )
}
