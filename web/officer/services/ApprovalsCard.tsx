import type { ApprovalRow, DeskDossier } from '@platform/server/services'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { showInstant } from '../../kit/format.ts'
import { StatusBadge, type Tone } from '../../kit/StatusBadge.tsx'
import { text, useCitation, useText, useWords } from '../../kit/text.ts'
import { RecordApprovalDialog, waitingOf } from './RecordApprovalDialog.tsx'

const words = text({
  title: { vi: 'Ý kiến đồng ý', en: 'Approvals' },
  asked: { vi: (at: string) => `Hỏi lúc ${at}`, en: (at: string) => `Asked at ${at}` },
  until: { vi: (at: string) => `trả lời trước ${at}`, en: (at: string) => `to answer by ${at}` },
  decided: { vi: (at: string) => `Trả lời lúc ${at}`, en: (at: string) => `Answered at ${at}` },
  app: { vi: 'trên ứng dụng', en: 'in the app' },
  paper: { vi: 'bằng giấy tại quầy', en: 'on paper at the counter' },
  self: { vi: 'là chính người nộp', en: 'is the applicant' },
  reason: { vi: (reason: string) => `Lý do: ${reason}`, en: (reason: string) => `Reason: ${reason}` },
  record: { vi: 'Ghi nhận bằng giấy', en: 'Record on paper' },
})

const tones: Record<ApprovalRow['state'], Tone> = {
  asked: 'wait',
  'at-counter': 'wait',
  given: 'done',
  refused: 'refused',
  expired: 'refused',
  void: 'neutral',
}

/** Who has to agree, by which law, and what each said; a paper signature is recorded from here. */
export function ApprovalsCard({ dossier }: { dossier: DeskDossier }) {
  const t = useText(words)
  const [recording, setRecording] = useState<string | null>(null)
  const choice = dossier.acts.find(({ act }) => act === 'record-approval')
  const waiting = new Set(waitingOf(dossier.approvals).map(({ approvalId }) => approvalId))
  if (dossier.approvals.length === 0) return null
  return (
    <Card title={t.title} icon="people">
      <ul className="approvals">
        {dossier.approvals.map((row) => (
          <li key={row.approvalId}>
            <Approval row={row} />
            {choice?.allowed && waiting.has(row.approvalId) ? (
              <Button
                icon="edit"
                aria-label={`${t.record}: ${row.name}`}
                onClick={() => setRecording(row.approvalId)}
              >
                {t.record}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {recording ? (
        <RecordApprovalDialog dossier={dossier} approvalId={recording} onClose={() => setRecording(null)} />
      ) : null}
    </Card>
  )
}

function Approval({ row }: { row: ApprovalRow }) {
  const t = useText(words)
  const cite = useCitation()
  const show = useWords()
  const how = row.by === 'app' || row.by === 'paper' || row.by === 'self' ? t[row.by] : ''
  const when = row.decidedAt
    ? [t.decided(showInstant(row.decidedAt)), how]
    : [t.asked(showInstant(row.askedAt)), row.expiresAt ? t.until(showInstant(row.expiresAt)) : '']
  return (
    <div className="stack stack-tight">
      <p>
        <span className="strong">{row.name}</span>{' '}
        <span className="muted">– {row.capacities.map(show).join(', ')}</span>
      </p>
      <p className="row">
        <StatusBadge tone={tones[row.state]}>{show(row.stateWords)}</StatusBadge>
        <span className="small muted">{when.filter(Boolean).join(', ')}</span>
      </p>
      {row.reason ? <p>{t.reason(row.reason)}</p> : null}
      <p className="small muted">{row.law.map(cite).join('; ')}</p>
    </div>
  )
}
