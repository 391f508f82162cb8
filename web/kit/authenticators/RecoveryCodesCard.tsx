import { listMyAuthenticators, makeRecoveryCodes } from '@platform/server/authentication'
import { Button } from '../Button.tsx'
import { Card } from '../Card.tsx'
import { Actions } from '../Layout.tsx'
import { Notice } from '../Notice.tsx'
import { useRead } from '../queries.ts'
import { ErrorState, Show } from '../States.tsx'
import { text, useText } from '../text.ts'
import { useFreshCall } from './fresh-call.tsx'
import './RecoveryCodesCard.css'

const words = text({
  title: { vi: 'Mã khôi phục', en: 'Recovery codes' },
  what: {
    vi: 'Để vào được tài khoản khi mất điện thoại. Ghi ra giấy, cất nơi an toàn. Mỗi mã dùng một lần, cùng với mật khẩu.',
    en: 'To enter your account when the phone is lost. Write them down and keep them safe. Each works once, with your password.',
  },
  left: {
    vi: (count: number) => `Còn ${count} mã chưa dùng.`,
    en: (count: number) => `${count} codes are left.`,
  },
  none: { vi: 'Bạn chưa có mã khôi phục.', en: 'You have no recovery codes.' },
  make: { vi: 'Tạo 10 mã mới', en: 'Make 10 new codes' },
  once: {
    vi: 'Chỉ hiện một lần này. Các mã cũ không còn dùng được.',
    en: 'Shown this once. The old codes no longer work.',
  },
  list: { vi: 'Mã khôi phục của bạn', en: 'Your recovery codes' },
  print: { vi: 'In ra giấy', en: 'Print them' },
})

/** Ten codes on paper for the day the phone is lost. */
export function RecoveryCodesCard() {
  const t = useText(words)
  const read = useRead(listMyAuthenticators, {})
  const make = useFreshCall(makeRecoveryCodes)
  return (
    <Card title={t.title} icon="file">
      <p className="muted">{t.what}</p>
      {make.reply ? (
        <>
          <Notice look="wait" now>
            {t.once}
          </Notice>
          <ul className="recovery-codes" aria-label={t.list}>
            {make.reply.codes.map((code) => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <Show read={read}>
          {({ recoveryCodesLeft }) => <p>{recoveryCodesLeft > 0 ? t.left(recoveryCodesLeft) : t.none}</p>}
        </Show>
      )}
      {make.problem ? <ErrorState problem={make.problem} /> : null}
      <Actions>
        {make.reply ? (
          <Button icon="file" onClick={() => print()}>
            {t.print}
          </Button>
        ) : null}
        <Button pending={make.pending} onClick={() => void make.send({})}>
          {t.make}
        </Button>
      </Actions>
      {make.dialog}
    </Card>
  )
}
