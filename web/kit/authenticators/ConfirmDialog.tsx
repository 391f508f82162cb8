import {
  askPasskey,
  askSecondFactor,
  codeTooSoon,
  confirmPasskey,
  confirmSecondFactor,
  confirmTotp,
  listMyAuthenticators,
} from '@platform/server/authentication'
import { browserSupportsWebAuthn, startAuthentication } from '@simplewebauthn/browser'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../Button.tsx'
import { Dialog } from '../Dialog.tsx'
import { useFirstField } from '../first-field.ts'
import { showTime } from '../format.ts'
import { TextField } from '../inputs.tsx'
import { Actions } from '../Layout.tsx'
import { useLanguage } from '../language.ts'
import { Notice } from '../Notice.tsx'
import { useCall, useRead } from '../queries.ts'
import { ErrorState, Loading } from '../States.tsx'
import { text, useText } from '../text.ts'

const words = text({
  title: { vi: 'Xác nhận là bạn', en: 'Confirm that it is you' },
  why: {
    vi: 'Việc này cần xác nhận lại ngay lúc này, để không ai làm thay bạn.',
    en: 'This needs to be confirmed just now, so that nobody does it in your place.',
  },
  sent: {
    vi: (to: string, until: string) => `Đã gửi mã gồm 6 số tới ${to}. Mã dùng được đến ${until}.`,
    en: (to: string, until: string) => `A code of 6 digits was sent to ${to}. It works until ${until}.`,
  },
  fromApp: { vi: 'Mở ứng dụng tạo mã để xem mã 6 số.', en: 'Open your authenticator app to see the code.' },
  code: { vi: 'Mã 6 số', en: '6-digit code' },
  notSix: { vi: 'Mã gồm đúng 6 chữ số', en: 'The code has exactly 6 digits' },
  confirm: { vi: 'Xác nhận', en: 'Confirm' },
  again: { vi: 'Gửi lại mã', en: 'Send another code' },
  byMessage: { vi: 'Gửi mã qua tin nhắn', en: 'Send a code by message' },
  byTotp: { vi: 'Dùng ứng dụng tạo mã', en: 'Use the authenticator app' },
  byPasskey: { vi: 'Dùng khóa truy cập', en: 'Use a passkey' },
  passkeyTrouble: {
    vi: 'Chưa dùng được khóa truy cập trên máy này. Hãy thử lại hoặc chọn cách khác.',
    en: 'The passkey could not be used on this device. Try again or choose another way.',
  },
  noPasskey: {
    vi: 'Việc này cần khóa truy cập mà tài khoản chưa có. Hãy đến công an xã, phường bất kỳ cùng thẻ căn cước.',
    en: 'This needs a passkey, and the account has none. Take your identity card to any commune police office.',
  },
  cancel: { vi: 'Quay lại', en: 'Go back' },
})

type Way = 'passkey' | 'totp' | 'message'

interface ConfirmDialogProps {
  onConfirmed: () => void
  onClose: () => void
  title?: string
  why?: string
  confirm?: string
  /** Only a passkey will do. */
  onlyPasskey?: boolean
}

/** Confirms a factor: a passkey, a code of the app or a code by message; then hands back to what was being done. */
export function ConfirmDialog({ onConfirmed, onClose, onlyPasskey, ...said }: ConfirmDialogProps) {
  const t = useText(words)
  const mine = useRead(listMyAuthenticators, {})
  const [chosen, setChosen] = useState<Way>()
  if (!mine.data && !mine.error) {
    return (
      <Dialog title={said.title ?? t.title} open onClose={onClose}>
        <Loading lines={2} />
      </Dialog>
    )
  }
  const open: Way[] = [
    ...(mine.data?.passkeys.length && browserSupportsWebAuthn() ? (['passkey'] as const) : []),
    ...(mine.data?.totp && !onlyPasskey ? (['totp'] as const) : []),
    ...(onlyPasskey ? [] : (['message'] as const)),
  ]
  const way = chosen ?? open[0]
  const names = { passkey: t.byPasskey, totp: t.byTotp, message: t.byMessage }
  return (
    <Dialog title={said.title ?? t.title} open onClose={onClose}>
      <p>{said.why ?? t.why}</p>
      {!way ? (
        <Notice look="wait">{t.noPasskey}</Notice>
      ) : way === 'passkey' ? (
        <ByPasskey onConfirmed={onConfirmed} />
      ) : (
        <ByCode key={way} way={way} confirm={said.confirm ?? t.confirm} onConfirmed={onConfirmed} />
      )}
      <Actions>
        {open
          .filter((one) => one !== way)
          .map((one) => (
            <Button key={one} look="quiet" onClick={() => setChosen(one)}>
              {names[one]}
            </Button>
          ))}
        <Button look="quiet" onClick={onClose}>
          {t.cancel}
        </Button>
      </Actions>
    </Dialog>
  )
}

function ByPasskey({ onConfirmed }: { onConfirmed: () => void }) {
  const t = useText(words)
  const [trouble, setTrouble] = useState(false)
  const ask = useCall(askPasskey)
  const confirm = useCall(confirmPasskey, { onReply: onConfirmed })
  const use = async () => {
    setTrouble(false)
    const asked = await ask.send({})
    if (!asked) return
    try {
      const credential = await startAuthentication({ optionsJSON: asked as never })
      await confirm.send({ body: { credential: credential as never } })
    } catch {
      setTrouble(true)
    }
  }
  return (
    <>
      {trouble ? (
        <Notice look="wrong" now>
          {t.passkeyTrouble}
        </Notice>
      ) : null}
      {confirm.problem ? <ErrorState problem={confirm.problem} /> : null}
      <Actions>
        <Button look="primary" icon="key" pending={ask.pending || confirm.pending} onClick={() => void use()}>
          {t.byPasskey}
        </Button>
      </Actions>
    </>
  )
}

function ByCode({
  way,
  confirm: confirmWords,
  onConfirmed,
}: {
  way: 'totp' | 'message'
  confirm: string
  onConfirmed: () => void
}) {
  const t = useText(words)
  const language = useLanguage()
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(false)
  const ask = useCall(askSecondFactor)
  const byMessage = useCall(confirmSecondFactor, { onReply: onConfirmed })
  const byTotp = useCall(confirmTotp, { onReply: onConfirmed })
  const confirm = way === 'totp' ? byTotp : byMessage
  const asked = useRef(way === 'totp')
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
      {way === 'totp' ? <p className="muted">{t.fromApp}</p> : null}
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
          {confirmWords}
        </Button>
        {way === 'message' ? (
          <Button
            onClick={() => {
              confirm.reset()
              void ask.send({})
            }}
            pending={ask.pending}
          >
            {t.again}
          </Button>
        ) : null}
      </Actions>
    </form>
  )
}
