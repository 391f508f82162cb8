import type { FileVerification, Verification } from '@platform/server/documents'
import { showDay, showInstant } from '../kit/format.ts'
import { KeyValueList } from '../kit/KeyValueList.tsx'
import { Notice, type NoticeLook } from '../kit/Notice.tsx'
import { text, useText, useWords } from '../kit/text.ts'

const words = text({
  genuine: { vi: 'Giấy thật, còn giá trị', en: 'Genuine and valid' },
  expired: { vi: 'Giấy thật nhưng đã hết hạn', en: 'Genuine, but expired' },
  revoked: { vi: 'Giấy đã bị thu hồi, không còn giá trị', en: 'Revoked, no longer valid' },
  pending: {
    vi: 'Giấy đang được ký số, chưa có giá trị. Hãy thử lại sau ít phút',
    en: 'Being signed, not valid yet. Try again in a few minutes',
  },
  unknown: {
    vi: 'Không có giấy nào mang mã này. Hãy xem lại mã, hoặc coi chừng giấy giả',
    en: 'No document has this code. Check the code, or beware of a forgery',
  },
  altered: {
    vi: 'Tệp đã bị sửa sau khi ký. Đừng tin nội dung của nó',
    en: 'The file was altered after signing. Do not trust what it says',
  },
  appended: {
    vi: 'Tệp bị thêm nội dung sau khi ký. Chỉ tin bản gốc do chủ giấy cung cấp',
    en: 'Something was added to the file after signing. Trust only the original',
  },
  untrusted: {
    vi: 'Chữ ký số không phải của cơ quan nhà nước',
    en: 'The signature is not of a State agency',
  },
  unsigned: { vi: 'Tệp này không có chữ ký số', en: 'This file carries no digital signature' },
  unchanged: { vi: 'Tệp còn nguyên vẹn từ lúc ký', en: 'The file is unchanged since it was signed' },
  name: { vi: 'Loại giấy', en: 'Document' },
  number: { vi: 'Số', en: 'Number' },
  holder: { vi: 'Của (viết tắt)', en: 'Holder (initials)' },
  agency: { vi: 'Cơ quan cấp', en: 'Issued by' },
  signer: { vi: 'Người ký', en: 'Signed by' },
  issued: { vi: 'Ngày cấp', en: 'Issued on' },
  until: { vi: 'Có giá trị đến', en: 'Valid until' },
  signedAt: { vi: 'Ký số lúc', en: 'Signed at' },
  revokedAt: { vi: 'Thu hồi lúc', en: 'Revoked at' },
  compare: {
    vi: 'Hãy so các dòng trên với tờ giấy bạn đang cầm. Khác chỗ nào là có dấu hiệu giả mạo.',
    en: 'Compare these lines with the paper in your hand. Any difference is a sign of forgery.',
  },
})

const looks: Record<Verification['verdict'], NoticeLook> = {
  genuine: 'done',
  expired: 'wait',
  revoked: 'wrong',
  pending: 'info',
  unknown: 'wrong',
}

/** Whether a document is genuine, in a sentence; then what to compare with the paper. */
export function Verdict({ found }: { found: Verification | FileVerification }) {
  const t = useText(words)
  const show = useWords()
  const file = 'file' in found ? found.file : null
  const broken = file !== null && file !== 'unchanged'
  const { document: paper, verdict } = found
  return (
    <div className="stack">
      <Notice look={broken ? 'wrong' : looks[verdict]} title={broken ? t[file] : t[verdict]} now>
        {file === 'unchanged' ? <p>{t.unchanged}</p> : null}
      </Notice>
      {paper && !broken ? (
        <>
          <KeyValueList
            items={[
              { key: t.name, value: show(paper.name) },
              { key: t.number, value: paper.number },
              { key: t.holder, value: paper.holder },
              { key: t.agency, value: paper.agency },
              ...(paper.signer ? [{ key: t.signer, value: paper.signer }] : []),
              { key: t.issued, value: showDay(paper.issuedOn) },
              ...(paper.validUntil ? [{ key: t.until, value: showDay(paper.validUntil) }] : []),
              { key: t.signedAt, value: showInstant(paper.signedAt) },
              ...(paper.revokedAt ? [{ key: t.revokedAt, value: showInstant(paper.revokedAt) }] : []),
            ]}
          />
          <p className="muted">{t.compare}</p>
        </>
      ) : null}
    </div>
  )
}
