import { type MyHousehold, type MyResidence, type Place, readMyResidence } from '@platform/server/residence'
import { Card } from '../../kit/Card.tsx'
import { showDay } from '../../kit/format.ts'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { useRead } from '../../kit/queries.ts'
import { Empty, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { Table } from '../../kit/Table.tsx'
import { type Text, text, useText } from '../../kit/text.ts'

const words = text({
  residence: { vi: 'Nơi cư trú', en: 'Residence' },
  permanent: { vi: 'Thường trú', en: 'Permanent' },
  temporary: { vi: 'Tạm trú', en: 'Temporary' },
  since: { vi: (day: string) => `từ ${day}`, en: (day: string) => `since ${day}` },
  until: {
    vi: (from: string, to: string) => `từ ${from} đến hết ${to}`,
    en: (from: string, to: string) => `from ${from} to ${to}`,
  },
  currentPlace: { vi: 'Nơi ở hiện tại', en: 'Current place' },
  absence: { vi: 'Tạm vắng', en: 'Absence' },
  none: { vi: 'Chưa đăng ký', en: 'Not registered' },
  stays: { vi: 'Lưu trú đã thông báo', en: 'Stays declared' },
  place: { vi: 'Nơi lưu trú', en: 'Place' },
  arrives: { vi: 'Ngày đến', en: 'Arrival' },
  leaves: { vi: 'Ngày đi', en: 'Departure' },
  household: { vi: (kind: string) => `Hộ gia đình (${kind})`, en: (kind: string) => `Household (${kind})` },
  file: { vi: 'Số hồ sơ cư trú', en: 'Residence file' },
  name: { vi: 'Họ và tên', en: 'Name' },
  born: { vi: 'Năm sinh', en: 'Born in' },
  relation: { vi: 'Quan hệ với chủ hộ', en: 'Relation to the head' },
  you: { vi: 'Bạn', en: 'You' },
  noHousehold: { vi: 'Chưa thuộc hộ nào', en: 'No household yet' },
})

/** Where I am registered, with whom, and the stays I declared. */
export function Residence() {
  const t = useText(words)
  const read = useRead(readMyResidence, {})
  return (
    <Show read={read}>
      {(mine) => (
        <>
          <Card title={t.residence} icon="home">
            <KeyValueList
              items={[
                {
                  key: t.permanent,
                  value: mine.permanent?.address ?? t.none,
                  note: termOf(mine.permanent, t),
                },
                {
                  key: t.temporary,
                  value: mine.temporary?.address ?? t.none,
                  note: termOf(mine.temporary, t),
                },
                ...(mine.currentPlace ? [{ key: t.currentPlace, value: mine.currentPlace }] : []),
                ...mine.absences.map(({ from, until, destination }) => ({
                  key: t.absence,
                  value: destination,
                  note: until ? t.until(showDay(from), showDay(until)) : t.since(showDay(from)),
                })),
              ]}
            />
          </Card>
          {mine.households.map((household) => (
            <Household household={household} key={household.householdId} />
          ))}
          <Stays stays={mine.stays} />
        </>
      )}
    </Show>
  )
}

function termOf(place: Place | null, t: Text<typeof words>): string | null {
  if (!place) return null
  return place.until ? t.until(showDay(place.since), showDay(place.until)) : t.since(showDay(place.since))
}

function Household({ household }: { household: MyHousehold }) {
  const t = useText(words)
  const kind = household.kind === 'temporary' ? t.temporary : t.permanent
  const title = t.household(kind.toLowerCase())
  return (
    <Card
      title={title}
      icon="people"
      aside={<span className="small muted">{`${t.file}: ${household.fileNumber}`}</span>}
    >
      <Table
        caption={title}
        rows={household.members}
        keyOf={({ name, bornInYear }) => `${name}${bornInYear}`}
        empty={<Empty icon="people" title={t.noHousehold} />}
        columns={[
          {
            head: t.name,
            names: true,
            cell: ({ name, self }) => (
              <>
                {name}{' '}
                {self ? (
                  <StatusBadge tone="neutral" icon="user">
                    {t.you}
                  </StatusBadge>
                ) : null}
              </>
            ),
          },
          { head: t.relation, cell: ({ relation }) => relation },
          { head: t.born, cell: ({ bornInYear }) => bornInYear },
        ]}
      />
    </Card>
  )
}

function Stays({ stays }: Pick<MyResidence, 'stays'>) {
  const t = useText(words)
  return stays.length > 0 ? (
    <Card title={t.stays} icon="calendar">
      <Table
        caption={t.stays}
        rows={stays}
        keyOf={({ id }) => id}
        columns={[
          { head: t.place, names: true, cell: ({ place, unit }) => `${place}, ${unit}` },
          { head: t.arrives, cell: ({ arrivesOn }) => showDay(arrivesOn) },
          { head: t.leaves, cell: ({ leavesOn }) => showDay(leavesOn) },
        ]}
      />
    </Card>
  ) : null
}
