import {
  type BoundaryActRow,
  listBoundaryActs,
  listUnsettled,
  orderBoundaryAct,
} from '@platform/server/residence'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { showDay, showInstant, showNumber } from '../../kit/format.ts'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { Link } from '../../kit/router.tsx'
import { Empty, ErrorState, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { Table } from '../../kit/Table.tsx'
import { text, useCitation, useText, useWords } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { administrators, handlers, registrars, useHolds } from '../me.ts'
import { paths } from '../paths.ts'
import { StrandedDossiers } from './StrandedDossiers.tsx'
import { StrandedOfficers } from './StrandedOfficers.tsx'

import './Residence.css'

const words = text({
  title: { vi: 'Thay đổi địa giới', en: 'Boundary changes' },
  lead: {
    vi: 'Địa chỉ, quyền của cán bộ và hồ sơ tự chuyển theo đơn vị hành chính mới. Người dân không phải làm gì và không mất phí.',
    en: 'Addresses, officers’ rights and dossiers follow the new units by themselves. Citizens do nothing and pay nothing.',
  },
  desk: { vi: 'Cư trú trong địa bàn', en: 'Residence in my area' },
  of: { vi: (day: string) => `Có hiệu lực ${day}`, en: (day: string) => `In force ${day}` },
  law: { vi: 'Văn bản', en: 'Law' },
  dwellings: { vi: 'Chỗ ở thuộc đơn vị đã kết thúc', en: 'Dwellings in units that ended' },
  moved: { vi: 'Đã chuyển, chỉ có một nơi đến', en: 'Moved: only one place to go' },
  people: { vi: 'Người đăng ký tại đó', en: 'People registered there' },
  waiting: { vi: 'Chờ cán bộ xác định', en: 'Waiting for an officer' },
  follows: {
    vi: (moved: string, waiting: string) => `${moved} đã chuyển, ${waiting} chờ xác định`,
    en: (moved: string, waiting: string) => `${moved} moved, ${waiting} waiting`,
  },
  done: { vi: 'Đã áp dụng', en: 'Applied' },
  running: { vi: 'Đang áp dụng', en: 'Being applied' },
  finished: { vi: 'Xong lúc', en: 'Finished' },
  progress: { vi: 'Tiến độ chuyển chỗ ở', en: 'Dwellings moved so far' },
  none: { vi: 'Chưa có thay đổi địa giới nào', en: 'No boundary change yet' },
  due: { vi: 'Đã có hiệu lực, chưa áp dụng', en: 'In force, not applied yet' },
  apply: { vi: 'Áp dụng ngay', en: 'Apply now' },
  resume: { vi: 'Tiếp tục áp dụng', en: 'Go on' },
  onlyAdministrator: { vi: 'Quản trị hệ thống mới áp dụng được', en: 'Only an administrator can apply it' },
  unsettled: {
    vi: 'Xã, phường cũ còn địa chỉ chưa xác định',
    en: 'Former communes with addresses to settle',
  },
  unit: { vi: 'Xã, phường cũ', en: 'Former commune' },
  candidates: { vi: 'Có thể thuộc về', en: 'May lie in' },
  count: { vi: 'Số chỗ ở', en: 'Dwellings' },
  settled: {
    vi: 'Không còn địa chỉ nào chờ xác định trong địa bàn của bạn',
    en: 'No address waits in your area',
  },
})

/** How far the register has followed each boundary change, and what waits for a person. */
export function BoundariesPage() {
  const t = useText(words)
  return (
    <Page title={t.title} lead={t.lead} crumbs={[{ label: t.desk, to: paths.residence() }]}>
      <ForRoles roles={[...registrars, ...administrators]}>
        <Acts />
        <Waiting />
        <Unsettled />
      </ForRoles>
    </Page>
  )
}

/** What a divided agency left: its dossiers for those who handle them, its officers for the administrator. */
function Waiting() {
  const handles = useHolds(handlers)
  const administers = useHolds(administrators)
  return (
    <>
      {handles ? <StrandedDossiers /> : null}
      {administers ? <StrandedOfficers /> : null}
    </>
  )
}

function Acts() {
  const t = useText(words)
  const cite = useCitation()
  const read = useRead(listBoundaryActs, {})
  const may = useHolds(administrators)
  const order = useCall(orderBoundaryAct)
  const apply = (effectiveOn: string) => void order.send({ body: { effectiveOn } })
  return (
    <Show read={read}>
      {({ rows, due }) => (
        <>
          {order.problem ? <ErrorState problem={order.problem} /> : null}
          {due.map(({ effectiveOn, laws }) => (
            <Card key={effectiveOn} title={t.due} icon="warning" look="attention">
              <p>
                {t.of(showDay(effectiveOn))}: {laws.map(cite).join('; ')}
              </p>
              <Button
                look="primary"
                pending={order.pending}
                notNow={may ? null : t.onlyAdministrator}
                onClick={() => apply(effectiveOn)}
              >
                {t.apply}
              </Button>
            </Card>
          ))}
          {rows.length === 0 && due.length === 0 ? <Empty icon="map" title={t.none} /> : null}
          {rows.map((act) => (
            <Act key={act.actId} act={act} />
          ))}
        </>
      )}
    </Show>
  )
}

function Act({ act }: { act: BoundaryActRow }) {
  const t = useText(words)
  const cite = useCitation()
  const show = useWords()
  const toMove = Math.max(1, act.dwellings - act.waiting)
  return (
    <Card
      title={t.of(showDay(act.effectiveOn))}
      icon="map"
      aside={
        <StatusBadge tone={act.finishedAt ? 'done' : 'wait'}>
          {act.finishedAt ? t.done : t.running}
        </StatusBadge>
      }
    >
      {act.finishedAt ? null : (
        <label className="stack stack-tight">
          <span>{t.progress}</span>
          <progress className="boundary-progress" value={act.moved} max={toMove} />
        </label>
      )}
      <KeyValueList
        columns={2}
        items={[
          { key: t.law, value: cite(act.law) },
          { key: t.finished, value: showInstant(act.finishedAt) },
          { key: t.dwellings, value: showNumber(act.dwellings) },
          { key: t.moved, value: showNumber(act.moved) },
          { key: t.people, value: showNumber(act.people) },
          { key: t.waiting, value: showNumber(act.waiting) },
          ...act.followed.map(({ words: name, moved, waiting }) => ({
            key: show(name),
            value: t.follows(showNumber(moved), showNumber(waiting)),
          })),
        ]}
      />
    </Card>
  )
}

function Unsettled() {
  const t = useText(words)
  const read = useRead(listUnsettled, {})
  return (
    <Card title={t.unsettled} icon="search">
      <Show read={read}>
        {({ rows }) => (
          <Table
            caption={t.unsettled}
            rows={rows}
            keyOf={({ oldUnitId }) => oldUnitId}
            empty={<Empty icon="done" title={t.settled} />}
            columns={[
              {
                head: t.unit,
                names: true,
                cell: ({ oldUnitId, label }) => <Link to={paths.unsettled(oldUnitId)}>{label}</Link>,
              },
              {
                head: t.candidates,
                cell: ({ candidates }) => candidates.map(({ label }) => label.split(', ')[0]).join(', '),
              },
              { head: t.count, align: 'end', cell: ({ dwellings }) => showNumber(dwellings) },
            ]}
          />
        )}
      </Show>
    </Card>
  )
}
