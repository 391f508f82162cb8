import { approveScreen, lookAtScreen, refuseScreen } from '@platform/server/authentication'
import { type FormEvent, useState } from 'react'
import { useFreshCall } from '../../kit/authenticators/fresh-call.tsx'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { showTime } from '../../kit/format.ts'
import { TextField } from '../../kit/inputs.tsx'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Actions, Stack } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { Empty, ErrorState, Show } from '../../kit/States.tsx'
import { text, useText, useWords } from '../../kit/text.ts'

const words = text({
  title: { vi: 'Đăng nhập trên màn hình khác', en: 'Sign in on another screen' },
  lead: {
    vi: 'Chỉ làm tiếp khi bạn đang ngồi trước màn hình đó.',
    en: 'Go on only if you sit in front of that screen.',
  },
  scan: { vi: 'Hãy quét mã QR', en: 'Scan the QR code' },
  scanWhat: {
    vi: 'Trên màn hình kia chọn “Quét mã QR bằng điện thoại đã đăng nhập”, rồi dùng máy ảnh của điện thoại quét mã.',
    en: 'On the other screen choose “Scan a QR code with a phone that is signed in”, then scan it with the camera of this phone.',
  },
  what: { vi: 'Nơi sẽ được đăng nhập', en: 'What will be signed in' },
  party: { vi: 'Trang', en: 'Site' },
  organisation: { vi: 'Của', en: 'Of' },
  device: { vi: 'Thiết bị', en: 'Device' },
  since: { vi: 'Mã tạo lúc', en: 'Code made at' },
  number: { vi: 'Số trên màn hình đó', en: 'The number on that screen' },
  numberHint: {
    vi: 'Gồm 2 chữ số. Nhập sai thì yêu cầu bị hủy.',
    en: 'Two digits. A wrong number ends the request.',
  },
  notTwo: { vi: 'Hãy nhập 2 chữ số trên màn hình', en: 'Type the two digits on the screen' },
  approve: { vi: 'Đăng nhập cho màn hình đó', en: 'Sign that screen in' },
  refuse: { vi: 'Không phải tôi', en: 'It is not me' },
  warn: { vi: 'Có ai gửi mã này cho bạn?', en: 'Did somebody send you this code?' },
  warnWhat: {
    vi: 'Nếu có người gửi mã hoặc gọi điện nhờ quét, họ đang muốn vào tài khoản của bạn. Hãy chọn “Không phải tôi”.',
    en: 'Whoever sends you a code or calls to have it scanned wants to get into your account. Choose “It is not me”.',
  },
  done: { vi: 'Màn hình đó đã được đăng nhập', en: 'That screen is signed in' },
  doneWhat: {
    vi: 'Muốn đăng xuất nó: Bảo mật tài khoản → Đang đăng nhập ở đâu.',
    en: 'To sign it out: Account security → Where you are signed in.',
  },
  refused: { vi: 'Đã từ chối', en: 'Refused' },
  refusedWhat: {
    vi: 'Màn hình đó không vào được tài khoản của bạn.',
    en: 'That screen cannot get into your account.',
  },
})

/** What the QR carried stands behind the # of the address: it never reaches a server by itself. */
function tokenHere(): string | null {
  return /^#([A-Za-z0-9_-]{22})$/.exec(location.hash)?.[1] ?? null
}

/** The phone signs another screen in: where, which device, and the number that screen shows. */
export function ScreenPage() {
  const t = useText(words)
  const [token] = useState(tokenHere)
  return (
    <Page title={t.title} lead={t.lead} width="reading">
      {token ? (
        <Screen token={token} />
      ) : (
        <Empty icon="qr" title={t.scan}>
          {t.scanWhat}
        </Empty>
      )}
    </Page>
  )
}

function Screen({ token }: { token: string }) {
  const t = useText(words)
  const show = useWords()
  const read = useRead(lookAtScreen, { body: { token } }, { once: true })
  const [number, setNumber] = useState('')
  const [missing, setMissing] = useState(false)
  const approve = useFreshCall(approveScreen)
  const refuse = useCall(refuseScreen)
  const right = /^[1-9][0-9]$/.test(number.trim())
  const send = (event: FormEvent) => {
    event.preventDefault()
    setMissing(true)
    if (right) void approve.send({ body: { token, number: Number(number) } })
  }
  if (approve.reply)
    return (
      <Notice look="done" title={t.done}>
        <p>{t.doneWhat}</p>
      </Notice>
    )
  if (refuse.reply)
    return (
      <Notice look="done" title={t.refused}>
        <p>{t.refusedWhat}</p>
      </Notice>
    )
  const problem = approve.problem ?? refuse.problem
  return (
    <Show read={read}>
      {(screen) => (
        <Stack gap="loose">
          <Card title={t.what} icon="qr">
            <KeyValueList
              items={[
                { key: t.party, value: <strong>{show(screen.party)}</strong> },
                { key: t.organisation, value: show(screen.organisation) },
                { key: t.device, value: screen.device },
                { key: t.since, value: showTime(screen.shownAt) },
              ]}
            />
          </Card>
          <Notice look="wait" title={t.warn}>
            <p>{t.warnWhat}</p>
          </Notice>
          <form className="stack" onSubmit={send} noValidate>
            <TextField
              label={t.number}
              hint={t.numberHint}
              value={number}
              onChange={setNumber}
              inputMode="numeric"
              maxLength={2}
              short
              error={missing && !right ? t.notTwo : null}
            />
            {problem ? <ErrorState problem={problem} /> : null}
            <Actions>
              <Button look="primary" icon="check" type="submit" pending={approve.pending}>
                {t.approve}
              </Button>
              <Button
                look="danger"
                pending={refuse.pending}
                onClick={() => void refuse.send({ body: { token } })}
              >
                {t.refuse}
              </Button>
            </Actions>
          </form>
          {approve.dialog}
        </Stack>
      )}
    </Show>
  )
}
