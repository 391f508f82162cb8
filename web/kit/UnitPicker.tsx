import { listUnits, readUnit } from '@platform/server/reference'
import { useState } from 'react'
import { FieldGroup, type FieldWords } from './Field.tsx'
import { SelectField } from './inputs.tsx'
import { useRead } from './queries.ts'
import { text, useText } from './text.ts'

const words = text({
  province: { vi: 'Tỉnh, thành phố', en: 'Province or city' },
  commune: { vi: 'Xã, phường, đặc khu', en: 'Commune or ward' },
})

interface UnitPickerProps extends FieldWords {
  /** Identity of the commune, or null. */
  value: number | null
  onChange: (unitId: number | null, provinceId: number | null) => void
  /** The province to begin with, while no commune is chosen. */
  provinceId?: number | null
  /** `province` stops at the first level. */
  level?: 'province' | 'commune'
}

/** An administrative unit of today, one level at a time: the tree of the country never travels. */
export function UnitPicker({
  value,
  onChange,
  provinceId = null,
  level = 'commune',
  ...rest
}: UnitPickerProps) {
  const t = useText(words)
  const [opened, setOpened] = useState<number | null>(null)
  const chosen = useRead(
    readUnit,
    { params: { id: value ?? 0 }, query: {} },
    { enabled: value !== null, lasting: true },
  )
  const above = value === null ? null : level === 'province' ? value : (chosen.data?.above.at(-1)?.id ?? null)
  const province = opened ?? above ?? provinceId
  const provinces = useRead(listUnits, { query: {} }, { lasting: true })
  const communes = useRead(
    listUnits,
    { query: { parent: province ?? 0 } },
    { enabled: level === 'commune' && province !== null, lasting: true },
  )
  const options = (rows: readonly { id: number; label: string }[] | undefined) =>
    (rows ?? []).map(({ id, label }) => ({ value: String(id), label }))
  return (
    <FieldGroup {...rest}>
      <div className="unit-picker">
        <SelectField
          label={t.province}
          value={province === null ? '' : String(province)}
          options={options(provinces.data?.rows)}
          onChange={(id) => {
            const next = id ? Number(id) : null
            setOpened(next)
            onChange(level === 'province' ? next : null, next)
          }}
        />
        {level === 'commune' ? (
          <SelectField
            label={t.commune}
            value={value === null ? '' : String(value)}
            options={options(communes.data?.rows)}
            disabled={province === null}
            onChange={(id) => onChange(id ? Number(id) : null, province)}
          />
        ) : null}
      </div>
    </FieldGroup>
  )
}
