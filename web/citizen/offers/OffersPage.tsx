import { listMyOffers } from '@platform/server/services'
import { Card } from '../../kit/Card.tsx'
import { MoreButton } from '../../kit/MoreButton.tsx'
import { useMore } from '../../kit/more.ts'
import { Page } from '../../kit/Page.tsx'
import { Empty, Show } from '../../kit/States.tsx'
import { text, useText } from '../../kit/text.ts'
import { OfferList } from './OfferList.tsx'

const words = text({
  title: { vi: 'Việc sắp đến lúc phải làm', en: 'What it is soon time for' },
  lead: {
    vi: 'Nhà nước nhắc bạn và điền sẵn hồ sơ theo dữ liệu đã có. Bạn luôn có quyền từ chối.',
    en: 'The State reminds you and fills in the dossier from what it knows. You may always refuse.',
  },
  now: { vi: 'Đang chờ bạn', en: 'Waiting for you' },
  ended: { vi: 'Đã xong hoặc đã từ chối', en: 'Done or refused' },
  none: { vi: 'Chưa có việc nào sắp đến hạn.', en: 'Nothing is due soon.' },
  noneEnded: { vi: 'Chưa có gì.', en: 'Nothing yet.' },
})

/** All offers to me: those open, and what became of the others. */
export function OffersPage() {
  const t = useText(words)
  const open = useMore(listMyOffers, { query: {} })
  const ended = useMore(listMyOffers, { query: { ended: true } })
  return (
    <Page title={t.title} lead={t.lead} width="reading">
      <Card title={t.now} icon="bell">
        <Show read={open.read}>
          {() => (open.rows.length === 0 ? <Empty title={t.none} /> : <OfferList offers={open.rows} />)}
        </Show>
        <MoreButton more={open} />
      </Card>
      <Card title={t.ended} icon="done">
        <Show read={ended.read}>
          {() =>
            ended.rows.length === 0 ? (
              <p className="muted">{t.noneEnded}</p>
            ) : (
              <OfferList offers={ended.rows} />
            )
          }
        </Show>
        <MoreButton more={ended} />
      </Card>
    </Page>
  )
}
