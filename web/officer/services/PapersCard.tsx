import { type DeskDossier, readDeskAttachment, readDeskPdf } from '@platform/server/services'
import { AttachedFiles } from '../../kit/AttachedFiles.tsx'
import { Card } from '../../kit/Card.tsx'
import { urlOf } from '../../kit/call.ts'
import { FileLink } from '../../kit/FileLink.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { text, useText, useWords } from '../../kit/text.ts'

const words = text({
  title: { vi: 'Giấy tờ của thủ tục', en: 'Papers of the procedure' },
  spared: {
    vi: (spared: number, all: number) =>
      `Dữ liệu thay được ${spared}/${all} giấy tờ. Không được yêu cầu công dân nộp lại.`,
    en: (spared: number, all: number) =>
      `Data replace ${spared} of ${all} papers. Do not ask the citizen for them.`,
  },
  needed: { vi: 'Phải nộp', en: 'Needed' },
  notNeeded: { vi: 'Không phải nộp', en: 'Not needed' },
})

/** Papers the procedure knows, and the register that makes each unnecessary (R1). */
export function PapersCard({ dossier: { papers, dossierId, attachments } }: { dossier: DeskDossier }) {
  const t = useText(words)
  const show = useWords()
  if (papers.length === 0) return null
  return (
    <Card title={t.title} icon="folder">
      <p className="small muted">{t.spared(papers.filter(({ needed }) => !needed).length, papers.length)}</p>
      <ul className="stack">
        {papers.map(({ code, name, needed, why, result }) => (
          <li key={code} className="stack stack-tight">
            <p className="strong">{show(name)}</p>
            <p>
              <StatusBadge tone={needed ? 'wait' : 'done'}>{needed ? t.needed : t.notNeeded}</StatusBadge>
            </p>
            <p className="small muted">{show(why)}</p>
            <AttachedFiles
              slot={code}
              attachments={attachments}
              hrefOf={(attachmentId) => urlOf(readDeskAttachment, { params: { dossierId, attachmentId } })}
            />
            {result ? (
              <FileLink
                href={urlOf(readDeskPdf, { params: { dossierId, documentId: result.documentId } })}
                name={`${show(result.name)} ${result.number}`}
              />
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  )
}
