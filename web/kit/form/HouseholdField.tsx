import type { DwellingAnswer } from '@platform/server/services'
import { ChoiceField } from '../choices.tsx'
import { FieldGroup, type FieldWords } from '../Field.tsx'
import { useRead } from '../queries.ts'
import { Show } from '../States.tsx'
import { text, useText, useWords } from '../text.ts'
import { useLookups } from './lookups.ts'

const words = text({
  pickFirst: { vi: 'Hãy chọn chỗ ở trước.', en: 'Choose the dwelling first.' },
  none: {
    vi: 'Chưa có hộ nào đăng ký tại chỗ ở này. Bạn sẽ lập hộ riêng.',
    en: 'No household is registered at this dwelling. You will form your own.',
  },
  own: { vi: 'Không nhập vào hộ nào, lập hộ riêng', en: 'Join none, form my own household' },
})

interface HouseholdFieldProps extends FieldWords {
  value: string
  onChange: (value: string | undefined) => void
  draftId: string | null
  /** The answer of the dwelling field it belongs to. */
  dwelling: unknown
  required: boolean
}

/** Which household at the chosen dwelling one joins; only the head's shortened name is shown. */
export function HouseholdField({
  value,
  onChange,
  draftId,
  dwelling,
  required,
  ...rest
}: HouseholdFieldProps) {
  const t = useText(words)
  const show = useWords()
  const lookups = useLookups()
  const { dwellingId } = (dwelling ?? {}) as Partial<DwellingAnswer>
  const households = useRead(
    lookups.households,
    { params: { draftId: draftId ?? '', dwellingId: dwellingId ?? '' } },
    { enabled: Boolean(draftId && dwellingId) },
  )
  if (!dwellingId) {
    return (
      <FieldGroup {...rest}>
        <p className="muted">{dwelling && 'newAddressLine' in (dwelling as object) ? t.none : t.pickFirst}</p>
      </FieldGroup>
    )
  }
  return (
    <Show read={households}>
      {({ rows }) =>
        rows.length === 0 ? (
          <FieldGroup {...rest}>
            <p className="muted">{t.none}</p>
          </FieldGroup>
        ) : (
          <ChoiceField
            {...rest}
            value={value === '' && !required ? 'own' : value}
            onChange={(next) => onChange(next === 'own' ? undefined : next)}
            options={[
              ...rows.map(({ householdId, label }) => ({ value: householdId, label: show(label) })),
              ...(required ? [] : [{ value: 'own', label: t.own }]),
            ]}
          />
        )
      }
    </Show>
  )
}
