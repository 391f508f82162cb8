import { rateDossier, readMyRating } from '@platform/server/feedback'
import type { DossierView } from '@platform/server/services'
import { useState } from 'react'
import { Button, ButtonLink } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { ChoiceField } from '../../kit/choices.tsx'
import { isFinished } from '../../kit/dossier-tone.ts'
import { LongTextField } from '../../kit/inputs.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { ErrorState } from '../../kit/States.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText } from '../../kit/text.ts'
import { paths } from '../paths.ts'

const words = text({
  title: { vi: 'Bạn có hài lòng không?', en: 'Are you content?' },
  mark: { vi: 'Cơ quan đã phục vụ bạn thế nào', en: 'How the office served you' },
  '4': { vi: 'Rất hài lòng', en: 'Very content' },
  '3': { vi: 'Hài lòng', en: 'Content' },
  '2': { vi: 'Bình thường', en: 'Ordinary' },
  '1': { vi: 'Không hài lòng', en: 'Not content' },
  comment: { vi: 'Bạn muốn nói thêm gì', en: 'Anything to add' },
  send: { vi: 'Gửi đánh giá', en: 'Send' },
  thanks: { vi: 'Cảm ơn bạn đã đánh giá', en: 'Thank you' },
  rated: { vi: (mark: string) => `Bạn đã đánh giá: ${mark}`, en: (mark: string) => `You said: ${mark}` },
  trouble: { vi: 'Có điều chưa ổn?', en: 'Is something wrong?' },
  paper: { vi: 'Tôi bị đòi giấy tờ mà Nhà nước đã có', en: 'I was asked for a paper the State holds' },
  complain: { vi: 'Khiếu nại việc từ chối', en: 'Complain about the refusal' },
  comments: { vi: 'Gửi phản ánh về hồ sơ này', en: 'Say something about this request' },
})

const marks = ['4', '3', '2', '1'] as const

/** After a dossier: how content one is. At any time: what one may say of the office. */
export function DossierFeedback({ dossier }: { dossier: DossierView }) {
  const t = useText(words)
  const { dossierId, state, papers } = dossier
  const refused = state === 'refused' || state === 'rejected'
  const ended = isFinished(state)
  return (
    <>
      {ended ? <Rating dossierId={dossierId} /> : null}
      <Card title={t.trouble} icon="warning" look="sunken">
        <Actions>
          {refused ? (
            <ButtonLink to={paths.newCase({ kind: 'complaint', dossierId })} icon="warning">
              {t.complain}
            </ButtonLink>
          ) : null}
          {papers.some(({ needed }) => !needed) ? (
            <ButtonLink to={paths.newCase({ kind: 'paper-asked', dossierId })} icon="file">
              {t.paper}
            </ButtonLink>
          ) : null}
          <ButtonLink to={paths.newCase({ kind: 'comment', dossierId })} look="quiet" icon="edit">
            {t.comments}
          </ButtonLink>
        </Actions>
      </Card>
    </>
  )
}

function Rating({ dossierId }: { dossierId: string }) {
  const t = useText(words)
  const [mark, setMark] = useState('')
  const [comment, setComment] = useState('')
  const params = { dossierId }
  const rated = useRead(readMyRating, { params }).data
  const rate = useCall(rateDossier, { onReply: () => say(t.thanks) })
  if (!rated) return null
  if (rated.mark !== null)
    return <p className="muted">{t.rated(t[String(rated.mark) as (typeof marks)[number]])}</p>
  return (
    <Card title={t.title} icon="done">
      <ChoiceField
        label={t.mark}
        inRow
        value={mark}
        onChange={setMark}
        options={marks.map((value) => ({ value, label: t[value] }))}
      />
      {mark ? (
        <>
          <LongTextField label={t.comment} optional value={comment} onChange={setComment} maxLength={1000} />
          {rate.problem ? <ErrorState problem={rate.problem} onRetry={rate.reset} /> : null}
          <Actions>
            <Button
              look="primary"
              icon="send"
              pending={rate.pending}
              onClick={() =>
                void rate.send({
                  params,
                  body: { mark: Number(mark), ...(comment.trim() ? { comment: comment.trim() } : {}) },
                })
              }
            >
              {t.send}
            </Button>
          </Actions>
        </>
      ) : null}
    </Card>
  )
}
