import { listDwellings } from '@platform/server/residence'
import { useDeferredValue, useState } from 'react'
import { TextField } from '../../kit/inputs.tsx'
import { MoreButton } from '../../kit/MoreButton.tsx'
import { useMore } from '../../kit/more.ts'
import { Link } from '../../kit/router.tsx'
import { Empty, Show } from '../../kit/States.tsx'
import { Table } from '../../kit/Table.tsx'
import { text, useText } from '../../kit/text.ts'
import { paths } from '../paths.ts'

const words = text({
  address: { vi: 'Địa chỉ', en: 'Address' },
  find: { vi: 'Tìm theo số nhà, ngõ, đường, thôn', en: 'Find by house number, lane, street, hamlet' },
  none: { vi: 'Không có chỗ ở nào như vậy', en: 'No such dwelling' },
})

/** Dwellings of a commune in the order of their addresses, also those where nobody lives. */
export function Dwellings({ unitId, caption }: { unitId: number; caption: string }) {
  const t = useText(words)
  const [line, setLine] = useState('')
  const asked = useDeferredValue(line.trim())
  const dwellings = useMore(listDwellings, {
    query: { unitId, limit: 50, ...(asked ? { line: asked } : {}) },
  })
  return (
    <>
      <TextField label={t.find} value={line} maxLength={100} onChange={setLine} />
      <Show read={dwellings.read}>
        {() => (
          <>
            <Table
              caption={caption}
              rows={dwellings.rows}
              keyOf={({ dwellingId }) => dwellingId}
              empty={<Empty icon="home" title={t.none} />}
              columns={[
                {
                  head: t.address,
                  names: true,
                  cell: ({ dwellingId, addressLine }) => (
                    <Link to={paths.dwelling(dwellingId)}>{addressLine}</Link>
                  ),
                },
              ]}
            />
            <MoreButton more={dwellings} />
          </>
        )}
      </Show>
    </>
  )
}
