import {
  type DueTomorrow,
  type EscalatedDossier,
  type Forecast,
  listDueTomorrow,
  listEscalated,
  readForecast,
} from '@platform/server/services'
import { Card } from '../../kit/Card.tsx'
import { toneOf } from '../../kit/dossier-tone.ts'
import { showDay, showInstant, showNumber } from '../../kit/format.ts'
import { MoreButton } from '../../kit/MoreButton.tsx'
import { useMore } from '../../kit/more.ts'
import { Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { Link } from '../../kit/router.tsx'
import { Empty, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { type Column, Table } from '../../kit/Table.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { followers } from '../me.ts'
import { paths } from '../paths.ts'
import { LateSyncsCard } from './LateSyncs.tsx'
import './Worklist.css'

const words = text({
  title: { vi: 'Theo dõi hạn', en: 'Deadlines' },
  lead: {
    vi: 'Hồ sơ quá hạn được báo lên, và hồ sơ sẽ quá hạn nếu không giải quyết kịp.',
    en: 'Overdue dossiers that were raised to you, and those that will be late unless decided in time.',
  },
  escalated: { vi: 'Quá hạn, đã báo lên', en: 'Overdue, raised to you' },
  noneRaised: { vi: 'Không có hồ sơ quá hạn nào được báo lên', en: 'No overdue dossier was raised to you' },
  forecast: {
    vi: (day: string, count: string) => `Đến hết ${day}: ${count} hồ sơ sẽ quá hạn`,
    en: (day: string, count: string) => `By the end of ${day}: ${count} dossiers will be late`,
  },
  noneDue: { vi: 'Không có hồ sơ nào sẽ quá hạn', en: 'No dossier will be late' },
  offices: { vi: 'Theo cơ quan và cán bộ', en: 'By office and officer' },
  list: { vi: 'Từng hồ sơ', en: 'Each dossier' },
  office: { vi: 'Cơ quan', en: 'Office' },
  will: { vi: 'Sẽ quá hạn', en: 'Will be late' },
  late: { vi: 'Đã quá hạn', en: 'Late already' },
  officers: { vi: 'Cán bộ', en: 'Officers' },
  nobody: { vi: 'chưa ai nhận', en: 'nobody yet' },
  dossier: { vi: 'Hồ sơ', en: 'Dossier' },
  due: { vi: 'Hạn', en: 'Due' },
  state: { vi: 'Tình trạng', en: 'State' },
  holder: { vi: 'Người thụ lý', en: 'Handled by' },
  raised: { vi: 'Báo lên lúc', en: 'Raised at' },
})

/** The leader's page of deadlines: what was raised to him, and tomorrow's overdue by office and officer. */
export function DeadlinesPage() {
  const t = useText(words)
  return (
    <Page title={t.title} lead={t.lead}>
      <ForRoles roles={followers}>
        <Escalated />
        <LateSyncsCard />
        <Tomorrow />
      </ForRoles>
    </Page>
  )
}

function Escalated() {
  const t = useText(words)
  const list = useMore(listEscalated, { query: {} })
  const columns = useColumns<EscalatedDossier>()
  return (
    <Card title={t.escalated} icon="warning">
      <Show read={list.read}>
        {() => (
          <>
            <Table<EscalatedDossier>
              caption={t.escalated}
              rows={list.rows}
              keyOf={({ dossierId }) => dossierId}
              empty={<Empty icon="done" title={t.noneRaised} />}
              columns={[...columns, { head: t.raised, cell: ({ raisedAt }) => showInstant(raisedAt) }]}
            />
            <MoreButton more={list} />
          </>
        )}
      </Show>
    </Card>
  )
}

function Tomorrow() {
  const t = useText(words)
  const forecast = useRead(readForecast, {})
  const list = useMore(listDueTomorrow, { query: {} })
  const columns = useColumns<DueTomorrow>()
  return (
    <Show read={forecast}>
      {({ day, total, offices }) => (
        <Card title={t.forecast(showDay(day), showNumber(total))} icon="clock">
          <h3>{t.offices}</h3>
          <Offices offices={offices} />
          <h3>{t.list}</h3>
          <Show read={list.read}>
            {() => (
              <>
                <Table<DueTomorrow>
                  caption={t.list}
                  rows={list.rows}
                  keyOf={({ dossierId }) => dossierId}
                  empty={<Empty icon="done" title={t.noneDue} />}
                  columns={columns}
                />
                <MoreButton more={list} />
              </>
            )}
          </Show>
        </Card>
      )}
    </Show>
  )
}

function Offices({ offices }: { offices: Forecast['offices'] }) {
  const t = useText(words)
  const show = useWords()
  return (
    <Table<Forecast['offices'][number]>
      caption={t.offices}
      rows={offices}
      keyOf={({ agencyId }) => String(agencyId)}
      empty={<Empty icon="done" title={t.noneDue} />}
      columns={[
        { head: t.office, names: true, cell: ({ office }) => show(office) },
        { head: t.will, cell: ({ count }) => showNumber(count) },
        { head: t.late, cell: ({ overdue }) => showNumber(overdue) },
        {
          head: t.officers,
          cell: ({ officers }) =>
            officers.map(({ name, count }) => `${name ?? t.nobody}: ${showNumber(count)}`).join(', ') || '–',
        },
      ]}
    />
  )
}

function useColumns<Row extends DueTomorrow>(): Column<Row>[] {
  const t = useText(words)
  const show = useWords()
  return [
    {
      head: t.dossier,
      names: true,
      cell: ({ own, dossierId, service, code }) => (
        <>
          {own ? <Link to={paths.dossier(dossierId)}>{show(service)}</Link> : show(service)}
          <span className="worklist-code">{code}</span>
        </>
      ),
    },
    { head: t.office, cell: ({ office }) => show(office) },
    { head: t.holder, cell: ({ holder }) => holder ?? t.nobody },
    {
      head: t.state,
      cell: ({ state, stateWords }) => <StatusBadge tone={toneOf(state)}>{show(stateWords)}</StatusBadge>,
    },
    { head: t.due, cell: ({ dueAt }) => showInstant(dueAt) },
  ]
}
