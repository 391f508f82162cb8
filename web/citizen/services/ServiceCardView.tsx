import type { ServiceCard } from '@platform/server/services'
import { Icon } from '../../kit/Icon.tsx'
import { Link } from '../../kit/router.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'
import './ServiceCardView.css'

const words = text({
  atOnce: { vi: 'Có kết quả ngay', en: 'Answered at once' },
})

interface ServiceCardViewProps {
  service: ServiceCard
  name: string
  /** One below what stands above the list. */
  heading?: 'h2' | 'h3'
}

export function ServiceCardView({ service, name, heading: Heading = 'h3' }: ServiceCardViewProps) {
  const t = useText(words)
  const show = useWords()
  return (
    <li className="service-card opens">
      <Heading>
        <Link to={paths.service(service.code)}>{name}</Link>
      </Heading>
      <p className="muted">{show(service.summary)}</p>
      <p className="service-card-term">
        {service.atOnce ? (
          <StatusBadge tone="done">{t.atOnce}</StatusBadge>
        ) : (
          <span className="small">
            <Icon name="clock" /> {show(service.term)}
          </span>
        )}
      </p>
    </li>
  )
}
