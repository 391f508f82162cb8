import { type DeskDossier, type DossierDocument, readDeskPdf } from '@platform/server/services'
import { Card } from '../../kit/Card.tsx'
import { urlOf } from '../../kit/call.ts'
import { FileLink } from '../../kit/FileLink.tsx'
import { showDay } from '../../kit/format.ts'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { text, useText, useWords } from '../../kit/text.ts'

const words = text({
  title: { vi: 'Giấy tờ đã cấp', en: 'Documents issued' },
  none: { vi: 'Chưa cấp giấy tờ nào trong hồ sơ này.', en: 'No document has been issued yet.' },
  issued: {
    vi: (number: string, day: string) => `Số ${number}, ngày ${day}`,
    en: (number: string, day: string) => `No. ${number}, ${day}`,
  },
})

/** States in which there is something to say about a paper; a signed one is simply opened. */
const notSigned = text({
  'pending-signature': { vi: 'Đang ký số', en: 'Being signed' },
  failed: { vi: 'Chưa tạo được tệp', en: 'The file could not be made' },
  revoked: { vi: 'Đã thu hồi', en: 'Revoked' },
})

/** Papers issued in the dossier; each opens as signed PDF. */
export function DocumentsCard({ dossier: { dossierId, documents } }: { dossier: DeskDossier }) {
  const t = useText(words)
  return (
    <Card title={t.title} icon="file">
      {documents.length === 0 ? (
        <p className="muted">{t.none}</p>
      ) : (
        <ul className="stack">
          {documents.map((document) => (
            <li key={document.documentId} className="stack stack-tight">
              <Paper dossierId={dossierId} document={document} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Paper({ dossierId, document }: { dossierId: string; document: DossierDocument }) {
  const t = useText(words)
  const said = useText(notSigned)
  const show = useWords()
  const { documentId, name, number, state, issuedOn } = document
  return (
    <>
      {state === 'signed' || state === 'revoked' ? (
        <FileLink href={urlOf(readDeskPdf, { params: { dossierId, documentId } })} name={show(name)} />
      ) : (
        <p className="strong">{show(name)}</p>
      )}
      {state in notSigned ? (
        <p>
          <StatusBadge tone={state === 'pending-signature' ? 'wait' : 'refused'}>
            {said[state as keyof typeof notSigned]}
          </StatusBadge>
        </p>
      ) : null}
      <p className="small muted">{t.issued(number, showDay(issuedOn))}</p>
    </>
  )
}
