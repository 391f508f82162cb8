import { listPersonDocuments } from '@platform/server/documents'
import { Card } from '../../kit/Card.tsx'
import { showDay } from '../../kit/format.ts'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { useRead } from '../../kit/queries.ts'
import { Show } from '../../kit/States.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import type { Why } from './opening.ts'

const words = text({
  title: { vi: 'Giấy tờ điện tử đã cấp', en: 'Electronic papers issued' },
  none: { vi: 'Chưa cấp giấy tờ nào', en: 'None issued' },
})

/** Papers that name the person: number and day, not what they say. */
export function PapersCard({ personId, why }: { personId: string; why: Why }) {
  const t = useText(words)
  const show = useWords()
  const read = useRead(listPersonDocuments, { params: { personId }, query: why })
  return (
    <Card title={t.title} icon="file">
      <Show read={read}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="muted">{t.none}</p>
          ) : (
            <div className="facts-narrow">
              <KeyValueList
                items={rows.map(({ number, title, issuedOn, state }) => ({
                  key: show(title),
                  value: number,
                  note: `${showDay(issuedOn)} · ${show(state)}`,
                }))}
              />
            </div>
          )
        }
      </Show>
    </Card>
  )
}
