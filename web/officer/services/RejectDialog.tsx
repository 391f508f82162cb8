import { rejectDossier } from '@platform/server/services'
import { useState } from 'react'
import { ManyField } from '../../kit/choices.tsx'
import { LongTextField } from '../../kit/inputs.tsx'
import { useCall } from '../../kit/queries.ts'
import { text, useText, useWords } from '../../kit/text.ts'
import { ActDialog } from './ActDialog.tsx'
import { type ActDialogProps, useDossierReply, useSeen } from './acting.ts'

const words = text({
  title: { vi: 'Không tiếp nhận hồ sơ', en: 'Do not accept the dossier' },
  reasons: { vi: 'Lý do không tiếp nhận', en: 'Reasons' },
  reasonMissing: { vi: 'Hãy chọn ít nhất một lý do', en: 'Choose at least one reason' },
  explain: { vi: 'Giải thích cho công dân', en: 'Explanation for the citizen' },
  explainHint: { vi: 'Công dân đọc được nguyên văn phần này', en: 'The citizen reads this as it stands' },
  explainMissing: {
    vi: 'Hãy viết giải thích, ít nhất 3 ký tự',
    en: 'Write an explanation of at least 3 characters',
  },
  send: { vi: 'Gửi thông báo không tiếp nhận', en: 'Send the notice' },
  done: {
    vi: 'Đã thông báo không tiếp nhận hồ sơ',
    en: 'The citizen was told that the dossier is not accepted',
  },
})

/** Refuses to accept: a reason from the list and words for the citizen (R23: never free text alone). */
export function RejectDialog({ dossier, onClose }: ActDialogProps) {
  const t = useText(words)
  const show = useWords()
  const seen = useSeen(dossier)
  const [reasons, setReasons] = useState<string[]>([])
  const [said, setSaid] = useState('')
  const [tried, setTried] = useState(false)
  const reject = useCall(rejectDossier, { onReply: useDossierReply(t.done, onClose) })
  const complete = reasons.length > 0 && said.trim().length >= 3
  const send = () => {
    setTried(true)
    if (!complete) return
    void reject.send({
      params: { dossierId: dossier.dossierId },
      body: { version: seen.version, reasons, text: said.trim() },
    })
  }
  return (
    <ActDialog
      dossier={dossier}
      act="reject"
      title={t.title}
      send={t.send}
      look="danger"
      seen={seen}
      sender={reject}
      onSend={send}
      onClose={onClose}
    >
      <ManyField
        label={t.reasons}
        value={reasons}
        onChange={setReasons}
        error={tried && reasons.length === 0 ? t.reasonMissing : null}
        options={dossier.refusalReasons.map(({ code, words: reason, law }) => ({
          value: code,
          label: show(reason),
          hint: law,
        }))}
      />
      <LongTextField
        label={t.explain}
        hint={t.explainHint}
        value={said}
        onChange={setSaid}
        maxLength={2000}
        error={tried && said.trim().length < 3 ? t.explainMissing : null}
      />
    </ActDialog>
  )
}
