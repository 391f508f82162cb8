import type { ApprovalRow } from '@platform/server/services'
import { Card } from '../../kit/Card.tsx'
import { showInstant } from '../../kit/format.ts'
import { Row } from '../../kit/Layout.tsx'
import { StatusBadge, type Tone } from '../../kit/StatusBadge.tsx'
import { text, useText, useWords } from '../../kit/text.ts'

const words = text({
  title: { vi: 'Ý kiến của những người liên quan', en: 'Agreement of those concerned' },
  asked: { vi: (at: string) => `Đã hỏi lúc ${at}`, en: (at: string) => `Asked at ${at}` },
  until: { vi: (at: string) => `trả lời trước ${at}`, en: (at: string) => `to answer by ${at}` },
  decided: { vi: (at: string) => `Trả lời lúc ${at}`, en: (at: string) => `Answered at ${at}` },
  reason: { vi: (reason: string) => `Lý do: ${reason}`, en: (reason: string) => `Reason: ${reason}` },
  as: { vi: (capacity: string) => `với tư cách ${capacity}`, en: (capacity: string) => `as ${capacity}` },
})

const tones: Record<ApprovalRow['state'], Tone> = {
  asked: 'wait',
  'at-counter': 'wait',
  given: 'done',
  refused: 'refused',
  expired: 'refused',
  void: 'neutral',
}

/** Who was asked to agree, in which capacity, and what they said. */
export function ApprovalRows({ approvals }: { approvals: readonly ApprovalRow[] }) {
  const t = useText(words)
  const show = useWords()
  return (
    <Card title={t.title} icon="people">
      <ul className="stack">
        {approvals.map((row) => (
          <li key={row.approvalId}>
            <Row apart>
              <div>
                <p>
                  <span className="strong">{row.name}</span>{' '}
                  <span className="muted">
                    {t.as(row.capacities.map((capacity) => show(capacity).toLocaleLowerCase()).join(', '))}
                  </span>
                </p>
                <p className="small muted">
                  {row.decidedAt
                    ? t.decided(showInstant(row.decidedAt))
                    : [
                        t.asked(showInstant(row.askedAt)),
                        row.expiresAt ? t.until(showInstant(row.expiresAt)) : '',
                      ]
                        .filter(Boolean)
                        .join(', ')}
                </p>
                {row.reason ? <p>{t.reason(row.reason)}</p> : null}
              </div>
              <StatusBadge tone={tones[row.state]}>{show(row.stateWords)}</StatusBadge>
            </Row>
          </li>
        ))}
      </ul>
    </Card>
  )
}
