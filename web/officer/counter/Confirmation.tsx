import { ChoiceField } from '../../kit/choices.tsx'
import { LongTextField } from '../../kit/inputs.tsx'
import { text, useText } from '../../kit/text.ts'

const words = text({
  how: { vi: 'Người dân xác nhận bằng', en: 'The citizen confirms' },
  howMissing: { vi: 'Hãy chọn cách xác nhận', en: 'Choose how' },
  signature: { vi: 'Ký tại quầy', en: 'By signing at the desk' },
  signatureHint: {
    vi: 'Họ đọc lại tờ khai trên màn hình hoặc bản in rồi ký; hồ sơ được tiếp nhận ngay',
    en: 'He reads the form on the screen or in print and signs; the request is accepted at once',
  },
  app: { vi: 'Ứng dụng trên điện thoại của họ', en: 'In the own app' },
  appHint: {
    vi: 'Hồ sơ chờ họ đọc và đồng ý trên điện thoại',
    en: 'The request waits until he reads it and agrees on the phone',
  },
  noApp: {
    vi: 'Không chọn được: người này chưa có tài khoản mức 2',
    en: 'Not possible: this person has no level-2 account',
  },
  evidence: { vi: 'Đã đối chiếu giấy tờ gì', en: 'What was seen' },
  evidenceHint: {
    vi: 'Ví dụ: ký tờ khai in tại quầy, xuất trình thẻ căn cước, ảnh khớp người',
    en: 'For example: signed the printed form, showed the card, the photo fits',
  },
  evidenceMissing: { vi: 'Hãy ghi đã đối chiếu giấy tờ gì', en: 'Write what was seen' },
})

export interface Confirming {
  kind: '' | 'app' | 'signature'
  evidence: string
}

/** The confirmation to send; null while something is missing. */
export function confirmationOf({ kind, evidence }: Confirming) {
  if (kind === 'app') return { kind } as const
  return kind === 'signature' && evidence.trim().length >= 3
    ? ({ kind, evidence: evidence.trim() } as const)
    : null
}

export function confirmationFault(confirming: Confirming): 'kind' | 'evidence' | null {
  if (confirming.kind === '') return 'kind'
  return confirmationOf(confirming) ? null : 'evidence'
}

interface ConfirmationProps {
  value: Confirming
  onChange: (value: Confirming) => void
  hasAccount: boolean
  fault: 'kind' | 'evidence' | null
}

/** How the citizen confirms what was filled in for him. */
export function ConfirmationFields({ value, onChange, hasAccount, fault }: ConfirmationProps) {
  const t = useText(words)
  return (
    <>
      <ChoiceField
        label={t.how}
        value={value.kind}
        onChange={(kind) => onChange({ ...value, kind: kind as Confirming['kind'] })}
        error={fault === 'kind' ? t.howMissing : null}
        options={[
          { value: 'signature', label: t.signature, hint: t.signatureHint },
          ...(hasAccount ? [{ value: 'app', label: t.app, hint: t.appHint }] : []),
        ]}
      />
      {hasAccount ? null : <p className="small muted">{t.noApp}</p>}
      {value.kind === 'signature' ? (
        <LongTextField
          label={t.evidence}
          hint={t.evidenceHint}
          value={value.evidence}
          onChange={(evidence) => onChange({ ...value, evidence })}
          maxLength={500}
          error={fault === 'evidence' ? t.evidenceMissing : null}
        />
      ) : null}
    </>
  )
}
