import { listMyOffers } from '@platform/server/services'
import { Card } from '../../kit/Card.tsx'
import { useRead } from '../../kit/queries.ts'
import { Link } from '../../kit/router.tsx'
import { text, useText } from '../../kit/text.ts'
import { OfferList } from '../offers/OfferList.tsx'
import { paths } from '../paths.ts'

const words = text({
  title: { vi: 'Việc sắp đến lúc phải làm', en: 'What it is soon time for' },
  all: { vi: 'Xem tất cả', en: 'See all' },
})

const SHOWN = 3

/** The nearest of what the State offers; absent while there is nothing. */
export function OffersCard() {
  const t = useText(words)
  const read = useRead(listMyOffers, { query: { limit: SHOWN } })
  const offers = read.data?.rows ?? []
  if (offers.length === 0) return null
  return (
    <Card title={t.title} icon="calendar" aside={<Link to={paths.offers()}>{t.all}</Link>}>
      <OfferList offers={offers} />
    </Card>
  )
}
