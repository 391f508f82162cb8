import { askSecondFactor, codeTooSoon, confirmSecondFactor } from '@platform/server/authentication'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { showTime } from '../../kit/format.ts'
import { TextField } from '../../kit/inputs.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { useLanguage } from '../../kit/language.ts'
import { Notice } from '../../kit/Notice.tsx'
import { useCall } from '../../kit/queries.ts'
import { ErrorState, Loading } from '../../kit/States.tsx'
import { text, useText } from '../../kit/text.ts'
import { useFirstField } from '../first-field.ts'

const words = text({
  title: { vi: 'Xác nhận lại trước khi ký', en: 'Confirm before signing' },
  why: {
    vi: 'Chữ ký cần mã một lần vừa được xác nhận, để không ai ký thay bạn.',
    en: 'A signature needs a one-time code confirmed just now, so that nobody signs in your place.',
  },
  sent: {
    vi: (to: string, until: string) => `Đã gửi mã gồm 6 số tới ${to}. Mã dùng được đến ${until}.`,
    en: (to: string, until: string) => `A code of 6 digits was sent to ${to}. It works until ${until}.`,
  },
  code: { vi: 'Mã 6 số', en: '6-digit code' },
  notSix: { vi: 'Mã gồm đúng 6 chữ số', en: 'The code has exactly 6 digits' },
  confirm: { vi: 'Xác nhận và ký', en: 'Confirm and sign' },
  again: { vi: 'Gửi lại mã', en: 'Send another code' },
  cancel: { vi: 'Quay lại', en: 'Go back' },
})

/** Sends a one-time code, takes its six digits, then hands back to what was being signed. */
export function SecondFactorDialog({
  onConfirmed,
  onClose,
}: {
  onConfirmed: () => void
  onClose: () => void
}) {
  const t = useText(words)
  const language = useLanguage()
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(false)
  const ask = useCall(askSecondFactor)
  const confirm = useCall(confirmSecondFactor, { onReply: onConfirmed })
  const asked = useRef(false)
  const form = useRef<HTMLFormElement>(null)
  useFirstField(form)
  useEffect(() => {
    if (asked.current) return
    asked.current = true
    void ask.send({})
  }, [ask])
  const wrong =
    tried && !/^\d{6}$/.test(code) ? t.notSix : confirm.problem ? confirm.problem.title(language) : null
  return (
    <Dialog title={t.title} open onClose={onClose}>
      <form
        ref={form}
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (/^\d{6}$/.test(code) && !confirm.pending) void confirm.send({ body: { code } })
        }}
      >
        <p>{t.why}</p>
        {ask.reply ? (
          <Notice look="info">{t.sent(ask.reply.sentTo, showTime(ask.reply.expiresAt))}</Notice>
        ) : ask.pending ? (
          <Loading lines={1} />
        ) : null}
        {ask.problem && !(ask.reply && ask.problem.is(codeTooSoon)) ? (
          <ErrorState problem={ask.problem} />
        ) : null}
        <TextField
          label={t.code}
          value={code}
          onChange={(typed) => {
            setCode(typed.replace(/\D/g, '').slice(0, 6))
            confirm.reset()
          }}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={12}
          short
          error={wrong}
        />
        <Actions>
          <Button look="primary" icon="pen" type="submit" pending={confirm.pending}>
            {t.confirm}
          </Button>
          <Button
            onClick={() => {
              confirm.reset()
              void ask.send({})
            }}
            pending={ask.pending}
          >
            {t.again}
          </Button>
          <Button look="quiet" onClick={onClose}>
            {t.cancel}
          </Button>
        </Actions>
      </form>
    </Dialog>
  )
}
