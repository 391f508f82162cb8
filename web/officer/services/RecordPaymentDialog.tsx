import { recordPayment } from '@platform/server/services'
import { useState } from 'react'
import { showDong } from '../../kit/format.ts'
import { TextField } from '../../kit/inputs.tsx'
import { useCall } from '../../kit/queries.ts'
import { text, useText, useWords } from '../../kit/text.ts'
import { ActDialog } from './ActDialog.tsx'
import { type ActDialogProps, useDossierReply, useSeen } from './acting.ts'

const words = text({
  title: { vi: 'Ghi nhận đã nộp tiền', en: 'Record a payment' },
  amount: { vi: (dong: string) => `Số tiền phải nộp: ${dong}`, en: (dong: string) => `Amount due: ${dong}` },
  receipt: { vi: 'Số biên lai', en: 'Receipt number' },
  missing: {
    vi: 'Hãy ghi số biên lai, ít nhất 3 ký tự',
    en: 'Write the receipt number, at least 3 characters',
  },
  send: { vi: 'Ghi nhận', en: 'Record' },
  done: { vi: 'Đã ghi nhận lệ phí', en: 'The payment was recorded' },
})

/** A fee paid at the counter, by the number of its receipt. */
export function RecordPaymentDialog({ dossier, onClose }: ActDialogProps) {
  const t = useText(words)
  const show = useWords()
  const seen = useSeen(dossier)
  const [receipt, setReceipt] = useState('')
  const [tried, setTried] = useState(false)
  const record = useCall(recordPayment, { onReply: useDossierReply(t.done, onClose) })
  const send = () => {
    setTried(true)
    if (receipt.trim().length < 3) return
    void record.send({
      params: { dossierId: dossier.dossierId },
      body: { version: seen.version, receiptNumber: receipt.trim() },
    })
  }
  return (
    <ActDialog
      dossier={dossier}
      act="record-payment"
      title={t.title}
      send={t.send}
      seen={seen}
      sender={record}
      onSend={send}
      onClose={onClose}
    >
      <p>
        <strong>{t.amount(showDong(dossier.fee.amountDong))}</strong>{' '}
        <span className="muted">{show(dossier.fee.reason)}</span>
      </p>
      <TextField
        label={t.receipt}
        value={receipt}
        onChange={setReceipt}
        maxLength={60}
        short
        error={tried && receipt.trim().length < 3 ? t.missing : null}
      />
    </ActDialog>
  )
}
