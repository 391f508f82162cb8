import { type DocumentDetail, readMyDocument, readMyPdf } from '@platform/server/documents'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { urlOf } from '../../kit/call.ts'
import { FileLink } from '../../kit/FileLink.tsx'
import { showDay, showInstant } from '../../kit/format.ts'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Actions, Stack } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { Link, useParam } from '../../kit/router.tsx'
import { Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'
import './DocumentPage.css'
import { documentTones, documentWords, standingOf } from './document-state.ts'

const words = text({
  title: { vi: 'Giấy tờ', en: 'Document' },
  documents: { vi: 'Giấy tờ của tôi', en: 'My documents' },
  open: { vi: 'Mở bản đã ký', en: 'Open the signed document' },
  signing: {
    vi: 'Giấy tờ đang được ký số. Trang này tự mở khi ký xong, thường trong vài giây.',
    en: 'The document is being signed. This page shows it as soon as it is done, usually within seconds.',
  },
  failed: {
    vi: 'Chưa tạo được bản giấy tờ. Cơ quan cấp đã được báo; bạn không phải làm gì.',
    en: 'The document could not be made. The office was told; you need not do anything.',
  },
  revoked: {
    vi: (why: string) => `Giấy tờ đã bị thu hồi. ${why}`,
    en: (why: string) => `The document was revoked. ${why}`,
  },
  number: { vi: 'Số', en: 'Number' },
  agency: { vi: 'Cơ quan cấp', en: 'Issued by' },
  signer: { vi: 'Người ký', en: 'Signed by' },
  issued: { vi: 'Ngày cấp', en: 'Issued on' },
  until: { vi: 'Có giá trị đến', en: 'Valid until' },
  signedAt: { vi: 'Ký số lúc', en: 'Signed at' },
  dossier: { vi: 'Từ hồ sơ', en: 'From the request' },
  see: { vi: 'Xem hồ sơ', en: 'See the request' },
  share: { vi: 'Đưa cho người khác kiểm tra', en: 'Let someone check it' },
  shareWhat: {
    vi: 'Gửi mã hoặc đường dẫn này. Người nhận chỉ thấy giấy thật hay giả, tên viết tắt và nơi cấp, không thấy nội dung khác.',
    en: 'Give them this code or link. They learn whether it is genuine, your initials and who issued it, nothing else.',
  },
  qr: { vi: 'Mã QR để quét kiểm tra giấy này', en: 'QR code to check this document' },
  code: { vi: 'Mã kiểm tra', en: 'Code' },
  copy: { vi: 'Chép đường dẫn', en: 'Copy the link' },
  copied: { vi: 'Đã chép đường dẫn', en: 'The link was copied' },
})

/** One of my documents: the signed file, what it says of itself, and how others check it. */
export function DocumentPage() {
  const t = useText(words)
  const states = useText(documentWords)
  const show = useWords()
  const id = useParam('documentId')
  const read = useRead(readMyDocument, { params: { id } })
  const found = read.data
  return (
    <Page
      title={show(found?.name) || t.title}
      width="reading"
      crumbs={[{ label: t.documents, to: paths.documents() }]}
      aside={
        found ? (
          <StatusBadge tone={documentTones[standingOf(found)]}>{states[standingOf(found)]}</StatusBadge>
        ) : null
      }
    >
      <Show read={read}>{(data) => <Document document={data} />}</Show>
    </Page>
  )
}

function Document({ document: paper }: { document: DocumentDetail }) {
  const t = useText(words)
  const show = useWords()
  return (
    <Stack gap="loose">
      {paper.state === 'pending-signature' ? <Notice look="info">{t.signing}</Notice> : null}
      {paper.state === 'failed' ? <Notice look="wrong">{t.failed}</Notice> : null}
      {paper.state === 'revoked' ? <Notice look="wrong">{t.revoked(paper.revokeReason ?? '')}</Notice> : null}
      <Card>
        {paper.state === 'signed' || paper.state === 'revoked' ? (
          <FileLink href={urlOf(readMyPdf, { params: { id: paper.id } })} name={t.open} />
        ) : null}
        <KeyValueList
          items={[
            { key: t.number, value: paper.number },
            { key: t.agency, value: paper.agency },
            ...(paper.signer
              ? [{ key: t.signer, value: `${paper.signer.position} ${paper.signer.name}` }]
              : []),
            { key: t.issued, value: showDay(paper.issuedOn) },
            ...(paper.validUntil ? [{ key: t.until, value: showDay(paper.validUntil) }] : []),
            { key: t.signedAt, value: showInstant(paper.signedAt) },
            ...(paper.dossierId
              ? [{ key: t.dossier, value: <Link to={paths.dossier(paper.dossierId)}>{t.see}</Link> }]
              : []),
          ]}
        />
      </Card>
      <Card title={t.share} icon="qr">
        <p className="muted">{t.shareWhat}</p>
        <svg
          className="qr"
          viewBox={`0 0 ${paper.verifyQr.side} ${paper.verifyQr.side}`}
          role="img"
          aria-label={t.qr}
          shapeRendering="crispEdges"
        >
          <path d={paper.verifyQr.path} />
        </svg>
        <KeyValueList items={[{ key: t.code, value: <span className="number">{paper.code}</span> }]} />
        <Actions>
          <Button
            icon="send"
            onClick={() =>
              void shareLink(paper.verifyUrl, show(paper.name)).then((copied) => {
                if (copied) say(t.copied)
              })
            }
          >
            {t.copy}
          </Button>
        </Actions>
      </Card>
    </Stack>
  )
}

/** The phone's own sharing where it has one, else the clipboard. True when it was copied. */
async function shareLink(url: string, title: string): Promise<boolean> {
  if (typeof navigator.share === 'function' && matchMedia('(pointer: coarse)').matches) {
    await navigator.share({ url, title }).catch(() => undefined)
    return false
  }
  await navigator.clipboard.writeText(url)
  return true
}
