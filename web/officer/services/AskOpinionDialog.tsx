import { askOpinions, listAskableAgencies, type OpinionRule } from '@platform/server/services'
import { useState } from 'react'
import { ChoiceField, ManyField } from '../../kit/choices.tsx'
import { DateField } from '../../kit/DateField.tsx'
import { LongTextField } from '../../kit/inputs.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { Show } from '../../kit/States.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { UnitPicker } from '../../kit/UnitPicker.tsx'
import { ActDialog } from './ActDialog.tsx'
import { type ActDialogProps, useDossierReply, useSeen } from './acting.ts'

const words = text({
  title: { vi: 'Lấy ý kiến cơ quan khác', en: 'Ask other offices' },
  where: { vi: 'Cơ quan ở nơi khác', en: 'Offices elsewhere' },
  whereHint: {
    vi: 'Để trống nếu hỏi cơ quan của xã, phường và tỉnh mình',
    en: 'Leave empty to ask offices of your own commune and province',
  },
  whom: { vi: 'Hỏi cơ quan nào', en: 'Whom to ask' },
  whomHint: {
    vi: 'Chọn một hay nhiều; mỗi nơi trả lời riêng',
    en: 'One or several; each answers for itself',
  },
  whomMissing: { vi: 'Hãy chọn ít nhất một cơ quan', en: 'Choose at least one office' },
  nobody: { vi: 'Nơi này không có cơ quan nào trả lời được', en: 'No office there can answer' },
  question: { vi: 'Câu hỏi', en: 'Question' },
  questionHint: {
    vi: 'Viết rõ cần biết điều gì; cơ quan được hỏi thấy phần công dân khai',
    en: 'Say what you need to know; the office that is asked sees what the citizen declared',
  },
  questionMissing: {
    vi: 'Hãy viết câu hỏi, ít nhất 3 ký tự',
    en: 'Write a question of at least 3 characters',
  },
  due: { vi: 'Trả lời trước hết ngày', en: 'To be answered by the end of' },
  dueMissing: { vi: 'Hãy chọn ngày phải trả lời', en: 'Choose the day by which to answer' },
  waits: { vi: 'Nếu chưa có trả lời', en: 'While there is no answer' },
  'until-due': {
    vi: 'Chờ đến hết ngày đó rồi giải quyết tiếp',
    en: 'Wait until that day is over, then go on',
  },
  'until-answered': { vi: 'Chờ đến khi có trả lời', en: 'Wait until the answer is there' },
  send: { vi: 'Gửi câu hỏi', en: 'Send the question' },
  done: { vi: 'Đã gửi câu hỏi', en: 'The question was sent' },
})

/** Asks one or more other offices; their time does not count for the citizen's clock. */
export function AskOpinionDialog({ dossier, onClose }: ActDialogProps) {
  const t = useText(words)
  const show = useWords()
  const seen = useSeen(dossier)
  const [unitId, setUnitId] = useState<number | null>(null)
  const [asked, setAsked] = useState<string[]>([])
  const [question, setQuestion] = useState('')
  const [dueOn, setDueOn] = useState<string | null>(null)
  const [waits, setWaits] = useState<OpinionRule>('until-due')
  const [tried, setTried] = useState(false)
  const agencies = useRead(
    listAskableAgencies,
    { query: unitId === null ? {} : { unitId } },
    { keepLast: true },
  )
  const ask = useCall(askOpinions, { onReply: useDossierReply(t.done, onClose) })
  const send = () => {
    setTried(true)
    if (asked.length === 0 || question.trim().length < 3 || !dueOn) return
    void ask.send({
      params: { dossierId: dossier.dossierId },
      body: { version: seen.version, agencyIds: asked.map(Number), question: question.trim(), dueOn, waits },
    })
  }
  return (
    <ActDialog
      dossier={dossier}
      act="ask-opinion"
      title={t.title}
      send={t.send}
      seen={seen}
      sender={ask}
      onSend={send}
      onClose={onClose}
    >
      <Show read={agencies}>
        {({ rows }) => (
          <ManyField
            label={t.whom}
            hint={rows.length === 0 ? t.nobody : t.whomHint}
            value={asked}
            onChange={setAsked}
            error={tried && asked.length === 0 ? t.whomMissing : null}
            options={rows.map(({ agencyId, name }) => ({ value: String(agencyId), label: show(name) }))}
          />
        )}
      </Show>
      <UnitPicker
        label={t.where}
        hint={t.whereHint}
        optional
        value={unitId}
        onChange={(chosen) => {
          setUnitId(chosen)
          setAsked([])
        }}
      />
      <LongTextField
        label={t.question}
        hint={t.questionHint}
        value={question}
        onChange={setQuestion}
        maxLength={2000}
        error={tried && question.trim().length < 3 ? t.questionMissing : null}
      />
      <DateField
        label={t.due}
        value={dueOn}
        onChange={setDueOn}
        error={tried && !dueOn ? t.dueMissing : null}
      />
      <ChoiceField
        label={t.waits}
        value={waits}
        onChange={(value) => setWaits(value as OpinionRule)}
        options={(['until-due', 'until-answered'] as const).map((value) => ({ value, label: t[value] }))}
      />
    </ActDialog>
  )
}
