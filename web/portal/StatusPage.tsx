import { useQuery } from '@tanstack/react-query'
import { Button } from '../kit/Button.tsx'
import { showInstant } from '../kit/format.ts'
import { Notice } from '../kit/Notice.tsx'
import { Page } from '../kit/Page.tsx'
import { Loading } from '../kit/States.tsx'
import { text, useText } from '../kit/text.ts'

const words = text({
  title: { vi: 'Tình trạng hệ thống', en: 'Service status' },
  up: { vi: 'Hệ thống đang chạy bình thường', en: 'The service is running normally' },
  starting: {
    vi: 'Hệ thống đang khởi động hoặc đang bảo trì',
    en: 'The service is starting or under maintenance',
  },
  startingWhat: {
    vi: 'Thông thường mất chưa đến một phút. Trang này tự kiểm tra lại.',
    en: 'It usually takes less than a minute. This page checks again by itself.',
  },
  down: { vi: 'Không liên lạc được với hệ thống', en: 'The service cannot be reached' },
  downWhat: {
    vi: 'Hãy kiểm tra mạng của bạn. Nếu việc gấp, bộ phận một cửa của xã, phường vẫn nhận hồ sơ giấy.',
    en: 'Check your network. If it is urgent, the one-stop office of your commune still takes paper.',
  },
  checked: { vi: (at: string) => `Kiểm tra lúc ${at}`, en: (at: string) => `Checked at ${at}` },
  again: { vi: 'Kiểm tra lại', en: 'Check again' },
})

const AGAIN_MS = 10_000

/** Is the service running? For anyone. */
export function StatusPage() {
  const t = useText(words)
  const health = useQuery({
    queryKey: ['health'],
    queryFn: async () => ((await fetch('/health/ready', { cache: 'no-store' })).ok ? 'up' : 'starting'),
    refetchInterval: AGAIN_MS,
    retry: false,
  })
  const state = health.isError ? 'down' : health.data
  return (
    <Page title={t.title} width="reading">
      {state === undefined ? <Loading lines={2} /> : null}
      {state === 'up' ? <Notice look="done" title={t.up} now /> : null}
      {state === 'starting' ? (
        <Notice look="wait" title={t.starting} now>
          {t.startingWhat}
        </Notice>
      ) : null}
      {state === 'down' ? (
        <Notice look="wrong" title={t.down} now>
          {t.downWhat}
        </Notice>
      ) : null}
      {health.dataUpdatedAt ? (
        <p className="muted">{t.checked(showInstant(new Date(health.dataUpdatedAt).toISOString()))}</p>
      ) : null}
      <p>
        <Button icon="undo" pending={health.isFetching} onClick={() => void health.refetch()}>
          {t.again}
        </Button>
      </p>
    </Page>
  )
}
