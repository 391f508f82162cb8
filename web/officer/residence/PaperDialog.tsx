import type { Endpoint } from '@platform/server/platform/endpoint.ts'
import { type ReactNode, useRef, useState } from 'react'
import { Button, type ButtonLook } from '../../kit/Button.tsx'
import type { Wants } from '../../kit/call.ts'
import { Dialog } from '../../kit/Dialog.tsx'
import { useFirstField } from '../../kit/first-field.ts'
import { LongTextField, TextField } from '../../kit/inputs.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { useCall } from '../../kit/queries.ts'
import { ErrorState } from '../../kit/States.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText } from '../../kit/text.ts'

const words = text({
  paper: { vi: 'Giấy tờ làm căn cứ', en: 'The paper it stands on' },
  paperHint: {
    vi: 'Số, ngày của hợp đồng, giấy chứng nhận hoặc quyết định',
    en: 'Number and day of the contract, certificate or decision',
  },
  reason: { vi: 'Lý do, ít nhất 10 ký tự', en: 'Why, in at least 10 letters' },
  missing: { vi: 'Hãy điền đủ các mục', en: 'Please fill in everything' },
  cancel: { vi: 'Quay lại', en: 'Go back' },
})

interface PaperDialogProps<P, B, R> {
  title: string
  send: string
  done: string
  endpoint: Endpoint<P, unknown, B & { paper: string; reason: string }, R>
  params: P
  /** What is asked, or null while something is missing. */
  body: B | null
  look?: ButtonLook
  onClose: () => void
  children?: ReactNode
}

/** The frame of an act on a dwelling: what is asked, the paper it stands on, and why. */
export function PaperDialog<P, B, R>(props: PaperDialogProps<P, B, R>) {
  const { title, send, done, endpoint, params, body, look = 'primary', onClose, children } = props
  const t = useText(words)
  const form = useRef<HTMLFormElement>(null)
  useFirstField(form)
  const [paper, setPaper] = useState('')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const act = useCall(endpoint, {
    onReply: () => {
      say(done)
      onClose()
    },
  })
  const complete = body !== null && paper.trim().length >= 3 && reason.trim().length >= 10
  return (
    <Dialog title={title} open onClose={onClose}>
      <form
        ref={form}
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (!complete || act.pending) return
          const given = { ...body, paper: paper.trim(), reason: reason.trim() }
          void act.send({ params, body: given } as unknown as Wants<
            P,
            undefined,
            B & { paper: string; reason: string }
          >)
        }}
      >
        {children}
        <TextField label={t.paper} hint={t.paperHint} value={paper} maxLength={200} onChange={setPaper} />
        <LongTextField label={t.reason} value={reason} maxLength={500} onChange={setReason} />
        {tried && !complete ? <Notice look="wrong" title={t.missing} now /> : null}
        {act.problem ? <ErrorState problem={act.problem} /> : null}
        <Actions>
          <Button look={look} type="submit" pending={act.pending}>
            {send}
          </Button>
          <Button onClick={onClose}>{t.cancel}</Button>
        </Actions>
      </form>
    </Dialog>
  )
}
