import type { PersonFile, RegisterItem } from '@platform/server/population'
import { Card } from '../../kit/Card.tsx'
import { showDay, showInstant, showValue } from '../../kit/format.ts'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { text, useCitation, useText, useWords } from '../../kit/text.ts'

const words = text({
  title: { vi: 'Thông tin trong Cơ sở dữ liệu quốc gia về dân cư', en: 'In the population register' },
  numbered: {
    vi: 'Đánh số theo Điều 9 Luật Căn cước 26/2023/QH15. Mục 16–20, 22 và 23 ở phần Cư trú và hộ.',
    en: 'Numbered as in art. 9 of the Law on Identity 26/2023/QH15. Items 16–20, 22 and 23 stand under residence.',
  },
  from: {
    vi: (source: string) => `Nguồn, khi không ghi khác: ${source}`,
    en: (source: string) => `Source, where nothing else is said: ${source}`,
  },
  since: { vi: (day: string) => `từ ${day}`, en: (day: string) => `since ${day}` },
  recorded: { vi: (at: string) => `ghi lúc ${at}`, en: (at: string) => `recorded ${at}` },
  paper: { vi: (number: string) => `giấy tờ ${number}`, en: (number: string) => `paper ${number}` },
})

/** Items of article 9: the value or why there is none, and where it comes from when not from the birth. */
export function ItemsCard({ file }: { file: PersonFile }) {
  const t = useText(words)
  const show = useWords()
  const sourceOf = useSourceOf()
  const first = file.items.find(({ code, source }) => code === 'personNumber' && source) ?? file.items[0]
  const items = useItems(file.items, first?.source?.eventId)
  const parents = file.absentParents.map(({ label, absent }) => ({
    key: `15. ${show(label)}`,
    value: <span className="muted">{show(absent.words)}</span>,
  }))
  return (
    <Card title={t.title} icon="user">
      <p className="small muted">{t.numbered}</p>
      {first?.source ? <p className="small muted">{t.from(sourceOf(first) ?? '')}</p> : null}
      <KeyValueList columns={2} items={[...items.before, ...parents, ...items.after]} />
    </Card>
  )
}

/** The event behind an item in a line: kind, since when, office, law, paper, when it was recorded. */
function useSourceOf() {
  const t = useText(words)
  const show = useWords()
  const cite = useCitation()
  return ({ source, validFrom, recordedAt }: RegisterItem) =>
    source
      ? [
          show(source.words),
          validFrom ? t.since(showDay(validFrom)) : '',
          show(source.authority),
          cite(source.legalBasis),
          source.evidence ? t.paper(source.evidence) : '',
          recordedAt ? t.recorded(showInstant(recordedAt)) : '',
        ]
          .filter(Boolean)
          .join(' · ')
      : null
}

/** Items as lines, those before and after the relatives (item 15); what comes from `usual` says no source. */
export function useItems(items: readonly RegisterItem[], usual?: string) {
  const show = useWords()
  const sourceOf = useSourceOf()
  const line = (one: RegisterItem) => ({
    key: `${one.item}. ${show(one.label)}`,
    value: one.absent ? <span className="muted">{show(one.absent.words)}</span> : showValue(one.value),
    note: one.source?.eventId === usual ? null : sourceOf(one),
  })
  return {
    before: items.filter(({ item }) => item < 15).map(line),
    after: items.filter(({ item }) => item > 15).map(line),
  }
}
