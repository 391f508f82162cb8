import { factorNeeded } from '@platform/server/platform/access.ts'
import { apologise } from '@platform/server/services'
import { useState } from 'react'
import { DateField } from '../../kit/DateField.tsx'
import { showInstant } from '../../kit/format.ts'
import { LongTextField } from '../../kit/inputs.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { useCall } from '../../kit/queries.ts'
import { text, useText } from '../../kit/text.ts'
import { SecondFactorDialog } from '../authentication/SecondFactorDialog.tsx'
import { ActDialog } from './ActDialog.tsx'
import { type ActDialogProps, useDossierReply, useSeen } from './acting.ts'

const words = text({
  title: { vi: 'Xin lỗi và hẹn lại ngày trả kết quả', en: 'Apologise and name a new date' },
  once: {
    vi: (due: string) =>
      `Ngày hẹn hiện nay: ${due}. Chỉ hẹn lại được một lần, chậm nhất một ngày trước ngày hẹn. Công dân nhận văn bản xin lỗi có chữ ký số.`,
    en: (due: string) =>
      `Due now: ${due}. A new date is named only once, at the latest a day before. The citizen gets a signed letter.`,
  },
  newDay: { vi: 'Ngày hẹn lại', en: 'New date' },
  newDayMissing: { vi: 'Hãy chọn ngày hẹn lại', en: 'Choose the new date' },
  reason: { vi: 'Lý do chậm', en: 'Why it is late' },
  reasonHint: { vi: 'Công dân đọc được nguyên văn phần này', en: 'The citizen reads this as it stands' },
  reasonMissing: { vi: 'Hãy viết lý do, ít nhất 3 ký tự', en: 'Write a reason of at least 3 characters' },
  send: { vi: 'Ký văn bản xin lỗi', en: 'Sign the letter' },
  done: { vi: 'Đã xin lỗi và hẹn lại ngày', en: 'The letter was signed, the new date holds' },
})

/** The leader's one letter of apology; the second factor is asked when the server wants it. */
export function ApologyDialog({ dossier, onClose }: ActDialogProps) {
  const t = useText(words)
  const seen = useSeen(dossier)
  const [newDueOn, setNewDueOn] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const sorry = useCall(apologise, { onReply: useDossierReply(t.done, onClose) })
  const send = () => {
    setTried(true)
    if (!newDueOn || reason.trim().length < 3) return
    void sorry.send({
      params: { dossierId: dossier.dossierId },
      body: { version: seen.version, newDueOn, reason: reason.trim() },
    })
  }
  if (sorry.problem?.is(factorNeeded)) return <SecondFactorDialog onConfirmed={send} onClose={onClose} />
  return (
    <ActDialog
      dossier={dossier}
      act="apologise"
      title={t.title}
      send={t.send}
      seen={seen}
      sender={sorry}
      onSend={send}
      onClose={onClose}
    >
      <Notice look="wait">{t.once(showInstant(dossier.clock.dueAt))}</Notice>
      <DateField
        label={t.newDay}
        value={newDueOn}
        onChange={setNewDueOn}
        error={tried && !newDueOn ? t.newDayMissing : null}
      />
      <LongTextField
        label={t.reason}
        hint={t.reasonHint}
        value={reason}
        onChange={setReason}
        maxLength={1000}
        error={tried && reason.trim().length < 3 ? t.reasonMissing : null}
      />
    </ActDialog>
  )
}
