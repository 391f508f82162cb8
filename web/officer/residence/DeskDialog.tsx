import type { Endpoint } from '@platform/server/platform/endpoint.ts'
import type { DeskOutcome } from '@platform/server/residence'
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
import { Outcome } from './Outcome.tsx'

const words = text({
  paper: { vi: 'Giấy tờ làm căn cứ', en: 'The paper it stands on' },
  paperHint: {
    vi: 'Số, ngày của tờ khai (CT01, CT03), biên bản hoặc quyết định',
    en: 'Number and day of the declaration (CT01, CT03), minutes or decision',
  },
  reason: { vi: 'Lý do thực hiện', en: 'Why it is done' },
  reasonHint: {
    vi: 'Ít nhất 10 ký tự; người dân và thanh tra xem được',
    en: 'At least 10 letters; the citizen and the inspector can see it',
  },
  missing: { vi: 'Hãy điền đủ các mục', en: 'Please fill in everything' },
  paperMissing: { vi: 'Hãy ghi giấy tờ làm căn cứ', en: 'Name the paper it stands on' },
  reasonMissing: { vi: 'Hãy ghi lý do, ít nhất 10 ký tự', en: 'Say why, in at least 10 letters' },
  preview: { vi: 'Xem trước kết quả', en: 'See what will happen' },
  record: { vi: 'Ghi vào cơ sở dữ liệu', en: 'Record it' },
  cancel: { vi: 'Quay lại', en: 'Go back' },
  done: { vi: 'Đã ghi vào cơ sở dữ liệu', en: 'Recorded' },
  nothingYet: {
    vi: 'Chưa ghi gì. Hãy đọc kỹ rồi mới ghi.',
    en: 'Nothing is recorded yet. Read it before you do.',
  },
})

interface DeskGrounds {
  preview: boolean
  paper: string
  reason: string
}

interface DeskDialogProps<P, B> {
  title: string
  endpoint: Endpoint<P, unknown, B & DeskGrounds, DeskOutcome>
  params?: P
  /** What is asked, or null while something is missing. */
  body: B | null
  look?: ButtonLook
  onClose: () => void
  children: ReactNode
}

/** The frame of an act at the desk: tried first, with what would become of everybody, then recorded. */
export function DeskDialog<P, B>({
  title,
  endpoint,
  params,
  body,
  look = 'primary',
  onClose,
  children,
}: DeskDialogProps<P, B>) {
  const t = useText(words)
  const form = useRef<HTMLFormElement>(null)
  useFirstField(form)
  const [paper, setPaper] = useState('')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const [seen, setSeen] = useState<string | null>(null)
  const act = useCall(endpoint, {
    onReply: ({ done }) => {
      if (!done) return
      say(t.done)
      onClose()
    },
  })
  const complete = body !== null && paper.trim().length >= 3 && reason.trim().length >= 10
  const asked = JSON.stringify([body, paper, reason])
  const shown = seen === asked && act.reply && !act.reply.done ? act.reply : null
  const send = (preview: boolean) => {
    setTried(true)
    if (!complete || act.pending) return
    setSeen(asked)
    const given = { ...body, preview, paper: paper.trim(), reason: reason.trim() }
    void act.send({ ...(params ? { params } : {}), body: given } as unknown as Wants<
      P,
      undefined,
      B & DeskGrounds
    >)
  }
  return (
    <Dialog title={title} open onClose={onClose}>
      <form
        ref={form}
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          send(shown === null)
        }}
      >
        {children}
        <TextField
          label={t.paper}
          hint={t.paperHint}
          value={paper}
          maxLength={200}
          onChange={setPaper}
          error={tried && paper.trim().length < 3 ? t.paperMissing : null}
        />
        <LongTextField
          label={t.reason}
          hint={t.reasonHint}
          value={reason}
          maxLength={500}
          onChange={setReason}
          error={tried && reason.trim().length < 10 ? t.reasonMissing : null}
        />
        {tried && body === null ? <Notice look="wrong" title={t.missing} now /> : null}
        {act.problem && seen === asked ? <ErrorState problem={act.problem} /> : null}
        {shown ? (
          <>
            <Outcome outcome={shown} />
            <p className="muted small">{t.nothingYet}</p>
          </>
        ) : null}
        <Actions>
          <Button look={shown ? look : 'primary'} type="submit" pending={act.pending}>
            {shown ? t.record : t.preview}
          </Button>
          <Button onClick={onClose}>{t.cancel}</Button>
        </Actions>
      </form>
    </Dialog>
  )
}
