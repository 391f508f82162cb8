import type { DeskDossier, Step } from '@platform/server/services'
import { Card } from '../../kit/Card.tsx'
import { isFinished } from '../../kit/dossier-tone.ts'
import { Notice } from '../../kit/Notice.tsx'
import { Timeline } from '../../kit/Timeline.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { nextSteps } from './next-steps.ts'

const words = text({
  title: { vi: 'Diễn biến', en: 'History' },
  behalf: { vi: (whom: string) => `làm thay ${whom}`, en: (whom: string) => `for ${whom}` },
  whole: {
    vi: 'Mỗi bước nối với bước trước bằng mã SHA-256 và có dòng nhật ký riêng: không bước nào bị sửa hay bỏ.',
    en: 'Each step is chained to the one before by SHA-256 and has its log entry: none was changed or left out.',
  },
  broken: {
    vi: 'Có bước không còn như khi được ghi. Hãy báo thanh tra.',
    en: 'A step is not as it was recorded. Tell the inspector.',
  },
  last: { vi: 'Mã của bước cuối', en: 'Digest of the last step' },
})

/** Everything that was done, by whom, and what comes next. */
export function HistoryCard({ dossier }: { dossier: DeskDossier }) {
  const t = useText(words)
  const show = useWords()
  const steps = useText(nextSteps)
  const doerOf = ({ who, by, onBehalfOf }: Step) =>
    [who ? `${who}, ${show(by)}` : show(by), onBehalfOf ? t.behalf(show(onBehalfOf)) : '']
      .filter(Boolean)
      .join(' ')
  const digest = dossier.steps.at(-1)?.proof?.digest
  const broken = dossier.steps.some(({ proof }) => proof?.intact === false)
  return (
    <Card title={t.title} icon="clock">
      <Timeline
        steps={[
          ...dossier.steps.map((step, index) => ({
            id: `${step.at}${index}`,
            at: step.at,
            title: show(step.words),
            by: doerOf(step),
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
      {broken ? <Notice look="wrong">{t.broken}</Notice> : null}
      {digest && !broken ? (
        <p className="small muted">
          {t.whole} {t.last}: <span className="history-digest">{digest}</span>
        </p>
      ) : null}
    </Card>
  )
}
