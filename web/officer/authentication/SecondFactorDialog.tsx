import { ConfirmDialog } from '../../kit/authenticators/ConfirmDialog.tsx'
import { text, useText } from '../../kit/text.ts'

const words = text({
  title: { vi: 'Xác nhận lại trước khi ký', en: 'Confirm before signing' },
  why: {
    vi: 'Chữ ký cần được xác nhận ngay lúc này, để không ai ký thay bạn.',
    en: 'A signature needs to be confirmed just now, so that nobody signs in your place.',
  },
  confirm: { vi: 'Xác nhận và ký', en: 'Confirm and sign' },
})

/** Confirms a factor, then hands back to what was being signed. */
export function SecondFactorDialog(acts: { onConfirmed: () => void; onClose: () => void }) {
  const t = useText(words)
  return <ConfirmDialog {...acts} title={t.title} why={t.why} confirm={t.confirm} />
}
