import type { CorrectedDetails, Said } from '@platform/server/population'
import { readUnit } from '@platform/server/reference'
import { DateField } from '../../kit/DateField.tsx'
import { SelectField, TextField } from '../../kit/inputs.tsx'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { useRead } from '../../kit/queries.ts'
import { text, useText } from '../../kit/text.ts'
import { UnitPicker } from '../../kit/UnitPicker.tsx'
import { fieldWords } from '../quality/quality-words.ts'
import { useCodeOptions } from '../residence/code-options.ts'
import { today } from '../residence/today.ts'

const words = text({
  add: { vi: 'Thông tin cần sửa', en: 'What to put right' },
  addHint: {
    vi: 'Chọn từng mục; có thể chọn nhiều mục',
    en: 'Choose one after another; several may be chosen',
  },
  value: { vi: (field: string) => `${field} đúng`, en: (field: string) => `The right value: ${field}` },
  other: { vi: 'Quốc tịch khác (nếu có)', en: 'Another nationality (if any)' },
  before: { vi: 'Sẽ ghi như sau', en: 'What will be recorded' },
  empty: { vi: '(để trống)', en: '(empty)' },
  day: { vi: 'Đủ ngày, tháng, năm', en: 'Day, month and year' },
  month: { vi: 'Chỉ có tháng, năm', en: 'Month and year only' },
  year: { vi: 'Chỉ có năm', en: 'Year only' },
  number: {
    vi: 'Số định danh có phần chỉ giới tính và năm sinh. Sau khi ghi, nếu số không còn khớp, hãy hủy và xác lập lại số.',
    en: 'The number says the sex and the year of birth. If it does not fit afterwards, cancel it and set another.',
  },
})

/** New values by field, as they are written; several nationalities with a space between. */
export type Details = Record<string, string>

const lists: Record<string, string> = {
  sex: 'sexes',
  ethnicGroup: 'ethnic-groups',
  religion: 'religions',
  bloodGroup: 'blood-groups',
  nationalities: 'nationalities',
}

interface DetailFieldsProps {
  /** What may be put right, with what stands there now. */
  says: readonly Said[]
  details: Details
  onChange: (details: Details) => void
  error: string | null
}

/** The details of a person that a paper changes: chosen one by one, with what stood there before. */
export function DetailFields({ says, details, onChange, error }: DetailFieldsProps) {
  const t = useText(words)
  const labels = useText(fieldWords) as Record<string, string>
  const chosen = says.filter(({ field }) => field in details)
  const left = says.filter(({ field }) => !(field in details))
  return (
    <>
      {chosen.map(({ field }) => (
        <DetailField
          key={field}
          field={field}
          value={details[field] ?? ''}
          onChange={(value) => onChange({ ...details, [field]: value })}
        />
      ))}
      {left.length > 0 ? (
        <SelectField
          label={t.add}
          hint={t.addHint}
          value=""
          error={error}
          onChange={(field) => field && onChange({ ...details, [field]: '' })}
          options={left.map(({ field }) => ({ value: field, label: labels[field] ?? field }))}
        />
      ) : null}
      {chosen.length > 0 ? (
        <section aria-label={t.before}>
          <h3>{t.before}</h3>
          <KeyValueList
            items={chosen.map(({ field, shown }) => ({
              key: labels[field] ?? field,
              value: (
                <>
                  <del>{shown ?? t.empty}</del> → <Written field={field} value={details[field] ?? ''} />
                </>
              ),
            }))}
          />
        </section>
      ) : null}
      {'sex' in details || 'bornOn' in details ? <Notice>{t.number}</Notice> : null}
    </>
  )
}

interface DetailFieldProps {
  field: string
  value: string
  onChange: (value: string) => void
}

function DetailField({ field, value, onChange }: DetailFieldProps) {
  const t = useText(words)
  const labels = useText(fieldWords) as Record<string, string>
  const options = useOptions(field)
  const label = t.value(labels[field] ?? field)
  if (field === 'bornOn') {
    return (
      <DateField label={label} value={value || null} max={today()} onChange={(day) => onChange(day ?? '')} />
    )
  }
  if (field.endsWith('UnitId')) {
    return (
      <UnitPicker
        label={label}
        value={value ? Number(value) : null}
        onChange={(unitId) => onChange(unitId ? String(unitId) : '')}
      />
    )
  }
  if (field === 'nationalities') {
    const [first = '', second = ''] = value.split(' ')
    return (
      <>
        <SelectField
          label={label}
          value={first}
          options={options}
          onChange={(code) => onChange([code, second].join(' ').trim())}
        />
        <SelectField
          label={t.other}
          value={second}
          options={options}
          onChange={(code) => onChange([first, code].join(' ').trim())}
        />
      </>
    )
  }
  return field in lists || field === 'bornPrecision' ? (
    <SelectField label={label} value={value} options={options} onChange={onChange} />
  ) : (
    <TextField label={label} value={value} maxLength={200} onChange={onChange} />
  )
}

/** The choices of a field that has a list; none for one that is typed. */
function useOptions(field: string): { value: string; label: string }[] {
  const t = useText(words)
  const coded = useCodeOptions(lists[field] ?? 'sexes')
  if (field === 'bornPrecision') {
    return [
      { value: 'D', label: t.day },
      { value: 'M', label: t.month },
      { value: 'Y', label: t.year },
    ]
  }
  return field in lists ? coded : []
}

/** A new value as people read it. */
function Written({ field, value }: { field: string; value: string }) {
  const options = useOptions(field)
  if (!value) return <strong>…</strong>
  if (field.endsWith('UnitId')) return <UnitName unitId={Number(value)} />
  const shown =
    field === 'bornOn'
      ? value.split('-').reverse().join('/')
      : options.length > 0
        ? value
            .split(' ')
            .map((code) => options.find((one) => one.value === code)?.label ?? code)
            .join(', ')
        : value
  return <strong>{shown}</strong>
}

function UnitName({ unitId }: { unitId: number }) {
  const unit = useRead(readUnit, { params: { id: unitId }, query: {} }, { lasting: true })
  const names = unit.data ? [unit.data.label, ...unit.data.above.map(({ label }) => label)] : ['…']
  return <strong>{names.join(', ')}</strong>
}

/** The details as the register takes them; null while one of those chosen is not filled in. */
export function detailsBody(details: Details): CorrectedDetails | null {
  const given = Object.entries(details).map(([field, value]) => [field, value.trim()] as const)
  if (given.length === 0 || given.some(([, value]) => !value)) return null
  return Object.fromEntries(
    given.map(([field, value]) => [
      field,
      field.endsWith('UnitId') ? Number(value) : field === 'nationalities' ? value.split(' ') : value,
    ]),
  )
}
