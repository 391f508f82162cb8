import { type HouseholdFile, type MemberRow, readHousehold } from '@platform/server/residence'
import { Card } from '../../kit/Card.tsx'
import { DateField } from '../../kit/DateField.tsx'
import { showDay } from '../../kit/format.ts'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Columns } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { Link, useFilter, useParam } from '../../kit/router.tsx'
import { Empty, Loading, Show } from '../../kit/States.tsx'
import { Table } from '../../kit/Table.tsx'
import { text, useText } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { registrars } from '../me.ts'
import { paths } from '../paths.ts'
import { PersonName } from '../population/PersonName.tsx'
import { HouseholdActs } from './HouseholdActs.tsx'
import { today } from './today.ts'
import './Residence.css'

const words = text({
  title: { vi: 'Hồ sơ hộ', en: 'Household' },
  number: { vi: (number: string) => `Hồ sơ hộ ${number}`, en: (number: string) => `Household ${number}` },
  desk: { vi: 'Cư trú trong địa bàn', en: 'Residence in my area' },
  members: { vi: 'Thành viên hiện nay', en: 'Members now' },
  asOf: { vi: 'Xem vào ngày', en: 'As of' },
  addressThen: { vi: 'Địa chỉ theo tên gọi ngày đó', en: 'Address as written on that day' },
  nowWritten: { vi: 'Nay viết là', en: 'Written today' },
  membersThen: { vi: 'Thành viên vào ngày này', en: 'Members on that day' },
  former: { vi: 'Thành viên vào ngày khác', en: 'Members on other days' },
  nobody: { vi: 'Không còn thành viên nào', en: 'No member is left' },
  name: { vi: 'Họ và tên', en: 'Name' },
  born: { vi: 'Ngày sinh', en: 'Date of birth' },
  relation: { vi: 'Quan hệ với chủ hộ', en: 'Relation to the head' },
  kind: { vi: 'Cư trú', en: 'Residence' },
  permanent: { vi: 'Thường trú', en: 'Permanent' },
  temporary: { vi: 'Tạm trú', en: 'Temporary' },
  since: { vi: (day: string) => `từ ${day}`, en: (day: string) => `since ${day}` },
  between: {
    vi: (since: string, until: string) => `từ ${since} đến hết ${until}`,
    en: (since: string, until: string) => `${since} to ${until}`,
  },
  about: { vi: 'Chỗ ở', en: 'Dwelling' },
  formed: { vi: 'Lập hộ ngày', en: 'Formed on' },
  dissolved: { vi: 'Xóa hộ ngày', en: 'Dissolved on' },
  owners: { vi: 'Chủ sở hữu chỗ ở', en: 'Owners' },
  noOwner: { vi: 'Chưa có dữ liệu', en: 'Not known' },
  noHead: { vi: 'Hộ này chưa có chủ hộ', en: 'This household has no head' },
  noHeadWhat: {
    vi: 'Các thành viên thỏa thuận cử chủ hộ rồi khai báo (Luật Cư trú, Điều 10).',
    en: 'The members agree on one and declare it (Law on Residence, art. 10).',
  },
})

/** The file of a household: who lives there now and before, and who owns the dwelling. */
export function HouseholdPage() {
  return (
    <ForRoles roles={registrars}>
      <Household />
    </ForRoles>
  )
}

function Household() {
  const t = useText(words)
  const householdId = useParam('householdId')
  const [asked, setAsked] = useFilter('on')
  const on = /^\d{4}-\d{2}-\d{2}$/.test(asked) ? asked : null
  const read = useRead(
    readHousehold,
    { params: { householdId }, query: on ? { on } : {} },
    { keepLast: true },
  )
  return (
    <Page
      title={read.data ? t.number(read.data.fileNumber) : t.title}
      lead={read.data?.address}
      crumbs={[{ label: t.desk, to: paths.residence() }]}
    >
      <div className="unit-day">
        <DateField
          label={t.asOf}
          value={on ?? today()}
          max={today()}
          onChange={(day) => day && setAsked(day === today() ? '' : day)}
        />
      </div>
      <Show read={read} loading={<Loading lines={8} />}>
        {(household) => <File household={household} past={on !== null} />}
      </Show>
    </Page>
  )
}

function File({ household, past }: { household: HouseholdFile; past: boolean }) {
  const t = useText(words)
  const { members, former, owners } = household
  return (
    <Columns
      aside={
        <Card title={t.about} icon="home">
          <div className="facts-narrow">
            <KeyValueList
              items={[
                {
                  key: past ? t.addressThen : t.about,
                  value: <Link to={paths.dwelling(household.dwellingId)}>{household.address}</Link>,
                },
                ...(household.address === household.addressNow
                  ? []
                  : [{ key: t.nowWritten, value: household.addressNow }]),
                { key: t.formed, value: showDay(household.formedOn) },
                ...(household.dissolvedOn
                  ? [{ key: t.dissolved, value: showDay(household.dissolvedOn) }]
                  : []),
                { key: t.owners, value: owners.map(({ name }) => name).join(', ') || t.noOwner },
              ]}
            />
          </div>
        </Card>
      }
    >
      {past ? null : <HouseholdActs household={household} />}
      {household.hasHead || household.dissolvedOn ? null : (
        <Notice look="wait" title={t.noHead}>
          {t.noHeadWhat}
        </Notice>
      )}
      <Card title={past ? t.membersThen : t.members} icon="people">
        <Members caption={t.members} rows={members} />
      </Card>
      {former.length > 0 ? (
        <Card title={t.former}>
          <Members caption={t.former} rows={former} />
        </Card>
      ) : null}
    </Columns>
  )
}

function Members({ caption, rows }: { caption: string; rows: readonly MemberRow[] }) {
  const t = useText(words)
  return (
    <Table
      caption={caption}
      rows={rows}
      keyOf={({ personId, kind, since }) => `${personId}${kind}${since}`}
      empty={<Empty icon="people" title={t.nobody} />}
      columns={[
        {
          head: t.name,
          names: true,
          cell: ({ personId, name, maskedNumber }) => (
            <>
              <PersonName personId={personId} name={name} />
              <span className="under number">{maskedNumber}</span>
            </>
          ),
        },
        { head: t.born, cell: ({ bornOn }) => showDay(bornOn) },
        { head: t.relation, cell: ({ relation }) => relation },
        {
          head: t.kind,
          cell: ({ kind, since, until }) => (
            <>
              {t[kind]}
              <span className="under">
                {until ? t.between(showDay(since), showDay(until)) : t.since(showDay(since))}
              </span>
            </>
          ),
        },
      ]}
    />
  )
}
