import { listResidents, type ResidenceKind } from '@platform/server/residence'
import { showDay } from '../../kit/format.ts'
import { MoreButton } from '../../kit/MoreButton.tsx'
import { useMore } from '../../kit/more.ts'
import { Link } from '../../kit/router.tsx'
import { Empty, Show } from '../../kit/States.tsx'
import { Table } from '../../kit/Table.tsx'
import { text, useText } from '../../kit/text.ts'
import { paths } from '../paths.ts'
import { PersonName } from '../population/PersonName.tsx'

const words = text({
  name: { vi: 'Họ và tên', en: 'Name' },
  number: { vi: 'Số định danh', en: 'Personal number' },
  born: { vi: 'Ngày sinh', en: 'Date of birth' },
  sex: { vi: 'Giới tính', en: 'Sex' },
  male: { vi: 'Nam', en: 'Male' },
  female: { vi: 'Nữ', en: 'Female' },
  relation: { vi: 'Quan hệ với chủ hộ', en: 'Relation to the head' },
  until: { vi: 'Đến hết ngày', en: 'Until' },
  household: { vi: 'Hộ', en: 'Household' },
  open: { vi: 'Mở hồ sơ hộ', en: 'Open the household' },
  none: { vi: 'Chưa có ai đăng ký cư trú theo hình thức này', en: 'Nobody is registered in this way' },
})

interface ResidentsProps {
  unitId: number
  kind: ResidenceKind
  caption: string
}

/** People registered in a commune, permanently or for a time. */
export function Residents({ unitId, kind, caption }: ResidentsProps) {
  const t = useText(words)
  const people = useMore(listResidents, { params: { unitId }, query: { kind, limit: 50 } })
  return (
    <Show read={people.read}>
      {() => (
        <>
          <Table
            caption={caption}
            rows={people.rows}
            keyOf={({ personId }) => personId}
            empty={<Empty icon="people" title={t.none} />}
            columns={[
              { head: t.name, names: true, cell: (person) => <PersonName {...person} /> },
              {
                head: t.number,
                cell: ({ maskedNumber }) => <span className="number nowrap">{maskedNumber}</span>,
              },
              { head: t.born, cell: ({ bornOn }) => showDay(bornOn) },
              { head: t.sex, cell: ({ sex }) => (sex === 'male' || sex === 'female' ? t[sex] : sex) },
              { head: t.relation, cell: ({ relation }) => relation ?? '–' },
              ...(kind === 'temporary'
                ? [{ head: t.until, cell: ({ until }: { until: string | null }) => showDay(until) || '–' }]
                : []),
              {
                head: t.household,
                cell: ({ householdId, name }) =>
                  householdId ? (
                    <Link to={paths.household(householdId)}>
                      {t.open}
                      <span className="visually-hidden">: {name}</span>
                    </Link>
                  ) : (
                    '–'
                  ),
              },
            ]}
          />
          <MoreButton more={people} />
        </>
      )}
    </Show>
  )
}
