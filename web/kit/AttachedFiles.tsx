import type { Attachment } from '@platform/server/services'
import { FileLink } from './FileLink.tsx'
import { showInstant } from './format.ts'
import { text, useText, useWords } from './text.ts'

const words = text({
  file: { vi: (number: number) => `Tệp ${number}`, en: (number: number) => `File ${number}` },
  pages: { vi: (pages: number) => `${pages} trang`, en: (pages: number) => `${pages} pages` },
  sent: { vi: (at: string) => `Người dân gửi lúc ${at}`, en: (at: string) => `Sent by the citizen at ${at}` },
  scanned: {
    vi: (agency: string, at: string) => `${agency} số hóa lúc ${at}`,
    en: (agency: string, at: string) => `Digitised by ${agency} at ${at}`,
  },
  compared: { vi: 'đã đối chiếu với bản chính', en: 'compared with the original' },
  notCompared: { vi: 'bản chụp chưa đối chiếu', en: 'a copy, not compared yet' },
  replaced: {
    vi: (at: string) => `Bản cũ, được thay lúc ${at}`,
    en: (at: string) => `Older, replaced at ${at}`,
  },
  signed: { vi: 'có chữ ký số', en: 'carries a signature' },
})
const kinds: Record<string, string> = { 'application/pdf': 'PDF', 'image/jpeg': 'JPG', 'image/png': 'PNG' }

/** The files of one paper or field, each opened in a window where nothing in it can run. */
export function AttachedFiles({
  slot,
  attachments,
  hrefOf,
}: {
  slot: string
  attachments: readonly Attachment[]
  hrefOf: (attachmentId: string) => string
}) {
  const t = useText(words)
  const show = useWords()
  const files = attachments.filter((one) => one.slot === slot)
  return files.length > 0 ? (
    <ul className="stack stack-tight">
      {files.map(
        ({ attachmentId, contentType, sizeBytes, pages, signature, digitised, addedAt, replacedAt }, at) => (
          <li key={attachmentId}>
            <FileLink
              href={hrefOf(attachmentId)}
              name={[t.file(at + 1), pages > 1 ? t.pages(pages) : '', signature === 'present' ? t.signed : '']
                .filter(Boolean)
                .join(', ')}
              kind={kinds[contentType] ?? ''}
              bytes={sizeBytes}
            />
            <p className="small muted">
              {digitised
                ? `${t.scanned(show(digitised.agency), showInstant(addedAt))}, ${digitised.compared ? t.compared : t.notCompared}`
                : t.sent(showInstant(addedAt))}
              {replacedAt ? `. ${t.replaced(showInstant(replacedAt))}` : null}
            </p>
          </li>
        ),
      )}
    </ul>
  ) : null
}
