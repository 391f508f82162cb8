import { readMe } from '@platform/server/accounts'
import { listDrafts, listServices } from '@platform/server/services'
import { Card } from '../../kit/Card.tsx'
import { Columns } from '../../kit/Layout.tsx'
import { Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { Link } from '../../kit/router.tsx'
import { Show } from '../../kit/States.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { DraftList } from '../dossiers/DraftList.tsx'
import { ForeignHome } from '../foreigners/ForeignHome.tsx'
import { paths } from '../paths.ts'
import { ServiceCardView } from '../services/ServiceCardView.tsx'
import { InProgress } from './InProgress.tsx'
import { KeyFacts } from './KeyFacts.tsx'
import { OffersCard } from './OffersCard.tsx'
import { WaitsForMe } from './WaitsForMe.tsx'

const words = text({
  hello: { vi: (name: string) => `Xin chào, ${name}`, en: (name: string) => `Hello, ${name}` },
  title: { vi: 'Trang đầu', en: 'Home' },
  services: { vi: 'Việc thường làm', en: 'Often needed' },
  counterCode: { vi: 'Mã làm việc tại quầy', en: 'Code for the counter' },
  allServices: { vi: 'Xem tất cả', en: 'See all' },
})

const OFTEN = 3

/** What waits for me, what is under way, what I often need, and what the State knows of me in a few lines. */
export function HomePage() {
  const t = useText(words)
  const show = useWords()
  const me = useRead(readMe, {})
  const services = useRead(listServices, {}, { lasting: true })
  const drafts = useRead(listDrafts, {}, { enabled: me.data?.level === 2 && !me.data.foreigner })
  return (
    <Page title={me.data ? t.hello(me.data.name) : t.title}>
      <Show read={me}>
        {({ level, foreigner }) =>
          foreigner ? (
            <ForeignHome level={level} />
          ) : (
            <Columns
              aside={
                <>
                  <KeyFacts />
                  {level === 2 ? (
                    <p>
                      <Link to={paths.counterCode()}>{t.counterCode}</Link>
                    </p>
                  ) : null}
                </>
              }
            >
              <WaitsForMe />
              {level === 2 ? <OffersCard /> : null}
              {drafts.data && drafts.data.rows.length > 0 ? <DraftList drafts={drafts.data.rows} /> : null}
              <InProgress />
              <Card
                title={t.services}
                icon="services"
                aside={<Link to={paths.services()}>{t.allServices}</Link>}
              >
                <Show read={services}>
                  {({ rows }) => (
                    <ul className="grid">
                      {rows.slice(0, OFTEN).map((service) => (
                        <ServiceCardView service={service} name={show(service.name)} key={service.code} />
                      ))}
                    </ul>
                  )}
                </Show>
              </Card>
            </Columns>
          )
        }
      </Show>
    </Page>
  )
}
