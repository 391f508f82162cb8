import { dayOf } from '@platform/server/platform/day.ts'
import type { ApprovalRow } from '@platform/server/services'
import { recordPaperApproval } from '@platform/server/services'
import { useState } from 'react'
import { ChoiceField } from '../../kit/choices.tsx'
import { DateField } from '../../kit/DateField.tsx'
import { LongTextField } from '../../kit/inputs.tsx'
import { useCall } from '../../kit/queries.ts'
import { text, useText, useWords } from '../../kit/text.ts'
import { ActDialog } from './ActDialog.tsx'
import { type ActDialogProps, useDossierReply, useSeen } from './acting.ts'

const words = text({
  title: { vi: 'Ghi nhận đồng ý bằng giấy', en: 'Record a paper approval' },
  who: { vi: 'Người ký giấy', en: 'Who signed' },
  whoMissing: { vi: 'Hãy chọn người ký', en: 'Choose who signed' },
  decision: { vi: 'Ý kiến trên giấy', en: 'What the paper says' },
  approve: { vi: 'Đồng ý', en: 'Agrees' },
  refuse: { vi: 'Không đồng ý', en: 'Does not agree' },
  decisionMissing: { vi: 'Hãy chọn ý kiến ghi trên giấy', en: 'Choose what the paper says' },
  signedOn: { vi: 'Ngày ký', en: 'Signed on' },
  dayMissing: { vi: 'Hãy ghi ngày ký, không sau hôm nay', en: 'Write the day, not after today' },
  evidence: { vi: 'Giấy tờ đã đối chiếu', en: 'What was seen' },
  evidenceHint: {
    vi: 'Ví dụ: tờ khai CT01 có chữ ký, người ký xuất trình căn cước tại quầy',
    en: 'For example: form CT01 signed, the signer showed the identity card at the counter',
  },
  evidenceMissing: {
    vi: 'Hãy ghi đã xem giấy tờ gì, ít nhất 3 ký tự',
    en: 'Say what was seen, at least 3 characters',
  },
  send: { vi: 'Ghi nhận ý kiến', en: 'Record' },
  done: { vi: 'Đã ghi nhận ý kiến bằng giấy', en: 'The paper approval was recorded' },
})

interface RecordApprovalProps extends ActDialogProps {
  /** The row it was opened from; without it one chooses. */
  approvalId?: string
}

/** Those whose answer is still open. */
export function waitingOf(approvals: readonly ApprovalRow[]): ApprovalRow[] {
  return approvals.filter(({ state }) => state === 'asked' || state === 'at-counter')
}

/** A paper signature of someone without an active account, seen at the counter. */
export function RecordApprovalDialog({ dossier, onClose, approvalId }: RecordApprovalProps) {
  const t = useText(words)
  const show = useWords()
  const seen = useSeen(dossier)
  const waiting = waitingOf(dossier.approvals)
  const [who, setWho] = useState(approvalId ?? (waiting.length === 1 ? (waiting[0]?.approvalId ?? '') : ''))
  const [decision, setDecision] = useState('')
  const [signedOn, setSignedOn] = useState<string | null>(null)
  const [evidence, setEvidence] = useState('')
  const [tried, setTried] = useState(false)
  const record = useCall(recordPaperApproval, { onReply: useDossierReply(t.done, onClose) })
  const today = dayOf(new Date())
  const dayWrong = !signedOn || signedOn > today
  const send = () => {
    setTried(true)
    if (!who || !decision || !signedOn || dayWrong || evidence.trim().length < 3) return
    void record.send({
      params: { dossierId: dossier.dossierId, approvalId: who },
      body: {
        version: seen.version,
        decision: decision === 'approve' ? 'approve' : 'refuse',
        signedOn,
        evidence: evidence.trim(),
      },
    })
  }
  return (
    <ActDialog
      dossier={dossier}
      act="record-approval"
      title={t.title}
      send={t.send}
      seen={seen}
      sender={record}
      onSend={send}
      onClose={onClose}
    >
      <ChoiceField
        label={t.who}
        value={who}
        onChange={setWho}
        error={tried && !who ? t.whoMissing : null}
        options={waiting.map((row) => ({
          value: row.approvalId,
          label: row.name,
          hint: row.capacities.map(show).join(', '),
        }))}
      />
      <ChoiceField
        label={t.decision}
        value={decision}
        onChange={setDecision}
        error={tried && !decision ? t.decisionMissing : null}
        options={[
          { value: 'approve', label: t.approve },
          { value: 'refuse', label: t.refuse },
        ]}
      />
      <DateField
        label={t.signedOn}
        value={signedOn}
        onChange={setSignedOn}
        max={today}
        error={tried && dayWrong ? t.dayMissing : null}
      />
      <LongTextField
        label={t.evidence}
        hint={t.evidenceHint}
        value={evidence}
        onChange={setEvidence}
        maxLength={2000}
        error={tried && evidence.trim().length < 3 ? t.evidenceMissing : null}
      />
    </ActDialog>
  )
}
