import { DateField } from '../../kit/DateField.tsx'
import { SelectField } from '../../kit/inputs.tsx'
import { text, useText } from '../../kit/text.ts'
import { spans, type usePeriod } from './period.ts'

const words = text({
  period: { vi: 'Kỳ báo cáo', en: 'Period' },
  today: { vi: 'Hôm nay', en: 'Today' },
  month: { vi: 'Tháng này', en: 'This month' },
  'last-month': { vi: 'Tháng trước', en: 'Last month' },
  quarter: { vi: 'Quý này', en: 'This quarter' },
  half: { vi: 'Nửa năm này (6 tháng)', en: 'This half-year' },
  nine: { vi: '9 tháng đầu năm', en: 'First nine months' },
  year: { vi: 'Năm nay', en: 'This year' },
  own: { vi: 'Chọn ngày', en: 'Choose days' },
  from: { vi: 'Từ ngày', en: 'From' },
  to: { vi: 'Đến hết ngày', en: 'To the end of' },
})

/** Which days the figures are of. */
export function PeriodPicker({ picked }: { picked: ReturnType<typeof usePeriod> }) {
  const t = useText(words)
  const { span, period, today, setSpan, setFrom, setTo } = picked
  return (
    <>
      <SelectField
        label={t.period}
        value={span}
        onChange={setSpan}
        options={spans.map((one) => ({ value: one, label: t[one] }))}
      />
      {span === 'own' ? (
        <>
          <DateField
            label={t.from}
            value={period.from}
            max={today}
            onChange={(day) => (day ? setFrom(day) : undefined)}
          />
          <DateField
            label={t.to}
            value={period.to}
            min={period.from}
            onChange={(day) => (day ? setTo(day) : undefined)}
          />
        </>
      ) : null}
    </>
  )
}
