import { type ReactNode, useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { ChoiceField } from '../../kit/choices.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { LongTextField } from '../../kit/inputs.tsx'
import { Actions } from '../../kit/Layout.tsx'
import type { useCall } from '../../kit/queries.ts'
import { ErrorState } from '../../kit/States.tsx'
import { text, useText, useWords } from '../../kit/text.ts'

const words = text({
  reason: { vi: 'Lý do', en: 'Reason' },
  reasonMissing: { vi: 'Hãy chọn một lý do', en: 'Choose a reason' },
  noteMissing: { vi: 'Hãy viết ít nhất 5 ký tự', en: 'Write at least 5 characters' },
  back: { vi: 'Quay lại', en: 'Go back' },
})

interface DecisionDialogProps {
  title: string
  reasons: readonly { code: string; words: { vi: string; en: string } }[]
  /** What the words beside the reason are called. */
  note: string
  /** On the button that sends. */
  send: string
  call: Pick<ReturnType<typeof useCall>, 'pending' | 'problem' | 'reset'>
  onSend: (decision: { reason: string; note: string }) => void
  onClose: () => void
  /** What is asked before the reason. */
  children?: ReactNode
}

/** A decision about data: why, from the list, and in the officer’s own words; both stand in the history. */
export function DecisionDialog(props: DecisionDialogProps) {
  const { title, reasons, call, onSend, onClose, children } = props
  const t = useText(words)
  const show = useWords()
  const [reason, setReason] = useState('')
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const short = note.trim().length < 5
  const send = () => {
    setTried(true)
    if (reason && !short) onSend({ reason, note: note.trim() })
  }
  return (
    <Dialog title={title} open onClose={onClose}>
      {children}
      <ChoiceField
        label={t.reason}
        value={reason}
        onChange={setReason}
        error={tried && !reason ? t.reasonMissing : null}
        options={reasons.map(({ code, words: said }) => ({ value: code, label: show(said) }))}
      />
      <LongTextField
        label={props.note}
        value={note}
        onChange={setNote}
        maxLength={500}
        error={tried && short ? t.noteMissing : null}
      />
      {call.problem ? <ErrorState problem={call.problem} onRetry={call.reset} /> : null}
      <Actions>
        <Button look="primary" pending={call.pending} onClick={send}>
          {props.send}
        </Button>
        <Button onClick={onClose}>{t.back}</Button>
      </Actions>
    </Dialog>
  )
}
