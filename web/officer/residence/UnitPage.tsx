import { listUnitPeople, readUnitPopulation } from '@platform/server/residence'
import { Card } from '../../kit/Card.tsx'
import { ChoiceField } from '../../kit/choices.tsx'
import { DateField } from '../../kit/DateField.tsx'
import { showDay, showNumber } from '../../kit/format.ts'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Columns } from '../../kit/Layout.tsx'
import { MoreButton } from '../../kit/MoreButton.tsx'
import { useMore } from '../../kit/more.ts'
import { Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { Link, useFilter, useParam } from '../../kit/router.tsx'
import { Empty, Show } from '../../kit/States.tsx'
import { Table } from '../../kit/Table.tsx'
import { text, useText } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { registrars } from '../me.ts'
import { paths } from '../paths.ts'
import { PersonName } from '../population/PersonName.tsx'
import { today } from './today.ts'

import './Residence.css'

const words = text({
  title: { vi: 'Xã, phường', en: 'Commune' },
  desk: { vi: 'Cư trú trong địa bàn', en: 'Residence in my area' },
  on: { vi: 'Xem vào ngày', en: 'As of' },
  figures: { vi: 'Dân cư', en: 'Population' },
  people: { vi: 'Người thường trú', en: 'Permanent residents' },
  temporary: { vi: 'Người tạm trú', en: 'Temporary residents' },
  households: { vi: 'Hộ', en: 'Households' },
  dwellings: { vi: 'Chỗ ở', en: 'Dwellings' },
  streets: { vi: 'Đường, thôn, tổ dân phố', en: 'Streets and hamlets' },
  street: { vi: 'Tên', en: 'Name' },
  before: { vi: 'Hình thành từ', en: 'Came from' },
  after: { vi: 'Nay thuộc', en: 'Is now' },
  list: { vi: 'Danh sách', en: 'List' },
  kind: { vi: 'Cư trú', en: 'Residence' },
  permanent: { vi: 'Thường trú', en: 'Permanent' },
  name: { vi: 'Họ và tên', en: 'Name' },
  born: { vi: 'Ngày sinh', en: 'Date of birth' },
  address: { vi: 'Địa chỉ theo tên gọi ngày đó', en: 'Address as written on that day' },
  since: { vi: 'Từ ngày', en: 'Since' },
  nobody: { vi: 'Không có ai đăng ký cư trú vào ngày này', en: 'Nobody was registered on that day' },
})

/** A commune, also one of before: its people, households and streets as of any day. */
export function UnitPage() {
  return (
    <ForRoles roles={registrars}>
      <Unit />
    </ForRoles>
  )
}

function Unit() {
  const t = useText(words)
  const unitId = Number(useParam('unitId'))
  const [asked, setAsked] = useFilter('on')
  const on = /^\d{4}-\d{2}-\d{2}$/.test(asked) ? asked : today()
  const read = useRead(readUnitPopulation, { params: { unitId }, query: { on } }, { keepLast: true })
  const unit = read.data
  const named = (units: readonly { unitId: number; label: string }[], day: string) =>
    units.map((one) => (
      <span key={one.unitId} className="unit-link">
        <Link to={paths.unit(one.unitId, day)}>{one.label.split(', ')[0]}</Link>
      </span>
    ))
  return (
    <Page title={unit?.label ?? t.title} crumbs={[{ label: t.desk, to: paths.residence() }]}>
      <div className="unit-day">
        <DateField label={t.on} value={on} max={today()} onChange={(day) => day && setAsked(day)} />
      </div>
      <Show read={read}>
        {(figures) => (
          <Columns
            aside={
              <Card title={t.streets} icon="map">
                <Table
                  caption={t.streets}
                  rows={figures.streets}
                  keyOf={({ street }) => street}
                  columns={[
                    { head: t.street, names: true, cell: ({ street }) => street },
                    { head: t.dwellings, align: 'end', cell: (row) => showNumber(row.dwellings) },
                    { head: t.people, align: 'end', cell: (row) => showNumber(row.people) },
                  ]}
                />
              </Card>
            }
          >
            <Card title={t.figures} icon="people">
              <KeyValueList
                columns={2}
                items={[
                  { key: t.people, value: showNumber(figures.people) },
                  { key: t.temporary, value: showNumber(figures.temporary) },
                  { key: t.households, value: showNumber(figures.households) },
                  { key: t.dwellings, value: showNumber(figures.dwellings) },
                  ...(figures.before.length > 0
                    ? [{ key: t.before, value: named(figures.before, '2025-06-30') }]
                    : []),
                  ...(figures.after.length > 0
                    ? [{ key: t.after, value: named(figures.after, today()) }]
                    : []),
                ]}
              />
            </Card>
            <People unitId={unitId} on={on} />
          </Columns>
        )}
      </Show>
    </Page>
  )
}

function People({ unitId, on }: { unitId: number; on: string }) {
  const t = useText(words)
  const [asked, setKind] = useFilter('kind', 'permanent')
  const kind = asked === 'temporary' ? 'temporary' : 'permanent'
  const people = useMore(listUnitPeople, { params: { unitId }, query: { on, kind, limit: 50 } })
  return (
    <Card title={t.list} icon="people">
      <ChoiceField
        label={t.kind}
        value={kind}
        onChange={setKind}
        inRow
        options={[
          { value: 'permanent', label: t.permanent },
          { value: 'temporary', label: t.temporary },
        ]}
      />
      <Show read={people.read}>
        {() => (
          <>
            <Table
              caption={t.list}
              rows={people.rows}
              keyOf={({ personId }) => personId}
              empty={<Empty icon="people" title={t.nobody} />}
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
                { head: t.born, cell: ({ bornOn }) => showDay(bornOn) },
                { head: t.since, cell: ({ since }) => showDay(since) },
                { head: t.address, cell: ({ address }) => address },
              ]}
            />
            <MoreButton more={people} />
          </>
        )}
      </Show>
    </Card>
  )
}
