import { changeMyPassword, passkeyNeeded, weakPassword, wrongPassword } from '@platform/server/accounts'
import { type FormEvent, useState } from 'react'
import { ConfirmDialog } from '../../kit/authenticators/ConfirmDialog.tsx'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { TextField } from '../../kit/inputs.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { useLanguage } from '../../kit/language.ts'
import { useCall } from '../../kit/queries.ts'
import { ErrorState } from '../../kit/States.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText } from '../../kit/text.ts'

const words = text({
  title: { vi: 'Đổi mật khẩu', en: 'Change the password' },
  current: { vi: 'Mật khẩu đang dùng', en: 'Current password' },
  next: { vi: 'Mật khẩu mới', en: 'New password' },
  hint: {
    vi: 'Từ 10 ký tự. Một câu dễ nhớ với bạn là tốt nhất.',
    en: '10 characters or more. A sentence you remember is best.',
  },
  change: { vi: 'Đổi mật khẩu', en: 'Change it' },
  forgot: { vi: 'Tôi quên mật khẩu đang dùng', en: 'I forgot the current password' },
  remember: { vi: 'Tôi nhớ mật khẩu đang dùng', en: 'I remember the current password' },
  typeCurrent: { vi: 'Hãy nhập mật khẩu đang dùng', en: 'Type the password you use now' },
  typeNext: { vi: 'Hãy nhập mật khẩu mới', en: 'Type the new password' },
  done: {
    vi: 'Đã đổi mật khẩu. Các thiết bị khác đã đăng xuất.',
    en: 'The password was changed. Other devices were signed out.',
  },
})

export function PasswordForm() {
  const t = useText(words)
  const language = useLanguage()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [forgot, setForgot] = useState(false)
  const [tried, setTried] = useState(false)
  const change = useCall(changeMyPassword, {
    onReply: () => {
      setCurrent('')
      setNext('')
      setTried(false)
      say(t.done)
    },
  })
  const send = () => void change.send({ body: forgot ? { next } : { current, next } })
  const asksPasskey = change.problem?.is(passkeyNeeded) ?? false
  const problem = asksPasskey ? null : change.problem
  const wrong = problem?.is(wrongPassword) ? problem.title(language) : null
  const weak = problem?.is(weakPassword) ? problem.title(language) : null
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (next && (forgot || current)) send()
  }
  return (
    <Card title={t.title} icon="edit">
      <form className="stack" onSubmit={onSubmit}>
        {problem && !wrong && !weak ? <ErrorState problem={problem} /> : null}
        {forgot ? null : (
          <TextField
            label={t.current}
            type="password"
            autoComplete="current-password"
            value={current}
            onChange={setCurrent}
            error={wrong ?? (tried && !current ? t.typeCurrent : null)}
          />
        )}
        <TextField
          label={t.next}
          hint={t.hint}
          type="password"
          autoComplete="new-password"
          value={next}
          onChange={setNext}
          error={weak ?? (tried && !next ? t.typeNext : null)}
        />
        <Actions>
          <Button type="submit" pending={change.pending}>
            {t.change}
          </Button>
          <Button look="quiet" onClick={() => setForgot(!forgot)}>
            {forgot ? t.remember : t.forgot}
          </Button>
        </Actions>
      </form>
      {asksPasskey ? <ConfirmDialog onlyPasskey onConfirmed={send} onClose={change.reset} /> : null}
    </Card>
  )
}
