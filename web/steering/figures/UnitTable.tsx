import type { Overview, RowsOf } from '@platform/server/steering'
import { showNumber, showPercent } from '../../kit/format.ts'
import { Icon } from '../../kit/Icon.tsx'
import { SelectField } from '../../kit/inputs.tsx'
import { Link } from '../../kit/router.tsx'
import '../../kit/Table.css'
import { text, useText } from '../../kit/text.ts'
import { paths } from '../paths.ts'
import { ShareBar } from './ShareBar.tsx'

const words = text({
  caption: { vi: 'Số liệu từng đơn vị', en: 'Figures of each unit' },
  unit: { vi: 'Đơn vị', en: 'Unit' },
  people: { vi: 'Thường trú', en: 'Residents' },
  households: { vi: 'Hộ', en: 'Households' },
  received: { vi: 'Nhận', en: 'Received' },
  open: { vi: 'Đang mở', en: 'Open' },
  overdue: { vi: 'Quá hạn', en: 'Overdue' },
  onTimeShare: { vi: 'Đúng hạn', en: 'On time' },
  onlineShare: { vi: 'Trực tuyến', en: 'Online' },
  sort: { vi: 'Sắp xếp theo', en: 'Sort by' },
  sortedBy: { vi: 'đang sắp xếp theo cột này', en: 'sorted by this column' },
  rows: {
    vi: (count: string, what: string, unit: string) => `${count} hồ sơ ${what}, ${unit}`,
    en: (count: string, what: string, unit: string) => `${count} ${what}, ${unit}`,
  },
})

type Unit = Overview['units'][number]
const columns = ['people', 'households', 'received', 'open', 'overdue', 'onTimeShare', 'onlineShare'] as const
type Sort = 'unit' | (typeof columns)[number]
const opens: Partial<Record<Sort, RowsOf>> = { received: 'received', open: 'open', overdue: 'overdue' }

interface UnitTableProps {
  units: readonly Unit[]
  sort: string
  onSort: (sort: Sort) => void
}

/** The units below, the worst first; a row leads down into its unit, a figure to its dossiers. */
export function UnitTable({ units, sort, onSort }: UnitTableProps) {
  const t = useText(words)
  const sorts: readonly Sort[] = ['unit', ...columns]
  const by: Sort = sorts.find((one) => one === sort) ?? 'overdue'
  return (
    <div className="units">
      <div className="units-sort no-print">
        <SelectField
          label={t.sort}
          value={by}
          onChange={(next) => onSort(sorts.find((one) => one === next) ?? 'overdue')}
          options={sorts.map((one) => ({ value: one, label: t[one] }))}
        />
      </div>
      <table className="table">
        <caption className="visually-hidden">{t.caption}</caption>
        <thead>
          <tr>
            {sorts.map((one) => (
              <th
                key={one}
                scope="col"
                className={one === 'unit' ? undefined : 'table-end'}
                aria-sort={by === one ? (rises(one) ? 'ascending' : 'descending') : undefined}
              >
                <button type="button" className="sort" onClick={() => onSort(one)}>
                  {t[one]} {by === one ? <Icon name="down" /> : null}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted(units, by).map((unit) => (
            <tr key={unit.unitId} className="unit-row">
              <th scope="row" className="table-names unit-name">
                <Link to={paths.figures(unit.unitId)}>{unit.label}</Link>
              </th>
              {columns.map((one) => (
                <td key={one} className="table-end" data-head={t[one]}>
                  <Value unit={unit} column={one} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Value({ unit, column }: { unit: Unit; column: (typeof columns)[number] }) {
  const t = useText(words)
  if (column === 'onTimeShare' || column === 'onlineShare') {
    return (
      <span className="unit-share">
        {showPercent(unit[column])} <ShareBar share={unit[column]} />
      </span>
    )
  }
  const count = showNumber(unit[column])
  const rows = opens[column]
  if (!rows || unit[column] === 0) return <span className={rows ? 'muted' : undefined}>{count}</span>
  return (
    <span className={column === 'overdue' ? 'unit-figure unit-overdue' : 'unit-figure'}>
      <Link to={paths.rows(rows, unit.unitId)}>
        <span aria-hidden="true">{count}</span>
        <span className="visually-hidden">{t.rows(count, t[column].toLowerCase(), unit.label)}</span>
      </Link>
    </span>
  )
}

/** Names and shares begin with the least, counts with the most: what needs attention stands on top. */
function rises(sort: Sort): boolean {
  return sort === 'unit' || sort === 'onTimeShare' || sort === 'onlineShare'
}

function sorted(units: readonly Unit[], by: Sort): Unit[] {
  const byName = (a: Unit, b: Unit) => a.label.localeCompare(b.label, 'vi')
  if (by === 'unit') return [...units].sort(byName)
  const value = (unit: Unit) => unit[by] ?? (rises(by) ? Number.POSITIVE_INFINITY : -1)
  const direction = rises(by) ? 1 : -1
  return [...units].sort((a, b) => {
    const [left, right] = [value(a), value(b)]
    return left === right ? b.people - a.people || byName(a, b) : direction * (left < right ? -1 : 1)
  })
}
