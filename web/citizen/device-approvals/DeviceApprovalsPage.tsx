import { listDeviceApprovals } from '@platform/server/authentication'
import { Card } from '../../kit/Card.tsx'
import { showInstant } from '../../kit/format.ts'
import { Row, Stack } from '../../kit/Layout.tsx'
import { Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { Link } from '../../kit/router.tsx'
import { Empty, Show } from '../../kit/States.tsx'
import { StatusBadge, type Tone } from '../../kit/StatusBadge.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'
import { DeviceApprovalCard } from './DeviceApprovalCard.tsx'

const words = text({
  title: { vi: 'Xác nhận trên điện thoại', en: 'Approve on your phone' },
  lead: {
    vi: 'Ngân hàng, quầy hoặc trang khác muốn bạn xác nhận ngay. Chỉ đồng ý khi chính bạn đang làm việc đó.',
    en: 'A bank, a counter or another site wants you to approve something now. Agree only if you are doing it yourself.',
  },
  screen: { vi: 'Đăng nhập trên màn hình khác', en: 'Sign in on another screen' },
  before: { vi: 'Trong một ngày qua', en: 'In the last day' },
  none: { vi: 'Không có yêu cầu nào đang chờ', en: 'Nothing waits for you' },
  noneWhat: {
    vi: 'Khi có nơi xin xác nhận, yêu cầu hiện ngay ở đây.',
    en: 'When somebody asks, it appears here at once.',
  },
})

const states = text({
  asked: { vi: 'Đang chờ', en: 'Waiting' },
  approved: { vi: 'Bạn đã đồng ý', en: 'You agreed' },
  refused: { vi: 'Bạn đã từ chối', en: 'You refused' },
  reported: { vi: 'Bạn báo: không phải tôi', en: 'You said: not me' },
  expired: { vi: 'Đã hết hạn', en: 'Expired' },
})

const tones: Record<string, Tone> = {
  asked: 'wait',
  approved: 'done',
  refused: 'refused',
  reported: 'refused',
  expired: 'neutral',
}

/** What other places ask me to approve now, and what I answered. */
export function DeviceApprovalsPage() {
  const t = useText(words)
  const s = useText(states)
  const show = useWords()
  const read = useRead(listDeviceApprovals, {})
  return (
    <Page title={t.title} lead={t.lead} width="reading" aside={<Link to={paths.screen()}>{t.screen}</Link>}>
      <Show read={read}>
        {({ rows }) => {
          const waiting = rows.filter(({ state }) => state === 'asked')
          const before = rows.filter(({ state }) => state !== 'asked')
          return (
            <Stack gap="loose">
              {waiting.map((one) => (
                <DeviceApprovalCard approval={one} key={one.id} />
              ))}
              {waiting.length === 0 ? (
                <Empty icon="phone" title={t.none}>
                  {t.noneWhat}
                </Empty>
              ) : null}
              {before.length > 0 ? (
                <Card title={t.before} icon="clock">
                  <ul className="stack">
                    {before.map((one) => (
                      <li key={one.id}>
                        <Row apart>
                          <div>
                            <p className="strong">{show(one.party)}</p>
                            <p>{one.message}</p>
                            <p className="small muted">{showInstant(one.askedAt)}</p>
                          </div>
                          <StatusBadge tone={tones[one.state] ?? 'neutral'}>{s[one.state]}</StatusBadge>
                        </Row>
                      </li>
                    ))}
                  </ul>
                </Card>
              ) : null}
            </Stack>
          )
        }}
      </Show>
    </Page>
  )
}
