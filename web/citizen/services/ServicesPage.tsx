import { fold } from '@platform/server/platform/vietnamese.ts'
import { listServices } from '@platform/server/services'
import { Icon } from '../../kit/Icon.tsx'
import { SearchField } from '../../kit/inputs.tsx'
import { Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { useFilter } from '../../kit/router.tsx'
import { Empty, Show } from '../../kit/States.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { grouped } from './groups.ts'
import { ServiceCardView } from './ServiceCardView.tsx'
import './ServicesPage.css'

const words = text({
  title: { vi: 'Dịch vụ công', en: 'Public services' },
  lead: {
    vi: 'Chọn việc bạn cần làm. Những gì Nhà nước đã biết sẽ được điền sẵn.',
    en: 'Choose what you need. What the State knows already will be filled in.',
  },
  search: { vi: 'Tìm dịch vụ (gõ không dấu cũng được)', en: 'Find a service' },
  none: { vi: 'Không có dịch vụ nào khớp', en: 'No service matches' },
  noneWhat: { vi: 'Hãy thử từ khác, ví dụ “tam tru”.', en: 'Try another word, for example “residence”.' },
  groups: { vi: 'Nhóm việc', en: 'Groups' },
  found: {
    vi: (count: number) => `${count} dịch vụ`,
    en: (count: number) => (count === 1 ? '1 service' : `${count} services`),
  },
})

/** The catalogue by what one comes for, found without marks. */
export function ServicesPage() {
  const t = useText(words)
  const show = useWords()
  const services = useRead(listServices, {}, { lasting: true })
  const [asked, ask] = useFilter('q')
  return (
    <Page title={t.title} lead={t.lead}>
      <search>
        <SearchField label={t.search} value={asked} onChange={ask} />
      </search>
      <Show read={services}>
        {({ rows }) => {
          const wanted = fold(asked)
          const found = rows.filter(({ name, summary, code }) =>
            fold(`${name.vi} ${name.en} ${summary.vi} ${summary.en} ${code}`).includes(wanted),
          )
          const groups = grouped(found)
          return (
            <div className="stack stack-loose">
              {groups.length > 1 ? (
                <nav aria-label={t.groups}>
                  <ul className="service-groups">
                    {groups.map((group) => (
                      <li key={group.id}>
                        <a href={`#${group.id}`}>
                          <Icon name={group.icon} /> {show(group)}
                        </a>
                      </li>
                    ))}
                  </ul>
                </nav>
              ) : null}
              <p className="muted" role="status">
                {t.found(found.length)}
              </p>
              {found.length === 0 ? (
                <Empty icon="search" title={t.none}>
                  {t.noneWhat}
                </Empty>
              ) : (
                groups.map((group) => (
                  <section
                    className="stack"
                    id={group.id}
                    aria-labelledby={`${group.id}-title`}
                    key={group.id}
                  >
                    <h2 id={`${group.id}-title`}>{show(group)}</h2>
                    <ul className="grid grid-wide">
                      {group.services.map((service) => (
                        <ServiceCardView service={service} name={show(service.name)} key={service.code} />
                      ))}
                    </ul>
                  </section>
                ))
              )}
            </div>
          )
        }}
      </Show>
    </Page>
  )
}
