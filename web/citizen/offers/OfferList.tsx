import type { Offer } from '@platform/server/services'
import { showDay } from '../../kit/format.ts'
import { Icon } from '../../kit/Icon.tsx'
import { Link } from '../../kit/router.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'
import { endWords, stateWords } from './offer-words.ts'

const words = text({
  due: { vi: (day: string) => `Đến ngày ${day}`, en: (day: string) => `On ${day}` },
  of: { vi: (name: string) => `Cho ${name}`, en: (name: string) => `For ${name}` },
  prepared: { vi: 'hồ sơ đã điền sẵn', en: 'filled in' },
})

/** What the State reminds of or has prepared, the nearest first. */
export function OfferList({ offers }: { offers: readonly Offer[] }) {
  const t = useText(words)
  const show = useWords()
  const states = useText(stateWords)
  const ends = useText(endWords)
  return (
    <ul className="stack stack-tight">
      {offers.map((offer) => (
        <li key={offer.offerId}>
          <Link to={paths.offer(offer.offerId)}>{show(offer.title)}</Link>
          <br />
          <span className="small muted">
            {offer.level > 1 && offer.state === 'offered' ? (
              <>
                <Icon name="done" /> {t.prepared} ·{' '}
              </>
            ) : null}
            {[
              offer.about ? t.of(offer.about.name) : null,
              offer.state === 'offered'
                ? t.due(showDay(offer.dueOn))
                : [states[offer.state], endOf(offer, ends)].filter(Boolean).join(': '),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  )
}

function endOf({ reason }: Offer, ends: Record<string, unknown>): string | null {
  const said = reason === null ? undefined : ends[reason]
  return typeof said === 'string' ? said : null
}
