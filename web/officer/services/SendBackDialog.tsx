import { sendBackProposal } from '@platform/server/services'
import { useState } from 'react'
import { LongTextField } from '../../kit/inputs.tsx'
import { useCall } from '../../kit/queries.ts'
import { text, useText } from '../../kit/text.ts'
import { ActDialog } from './ActDialog.tsx'
import { type ActDialogProps, useDossierReply, useSeen } from './acting.ts'

const words = text({
  title: { vi: 'Trả lại người đề xuất', en: 'Send the proposal back' },
  reason: { vi: 'Lý do trả lại', en: 'Reason' },
  hint: {
    vi: 'Cán bộ thụ lý đọc được; công dân không thấy',
    en: 'For the case officer; the citizen does not see it',
  },
  missing: { vi: 'Hãy viết lý do, ít nhất 3 ký tự', en: 'Write a reason of at least 3 characters' },
  send: { vi: 'Trả lại', en: 'Send back' },
  done: { vi: 'Đã trả lại cho cán bộ thụ lý', en: 'The proposal was sent back' },
})

/** The leader does not sign: the case officer reads why and proposes anew. */
export function SendBackDialog({ dossier, onClose }: ActDialogProps) {
  const t = useText(words)
  const seen = useSeen(dossier)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const sendBack = useCall(sendBackProposal, { onReply: useDossierReply(t.done, onClose) })
  const send = () => {
    setTried(true)
    if (reason.trim().length < 3) return
    void sendBack.send({
      params: { dossierId: dossier.dossierId },
      body: { version: seen.version, reason: reason.trim() },
    })
  }
  return (
    <ActDialog
      dossier={dossier}
      act="send-back"
      title={t.title}
      send={t.send}
      seen={seen}
      sender={sendBack}
      onSend={send}
      onClose={onClose}
    >
      <LongTextField
        label={t.reason}
        hint={t.hint}
        value={reason}
        onChange={setReason}
        maxLength={2000}
        error={tried && reason.trim().length < 3 ? t.missing : null}
      />
    </ActDialog>
  )
}
