import {
  contestDispute,
  type Dispute,
  listMyDisputes,
  settleDispute,
  withdrawDispute,
} from '@platform/server/verification'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { showDay, showInstant } from '../../kit/format.ts'
import { Actions } from '../../kit/Layout.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { ErrorState } from '../../kit/States.tsx'
import { StatusBadge, type Tone } from '../../kit/StatusBadge.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'

const words = text({
  title: { vi: 'Điều tôi đã báo', en: 'What I reported' },
  opened: { vi: 'Chờ tổ chức giải thích', en: 'The organisation is to explain' },
  explained: { vi: 'Tổ chức đã giải thích', en: 'The organisation explained' },
  settled: { vi: 'Bạn đã đồng ý với giải thích', en: 'You were content' },
  disputed: { vi: 'Chờ thanh tra', en: 'The inspector is to examine it' },
  'authentication.sign-in': { vi: 'Đăng nhập', en: 'A sign-in' },
  'authentication.approval': { vi: 'Xin xác nhận trên điện thoại', en: 'Approval on the phone' },
  'verification.match': { vi: 'Xác thực thông tin', en: 'A check' },
  'verification.attributes': { vi: 'Nhận dữ liệu', en: 'Data handed over' },
  theySay: { vi: 'Tổ chức giải thích', en: 'The organisation says' },
  enough: { vi: 'Tôi đồng ý với giải thích', en: 'This is enough' },
  contest: { vi: 'Chưa đúng, chuyển sang thanh tra', en: 'Not right: take it to the inspector' },
  settledSay: { vi: 'Đã ghi nhận', en: 'Noted' },
  contested: {
    vi: (day: string) => `Đã chuyển sang thanh tra, trả lời trước hết ngày ${day}`,
    en: (day: string) => `With the inspector, answered by ${day}`,
  },
  'taken-up': { vi: 'Đang kiểm tra', en: 'Being examined' },
  answered: { vi: 'Đã trả lời', en: 'Answered' },
  withdrawn: { vi: 'Bạn đã rút', en: 'Taken back' },
  due: { vi: (day: string) => `Trả lời trước hết ngày ${day}`, en: (day: string) => `Answered by ${day}` },
  lawful: { vi: 'Kết luận: đúng quy định', en: 'Outcome: lawful' },
  misuse: {
    vi: 'Kết luận: có vi phạm; tổ chức này bị chặn',
    en: 'Outcome: a misuse; the organisation is barred',
  },
  withdraw: { vi: 'Rút lại', en: 'Take it back' },
  done: { vi: 'Đã rút lại', en: 'Taken back' },
})

const tones: Record<Dispute['state'], Tone> = {
  opened: 'wait',
  explained: 'progress',
  settled: 'done',
  disputed: 'wait',
  'taken-up': 'progress',
  answered: 'done',
  withdrawn: 'neutral',
}

/** What I reported as not mine, how it was explained and answered; nothing when I never did. */
export function Disputes() {
  const t = useText(words)
  const show = useWords()
  const read = useRead(listMyDisputes, {})
  const withdraw = useCall(withdrawDispute, { onReply: () => say(t.done) })
  const settle = useCall(settleDispute, { onReply: () => say(t.settledSay) })
  const contest = useCall(contestDispute, { onReply: ({ dueOn }) => say(t.contested(showDay(dueOn))) })
  const problem = withdraw.problem ?? settle.problem ?? contest.problem
  if (!read.data || read.data.rows.length === 0) return null
  return (
    <Card title={t.title} icon="warning">
      {problem ? <ErrorState problem={problem} /> : null}
      <ul className="stack">
        {read.data.rows.map((row) => (
          <li key={row.disputeId} className="consent">
            <Reported row={row} />
            {row.state === 'explained' ? (
              <Actions>
                <Button
                  look="primary"
                  icon="check"
                  pending={settle.pending}
                  onClick={() => void settle.send({ params: { disputeId: row.disputeId } })}
                >
                  {t.enough}
                </Button>
                <Button
                  icon="warning"
                  pending={contest.pending}
                  onClick={() => void contest.send({ params: { disputeId: row.disputeId } })}
                >
                  {t.contest}
                </Button>
              </Actions>
            ) : null}
            {WAITS.includes(row.state) ? (
              <>
                <p className="small muted">{t.due(showDay(row.dueOn))}</p>
                <Button
                  pending={withdraw.pending}
                  aria-label={`${t.withdraw}: ${show(row.organisation)}`}
                  onClick={() => void withdraw.send({ params: { disputeId: row.disputeId } })}
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

const WAITS: readonly Dispute['state'][] = ['opened', 'disputed', 'taken-up']

function Reported({ row }: { row: Dispute }) {
  const t = useText(words)
  const show = useWords()
  const { organisation, act, message, checkedAt, state, explanation, outcome, answer } = row
  const what = t[act as 'verification.match'] ?? act
  return (
    <>
      <p className="strong">{show(organisation)}</p>
      <p className="small muted">{[what, showInstant(checkedAt), message].filter(Boolean).join(' · ')}</p>
      <StatusBadge tone={tones[state]}>{t[state]}</StatusBadge>
      {explanation ? (
        <p>
          {t.theySay}: “{explanation}”
        </p>
      ) : null}
      {outcome ? <p>{t[outcome]}</p> : null}
      {answer ? <p>{answer}</p> : null}
    </>
  )
}
