import { Icon } from './Icon.tsx'
import './ProgressSteps.css'
import { text, useText } from './text.ts'

const words = text({
  steps: { vi: 'Các bước', en: 'Steps' },
  step: {
    vi: (now: number, of: number) => `Bước ${now}/${of}`,
    en: (now: number, of: number) => `Step ${now} of ${of}`,
  },
  done: { vi: 'đã xong', en: 'done' },
})

/** Where one is in a form of several steps. On a phone only the present step is named. */
export function ProgressSteps({
  steps,
  now,
  onGo,
}: {
  steps: readonly string[]
  now: number
  onGo?: (to: number) => void
}) {
  const t = useText(words)
  return (
    <nav aria-label={t.steps} className="steps">
      <p className="steps-short">
        {t.step(now + 1, steps.length)}: <strong>{steps[now]}</strong>
      </p>
      <ol>
        {steps.map((step, index) => (
          <li
            key={step}
            className={index < now ? 'step-done' : index === now ? 'step-now' : undefined}
            aria-current={index === now ? 'step' : undefined}
          >
            <span className="step-number">{index < now ? <Icon name="check" /> : index + 1}</span>
            {index < now && onGo ? (
              <button type="button" className="step-name" onClick={() => onGo(index)}>
                {step} <span className="visually-hidden">({t.done})</span>
              </button>
            ) : (
              <span className="step-name">{step}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
