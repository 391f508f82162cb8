import {
  type DeskDossier,
  type DossierDocument,
  issueControlSheet,
  readDeskPdf,
} from '@platform/server/services'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { urlOf } from '../../kit/call.ts'
import { FileLink } from '../../kit/FileLink.tsx'
import { showDay } from '../../kit/format.ts'
import { useCall } from '../../kit/queries.ts'
import { ErrorState } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { useDossierReply } from './acting.ts'

const words = text({
  title: { vi: 'Giấy tờ đã cấp', en: 'Documents issued' },
  none: { vi: 'Chưa cấp giấy tờ nào trong hồ sơ này.', en: 'No document has been issued yet.' },
  sheet: { vi: 'Lập phiếu kiểm soát', en: 'Issue the control sheet' },
  sheetDone: {
    vi: 'Đã lập phiếu kiểm soát, đang ký số',
    en: 'The control sheet is issued and being signed',
  },
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
export function DocumentsCard({ dossier }: { dossier: DeskDossier }) {
  const t = useText(words)
  const { dossierId, documents } = dossier
  const sheet = useCall(issueControlSheet, { onReply: useDossierReply(t.sheetDone) })
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
      {sheet.problem ? <ErrorState problem={sheet.problem} onRetry={sheet.reset} /> : null}
      <p>
        <Button
          icon="file"
          pending={sheet.pending}
          onClick={() => void sheet.send({ params: { dossierId }, body: { version: dossier.version } })}
        >
          {t.sheet}
        </Button>
      </p>
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
