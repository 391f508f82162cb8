import { listDeviceApprovals } from '@platform/server/authentication'
import { listMyNotifications } from '@platform/server/notifications'
import { listMyApprovals, listMyDossiers } from '@platform/server/services'
import { lazy, Suspense } from 'react'
import { Card } from '../../kit/Card.tsx'
import { showInstant } from '../../kit/format.ts'
import { Icon } from '../../kit/Icon.tsx'
import { useRead } from '../../kit/queries.ts'
import { Link } from '../../kit/router.tsx'
import { Loading, ProblemState } from '../../kit/States.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { ApprovalCard } from '../approvals/ApprovalCard.tsx'
import { DossierCard } from '../dossiers/DossierCard.tsx'
import { addressOf } from '../messages/address-of.ts'
import { paths } from '../paths.ts'

/** Fetched only when a sign-in waits on another screen: it brings the ways to confirm, which are heavy. */
const DeviceApprovalCard = lazy(async () => ({
  default: (await import('../device-approvals/DeviceApprovalCard.tsx')).DeviceApprovalCard,
}))

const words = text({
  title: { vi: 'Đang chờ bạn', en: 'Waiting for you' },
  nothing: { vi: 'Không có việc gì đang chờ bạn.', en: 'Nothing waits for you.' },
  messages: { vi: 'Thông báo mới', en: 'New messages' },
  all: { vi: 'Tất cả thông báo', en: 'All messages' },
})

const SHOWN = 3

/** What others wait for: my agreement, my supplement; and what I was newly told. */
export function WaitsForMe() {
  const t = useText(words)
  const show = useWords()
  const approvals = useRead(listMyApprovals, { query: { waiting: true } })
  const dossiers = useRead(listMyDossiers, { query: { limit: 20 } })
  const elsewhere = useRead(listDeviceApprovals, {})
  const messages = useRead(listMyNotifications, { query: { limit: 10 } })
  if (approvals.error)
    return <ProblemState problem={approvals.error} onRetry={() => void approvals.refetch()} />
  if (!approvals.data || !dossiers.data) return <Loading />
  const asked = approvals.data.rows
  const mine = dossiers.data.rows.filter(({ waitsForYou }) => waitsForYou)
  const fresh = (messages.data?.rows ?? []).filter(({ readAt }) => readAt === null).slice(0, SHOWN)
  const phone = (elsewhere.data?.rows ?? []).filter(({ state }) => state === 'asked')
  const count = asked.length + mine.length
  return (
    <>
      {phone.map((one) => (
        <Suspense fallback={<Loading />} key={one.id}>
          <DeviceApprovalCard approval={one} />
        </Suspense>
      ))}
      {count > 0 ? (
        <Card title={t.title} icon="bell" look="attention">
          <ul className="stack">
            {asked.map((approval) => (
              <ApprovalCard approval={approval} key={approval.approvalId} />
            ))}
            {mine.map((dossier) => (
              <DossierCard dossier={dossier} key={dossier.dossierId} />
            ))}
          </ul>
        </Card>
      ) : phone.length > 0 ? null : (
        <p className="muted">
          <Icon name="done" /> {t.nothing}
        </p>
      )}
      {fresh.length > 0 ? (
        <Card title={t.messages} icon="bell" aside={<Link to={paths.messages()}>{t.all}</Link>}>
          <ul className="stack stack-tight">
            {fresh.map((message) => (
              <li key={message.notificationId}>
                <Link to={addressOf(message.about)}>{show(message.title)}</Link>{' '}
                <span className="small muted">{showInstant(message.at)}</span>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </>
  )
}
