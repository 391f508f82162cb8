import type { Overview } from '@platform/server/steering'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { showInstant } from '../../kit/format.ts'
import { Page } from '../../kit/Page.tsx'
import { useFilter } from '../../kit/router.tsx'
import { Loading, Show } from '../../kit/States.tsx'
import { text, useText } from '../../kit/text.ts'
import { BigFigures } from './BigFigures.tsx'
import './Figures.css'
import { OffersCard } from './OffersCard.tsx'
import { StatesCard } from './StatesCard.tsx'
import { UnitTable } from './UnitTable.tsx'
import { useOverview, useTrail } from './unit-asked.ts'

const words = text({
  title: { vi: 'Số liệu', en: 'Figures' },
  lead: {
    vi: 'Số liệu tính thẳng từ từng hồ sơ, tự cập nhật. Bấm vào một con số để xem các hồ sơ phía sau.',
    en: 'Computed from the dossiers themselves, always up to date. Press a figure to see the dossiers behind it.',
  },
  asOf: { vi: (at: string) => `Lúc ${at}`, en: (at: string) => `As of ${at}` },
  window: { vi: 'hồ sơ tính trong 365 ngày gần nhất', en: 'dossiers of the last 365 days' },
  print: { vi: 'In trang này', en: 'Print this page' },
  units: { vi: 'Theo địa bàn', en: 'By unit' },
  bottom: {
    vi: 'Đây là cấp thấp nhất. Bấm vào một con số ở trên để xem từng hồ sơ.',
    en: 'This is the lowest level. Press a figure above to see each dossier.',
  },
})

/** Live figures of a unit, from nation to commune; each opens the rows it is computed from. */
export function FiguresPage() {
  const t = useText(words)
  const read = useOverview()
  const { label, crumbs } = useTrail(read.data)
  return (
    <Page
      title={label || t.title}
      crumbs={crumbs}
      lead={t.lead}
      aside={
        <span className="no-print">
          <Button icon="file" onClick={() => print()}>
            {t.print}
          </Button>
        </span>
      }
    >
      <Show read={read} loading={<Loading lines={9} />}>
        {(data) => <Figures overview={data} />}
      </Show>
    </Page>
  )
}

function Figures({ overview }: { overview: Overview }) {
  const t = useText(words)
  const [sort, setSort] = useFilter('sort', 'overdue')
  return (
    <>
      <p className="small muted">
        {t.asOf(showInstant(overview.asOf))} · {t.window}
      </p>
      <BigFigures overview={overview} />
      <StatesCard overview={overview} />
      <OffersCard unitId={overview.unit?.unitId} />
      <Card title={t.units} icon="map">
        {overview.units.length === 0 ? (
          <p className="muted">{t.bottom}</p>
        ) : (
          <UnitTable units={overview.units} sort={sort} onSort={setSort} />
        )}
      </Card>
    </>
  )
}
