import { type DwellingFile, readDwelling } from '@platform/server/residence'
import { Card } from '../../kit/Card.tsx'
import { showDay, showNumber } from '../../kit/format.ts'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Columns } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { Link, useParam } from '../../kit/router.tsx'
import { Empty, Loading, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { Table } from '../../kit/Table.tsx'
import { Timeline } from '../../kit/Timeline.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { registrars } from '../me.ts'
import { paths } from '../paths.ts'
import { DwellingActs } from './DwellingActs.tsx'
import './Residence.css'

const words = text({
  title: { vi: 'Chỗ ở', en: 'Dwelling' },
  desk: { vi: 'Cư trú trong địa bàn', en: 'Residence in my area' },
  about: { vi: 'Về chỗ ở', en: 'About the dwelling' },
  kind: { vi: 'Loại', en: 'Kind' },
  area: { vi: 'Diện tích', en: 'Area' },
  people: { vi: 'Người đang đăng ký', en: 'People registered' },
  households: { vi: 'Hộ đang ở', en: 'Households' },
  nobody: { vi: 'Không có hộ nào', en: 'No household' },
  file: { vi: 'Số hồ sơ cư trú', en: 'Residence file' },
  members: { vi: 'Số người', en: 'Members' },
  owners: { vi: 'Chủ sở hữu', en: 'Owners' },
  noOwner: { vi: 'Chưa có dữ liệu về chủ sở hữu', en: 'The owner is not known' },
  name: { vi: 'Tên', en: 'Name' },
  person: { vi: 'Cá nhân', en: 'Person' },
  organisation: { vi: 'Tổ chức', en: 'Organisation' },
  time: { vi: 'Thời gian', en: 'Time' },
  now: { vi: 'Hiện nay', en: 'Now' },
  before: { vi: 'Trước đây', en: 'Before' },
  since: { vi: (day: string) => `từ ${day}`, en: (day: string) => `since ${day}` },
  between: { vi: (a: string, b: string) => `từ ${a} đến ${b}`, en: (a: string, b: string) => `${a} to ${b}` },
  closed: {
    vi: (day: string) => `Chỗ ở này đã đóng từ ngày ${day}`,
    en: (day: string) => `This dwelling is closed since ${day}`,
  },
  closedWhat: { vi: 'Không ai đăng ký cư trú vào đây được.', en: 'Nobody can be registered here.' },
  history: { vi: 'Đã ghi', en: 'Recorded' },
  'act-owners': { vi: 'Đổi chủ sở hữu', en: 'Owners changed' },
  'act-closing': { vi: 'Đóng chỗ ở', en: 'Closed' },
  'act-reopening': { vi: 'Mở lại chỗ ở', en: 'Put back' },
  from: { vi: (day: string) => `có hiệu lực từ ${day}`, en: (day: string) => `from ${day}` },
})

/** The file of a dwelling: who owns it, which households live there, and what was recorded about it. */
export function DwellingPage() {
  return (
    <ForRoles roles={registrars}>
      <Dwelling />
    </ForRoles>
  )
}

function Dwelling() {
  const t = useText(words)
  const dwellingId = useParam('dwellingId')
  const read = useRead(readDwelling, { params: { dwellingId } }, { keepLast: true })
  return (
    <Page title={read.data?.address ?? t.title} crumbs={[{ label: t.desk, to: paths.residence() }]}>
      <Show read={read} loading={<Loading lines={8} />}>
        {(dwelling) => <File dwelling={dwelling} />}
      </Show>
    </Page>
  )
}

function File({ dwelling }: { dwelling: DwellingFile }) {
  const t = useText(words)
  const show = useWords()
  const { kind, areaM2, people, closedOn, households } = dwelling
  return (
    <Columns
      aside={
        <Card title={t.about} icon="home">
          <div className="facts-narrow">
            <KeyValueList
              items={[
                { key: t.kind, value: show(kind) },
                ...(areaM2 ? [{ key: t.area, value: `${showNumber(Number(areaM2))} m²` }] : []),
                { key: t.people, value: showNumber(people) },
              ]}
            />
          </div>
        </Card>
      }
    >
      {closedOn ? (
        <Notice look="wait" title={t.closed(showDay(closedOn))}>
          {t.closedWhat}
        </Notice>
      ) : null}
      <DwellingActs dwelling={dwelling} />
      <Card title={t.owners} icon="user">
        <Owners dwelling={dwelling} />
      </Card>
      <Card title={t.households} icon="people">
        <Table
          caption={t.households}
          rows={households}
          keyOf={({ householdId }) => householdId}
          empty={<Empty icon="people" title={t.nobody} />}
          columns={[
            {
              head: t.file,
              names: true,
              cell: ({ householdId, fileNumber }) => (
                <Link to={paths.household(householdId)}>{fileNumber}</Link>
              ),
            },
            { head: t.members, align: 'end', cell: ({ members }) => showNumber(members) },
          ]}
        />
      </Card>
      <History dwelling={dwelling} />
    </Columns>
  )
}

function Owners({ dwelling: { owners } }: { dwelling: DwellingFile }) {
  const t = useText(words)
  return (
    <Table
      caption={t.owners}
      rows={owners}
      keyOf={({ name, validFrom, validUntil }) => `${name}${validFrom}${validUntil}`}
      empty={<Empty icon="user" title={t.noOwner} />}
      columns={[
        {
          head: t.name,
          names: true,
          cell: ({ name, isPerson }) => (
            <>
              {name}
              <span className="under">{isPerson ? t.person : t.organisation}</span>
            </>
          ),
        },
        {
          head: t.time,
          cell: ({ validFrom, validUntil, now }) => (
            <>
              <StatusBadge tone={now ? 'done' : 'neutral'}>{now ? t.now : t.before}</StatusBadge>
              <span className="under">
                {validUntil
                  ? t.between(showDay(validFrom), showDay(validUntil))
                  : t.since(showDay(validFrom))}
              </span>
            </>
          ),
        },
      ]}
    />
  )
}

function History({ dwelling: { acts } }: { dwelling: DwellingFile }) {
  const t = useText(words)
  const show = useWords()
  if (acts.length === 0) return null
  return (
    <Card title={t.history} icon="clock">
      <Timeline
        steps={acts.toReversed().map(({ act, ground, effectiveOn, paper, reason, recordedAt }) => ({
          id: recordedAt,
          at: recordedAt,
          title: [t[`act-${act}`], ground ? show(ground) : null].filter(Boolean).join(': '),
          detail: `${t.from(showDay(effectiveOn))}. ${paper}. ${reason}`,
          state: 'done',
        }))}
      />
    </Card>
  )
}
