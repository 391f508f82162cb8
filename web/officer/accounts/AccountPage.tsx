import {
  endMySession,
  listMyHistory,
  listMySessions,
  type SessionRow,
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
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { ErrorState, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { Table } from '../../kit/Table.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { useMe } from '../me.ts'

const words = text({
  title: { vi: 'Tài khoản của tôi', en: 'My account' },
  position: { vi: 'Vị trí', en: 'Position' },
  agency: { vi: 'Cơ quan', en: 'Agency' },
  territory: { vi: 'Địa bàn', en: 'Area' },
  nation: { vi: 'Toàn quốc', en: 'The nation' },
  signedIn: { vi: 'Đăng nhập lúc', en: 'Signed in' },
  idle: { vi: 'Tự đóng khi không dùng', en: 'Closes when not used' },
  minutes: {
    vi: (minutes: number) => `sau ${minutes} phút`,
    en: (minutes: number) => `after ${minutes} minutes`,
  },
  sessions: { vi: 'Nơi đang đăng nhập', en: 'Where you are signed in' },
  device: { vi: 'Thiết bị', en: 'Device' },
  app: { vi: 'Ứng dụng', en: 'App' },
  citizen: { vi: 'Công dân', en: 'Citizen' },
  officer: { vi: 'Cán bộ', en: 'Officer' },
  partner: { vi: 'Đối tác kết nối', en: 'Partner app' },
  steering: { vi: 'Điều hành', en: 'Steering' },
  seen: { vi: 'Dùng lần cuối', en: 'Last used' },
  act: { vi: 'Đăng xuất', en: 'Sign out' },
  thisOne: { vi: 'Máy này', en: 'This device' },
  ended: { vi: 'Đã đăng xuất thiết bị', en: 'The device was signed out' },
  everywhere: { vi: 'Đăng xuất khắp nơi', en: 'Sign out everywhere' },
  everywhereWhat: {
    vi: 'Mọi thiết bị và ứng dụng sẽ bị đăng xuất, cả máy này. Hãy làm khi bạn nghi có người dùng tài khoản của mình.',
    en: 'Every device and app is signed out, this one too. Do it when you think that someone uses your account.',
  },
  keep: { vi: 'Quay lại', en: 'Go back' },
  history: { vi: 'Lịch sử tài khoản', en: 'History of the account' },
  at: { vi: 'Lúc', en: 'At' },
  what: { vi: 'Việc', en: 'What' },
})

/** The officer's own account: position, where it is signed in, what happened to it. */
export function AccountPage() {
  const t = useText(words)
  const me = useMe()
  return (
    <Page title={me.data ? `${t.title} – ${me.data.name}` : t.title} width="reading">
      <Position />
      <PasskeysCard />
      <TotpCard />
      <RecoveryCodesCard />
      <Sessions />
      <History />
    </Page>
  )
}

function Position() {
  const t = useText(words)
  const show = useWords()
  return (
    <Card title={t.position} icon="user">
      <Show read={useMe()}>
        {({ actingAs, signedInAt, idleMinutes }) => (
          <KeyValueList
            items={[
              { key: t.position, value: show(actingAs?.title) },
              { key: t.agency, value: show(actingAs?.agency) },
              { key: t.territory, value: actingAs?.territory.names.join(', ') || t.nation },
              { key: t.signedIn, value: showInstant(signedInAt) },
              { key: t.idle, value: t.minutes(idleMinutes) },
            ]}
          />
        )}
      </Show>
    </Card>
  )
}

function Sessions() {
  const t = useText(words)
  const [asking, setAsking] = useState(false)
  const read = useRead(listMySessions, {})
  const end = useCall(endMySession, { onReply: () => say(t.ended) })
  const everywhere = useCall(signOutEverywhere, { onReply: () => location.assign('/') })
  return (
    <Card title={t.sessions} icon="shield">
      {end.problem ? <ErrorState problem={end.problem} /> : null}
      <Show read={read}>
        {({ rows }) => (
          <Table<SessionRow>
            caption={t.sessions}
            rows={rows}
            keyOf={({ id }) => id}
            columns={[
              { head: t.device, names: true, cell: ({ device }) => device },
              { head: t.app, cell: ({ app }) => t[app] },
              { head: t.seen, cell: ({ seenAt }) => <span className="nowrap">{showInstant(seenAt)}</span> },
              {
                head: t.act,
                cell: ({ id, device, thisOne }) =>
                  thisOne ? (
                    <StatusBadge tone="done">{t.thisOne}</StatusBadge>
                  ) : (
                    <Button
                      icon="out"
                      pending={end.pending}
                      aria-label={`${t.act}: ${device}`}
                      onClick={() => void end.send({ params: { id } })}
                    >
                      {t.act}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Show>
      <Actions>
        <Button look="danger" icon="out" onClick={() => setAsking(true)}>
          {t.everywhere}
        </Button>
      </Actions>
      <Dialog title={t.everywhere} open={asking} onClose={() => setAsking(false)}>
        <p>{t.everywhereWhat}</p>
        {everywhere.problem ? <ErrorState problem={everywhere.problem} /> : null}
        <Actions>
          <Button look="danger" pending={everywhere.pending} onClick={() => void everywhere.send({})}>
            {t.everywhere}
          </Button>
          <Button onClick={() => setAsking(false)}>{t.keep}</Button>
        </Actions>
      </Dialog>
    </Card>
  )
}

function History() {
  const t = useText(words)
  const show = useWords()
  const read = useRead(listMyHistory, { query: { limit: 20 } })
  return (
    <Card title={t.history} icon="clock">
      <Show read={read}>
        {({ rows }) => (
          <Table
            caption={t.history}
            rows={rows}
            keyOf={({ id }) => id}
            columns={[
              { head: t.what, names: true, cell: ({ words: said }) => show(said) },
              { head: t.at, cell: ({ at }) => <span className="nowrap">{showInstant(at)}</span> },
              { head: t.device, cell: ({ device }) => device ?? '–' },
            ]}
          />
        )}
      </Show>
    </Card>
  )
}
