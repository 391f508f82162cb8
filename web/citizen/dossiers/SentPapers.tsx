import { type DossierView, readMyAttachment } from '@platform/server/services'
import { AttachedFiles } from '../../kit/AttachedFiles.tsx'
import { Card } from '../../kit/Card.tsx'
import { urlOf } from '../../kit/call.ts'
import { text, useText, useWords } from '../../kit/text.ts'

const words = text({ title: { vi: 'Giấy tờ đã gửi', en: 'Papers you sent' } })

/** The files that went with a request, by paper, to look at again. */
export function SentPapers({ dossier }: { dossier: DossierView }) {
  const t = useText(words)
  const show = useWords()
  const { dossierId, papers, sections, attachments } = dossier
  const names = [
    ...papers.map(({ code, name }) => ({ slot: code, name })),
    ...sections.flatMap(({ rows }) => rows.map(({ field, label }) => ({ slot: field, name: label }))),
  ].filter(({ slot }) => attachments.some((one) => one.slot === slot))
  return names.length > 0 ? (
    <Card title={t.title} icon="folder">
      {names.map(({ slot, name }) => (
        <section key={slot} className="stack stack-tight">
          <h3>{show(name)}</h3>
          <AttachedFiles
            slot={slot}
            attachments={attachments}
            hrefOf={(attachmentId) => urlOf(readMyAttachment, { params: { dossierId, attachmentId } })}
          />
        </section>
      ))}
    </Card>
  ) : null
}
