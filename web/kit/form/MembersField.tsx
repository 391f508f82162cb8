import type { FormField } from '@platform/server/services'
import { ChoiceField, ManyField } from '../choices.tsx'
import type { FieldWords } from '../Field.tsx'
import { showDay, showPersonNumber } from '../format.ts'
import { Icon } from '../Icon.tsx'
import { KeyValueList } from '../KeyValueList.tsx'
import { text, useText, useWords } from '../text.ts'
import { membersFor } from './answer-text.ts'
import type { FormGiven } from './form-state.ts'

const words = text({
  born: { vi: (day: string) => `sinh ngày ${day}`, en: (day: string) => `born ${day}` },
  minor: { vi: 'chưa đủ 18 tuổi', en: 'under 18' },
  bornOn: { vi: 'Ngày sinh', en: 'Born on' },
  sex: { vi: 'Giới tính', en: 'Sex' },
  male: { vi: 'Nam', en: 'Male' },
  female: { vi: 'Nữ', en: 'Female' },
  number: { vi: 'Số định danh', en: 'Person number' },
  relation: { vi: 'Quan hệ', en: 'Relation' },
  source: {
    vi: 'Lấy từ Cơ sở dữ liệu quốc gia về dân cư. Bạn không phải điền.',
    en: 'From the National Population Database. Nothing to fill in.',
  },
})

/** Someone of the household or family is picked; what the form says of him stands there, filled in. */
export function MembersField({
  field,
  given,
  value,
  onChange,
  ...rest
}: FieldWords & {
  field: FormField
  given: FormGiven
  value: readonly string[]
  onChange: (value: string[]) => void
}) {
  const t = useText(words)
  const show = useWords()
  const members = membersFor(field, given)
  const picked = field.fills ? [] : members.filter(({ personId }) => value.includes(personId))
  const options = members.map((member) => ({
    value: member.personId,
    label: member.name,
    hint: [show(member.relation), t.born(showDay(member.bornOn)), member.minor ? t.minor : '']
      .filter(Boolean)
      .join(' · '),
  }))
  return (
    <div className="stack">
      {field.most === 1 ? (
        <ChoiceField {...rest} options={options} value={value[0] ?? ''} onChange={(id) => onChange([id])} />
      ) : (
        <ManyField {...rest} options={options} value={value} onChange={onChange} />
      )}
      <div className="stack coming-and-going" role="status">
        {picked.map((member) => (
          <section key={member.personId} className="known-fields" aria-label={member.name}>
            <h3>{member.name}</h3>
            <KeyValueList
              columns={2}
              items={[
                { key: t.bornOn, value: showDay(member.bornOn) },
                { key: t.sex, value: t[member.sex] },
                { key: t.number, value: showPersonNumber(member.number) },
                { key: t.relation, value: show(member.relation) },
              ]}
            />
            <p className="known-fields-source">
              <Icon name="lock" /> {t.source}
            </p>
          </section>
        ))}
      </div>
    </div>
  )
}
