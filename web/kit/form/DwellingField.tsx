import type { DwellingAnswer } from '@platform/server/services'
import { useDeferredValue, useId, useState } from 'react'
import { FieldGroup, type FieldWords } from '../Field.tsx'
import { TextField } from '../inputs.tsx'
import { useRead } from '../queries.ts'
import { Loading } from '../States.tsx'
import { text, useText } from '../text.ts'
import { UnitPicker } from '../UnitPicker.tsx'
import { useLookups } from './lookups.ts'

const words = text({
  where: { vi: 'Thuộc tỉnh, xã nào', en: 'In which province and commune' },
  address: { vi: 'Số nhà, ngõ, đường, thôn', en: 'House number, lane, street, hamlet' },
  addressHint: {
    vi: 'Gõ vài chữ, có dấu hay không đều được, rồi chọn địa chỉ ở dưới',
    en: 'Type a few letters, then choose the address below',
  },
  found: { vi: 'Địa chỉ đã có trong cơ sở dữ liệu', en: 'Addresses in the register' },
  none: {
    vi: 'Chưa thấy địa chỉ nào như vậy trong xã này.',
    en: 'No such address is known in this commune.',
  },
  asTyped: {
    vi: (address: string) => `Không có trong danh sách trên, ghi địa chỉ mới: ${address}`,
    en: (address: string) => `Not in the list above, write a new address: ${address}`,
  },
})

interface DwellingFieldProps extends FieldWords {
  value: unknown
  onChange: (value: Partial<DwellingAnswer> | undefined) => void
  draftId: string | null
}

/** Where someone lives (chỗ ở): province, commune, then a dwelling the register knows, or its address in words. */
export function DwellingField({ value, onChange, draftId, ...rest }: DwellingFieldProps) {
  const t = useText(words)
  const lookups = useLookups()
  const chosen = (value ?? {}) as Partial<DwellingAnswer>
  const [typed, setTyped] = useState(chosen.newAddressLine ?? '')
  const asked = useDeferredValue(typed.trim())
  const name = useId()
  const unitId = chosen.unitId ?? null
  const dwellings = useRead(
    lookups.dwellings,
    { params: { draftId: draftId ?? '' }, query: { unitId: unitId ?? 0, text: asked } },
    { enabled: draftId !== null && unitId !== null && asked.length > 0, keepLast: true },
  )
  const place = { provinceId: chosen.provinceId ?? 0, unitId: unitId ?? 0 }
  const rows = dwellings.data?.rows ?? []
  return (
    <FieldGroup {...rest}>
      <div className="stack">
        <UnitPicker
          label={<span className="visually-hidden">{t.where}</span>}
          value={unitId}
          provinceId={chosen.provinceId ?? null}
          onChange={(unit, province) => {
            setTyped('')
            onChange(
              province === null
                ? undefined
                : { provinceId: province, ...(unit === null ? {} : { unitId: unit }) },
            )
          }}
        />
        {unitId === null ? null : (
          <TextField
            label={t.address}
            hint={draftId ? t.addressHint : undefined}
            value={typed}
            maxLength={200}
            onChange={(next) => {
              setTyped(next)
              const line = next.trim()
              onChange(line.length >= 3 && !draftId ? { ...place, newAddressLine: line } : place)
            }}
          />
        )}
        {unitId !== null && draftId && asked !== '' ? (
          <fieldset className="field">
            <legend className="small muted">{t.found}</legend>
            {dwellings.isPending ? <Loading lines={2} /> : null}
            <div className="choices" aria-live="polite">
              {dwellings.data && rows.length === 0 ? <p className="muted">{t.none}</p> : null}
              {rows.map(({ dwellingId, addressLine }) => (
                <label className="choice" key={dwellingId}>
                  <input
                    type="radio"
                    name={name}
                    checked={chosen.dwellingId === dwellingId}
                    onChange={() => onChange({ ...place, dwellingId })}
                  />
                  <span>{addressLine}</span>
                </label>
              ))}
              {asked.length >= 3 && dwellings.data ? (
                <label className="choice">
                  <input
                    type="radio"
                    name={name}
                    checked={chosen.newAddressLine === asked}
                    onChange={() => onChange({ ...place, newAddressLine: asked })}
                  />
                  <span>{t.asTyped(asked)}</span>
                </label>
              ) : null}
            </div>
          </fieldset>
        ) : null}
      </div>
    </FieldGroup>
  )
}
