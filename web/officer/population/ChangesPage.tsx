import { type ChangeInArea, listChangesInArea } from '@platform/server/population'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { showDay, showInstant } from '../../kit/format.ts'
import { SelectField } from '../../kit/inputs.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { useFilter } from '../../kit/router.tsx'
import { Empty, Show } from '../../kit/States.tsx'
import { type Column, Table } from '../../kit/Table.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { changeReaders } from '../me.ts'
import { PersonName } from './PersonName.tsx'

const words = text({
  title: { vi: 'Biến động dân cư', en: 'Changes of the population' },
  lead: {
    vi: 'Sinh, mất, kết hôn, chuyển đến, chuyển đi… của người cư trú trong địa bàn, theo thứ tự được ghi nhận. Lượt xem được ghi lại.',
    en: 'Births, deaths, marriages, moves of the people of your area, in the order in which they were recorded. Looking at them is recorded.',
  },
  kind: { vi: 'Loại sự kiện', en: 'Kind of event' },
  everyKind: { vi: 'Tất cả', en: 'All' },
  name: { vi: 'Họ và tên', en: 'Name' },
  what: { vi: 'Sự kiện', en: 'Event' },
  effectiveOn: { vi: 'Ngày có hiệu lực', en: 'In effect from' },
  recordedAt: { vi: 'Ghi nhận lúc', en: 'Recorded' },
  none: { vi: 'Chưa có biến động nào ở đoạn này', en: 'No change in this part of the list' },
  noneWhat: {
    vi: 'Bấm "Xem tiếp" để đọc phần sau, hoặc quay lại khi có việc mới được ghi.',
    en: 'Press "Read on" for the next part, or come back when something new is recorded.',
  },
  more: { vi: 'Xem tiếp', en: 'Read on' },
  start: { vi: 'Về đầu danh sách', en: 'Back to the start' },
  end: { vi: 'Đã đến việc mới nhất', en: 'This is the latest' },
})

/** What became known of the people of the officer's area, one page of the change feed after the other. */
export function ChangesPage() {
  const t = useText(words)
  return (
    <Page title={t.title} lead={t.lead}>
      <ForRoles roles={changeReaders}>
        <Changes />
      </ForRoles>
    </Page>
  )
}

function Changes() {
  const t = useText(words)
  const show = useWords()
  const [kind, setKind] = useFilter('kind')
  const [after, setAfter] = useFilter('after')
  const query = { ...(kind ? { kinds: kind } : {}), ...(after ? { after } : {}) }
  const read = useRead(listChangesInArea, { query }, { keepLast: true })
  const columns: Column<ChangeInArea>[] = [
    {
      head: t.name,
      names: true,
      cell: ({ personId, name }) => <PersonName personId={personId} name={name} />,
    },
    { head: t.what, cell: ({ words: said }) => show(said) },
    { head: t.effectiveOn, cell: ({ effectiveOn }) => showDay(effectiveOn) },
    { head: t.recordedAt, cell: ({ recordedAt }) => showInstant(recordedAt) },
  ]
  return (
    <Card>
      <Show read={read}>
        {({ rows, next, more, kinds }) => (
          <>
            <SelectField
              label={t.kind}
              value={kind}
              onChange={setKind}
              none={t.everyKind}
              options={kinds.map((one) => ({ value: one.kind, label: show(one.words) }))}
            />
            <Table
              caption={t.title}
              columns={columns}
              rows={rows}
              keyOf={({ position }) => position}
              empty={
                <Empty icon="clock" title={t.none}>
                  {t.noneWhat}
                </Empty>
              }
            />
            <Actions>
              <Button look="secondary" onClick={() => setAfter(next ?? '')} notNow={more ? undefined : t.end}>
                {t.more}
              </Button>
              {after ? (
                <Button look="quiet" onClick={() => setAfter('')}>
                  {t.start}
                </Button>
              ) : null}
            </Actions>
          </>
        )}
      </Show>
    </Card>
  )
}
