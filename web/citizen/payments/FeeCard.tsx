import { type Due, payInSandbox, readMyDue } from '@platform/server/payments'
import type { DossierView } from '@platform/server/services'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { citation } from '../../kit/citation.ts'
import { showDong, showInstant } from '../../kit/format.ts'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { useLanguage } from '../../kit/language.ts'
import { Notice } from '../../kit/Notice.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { ErrorState, Show } from '../../kit/States.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import './FeeCard.css'

const words = text({
  title: { vi: 'Nộp tiền', en: 'Pay' },
  fee: { vi: 'Số tiền', en: 'Amount' },
  lead: {
    vi: (amount: string, by: string) =>
      `Bạn cần nộp ${amount} trước ${by}. Nộp xong, hồ sơ được tiếp nhận ngay, không cần báo lại cho ai.`,
    en: (amount: string, by: string) =>
      `Pay ${amount} by ${by}. Once it is paid your request is accepted at once; you need not tell anybody.`,
  },
  qr: { vi: 'Mã QR để nộp tiền', en: 'QR code to pay' },
  scan: {
    vi: 'Mở ứng dụng ngân hàng, chọn Quét mã QR. Số tiền và nội dung đã có sẵn, đừng sửa.',
    en: 'Open your banking app and scan the QR code. Amount and message are filled in; do not change them.',
  },
  account: { vi: 'Tài khoản nhận', en: 'Account' },
  holder: { vi: 'Chủ tài khoản', en: 'Holder' },
  message: { vi: 'Nội dung chuyển khoản', en: 'Message' },
  amount: { vi: 'Số tiền', en: 'Amount' },
  why: { vi: 'Vì sao số tiền này', en: 'Why this amount' },
  counter: {
    vi: 'Không dùng ngân hàng? Bạn nộp tiền mặt tại quầy của cơ quan giải quyết, chỉ cần đọc mã hồ sơ.',
    en: 'No bank account? Pay in cash at the counter of the office; just tell them the request code.',
  },
  onlyCounter: {
    vi: 'Ở đây chưa nộp được qua ngân hàng. Bạn nộp tại quầy của cơ quan giải quyết.',
    en: 'Payment by bank is not possible here yet. Pay at the counter of the office.',
  },
  sandbox: { vi: 'Nộp thử (ngân hàng thử nghiệm)', en: 'Pay with the sandbox bank' },
  sent: { vi: 'Ngân hàng đã nhận lệnh nộp', en: 'The bank has taken your order' },
  paid: {
    vi: (amount: string, at: string) => `Đã nộp ${amount} lúc ${at}`,
    en: (amount: string, at: string) => `${amount} paid at ${at}`,
  },
  receipt: {
    vi: (number: string) => `Biên lai số ${number}, có trong mục giấy tờ đã cấp.`,
    en: (number: string) => `Receipt ${number}, among the documents issued.`,
  },
  'refund-due': {
    vi: 'Lệ phí đang được hoàn trả cho bạn. Nộp bằng cách nào thì nhận lại bằng cách đó.',
    en: 'The fee is being given back to you, the way you paid it.',
  },
  refunded: { vi: 'Lệ phí đã được hoàn trả cho bạn.', en: 'The fee was given back to you.' },
  cancelled: {
    vi: 'Hồ sơ đã kết thúc, bạn không còn phải nộp tiền.',
    en: 'The request has ended; there is no fee to pay any more.',
  },
})

/** What is to be paid for a dossier, how, and what became of it. Nothing where nothing was ever to be paid. */
export function FeeCard({ dossier }: { dossier: DossierView }) {
  const owes = dossier.fee.amountDong > 0
  const read = useRead(readMyDue, { params: { dossierId: dossier.dossierId } }, { enabled: owes })
  if (!owes) return null
  return (
    <Show read={read}>
      {({ due }) =>
        due === null ? null : due.state === 'open' ? (
          <OpenDue due={due} dossierId={dossier.dossierId} />
        ) : (
          <EndedDue due={due} />
        )
      }
    </Show>
  )
}

function OpenDue({ due, dossierId }: { due: Due; dossierId: string }) {
  const t = useText(words)
  const show = useWords()
  const pay = useCall(payInSandbox, { onReply: () => say(t.sent) })
  const { online } = due
  const law = citation(due.law, useLanguage())
  const amount = showDong(due.amountDong)
  return (
    <Card title={t.title} look="attention">
      <p>{t.lead(amount, showInstant(due.payBy))}</p>
      {online ? (
        <div className="fee-card-pay">
          <svg
            className="fee-card-qr"
            viewBox={`0 0 ${online.qr.side} ${online.qr.side}`}
            role="img"
            aria-label={t.qr}
            shapeRendering="crispEdges"
          >
            <path d={online.qr.path} />
          </svg>
          <div className="fee-card-how stack stack-tight">
            <p>{t.scan}</p>
            <KeyValueList
              items={[
                { key: t.amount, value: amount },
                { key: t.why, value: show(due.reason), note: law },
                { key: t.account, value: <span className="number">{online.accountNumber}</span> },
                { key: t.holder, value: online.holder },
                { key: t.message, value: <span className="number">{online.reference}</span> },
              ]}
            />
          </div>
        </div>
      ) : (
        <KeyValueList
          items={[
            { key: t.amount, value: amount },
            { key: t.why, value: show(due.reason), note: law },
          ]}
        />
      )}
      <p className="muted small">{online ? t.counter : t.onlyCounter}</p>
      {pay.problem ? <ErrorState problem={pay.problem} onRetry={pay.reset} /> : null}
      {online?.sandbox ? (
        <Actions>
          <Button
            look="primary"
            icon="check"
            pending={pay.pending}
            onClick={() => void pay.send({ params: { dossierId } })}
          >
            {t.sandbox}
          </Button>
        </Actions>
      ) : null}
    </Card>
  )
}

function EndedDue({ due }: { due: Due }) {
  const t = useText(words)
  const { state, receiptNumber, paidAt } = due
  return (
    <Notice look={state === 'paid' ? 'done' : 'info'} title={t.fee}>
      {paidAt ? <p>{t.paid(showDong(due.amountDong), showInstant(paidAt))}</p> : null}
      {state === 'paid' && receiptNumber ? <p>{t.receipt(receiptNumber)}</p> : null}
      {state === 'paid' || state === 'open' ? null : <p>{t[state]}</p>}
    </Notice>
  )
}
