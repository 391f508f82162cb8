import { type DeskDossier, type OpinionRow, withdrawOpinion } from '@platform/server/services'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { showInstant } from '../../kit/format.ts'
import { useCall } from '../../kit/queries.ts'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { ActProblem } from './ActProblem.tsx'
import { useDossierReply, useSeen } from './acting.ts'
import { opinionKey, opinionTones, opinionWords } from './opinion-words.ts'

const words = text({
  title: { vi: 'Ý kiến cơ quan khác', en: 'Opinions of other offices' },
  asked: {
    vi: (at: string, due: string) => `Hỏi lúc ${at}, trả lời trước ${due}`,
    en: (at: string, due: string) => `Asked at ${at}, to answer by ${due}`,
  },
  answered: {
    vi: (who: string, at: string) => `${who} ký lúc ${at}`,
    en: (who: string, at: string) => `Signed by ${who} at ${at}`,
  },
  'until-due': {
    vi: 'Hết ngày mà chưa trả lời thì giải quyết tiếp',
    en: 'Once the day is over the decision goes on',
  },
  'until-answered': {
    vi: 'Chưa có trả lời thì chưa đề xuất được',
    en: 'No decision can be proposed without it',
  },
  withdraw: { vi: 'Rút câu hỏi', en: 'Take the question back' },
  withdrawn: { vi: 'Đã rút câu hỏi', en: 'The question was taken back' },
})

/** What other offices were asked and what they said; a question may be taken back by whoever may ask. */
export function OpinionsCard({ dossier }: { dossier: DeskDossier }) {
  const t = useText(words)
  const seen = useSeen(dossier)
  const withdraw = useCall(withdrawOpinion, { onReply: useDossierReply(t.withdrawn) })
  const mayAsk = dossier.acts.some(({ act, allowed }) => act === 'ask-opinion' && allowed)
  if (dossier.opinions.length === 0) return null
  return (
    <Card title={t.title} icon="people">
      <ul className="approvals">
        {dossier.opinions.map((row) => (
          <li key={row.opinionId}>
            <Opinion row={row} />
            {mayAsk && row.state === 'asked' ? (
              <Button
                icon="undo"
                pending={withdraw.pending}
                onClick={() =>
                  void withdraw.send({
                    params: { dossierId: dossier.dossierId, opinionId: row.opinionId },
                    body: { version: dossier.version },
                  })
                }
              >
                {t.withdraw}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {withdraw.problem ? (
        <ActProblem
          problem={withdraw.problem}
          onCatchUp={() => {
            withdraw.reset()
            void seen.catchUp()
          }}
        />
      ) : null}
    </Card>
  )
}

function Opinion({ row }: { row: OpinionRow }) {
  const t = useText(words)
  const said = useText(opinionWords)
  const show = useWords()
  const stands = opinionKey(row)
  return (
    <div className="stack stack-tight">
      <p className="row">
        <span className="strong">{show(row.agency)}</span>
        <StatusBadge tone={opinionTones[stands]}>{said[stands]}</StatusBadge>
      </p>
      <p className="muted">{row.question}</p>
      {row.answer ? <p>{row.answer}</p> : null}
      <p className="small muted">
        {row.by
          ? t.answered(`${row.by.name}, ${show(row.by.title)},`, showInstant(row.endedAt))
          : t.asked(showInstant(row.askedAt), showInstant(row.dueAt))}
      </p>
      {row.state === 'asked' ? <p className="small muted">{t[row.waits]}</p> : null}
    </div>
  )
}
