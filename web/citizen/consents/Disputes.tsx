import { type Dispute, listMyDisputes, withdrawDispute } from '@platform/server/verification'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { showDay } from '../../kit/format.ts'
import { useCall, useRead } from '../../kit/queries.ts'
import { ErrorState } from '../../kit/States.tsx'
import { StatusBadge, type Tone } from '../../kit/StatusBadge.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'

const words = text({
  title: { vi: 'Khiếu nại của tôi', en: 'My disputes' },
  opened: { vi: 'Đã gửi', en: 'Sent' },
  'taken-up': { vi: 'Đang kiểm tra', en: 'Being examined' },
  answered: { vi: 'Đã trả lời', en: 'Answered' },
  withdrawn: { vi: 'Bạn đã rút', en: 'Taken back' },
  due: { vi: (day: string) => `Trả lời trước hết ngày ${day}`, en: (day: string) => `Answered by ${day}` },
  lawful: { vi: 'Kết luận: đúng quy định', en: 'Outcome: lawful' },
  misuse: {
    vi: 'Kết luận: có vi phạm; tổ chức này bị chặn',
    en: 'Outcome: a misuse; the organisation is barred',
  },
  withdraw: { vi: 'Rút khiếu nại', en: 'Take it back' },
  done: { vi: 'Đã rút khiếu nại', en: 'Taken back' },
})

const tones: Record<Dispute['state'], Tone> = {
  opened: 'wait',
  'taken-up': 'progress',
  answered: 'done',
  withdrawn: 'neutral',
}

/** What I disputed and how it was answered; nothing when I never did. */
export function Disputes() {
  const t = useText(words)
  const show = useWords()
  const read = useRead(listMyDisputes, {})
  const withdraw = useCall(withdrawDispute, { onReply: () => say(t.done) })
  if (!read.data || read.data.rows.length === 0) return null
  return (
    <Card title={t.title} icon="warning">
      {withdraw.problem ? <ErrorState problem={withdraw.problem} /> : null}
      <ul className="stack">
        {read.data.rows.map(({ disputeId, organisation, state, dueOn, outcome, answer }) => (
          <li key={disputeId} className="consent">
            <p className="strong">{show(organisation)}</p>
            <StatusBadge tone={tones[state]}>{t[state]}</StatusBadge>
            {outcome ? <p>{t[outcome]}</p> : null}
            {answer ? <p>{answer}</p> : null}
            {state === 'opened' || state === 'taken-up' ? (
              <>
                <p className="small muted">{t.due(showDay(dueOn))}</p>
                <Button
                  pending={withdraw.pending}
                  aria-label={`${t.withdraw}: ${show(organisation)}`}
                  onClick={() => void withdraw.send({ params: { disputeId } })}
                >
                  {t.withdraw}
                </Button>
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  )
}
