import { askSupplement } from '@platform/server/services'
import { useState } from 'react'
import { ManyField } from '../../kit/choices.tsx'
import { LongTextField } from '../../kit/inputs.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { useCall } from '../../kit/queries.ts'
import { text, useText, useWords } from '../../kit/text.ts'
import { ActDialog } from './ActDialog.tsx'
import { type ActDialogProps, useDossierReply, useSeen } from './acting.ts'

const words = text({
  title: { vi: 'Yêu cầu bổ sung', en: 'Ask for a supplement' },
  once: {
    vi: 'Mỗi hồ sơ chỉ được yêu cầu bổ sung một lần. Hãy đánh dấu hết những mục cần sửa trong lần này; thời hạn tạm dừng cho đến khi công dân trả lời.',
    en: 'A supplement may be asked for only once. Mark everything that needs correcting now; the clock stands still until the citizen answers.',
  },
  fields: { vi: 'Mục cần bổ sung', en: 'What to supplement' },
  fieldMissing: { vi: 'Hãy đánh dấu ít nhất một mục', en: 'Mark at least one field' },
  files: { vi: (files: number) => `${files} tệp đính kèm`, en: (files: number) => `${files} files` },
  empty: { vi: 'Chưa có nội dung', en: 'Nothing filled in' },
  said: { vi: 'Lời nhắn cho công dân', en: 'Message to the citizen' },
  saidHint: {
    vi: 'Nói rõ cần sửa gì và vì sao, bằng lời dễ hiểu',
    en: 'Say plainly what to correct and why',
  },
  saidMissing: { vi: 'Hãy viết lời nhắn, ít nhất 3 ký tự', en: 'Write a message of at least 3 characters' },
  send: { vi: 'Gửi yêu cầu bổ sung', en: 'Send the request' },
  done: { vi: 'Đã gửi yêu cầu bổ sung cho công dân', en: 'The citizen was asked for a supplement' },
})

/** Asks once for all gaps together: fields are marked beside what they hold now. */
export function AskSupplementDialog({ dossier, onClose }: ActDialogProps) {
  const t = useText(words)
  const show = useWords()
  const seen = useSeen(dossier)
  const [fields, setFields] = useState<string[]>([])
  const [said, setSaid] = useState('')
  const [tried, setTried] = useState(false)
  const ask = useCall(askSupplement, { onReply: useDossierReply(t.done, onClose) })
  const answers = new Map(
    dossier.sections.flatMap(({ rows }) => rows).map((row) => [row.field, show(row.text)]),
  )
  const filesIn = (slot: string) => {
    const files = dossier.attachments.filter((one) => one.slot === slot && one.replacedAt === null).length
    return files > 0 ? t.files(files) : ''
  }
  const send = () => {
    setTried(true)
    if (fields.length === 0 || said.trim().length < 3) return
    void ask.send({
      params: { dossierId: dossier.dossierId },
      body: { version: seen.version, fields, text: said.trim() },
    })
  }
  return (
    <ActDialog
      dossier={dossier}
      act="ask-supplement"
      title={t.title}
      send={t.send}
      seen={seen}
      sender={ask}
      onSend={send}
      onClose={onClose}
    >
      <Notice look="wait">{t.once}</Notice>
      <ManyField
        label={t.fields}
        value={fields}
        onChange={setFields}
        error={tried && fields.length === 0 ? t.fieldMissing : null}
        options={dossier.fieldsToMark.map(({ field, label }) => ({
          value: field,
          label: show(label),
          hint: answers.get(field) || filesIn(field) || t.empty,
        }))}
      />
      <LongTextField
        label={t.said}
        hint={t.saidHint}
        value={said}
        onChange={setSaid}
        maxLength={2000}
        error={tried && said.trim().length < 3 ? t.saidMissing : null}
      />
    </ActDialog>
  )
}
