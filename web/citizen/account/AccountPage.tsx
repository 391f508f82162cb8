import {
  endMySession,
  listMySessions,
  lockMyAccount,
  readMe,
  signOutEverywhere,
} from '@platform/server/accounts'
import { useState } from 'react'
import { PasskeysCard } from '../../kit/authenticators/PasskeysCard.tsx'
import { RecoveryCodesCard } from '../../kit/authenticators/RecoveryCodesCard.tsx'
import { TotpCard } from '../../kit/authenticators/TotpCard.tsx'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { showInstant } from '../../kit/format.ts'
import { Actions, Row, Stack } from '../../kit/Layout.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { ErrorState, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { ChildrenCard, OrganisationsCard } from './DependantsCard.tsx'
import { HistoryCard } from './HistoryCard.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { VisitCard } from './VisitCard.tsx'

const words = text({
  title: { vi: 'Bảo mật tài khoản', en: 'Account security' },
  sessions: { vi: 'Đang đăng nhập ở đâu', en: 'Where you are signed in' },
  this: { vi: 'Thiết bị này', en: 'This device' },
  seen: { vi: (at: string) => `Dùng lần cuối ${at}`, en: (at: string) => `Last used at ${at}` },
  end: { vi: 'Đăng xuất thiết bị này', en: 'Sign this device out' },
  ended: { vi: 'Đã đăng xuất thiết bị đó', en: 'That device was signed out' },
  everywhere: { vi: 'Đăng xuất khỏi mọi thiết bị', en: 'Sign out everywhere' },
  lock: { vi: 'Khóa tài khoản', en: 'Lock the account' },
  lockWhat: {
    vi: 'Dùng khi mất điện thoại hoặc nghi có người vào tài khoản của bạn. Mọi thiết bị bị đăng xuất ngay; muốn mở lại phải đến quầy công an xã, phường.',
    en: 'For a lost phone, or when someone may have entered your account. Every device is signed out at once; unlocking needs a visit to the commune police.',
  },
  lockNow: { vi: 'Khóa ngay', en: 'Lock it now' },
  cancel: { vi: 'Thôi', en: 'Cancel' },
})

/** Sessions, what happened to the account, a new password, and the emergency brake. */
export function AccountPage() {
  const t = useText(words)
  return (
    <Page title={t.title} width="reading">
      <Stack gap="loose">
        <PasskeysCard />
        <Sessions />
        <PasswordForm />
        <TotpCard />
        <RecoveryCodesCard />
        <ForLevel2 />
        <VisitCard />
        <LockCard />
        <HistoryCard />
      </Stack>
    </Page>
  )
}

/** What only an account of level 2 may apply for. */
function ForLevel2() {
  const me = useRead(readMe, {})
  return me.data?.level === 2 ? (
    <>
      <ChildrenCard />
      <OrganisationsCard />
    </>
  ) : null
}

function Sessions() {
  const t = useText(words)
  const read = useRead(listMySessions, {})
  const end = useCall(endMySession, { onReply: () => say(t.ended) })
  const everywhere = useCall(signOutEverywhere, { onReply: () => location.assign('/') })
  return (
    <Card title={t.sessions} icon="phone">
      <Show read={read}>
        {({ rows }) => (
          <ul className="stack">
            {rows.map((row) => (
              <li key={row.id}>
                <Row apart>
                  <div>
                    <p className="strong">{row.device}</p>
                    <p className="small muted">{t.seen(showInstant(row.seenAt))}</p>
                  </div>
                  {row.thisOne ? (
                    <StatusBadge tone="done">{t.this}</StatusBadge>
                  ) : (
                    <Button pending={end.pending} onClick={() => void end.send({ params: { id: row.id } })}>
                      {t.end}
                    </Button>
                  )}
                </Row>
              </li>
            ))}
          </ul>
        )}
      </Show>
      {everywhere.problem ? <ErrorState problem={everywhere.problem} /> : null}
      <Actions>
        <Button
          look="danger"
          icon="out"
          pending={everywhere.pending}
          onClick={() => void everywhere.send({})}
        >
          {t.everywhere}
        </Button>
      </Actions>
    </Card>
  )
}

function LockCard() {
  const t = useText(words)
  const [open, setOpen] = useState(false)
  const lock = useCall(lockMyAccount, { onReply: () => location.assign('/') })
  return (
    <Card title={t.lock} icon="lock">
      <p className="muted">{t.lockWhat}</p>
      <Actions>
        <Button look="danger" icon="lock" onClick={() => setOpen(true)}>
          {t.lock}
        </Button>
      </Actions>
      <Dialog title={t.lock} open={open} onClose={() => setOpen(false)}>
        <p>{t.lockWhat}</p>
        {lock.problem ? <ErrorState problem={lock.problem} /> : null}
        <Actions>
          <Button look="danger" pending={lock.pending} onClick={() => void lock.send({})}>
            {t.lockNow}
          </Button>
          <Button onClick={() => setOpen(false)}>{t.cancel}</Button>
        </Actions>
      </Dialog>
    </Card>
  )
}
