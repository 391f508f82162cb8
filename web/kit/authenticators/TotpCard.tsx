import { addTotp, beginTotp, listMyAuthenticators, removeTotp } from '@platform/server/authentication'
import { type FormEvent, useState } from 'react'
import { Button } from '../Button.tsx'
import { Card } from '../Card.tsx'
import { TextField } from '../inputs.tsx'
import { Actions } from '../Layout.tsx'
import { useLanguage } from '../language.ts'
import { useRead } from '../queries.ts'
import { ErrorState, Show } from '../States.tsx'
import { StatusBadge } from '../StatusBadge.tsx'
import { say } from '../Toast.tsx'
import { text, useText } from '../text.ts'
import { useFreshCall } from './fresh-call.tsx'
import { QrCode } from './QrCode.tsx'

const words = text({
  notSix: { vi: 'Mã gồm 6 chữ số', en: 'The code has 6 digits' },
  title: { vi: 'Ứng dụng tạo mã', en: 'Authenticator app' },
  what: {
    vi: 'Một ứng dụng trên điện thoại cho mã 6 số, không cần sóng và không tốn tin nhắn.',
    en: 'An app on your phone shows a 6-digit code, without a signal and without a message.',
  },
  on: { vi: 'Đang dùng', en: 'In use' },
  set: { vi: 'Cài ứng dụng tạo mã', en: 'Set up an app' },
  remove: { vi: 'Bỏ ứng dụng này', en: 'Take it out of use' },
  scan: {
    vi: 'Quét mã này bằng ứng dụng tạo mã, rồi nhập mã 6 số ứng dụng hiện ra.',
    en: 'Scan this with your authenticator app, then type the 6 digits it shows.',
  },
  type: { vi: 'Không quét được? Nhập tay chuỗi này:', en: 'Cannot scan? Type this instead:' },
  openHere: { vi: 'Mở bằng ứng dụng trên máy này', en: 'Open it with the app on this device' },
  qr: { vi: 'Mã QR để cài ứng dụng tạo mã', en: 'QR to set up the authenticator app' },
  code: { vi: 'Mã 6 số từ ứng dụng', en: '6-digit code of the app' },
  confirm: { vi: 'Bắt đầu dùng', en: 'Start to use it' },
  added: { vi: 'Đã dùng ứng dụng tạo mã', en: 'The authenticator app is in use' },
  removed: { vi: 'Đã bỏ ứng dụng tạo mã', en: 'The authenticator app is out of use' },
})

/** An authenticator app: set up with a QR and a first code, or taken out of use. */
export function TotpCard() {
  const t = useText(words)
  const read = useRead(listMyAuthenticators, {})
  const begin = useFreshCall(beginTotp)
  const remove = useFreshCall(removeTotp, { onReply: () => say(t.removed) })
  const problem = begin.problem ?? remove.problem
  return (
    <Card title={t.title} icon="phone">
      <p className="muted">{t.what}</p>
      {problem ? <ErrorState problem={problem} /> : null}
      <Show read={read}>
        {({ totp }) =>
          totp ? (
            <>
              <p>
                <StatusBadge tone="done">{t.on}</StatusBadge>
              </p>
              <Actions>
                <Button pending={remove.pending} onClick={() => void remove.send({})}>
                  {t.remove}
                </Button>
              </Actions>
            </>
          ) : begin.reply ? (
            <FirstCode asked={begin.reply} />
          ) : (
            <Actions>
              <Button pending={begin.pending} onClick={() => void begin.send({})}>
                {t.set}
              </Button>
            </Actions>
          )
        }
      </Show>
      {begin.dialog ?? remove.dialog}
    </Card>
  )
}

function FirstCode({ asked }: { asked: { address: string; secret: string; qr: string[] } }) {
  const t = useText(words)
  const language = useLanguage()
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(false)
  const add = useFreshCall(addTotp, { onReply: () => say(t.added) })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (/^\d{6}$/.test(code)) void add.send({ body: { code } })
  }
  return (
    <form className="stack" onSubmit={onSubmit}>
      <p>{t.scan}</p>
      <QrCode rows={asked.qr} label={t.qr} />
      <p>
        <a href={asked.address}>{t.openHere}</a>
      </p>
      <p className="small">
        {t.type} <code>{asked.secret.replace(/(.{4})/g, '$1 ').trim()}</code>
      </p>
      <TextField
        label={t.code}
        value={code}
        onChange={(typed) => {
          setCode(typed.replace(/\D/g, '').slice(0, 6))
          add.reset()
        }}
        inputMode="numeric"
        autoComplete="one-time-code"
        short
        error={add.problem ? add.problem.title(language) : tried && code.length < 6 ? t.notSix : null}
      />
      <Actions>
        <Button look="primary" type="submit" pending={add.pending}>
          {t.confirm}
        </Button>
      </Actions>
      {add.dialog}
    </form>
  )
}
