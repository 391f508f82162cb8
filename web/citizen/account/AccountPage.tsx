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
import type { IconName } from '../../kit/Icon.tsx'
import { Actions, Row, Stack } from '../../kit/Layout.tsx'
import { Page } from '../../kit/Page.tsx'
import type { ProblemError } from '../../kit/problem-error.ts'
import { useCall, useRead } from '../../kit/queries.ts'
import { ErrorState, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText } from '../../kit/text.ts'
import { ChildrenCard, OrganisationsCard } from './DependantsCard.tsx'
import { HistoryCard } from './HistoryCard.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { PaymentAccountsCard } from './PaymentAccountsCard.tsx'
import { VisitCard } from './VisitCard.tsx'

const words = text({
  title: { vi: 'Bảo mật tài khoản', en: 'Account security' },
  sessions: { vi: 'Đang đăng nhập ở đâu', en: 'Where you are signed in' },
  this: { vi: 'Thiết bị này', en: 'This device' },
  seen: { vi: (at: string) => `Dùng lần cuối ${at}`, en: (at: string) => `Last used at ${at}` },
  end: { vi: 'Đăng xuất thiết bị này', en: 'Sign this device out' },
  ended: { vi: 'Đã đăng xuất thiết bị đó', en: 'That device was signed out' },
  everywhere: { vi: 'Đăng xuất khỏi mọi thiết bị', en: 'Sign out everywhere' },
  everywhereWhat: {
    vi: 'Mọi máy đang đăng nhập, cả máy này, bị đăng xuất ngay. Muốn dùng tiếp thì đăng nhập lại.',
    en: 'Every device that is signed in, this one too, is signed out at once. Sign in again to go on.',
  },
  everywhereNow: { vi: 'Đăng xuất tất cả', en: 'Sign all of them out' },
  lock: { vi: 'Khóa tài khoản', en: 'Lock the account' },
  lockWhat: {
    vi: 'Dùng khi mất điện thoại hoặc nghi có người vào tài khoản của bạn. Mọi thiết bị bị đăng xuất ngay; muốn mở lại phải đến quầy công an xã, phường (người nước ngoài: cơ quan quản lý xuất nhập cảnh).',
    en: 'For a lost phone, or when someone may have entered your account. Every device is signed out at once; unlocking needs a visit to the commune police (foreigners: the immigration office).',
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
        <BookVisit />
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
      {me.data.foreigner ? null : <ChildrenCard />}
      <OrganisationsCard />
      {me.data.foreigner ? null : <PaymentAccountsCard />}
    </>
  ) : null
}

/** Times are booked at commune desks; foreigners go to another. */
function BookVisit() {
  const me = useRead(readMe, {})
  return me.data?.foreigner === false ? <VisitCard /> : null
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
      <Confirmed
        act={t.everywhere}
        icon="out"
        what={t.everywhereWhat}
        now={t.everywhereNow}
        call={everywhere}
      />
    </Card>
  )
}

function LockCard() {
  const t = useText(words)
  const lock = useCall(lockMyAccount, { onReply: () => location.assign('/') })
  return (
    <Card title={t.lock} icon="lock">
      <p className="muted">{t.lockWhat}</p>
      <Confirmed act={t.lock} icon="lock" what={t.lockWhat} now={t.lockNow} call={lock} />
    </Card>
  )
}

interface ConfirmedProps {
  act: string
  icon: IconName
  /** What follows from it, said before it is done. */
  what: string
  now: string
  call: { problem: ProblemError | null; pending: boolean; send: (input: Record<string, never>) => unknown }
}

/** An act with consequences: what they are is said first, then it is done by a second press. */
function Confirmed({ act, icon, what, now, call }: ConfirmedProps) {
  const t = useText(words)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Actions>
        <Button look="danger" icon={icon} onClick={() => setOpen(true)}>
          {act}
        </Button>
      </Actions>
      <Dialog title={act} open={open} onClose={() => setOpen(false)}>
        <p>{what}</p>
        {call.problem ? <ErrorState problem={call.problem} /> : null}
        <Actions>
          <Button look="danger" pending={call.pending} onClick={() => void call.send({})}>
            {now}
          </Button>
          <Button onClick={() => setOpen(false)}>{t.cancel}</Button>
        </Actions>
      </Dialog>
    </>
  )
}
