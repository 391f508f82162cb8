import { type FunnelRow, readFunnel } from '@platform/server/accounts'
import { Button } from '../Button.tsx'
import { Card } from '../Card.tsx'
import { showInstant, showNumber, showPercent } from '../format.ts'
import { Actions } from '../Layout.tsx'
import { type Crumb, Page } from '../Page.tsx'
import { useRead } from '../queries.ts'
import { Link, useFilter } from '../router.tsx'
import { Show } from '../States.tsx'
import { Table } from '../Table.tsx'
import { text, useText } from '../text.ts'
import './FunnelView.css'

const words = text({
  title: { vi: 'Từ đăng ký đến sử dụng', en: 'From application to use' },
  lead: {
    vi: 'Đếm thẳng từ từng hồ sơ tài khoản định danh. Mỗi dòng bên dưới cộng lại đúng bằng số trên.',
    en: 'Counted from each application for an account. The rows below add up to the figures above.',
  },
  asOf: { vi: (at: string) => `Lúc ${at}`, en: (at: string) => `As of ${at}` },
  nation: { vi: 'Toàn quốc', en: 'Viet Nam' },
  submitted: { vi: 'Đăng ký', en: 'Applied' },
  approved: { vi: 'Duyệt', en: 'Approved' },
  notified: { vi: 'Đã báo', en: 'Told' },
  activated: { vi: 'Kích hoạt', en: 'Activated' },
  used: { vi: 'Đã dùng', en: 'Used' },
  lost: {
    vi: (count: string) => `${count} đã duyệt mà chưa kích hoạt`,
    en: (count: string) => `${count} approved and not activated`,
  },
  steps: { vi: 'Các bước', en: 'The steps' },
  units: { vi: 'Theo địa bàn', en: 'By unit' },
  unit: { vi: 'Đơn vị', en: 'Unit' },
  share: { vi: 'Kích hoạt trên duyệt', en: 'Activated of approved' },
  every: {
    vi: (count: number) => `Xem cả ${count} đơn vị`,
    en: (count: number) => `Show all ${count} units`,
  },
  bottom: { vi: 'Đây là cấp thấp nhất.', en: 'This is the lowest level.' },
})

/** Rows on screen before one asks for all: where most people wait stands on top. */
const SHOWN = 20
const steps = ['submitted', 'approved', 'notified', 'activated', 'used'] as const

/** The funnel of a unit, and of those below it; the unit looked at stands in the address. */
export function FunnelView({ pathOf }: { pathOf: (unitId?: number) => string }) {
  const t = useText(words)
  const [asked] = useFilter('unit')
  const [every, setEvery] = useFilter('units')
  const unitId = /^[1-9]\d{0,8}$/.test(asked) ? Number(asked) : undefined
  const read = useRead(readFunnel, { query: unitId ? { unitId } : {} }, { keepLast: true })
  const { data } = read
  const crumbs: Crumb[] = data ? data.trail.map(({ unitId: id, label }) => ({ label, to: pathOf(id) })) : []
  const most = Math.max(1, data?.total.submitted ?? 1)
  return (
    <Page title={t.title} lead={t.lead} crumbs={crumbs}>
      <Show read={read}>
        {({ asOf, label, total, units }) => (
          <>
            <Card title={label ?? t.nation} icon="chart">
              <p className="small muted">{t.asOf(showInstant(asOf))}</p>
              <ol className="funnel" aria-label={t.steps}>
                {steps.map((step) => (
                  <li key={step}>
                    <span className="funnel-name">{t[step]}</span>
                    <strong className="funnel-count">{showNumber(total[step])}</strong>
                    <progress className="funnel-bar" max={most} value={total[step]} aria-label={t[step]} />
                  </li>
                ))}
              </ol>
              <p>{t.lost(showNumber(total.approved - total.activated))}</p>
            </Card>
            <Card title={t.units} icon="map">
              {units.length === 0 ? (
                <p className="muted">{t.bottom}</p>
              ) : (
                <Table<FunnelRow>
                  caption={t.units}
                  rows={[...units].sort(worstFirst).slice(0, every ? units.length : SHOWN)}
                  keyOf={(unit) => unit.unitId}
                  columns={[
                    {
                      head: t.unit,
                      names: true,
                      cell: (unit) => <Link to={pathOf(unit.unitId)}>{unit.label}</Link>,
                    },
                    ...steps.map((step) => ({
                      head: t[step],
                      align: 'end' as const,
                      cell: (unit: FunnelRow) => showNumber(unit[step]),
                    })),
                    {
                      head: t.share,
                      align: 'end' as const,
                      cell: (unit) =>
                        unit.approved === 0 ? '–' : showPercent(unit.activated / unit.approved),
                    },
                  ]}
                />
              )}
              {every || units.length <= SHOWN ? null : (
                <Actions>
                  <Button icon="down" onClick={() => setEvery('all')}>
                    {t.every(units.length)}
                  </Button>
                </Actions>
              )}
            </Card>
          </>
        )}
      </Show>
    </Page>
  )
}

/** Where most people wait stands on top. */
function worstFirst(a: FunnelRow, b: FunnelRow): number {
  return (
    b.approved - b.activated - (a.approved - a.activated) || b.submitted - a.submitted || a.unitId - b.unitId
  )
}
