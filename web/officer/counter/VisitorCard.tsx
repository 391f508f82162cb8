import type { Draft, Visitor } from '@platform/server/services'
import { Card } from '../../kit/Card.tsx'
import { showDay, showDong, showPersonNumber } from '../../kit/format.ts'
import { Icon } from '../../kit/Icon.tsx'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { text, useText, useWords } from '../../kit/text.ts'

const words = text({
  title: { vi: 'Người đang làm thủ tục', en: 'Who stands here' },
  check: {
    vi: 'So người và thẻ với thông tin này trước khi làm tiếp.',
    en: 'Compare person and card with this before going on.',
  },
  name: { vi: 'Họ tên', en: 'Name' },
  born: { vi: 'Ngày sinh', en: 'Date of birth' },
  sex: { vi: 'Giới tính', en: 'Sex' },
  male: { vi: 'Nam', en: 'Male' },
  female: { vi: 'Nữ', en: 'Female' },
  number: { vi: 'Số định danh', en: 'Personal number' },
  address: { vi: 'Nơi cư trú', en: 'Residence' },
  fee: { vi: 'Lệ phí', en: 'Fee' },
  papers: { vi: 'Giấy tờ không được hỏi', en: 'Papers not to be asked for' },
})

/** Who stands at the counter, as the register knows him: to be compared with the card and the face. */
export function VisitorCard({ visitor }: { visitor: Visitor }) {
  const t = useText(words)
  return (
    <Card title={t.title} icon="user" look="sunken">
      <KeyValueList
        items={[
          { key: t.name, value: visitor.name },
          { key: t.born, value: showDay(visitor.bornOn) },
          { key: t.sex, value: visitor.sex === 'male' ? t.male : t.female },
          { key: t.number, value: showPersonNumber(visitor.number) },
          { key: t.address, value: visitor.address ?? '–' },
        ]}
      />
      <p className="small muted">{t.check}</p>
    </Card>
  )
}

export function FeeCard({ fee }: { fee: Draft['fee'] }) {
  const t = useText(words)
  const show = useWords()
  return (
    <Card title={t.fee} look="sunken">
      <p>
        <strong className="number">{showDong(fee.amountDong)}</strong>
      </p>
      <p className="small muted">{show(fee.reason)}</p>
    </Card>
  )
}

/** What a register holds, by its name: nobody is asked to bring it (Resolution 66.7/2025/NQ-CP). */
export function SparedPapersCard({ papers }: { papers: Draft['papers'] }) {
  const t = useText(words)
  const show = useWords()
  const held = papers.filter(({ needed }) => !needed)
  return held.length === 0 ? null : (
    <Card title={t.papers} look="sunken">
      <ul className="stack stack-tight">
        {held.map(({ code, name, why }) => (
          <li key={code}>
            <Icon name="done" /> <span className="strong">{show(name)}</span>
            <p className="small muted">{show(why)}</p>
          </li>
        ))}
      </ul>
    </Card>
  )
}
