import { type HouseholdFile, type MemberRow, readHousehold } from '@platform/server/residence'
import { Card } from '../../kit/Card.tsx'
import { showDay } from '../../kit/format.ts'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Columns } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { useParam } from '../../kit/router.tsx'
import { Empty, Loading, Show } from '../../kit/States.tsx'
import { Table } from '../../kit/Table.tsx'
import { text, useText } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { registrars } from '../me.ts'
import { paths } from '../paths.ts'
import { PersonName } from '../population/PersonName.tsx'

const words = text({
  title: { vi: 'Hồ sơ hộ', en: 'Household' },
  number: { vi: (number: string) => `Hồ sơ hộ ${number}`, en: (number: string) => `Household ${number}` },
  desk: { vi: 'Cư trú trong địa bàn', en: 'Residence in my area' },
  members: { vi: 'Thành viên hiện nay', en: 'Members now' },
  former: { vi: 'Thành viên trước đây', en: 'Former members' },
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
  const read = useRead(readHousehold, { params: { householdId } })
  return (
    <Page
      title={read.data ? t.number(read.data.fileNumber) : t.title}
      lead={read.data?.address}
      crumbs={[{ label: t.desk, to: paths.residence() }]}
    >
      <Show read={read} loading={<Loading lines={8} />}>
        {(household) => <File household={household} />}
      </Show>
    </Page>
  )
}

function File({ household }: { household: HouseholdFile }) {
  const t = useText(words)
  const { members, former, owners } = household
  return (
    <Columns
      aside={
        <Card title={t.about} icon="home">
          <div className="facts-narrow">
            <KeyValueList
              items={[
                { key: t.about, value: household.address },
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
      {household.hasHead || household.dissolvedOn ? null : (
        <Notice look="wait" title={t.noHead}>
          {t.noHeadWhat}
        </Notice>
      )}
      <Card title={t.members} icon="people">
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
