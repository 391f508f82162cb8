import { type Draft, readDraftForm } from '@platform/server/services'
import type { ReactNode, RefObject } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { urlOf } from '../../kit/call.ts'
import { FileLink } from '../../kit/FileLink.tsx'
import { answerText, prefilledOf } from '../../kit/form/answer-text.ts'
import { type Answers, isVerified, type SectionNow } from '../../kit/form/form-state.ts'
import { AttachmentsField } from '../../kit/form/rare-fields.tsx'
import { showDong } from '../../kit/format.ts'
import { Icon } from '../../kit/Icon.tsx'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { useLanguage } from '../../kit/language.ts'
import { text, useCitation, useText, useWords } from '../../kit/text.ts'

const words = text({
  title: { vi: 'Xem lại trước khi nộp', en: 'Look it over before you send it' },
  print: { vi: 'In tờ khai đã điền', en: 'Print the form as filled in' },
  edit: { vi: 'Sửa', en: 'Change' },
  editWhat: { vi: (section: string) => `phần ${section}`, en: (section: string) => `the part ${section}` },
  fee: { vi: 'Số tiền phải nộp', en: 'What you pay' },
  approvals: { vi: 'Người sẽ được hỏi ý kiến', en: 'Who will be asked to agree' },
  approvalsWhat: {
    vi: 'Sau khi bạn nộp, họ nhận được yêu cầu trên ứng dụng của họ. Hồ sơ đến cơ quan khi mọi người đã đồng ý.',
    en: 'After you send it, they are asked in their own app. The request reaches the office when all have agreed.',
  },
  papers: { vi: 'Giấy tờ bạn không phải nộp', en: 'Papers you need not hand in' },
  bring: { vi: 'Giấy tờ cần có', en: 'Papers that are needed' },
  bringHow: {
    vi: 'Chụp gửi luôn tại đây thì không phải mang đi. Chưa có thì vẫn nộp được, khi cán bộ hỏi bạn mới đưa ra.',
    en: 'Send a picture here and you need not bring it. Without it you can still send the form and show the paper when asked.',
  },
  known: { vi: 'từ cơ sở dữ liệu', en: 'from a register' },
})

interface DraftReviewProps {
  draft: Draft
  answers: Answers
  steps: readonly SectionNow[][]
  heading: RefObject<HTMLHeadingElement | null>
  onEdit: (step: number) => void
  /** What is asked last: the declaration. */
  children: ReactNode
}

/** Everything that will be sent, what it costs, who is asked, which papers are not needed. */
export function DraftReview({ draft, answers, steps, heading, onEdit, children }: DraftReviewProps) {
  const t = useText(words)
  const show = useWords()
  const cite = useCitation()
  const language = useLanguage()
  const needed = draft.papers.filter((paper) => paper.needed)
  const spared = draft.papers.filter((paper) => !paper.needed)
  return (
    <div className="stack">
      <h2 ref={heading} tabIndex={-1}>
        {t.title}
      </h2>
      <p>
        <FileLink href={urlOf(readDraftForm, { params: { draftId: draft.draftId } })} name={t.print} />
      </p>
      {steps.flatMap((sections, index) =>
        sections.map((section) => (
          <Card
            key={section.id}
            title={show(section.title)}
            aside={
              <Button look="quiet" icon="edit" onClick={() => onEdit(index)}>
                {t.edit} <span className="visually-hidden">{t.editWhat(show(section.title))}</span>
              </Button>
            }
          >
            <KeyValueList
              items={section.fields
                .filter(({ kind }) => kind !== 'note')
                .map((field) => {
                  const known = prefilledOf(draft, field.name)
                  const verified = known !== undefined && isVerified(known)
                  return {
                    key: show(field.label),
                    value: (
                      <>
                        {answerText(field, verified ? known.value : answers[field.name], draft, language) ||
                          '–'}{' '}
                        {verified ? (
                          <span className="muted">
                            <Icon name="lock" />
                            <span className="visually-hidden">({t.known})</span>
                          </span>
                        ) : null}
                      </>
                    ),
                  }
                })}
            />
          </Card>
        )),
      )}
      {draft.approvalsExpected.length > 0 ? (
        <Card title={t.approvals} icon="people" look="attention">
          <p>{t.approvalsWhat}</p>
          <ul className="bullets">
            {draft.approvalsExpected.map(({ capacity, law }) => (
              <li key={capacity.vi}>
                {show(capacity)} <span className="small muted">({cite(law)})</span>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      <Card title={t.fee}>
        <p>
          <strong className="number">{showDong(draft.fee.amountDong)}</strong>{' '}
          {draft.fee.standardDong > draft.fee.amountDong ? (
            <s className="muted number">{showDong(draft.fee.standardDong)}</s>
          ) : null}
        </p>
        <p className="muted">{show(draft.fee.reason)}</p>
      </Card>
      {needed.length > 0 ? (
        <Card title={t.bring} icon="file">
          <p className="muted">{t.bringHow}</p>
          {needed.map(({ code, name, why }) => (
            <AttachmentsField key={code} slot={code} label={show(name)} hint={show(why)} optional />
          ))}
        </Card>
      ) : null}
      <PaperList title={t.papers} papers={spared} />
      {children}
    </div>
  )
}

function PaperList({ title, papers }: { title: string; papers: Draft['papers'] }) {
  const show = useWords()
  return papers.length > 0 ? (
    <Card title={title}>
      <ul className="stack stack-tight">
        {papers.map(({ code, name, why }) => (
          <li key={code}>
            <Icon name="done" /> <span className="strong">{show(name)}</span>
            <p className="small muted">{show(why)}</p>
          </li>
        ))}
      </ul>
    </Card>
  ) : null
}
