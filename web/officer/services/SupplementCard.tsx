import type { DeskDossier } from '@platform/server/services'
import { Card } from '../../kit/Card.tsx'
import { showInstant } from '../../kit/format.ts'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { text, useText, useWords } from '../../kit/text.ts'

const words = text({
  title: { vi: 'Yêu cầu bổ sung', en: 'Supplement asked' },
  waits: { vi: 'Chờ công dân', en: 'Waiting for the citizen' },
  answered: { vi: 'Đã trả lời', en: 'Answered' },
  asked: {
    vi: (at: string, until: string) => `Hỏi lúc ${at}, công dân trả lời trước ${until}`,
    en: (at: string, until: string) => `Asked at ${at}, to be answered by ${until}`,
  },
  at: { vi: (at: string) => `Công dân trả lời lúc ${at}`, en: (at: string) => `Answered at ${at}` },
})

/** What the citizen was asked to supplement, and his answer. */
export function SupplementCard({
  dossier: { supplement, sections, fieldsToMark, papers },
}: {
  dossier: DeskDossier
}) {
  const t = useText(words)
  const show = useWords()
  if (!supplement) return null
  const known = new Map(
    [
      ...papers.map(({ code, name }) => ({ field: code, label: name })),
      ...fieldsToMark,
      ...sections.flatMap(({ rows }) => rows),
    ].map(({ field, label }) => [field, label]),
  )
  const labels = supplement.fields.map((field) => show(known.get(field)) || field)
  return (
    <Card
      title={t.title}
      icon="edit"
      aside={
        <StatusBadge tone={supplement.answeredAt ? 'done' : 'wait'}>
          {supplement.answeredAt ? t.answered : t.waits}
        </StatusBadge>
      }
    >
      <p className="small muted">
        {t.asked(showInstant(supplement.askedAt), showInstant(supplement.answerBy))}
      </p>
      <p>{supplement.text}</p>
      <ul className="bullets">
        {labels.map((label) => (
          <li key={label}>{label}</li>
        ))}
      </ul>
      {supplement.answeredAt ? (
        <p>
          <span className="small muted">{t.at(showInstant(supplement.answeredAt))}</span>
          {supplement.answer ? <br /> : null}
          {supplement.answer}
        </p>
      ) : null}
    </Card>
  )
}
