import type { UnitScore } from '@platform/server/steering'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { showNumber } from '../../kit/format.ts'
import { Link, useFilter } from '../../kit/router.tsx'
import { type Column, Table } from '../../kit/Table.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'
import { points } from './points.ts'

const words = text({
  title: { vi: 'Theo địa bàn', en: 'By unit' },
  unit: { vi: 'Đơn vị', en: 'Unit' },
  total: { vi: 'Điểm', en: 'Score' },
  band: { vi: 'Xếp loại', en: 'Band' },
  received: { vi: 'Hồ sơ nhận', en: 'Received' },
  group: { vi: (group: number) => `Nhóm ${group}`, en: (group: number) => `Group ${group}` },
  every: {
    vi: (count: number) => `Xem cả ${count} đơn vị`,
    en: (count: number) => `Show all ${count} units`,
  },
  bottom: { vi: 'Đây là cấp thấp nhất.', en: 'This is the lowest level.' },
})

/** Rows on screen before one asks for all. */
const SHOWN = 20

/** The units below, those with dossiers first, the lowest score on top. */
export function UnitScores({ units, search }: { units: readonly UnitScore[]; search: string }) {
  const t = useText(words)
  const show = useWords()
  const [every, setEvery] = useFilter('units')
  const ordered = [...units].sort(
    (a, b) =>
      Number(a.received === 0) - Number(b.received === 0) ||
      (a.total ?? 101) - (b.total ?? 101) ||
      a.label.localeCompare(b.label, 'vi'),
  )
  const shown = every ? ordered : ordered.slice(0, SHOWN)
  const columns: Column<UnitScore>[] = [
    {
      head: t.unit,
      names: true,
      cell: ({ unitId, label }) => <Link to={paths.index({ unitId, search })}>{label}</Link>,
    },
    { head: t.total, align: 'end', cell: ({ total }) => <strong>{points(total)}</strong> },
    { head: t.band, cell: ({ band }) => show(band) || '–' },
    ...[1, 2, 3, 4, 5, 6].map(
      (group): Column<UnitScore> => ({
        head: t.group(group),
        align: 'end',
        cell: ({ groups }) => points(groups.find((one) => one.group === group)?.points ?? null),
      }),
    ),
    { head: t.received, align: 'end', cell: ({ received }) => showNumber(received) },
  ]
  return (
    <Card title={t.title} icon="map">
      {units.length === 0 ? (
        <p className="muted">{t.bottom}</p>
      ) : (
        <div className="index-units">
          <Table caption={t.title} columns={columns} rows={shown} keyOf={({ unitId }) => unitId} />
          {shown.length < units.length ? (
            <p className="units-more no-print">
              <Button icon="down" onClick={() => setEvery('all')}>
                {t.every(units.length)}
              </Button>
            </p>
          ) : null}
        </div>
      )}
    </Card>
  )
}
