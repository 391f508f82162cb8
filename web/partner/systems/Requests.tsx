import { type RequestRow, refusalReasons } from '@platform/server/authentication'
import { Card } from '../../kit/Card.tsx'
import { showDay, showInstant } from '../../kit/format.ts'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { decisionTone, stateWords } from './state.ts'

const words = text({
  title: { vi: 'Đề nghị đã gửi', en: 'Requests sent' },
  production: { vi: 'Dùng dữ liệu thật', en: 'Real data' },
  widening: { vi: 'Mở rộng', en: 'Widening' },
  asked: { vi: (at: string) => `Gửi lúc ${at}`, en: (at: string) => `Sent at ${at}` },
  due: {
    vi: (day: string) => `Có quyết định trước hết ngày ${day}`,
    en: (day: string) => `Decided by ${day}`,
  },
  overdue: { vi: 'Quá hạn', en: 'Overdue' },
})

/** What was asked, until when it is decided, and how; a refusal with its reasons. */
export function Requests({ requests }: { requests: readonly RequestRow[] }) {
  const t = useText(words)
  const state = useText(stateWords)
  const show = useWords()
  if (requests.length === 0) return null
  return (
    <Card title={t.title} icon="clock">
      <ul className="stack">
        {requests.map((request) => (
          <li key={request.requestId} className="stack stack-tight">
            <p>
              <strong>{t[request.kind]}</strong>{' '}
              <StatusBadge tone={decisionTone(request)}>
                {request.overdue ? t.overdue : state[request.decision ?? 'waiting']}
              </StatusBadge>
            </p>
            <p className="small muted">{t.asked(showInstant(request.askedAt))}</p>
            {request.decision === null ? <p>{t.due(showDay(request.dueOn))}</p> : null}
            {request.reasons.map((reason) => (
              <p key={reason}>{show(refusalReasons[reason])}</p>
            ))}
            {request.note ? <p>{request.note}</p> : null}
          </li>
        ))}
      </ul>
    </Card>
  )
}
