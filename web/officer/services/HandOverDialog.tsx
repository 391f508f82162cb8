import { handOverDossier, listColleagues } from '@platform/server/services'
import { useState } from 'react'
import { LongTextField, SelectField } from '../../kit/inputs.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { Show } from '../../kit/States.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { useMe } from '../me.ts'
import { ActDialog } from './ActDialog.tsx'
import { type ActDialogProps, useDossierReply, useSeen } from './acting.ts'

const words = text({
  title: { vi: 'Chuyển người thụ lý', en: 'Hand over' },
  to: { vi: 'Chuyển cho', en: 'Hand over to' },
  missing: { vi: 'Hãy chọn một đồng nghiệp', en: 'Choose a colleague' },
  nobody: {
    vi: 'Cơ quan của bạn không có đồng nghiệp nào khác thụ lý hồ sơ.',
    en: 'Nobody else of your office handles dossiers.',
  },
  note: { vi: 'Lời nhắn', en: 'Note' },
  send: { vi: 'Chuyển hồ sơ', en: 'Hand over' },
  done: { vi: 'Đã chuyển hồ sơ cho đồng nghiệp', en: 'The dossier was handed over' },
})

/** Hands a dossier over to a colleague of the same agency. */
export function HandOverDialog({ dossier, onClose }: ActDialogProps) {
  const t = useText(words)
  const show = useWords()
  const seen = useSeen(dossier)
  const me = useMe().data?.actingAs?.appointmentId
  const colleagues = useRead(listColleagues, {})
  const [to, setTo] = useState('')
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const handOver = useCall(handOverDossier, { onReply: useDossierReply(t.done, onClose) })
  const send = () => {
    setTried(true)
    if (to === '') return
    void handOver.send({
      params: { dossierId: dossier.dossierId },
      body: { version: seen.version, appointmentId: to, ...(note.trim() ? { note: note.trim() } : {}) },
    })
  }
  return (
    <ActDialog
      dossier={dossier}
      act="hand-over"
      title={t.title}
      send={t.send}
      seen={seen}
      sender={handOver}
      onSend={send}
      onClose={onClose}
    >
      <Show read={colleagues}>
        {({ rows }) => {
          const others = rows.filter(
            ({ appointmentId }) => appointmentId !== me && appointmentId !== dossier.holder?.appointmentId,
          )
          return others.length === 0 ? (
            <Notice>{t.nobody}</Notice>
          ) : (
            <SelectField
              label={t.to}
              value={to}
              onChange={setTo}
              error={tried && to === '' ? t.missing : null}
              options={others.map(({ appointmentId, name, position }) => ({
                value: appointmentId,
                label: `${name} – ${show(position)}`,
              }))}
            />
          )
        }}
      </Show>
      <LongTextField label={t.note} optional value={note} onChange={setNote} maxLength={500} />
    </ActDialog>
  )
}
