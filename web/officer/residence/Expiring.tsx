import { listExpiring } from '@platform/server/residence'
import { ButtonLink } from '../../kit/Button.tsx'
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
  address: { vi: 'Nơi tạm trú', en: 'Temporary residence' },
  until: { vi: 'Hết hạn sau ngày', en: 'Ends after' },
  household: { vi: 'Hộ', en: 'Household' },
  open: { vi: 'Mở hồ sơ hộ', en: 'Open the household' },
  none: { vi: 'Không có tạm trú nào sắp hết hạn', en: 'No temporary residence ends soon' },
  what: {
    vi: 'Gia hạn là thủ tục có quyết định: nộp hồ sơ trực tuyến hoặc tại quầy.',
    en: 'An extension is decided upon: it is filed online or at the counter.',
  },
  counter: { vi: 'Lập hồ sơ tại quầy', en: 'File at the counter' },
})

/** Temporary residences that end within the time in which they may be extended. */
export function Expiring({ unitId, caption }: { unitId: number; caption: string }) {
  const t = useText(words)
  const read = useMore(listExpiring, { params: { unitId }, query: { limit: 50 } })
  return (
    <Show read={read.read}>
      {() => (
        <>
          <p className="muted">{t.what}</p>
          <Table
            caption={caption}
            rows={read.rows}
            keyOf={({ personId }) => personId}
            empty={<Empty icon="done" title={t.none} />}
            columns={[
              {
                head: t.name,
                names: true,
                cell: (person) => (
                  <>
                    <PersonName {...person} />
                    <span className="under number">{person.maskedNumber}</span>
                  </>
                ),
              },
              { head: t.address, cell: ({ address }) => address },
              { head: t.until, cell: ({ until }) => showDay(until) },
              {
                head: t.household,
                cell: ({ householdId }) =>
                  householdId ? <Link to={paths.household(householdId)}>{t.open}</Link> : '–',
              },
            ]}
          />
          <MoreButton more={read} />
          <p>
            <ButtonLink to={paths.counter()} icon="folder">
              {t.counter}
            </ButtonLink>
          </p>
        </>
      )}
    </Show>
  )
}
