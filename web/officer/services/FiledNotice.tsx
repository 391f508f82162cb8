import { type DeskDossier, readDeskPdf } from '@platform/server/services'
import { urlOf } from '../../kit/call.ts'
import { FileLink } from '../../kit/FileLink.tsx'
import { showInstant } from '../../kit/format.ts'
import { Notice } from '../../kit/Notice.tsx'
import { useFilter } from '../../kit/router.tsx'
import { text, useText, useWords } from '../../kit/text.ts'

const words = text({
  accepted: {
    vi: (code: string) => `Đã nộp và tiếp nhận hồ sơ ${code}`,
    en: (code: string) => `Request ${code} is filed and accepted`,
  },
  filed: { vi: (code: string) => `Đã nộp hồ sơ ${code}`, en: (code: string) => `Request ${code} is filed` },
  due: { vi: (at: string) => `Hẹn trả kết quả: ${at}.`, en: (at: string) => `The result is due: ${at}.` },
  office: {
    vi: (office: string) => `Cơ quan giải quyết: ${office}.`,
    en: (office: string) => `Decided by: ${office}.`,
  },
  waits: {
    vi: 'Hồ sơ chờ người liên quan xác nhận trong ứng dụng của họ.',
    en: 'It waits for the people concerned to confirm in their own app.',
  },
  pay: { vi: 'Hãy thu lệ phí và ghi nhận biên lai.', en: 'Take the fee and record the receipt.' },
  print: { vi: 'In giấy tiếp nhận và hẹn trả kết quả', en: 'Print the receipt' },
  signing: { vi: 'Giấy tiếp nhận đang được ký số…', en: 'The receipt is being signed…' },
})

const receipts = ['Mau01', 'CT04']

/** Right after it was filed at the counter: the code, when it is due, and the receipt to print. */
export function FiledNotice({ dossier }: { dossier: DeskDossier }) {
  const t = useText(words)
  const show = useWords()
  const [filed] = useFilter('filed')
  if (!filed) return null
  const { code, state, clock, documents, dossierId } = dossier
  const receipt = documents.find(({ kind }) => receipts.includes(kind))
  return (
    <Notice look="done" title={(clock.acceptedAt ? t.accepted : t.filed)(code)}>
      <p>{t.office(show(dossier.agency))}</p>
      {clock.dueAt ? <p>{t.due(showInstant(clock.dueAt))}</p> : null}
      {state === 'awaiting-approvals' ? <p>{t.waits}</p> : null}
      {state === 'payment-asked' ? <p>{t.pay}</p> : null}
      {receipt?.state === 'signed' ? (
        <FileLink
          href={urlOf(readDeskPdf, { params: { dossierId, documentId: receipt.documentId } })}
          name={t.print}
        />
      ) : receipt ? (
        <p role="status">{t.signing}</p>
      ) : null}
    </Notice>
  )
}
