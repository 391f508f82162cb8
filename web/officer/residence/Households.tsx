import { listHouseholds } from '@platform/server/residence'
import { showNumber } from '../../kit/format.ts'
import { MoreButton } from '../../kit/MoreButton.tsx'
import { useMore } from '../../kit/more.ts'
import { Link } from '../../kit/router.tsx'
import { Empty, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { Table } from '../../kit/Table.tsx'
import { text, useText } from '../../kit/text.ts'
import { paths } from '../paths.ts'

const words = text({
  file: { vi: 'Số hồ sơ cư trú', en: 'Residence file' },
  address: { vi: 'Chỗ ở', en: 'Dwelling' },
  head: { vi: 'Chủ hộ', en: 'Head' },
  noHead: { vi: 'Chưa có chủ hộ', en: 'No head' },
  members: { vi: 'Số người', en: 'Members' },
  none: { vi: 'Không có hộ nào', en: 'No household' },
})

interface HouseholdsProps {
  unitId: number
  withoutHead: boolean
  caption: string
}

/** Households of a commune; those without a head must settle on one (Law on Residence, art. 10). */
export function Households({ unitId, withoutHead, caption }: HouseholdsProps) {
  const t = useText(words)
  const query = { limit: 50, ...(withoutHead ? { withoutHead } : {}) }
  const households = useMore(listHouseholds, { params: { unitId }, query })
  return (
    <Show read={households.read}>
      {() => (
        <>
          <Table
            caption={caption}
            rows={households.rows}
            keyOf={({ householdId }) => householdId}
            empty={<Empty icon="home" title={t.none} />}
            columns={[
              {
                head: t.file,
                names: true,
                cell: ({ householdId, fileNumber }) => (
                  <Link to={paths.household(householdId)}>{fileNumber}</Link>
                ),
              },
              { head: t.address, cell: ({ addressLine }) => addressLine },
              { head: t.head, cell: ({ head }) => head ?? <StatusBadge tone="wait">{t.noHead}</StatusBadge> },
              { head: t.members, align: 'end', cell: ({ members }) => showNumber(members) },
            ]}
          />
          <MoreButton more={households} />
        </>
      )}
    </Show>
  )
}
