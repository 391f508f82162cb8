import type { DeskDossier } from '@platform/server/services'
import { Card } from '../../kit/Card.tsx'
import { isFinished } from '../../kit/dossier-tone.ts'
import { Timeline } from '../../kit/Timeline.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { nextSteps } from './next-steps.ts'

const words = text({ title: { vi: 'Diễn biến', en: 'History' } })

/** Everything that was done, by whom, and what comes next. */
export function HistoryCard({ dossier }: { dossier: DeskDossier }) {
  const t = useText(words)
  const show = useWords()
  const steps = useText(nextSteps)
  return (
    <Card title={t.title} icon="clock">
      <Timeline
        steps={[
          ...dossier.steps.map((step, index) => ({
            id: `${step.at}${index}`,
            at: step.at,
            title: show(step.words),
            by: show(step.by),
            detail: step.note ? <p>{step.note}</p> : null,
            state: ['refused', 'rejected', 'stopped'].includes(step.to)
              ? ('refused' as const)
              : ('done' as const),
          })),
          ...(isFinished(dossier.state)
            ? []
            : [{ id: 'next', at: null, title: steps[dossier.state], state: 'now' as const }]),
        ]}
      />
    </Card>
  )
}
