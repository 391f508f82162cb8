import { actFor, actingFor } from '../../kit/acting-for.ts'
import { Button } from '../../kit/Button.tsx'
import { Icon } from '../../kit/Icon.tsx'
import { text, useText } from '../../kit/text.ts'
import './ActingBanner.css'

const words = text({
  for: {
    vi: (name: string) => `Bạn đang làm thay ${name}`,
    en: (name: string) => `You are acting for ${name}`,
  },
  back: { vi: 'Trở lại việc của tôi', en: 'Back to my own' },
})

/** Says on every page for whom one acts, with the way back. */
export function ActingBanner() {
  const t = useText(words)
  const one = actingFor()
  if (!one) return null
  return (
    <aside className="acting no-print" aria-label={t.for(one.name)}>
      <p>
        <Icon name="user" /> {t.for(one.name)}
      </p>
      <Button onClick={() => actFor(null, '/citizen/')}>{t.back}</Button>
    </aside>
  )
}
