import type { PaymentAccount } from '@platform/server/payments'
import type { FormField } from '@platform/server/services'
import { useState } from 'react'
import { ChoiceField } from '../choices.tsx'
import { FieldGroup, type FieldWords } from '../Field.tsx'
import { SelectField, TextField } from '../inputs.tsx'
import { text, useText, useWords } from '../text.ts'

const words = text({
  which: { vi: 'Chọn tài khoản', en: 'Choose the account' },
  other: { vi: 'Tài khoản khác', en: 'Another account' },
  bank: { vi: 'Ngân hàng', en: 'Bank' },
  pick: { vi: 'Chọn ngân hàng', en: 'Choose the bank' },
  number: { vi: 'Số tài khoản', en: 'Account number' },
  holder: { vi: 'Tên chủ tài khoản', en: 'Account holder' },
  holderHint: { vi: 'Như ngân hàng ghi, thường viết hoa không dấu', en: 'As the bank writes it' },
})

interface PaymentAccountFieldProps extends FieldWords {
  value: unknown
  onChange: (value: Partial<PaymentAccount> | undefined) => void
  /** Banks there are. */
  banks: NonNullable<FormField['choices']>
  /** One's own accounts used before. */
  accounts: readonly PaymentAccount[]
}

/** Where money is paid to: an account used before with one tap, or bank, number and holder. */
export function PaymentAccountField({ value, onChange, banks, accounts, ...rest }: PaymentAccountFieldProps) {
  const t = useText(words)
  const show = useWords()
  const given = (value ?? {}) as Partial<PaymentAccount>
  const keyOf = ({ bank, number }: Partial<PaymentAccount>) => `${bank ?? ''} ${number ?? ''}`
  const [typesOther, setTypesOther] = useState(false)
  const known = accounts.find((one) => keyOf(one) === keyOf(given))
  const typing = typesOther || accounts.length === 0 || (!known && Object.keys(given).length > 0)
  const nameOf = (bank: string) =>
    show(banks.find((one) => one.value === bank)?.label).split(' – ')[0] || bank
  const change = (part: Partial<PaymentAccount>) => onChange({ ...given, ...part })
  return (
    <FieldGroup {...rest}>
      <div className="stack">
        {accounts.length > 0 ? (
          <ChoiceField
            label={<span className="visually-hidden">{t.which}</span>}
            value={typing ? 'other' : known ? keyOf(known) : ''}
            onChange={(next) => {
              setTypesOther(next === 'other')
              onChange(accounts.find((one) => keyOf(one) === next))
            }}
            options={[
              ...accounts.map((one) => ({
                value: keyOf(one),
                label: `${nameOf(one.bank)} ${one.number}`,
                hint: one.holder,
              })),
              { value: 'other', label: t.other },
            ]}
          />
        ) : null}
        {typing ? (
          <>
            <SelectField
              label={t.bank}
              none={t.pick}
              value={given.bank ?? ''}
              onChange={(bank) => change({ bank })}
              options={banks.map((one) => ({ value: one.value, label: show(one.label) }))}
            />
            <TextField
              label={t.number}
              short
              inputMode="numeric"
              maxLength={30}
              value={given.number ?? ''}
              onChange={(typed) => change({ number: typed.replace(/\D/g, '') })}
            />
            <TextField
              label={t.holder}
              hint={t.holderHint}
              maxLength={120}
              value={given.holder ?? ''}
              onChange={(holder) => change({ holder })}
            />
          </>
        ) : null}
      </div>
    </FieldGroup>
  )
}
