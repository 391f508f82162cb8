import type { CaseDetail } from '@platform/server/feedback'
import { Card } from './Card.tsx'
import { caseActWords } from './feedback-words.ts'
import { Timeline } from './Timeline.tsx'
import { text, useText, useWords } from './text.ts'

const words = text({ title: { vi: 'Diễn biến', en: 'Progress' } })

/** What was done with a case, by whom and when: the same for who said it and who answers. */
export function CaseProgress({ steps }: Pick<CaseDetail, 'steps'>) {
  const t = useText(words)
  const acts = useText(caseActWords)
  const show = useWords()
  return (
    <Card title={t.title} icon="clock">
      <Timeline
        steps={steps.map(({ at, act, agency, note }, index) => ({
          id: `${at}${index}`,
          at,
          title: acts[act as keyof typeof acts],
          by: show(agency),
          detail: note ? <p>{note}</p> : null,
          state: 'done' as const,
        }))}
      />
    </Card>
  )
}
