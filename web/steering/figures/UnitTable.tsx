import type { RowsOf } from '@platform/server/steering'
import { Button } from '../../kit/Button.tsx'
import { showNumber, showPercent } from '../../kit/format.ts'
import { Icon } from '../../kit/Icon.tsx'
import { SelectField } from '../../kit/inputs.tsx'
import { Link, useFilter } from '../../kit/router.tsx'
import '../../kit/Table.css'
import { text, useText } from '../../kit/text.ts'
import { paths } from '../paths.ts'
import { ShareBar } from './ShareBar.tsx'
import { columns, inOrder, rises, type Sort, sorts, type Unit } from './unit-order.ts'

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
  every: {
    vi: (count: number) => `Xem cả ${count} đơn vị`,
    en: (count: number) => `Show all ${count} units`,
  },
  sort: { vi: 'Sắp xếp theo', en: 'Sort by' },
  sortedBy: { vi: 'đang sắp xếp theo cột này', en: 'sorted by this column' },
  rows: {
    vi: (count: string, what: string, unit: string) => `${count} hồ sơ ${what}, ${unit}`,
    en: (count: string, what: string, unit: string) => `${count} ${what}, ${unit}`,
  },
})

/** Rows on screen before one asks for all: what needs attention stands on top. */
const SHOWN = 20
const opens: Partial<Record<Sort, RowsOf>> = { received: 'received', open: 'open', overdue: 'overdue' }

interface UnitTableProps {
  units: readonly Unit[]
  sort: string
  onSort: (sort: Sort) => void
}

/** The units below, the worst first; a row leads down into its unit, a figure to its dossiers. */
export function UnitTable({ units, sort, onSort }: UnitTableProps) {
  const t = useText(words)
  const by: Sort = sorts.find((one) => one === sort) ?? 'overdue'
  const [every, setEvery] = useFilter('units')
  const ordered = inOrder(units, by)
  const shown = every ? ordered : ordered.slice(0, SHOWN)
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
          {shown.map((unit) => (
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
      {shown.length < units.length ? (
        <p className="units-more no-print">
          <Button icon="down" onClick={() => setEvery('all')}>
            {t.every(units.length)}
          </Button>
        </p>
      ) : null}
    </div>
  )
}

function Value({ unit, column }: { unit: Unit; column: (typeof columns)[number] }) {
  const t = useText(words)
  if (column === 'onTimeShare' || column === 'onlineShare') {
    return (
      <span className="unit-share">
        {showPercent(unit[column])} {unit[column] === null ? null : <ShareBar share={unit[column]} />}
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
