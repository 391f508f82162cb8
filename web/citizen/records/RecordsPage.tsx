import { readMe as readAccount } from '@platform/server/accounts'
import {
  listMyRelatives,
  type PersonFile,
  type RegisterItem,
  readMe,
  readMyTimeline,
} from '@platform/server/population'
import { Card } from '../../kit/Card.tsx'
import { showDay, showInstant, showPersonNumber, showValue } from '../../kit/format.ts'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Stack } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { Link } from '../../kit/router.tsx'
import { Empty, Show } from '../../kit/States.tsx'
import { Table } from '../../kit/Table.tsx'
import { Timeline } from '../../kit/Timeline.tsx'
import { text, useCitation, useText, useWords } from '../../kit/text.ts'
import { ForeignIdentityCard } from '../foreigners/ForeignIdentityCard.tsx'
import { paths } from '../paths.ts'
import { fieldOfItem } from './proposal-words.ts'
import { Residence } from './Residence.tsx'
import './Records.css'

const words = text({
  title: { vi: 'Nhà nước biết gì về tôi', en: 'What the State knows about me' },
  lead: {
    vi: 'Đây là toàn bộ thông tin của bạn trong Cơ sở dữ liệu quốc gia về dân cư. Cơ quan nhà nước không được hỏi lại những điều này.',
    en: 'All that the National Population Database holds about you. No State agency may ask you for it again.',
  },
  person: { vi: 'Thông tin cá nhân', en: 'Person' },
  number: { vi: 'Số định danh cá nhân', en: 'Identification number' },
  name: { vi: 'Họ, chữ đệm và tên khai sinh', en: 'Name at birth' },
  born: { vi: 'Ngày sinh', en: 'Date of birth' },
  aliases: { vi: 'Số giấy tờ cũ', en: 'Earlier numbers' },
  sinceDay: { vi: (day: string) => `từ ${day}`, en: (day: string) => `since ${day}` },
  numbered: {
    vi: 'Đánh số theo Điều 9 Luật Căn cước. Mục 15 ở phần Người thân; mục 16–20, 22, 23 ở phần Nơi cư trú.',
    en: 'Numbered as in art. 9 of the Law on Identity. Item 15 stands under relatives, 16–20, 22 and 23 under residence.',
  },
  updated: { vi: (at: string) => `Cập nhật lúc ${at}`, en: (at: string) => `Updated at ${at}` },
  findings: { vi: 'Cần rà soát lại', en: 'To be checked' },
  findingsWhat: {
    vi: 'Dữ liệu của bạn có chỗ chưa khớp. Hãy mang giấy tờ đến công an xã, phường để sửa, không mất phí.',
    en: 'Something in your data does not fit together. Bring your papers to the commune police to correct it, free of charge.',
  },
  relatives: { vi: 'Người thân', en: 'Relatives' },
  relation: { vi: 'Quan hệ', en: 'Relation' },
  bornIn: { vi: 'Năm sinh', en: 'Born in' },
  state: { vi: 'Tình trạng', en: 'Status' },
  alive: { vi: 'Còn sống', en: 'Living' },
  dead: { vi: 'Đã mất', en: 'Deceased' },
  since: { vi: 'Từ ngày', en: 'Since' },
  noRelatives: { vi: 'Chưa ghi nhận người thân nào', en: 'No relatives are recorded' },
  timeline: { vi: 'Các sự kiện đã ghi', en: 'Recorded events' },
  noEvents: { vi: 'Chưa ghi nhận sự kiện nào', en: 'No events are recorded' },
  annulled: { vi: 'đã hủy bỏ', en: 'annulled' },
  wrong: { vi: 'Thấy thông tin sai?', en: 'Is something wrong?' },
  wrongWhat: {
    vi: 'Bấm Sai? Đề nghị sửa ở ngay chỗ đó, hoặc đến công an xã, phường nơi bạn ở. Việc này miễn phí.',
    en: 'Tap Wrong? beside it, or ask the commune police where you live. It is free.',
  },
  wrongHere: { vi: 'Sai? Đề nghị sửa', en: 'Wrong? Propose a change' },
  missingHere: { vi: 'Bổ sung', en: 'Add it' },
  proposals: { vi: 'Các đề nghị của tôi', en: 'My proposals' },
})

/** All that the registers hold of me: person, residence, household, relatives, what was recorded when. */
export function RecordsPage() {
  const t = useText(words)
  const account = useRead(readAccount, {})
  return account.data?.foreigner ? (
    <Page title={t.title}>
      <ForeignIdentityCard />
    </Page>
  ) : (
    <CitizenRecords />
  )
}

function CitizenRecords() {
  const t = useText(words)
  const me = useRead(readMe, {})
  return (
    <Page title={t.title} lead={t.lead}>
      <Show read={me}>{(file) => <Person file={file} />}</Show>
      <Residence />
      <Relatives />
      <Events />
      <Notice title={t.wrong}>
        <p>{t.wrongWhat}</p>
        <p>
          <Link to={paths.proposals()}>{t.proposals}</Link>
        </p>
      </Notice>
    </Page>
  )
}

function Person({ file }: { file: PersonFile }) {
  const t = useText(words)
  const show = useWords()
  const atBirth = file.items[0]?.source?.eventId
  const line = ({ item, code, label, value, absent, validFrom, source }: RegisterItem) => ({
    key: `${item}. ${show(label)}`,
    value: absent ? <span className="muted">{show(absent.words)}</span> : showValue(value),
    note: (
      <>
        {source && source.eventId !== atBirth
          ? [show(source.words), validFrom ? t.sinceDay(showDay(validFrom)) : '', show(source.authority)]
              .filter(Boolean)
              .join(' · ')
          : null}
        {fieldOfItem[code] ? (
          <WrongHere field={fieldOfItem[code]} label={show(label)} missing={!value} />
        ) : null}
      </>
    ),
  })
  return (
    <Stack>
      {file.findings.length > 0 ? (
        <Notice look="wait" title={t.findings}>
          <ul className="bullets">
            {file.findings.map(({ rule, words: said }) => (
              <li key={rule}>{show(said)}</li>
            ))}
          </ul>
          <p>{t.findingsWhat}</p>
        </Notice>
      ) : null}
      <Card
        title={t.person}
        icon="user"
        aside={<span className="small muted">{t.updated(showInstant(file.recordedAt))}</span>}
      >
        <p className="small muted">{t.numbered}</p>
        <KeyValueList
          columns={2}
          items={[
            ...file.items.filter(({ item }) => item < 15).map(line),
            ...file.absentParents.map(({ label, absent }) => ({
              key: `15. ${show(label)}`,
              value: <span className="muted">{show(absent.words)}</span>,
            })),
            ...file.items.filter(({ item }) => item > 15).map(line),
            ...(file.aliases.length > 0
              ? [
                  {
                    key: t.aliases,
                    value: file.aliases.map(({ alias }) => showPersonNumber(alias)).join(', '),
                  },
                ]
              : []),
          ]}
        />
      </Card>
    </Stack>
  )
}

/** Beside each field: something is wrong or missing here. */
function WrongHere({ field, label, missing }: { field: string; label: string; missing: boolean }) {
  const t = useText(words)
  const say = missing ? t.missingHere : t.wrongHere
  return (
    <span className="wrong-here">
      <Link to={paths.propose(field)} aria-label={`${say}: ${label}`}>
        {say}
      </Link>
    </span>
  )
}

function Relatives() {
  const t = useText(words)
  const show = useWords()
  const relatives = useRead(listMyRelatives, {})
  return (
    <Card title={t.relatives} icon="people">
      <Show read={relatives}>
        {({ rows }) => (
          <Table
            caption={t.relatives}
            rows={rows}
            keyOf={(row) => `${row.kind}${row.name}${row.validFrom}`}
            empty={<Empty icon="people" title={t.noRelatives} />}
            columns={[
              { head: t.name, cell: ({ name }) => name, names: true },
              { head: t.relation, cell: ({ words: said }) => show(said) },
              { head: t.bornIn, cell: ({ bornInYear }) => bornInYear },
              { head: t.state, cell: ({ alive }) => (alive ? t.alive : t.dead) },
              { head: t.since, cell: ({ validFrom }) => showDay(validFrom) },
            ]}
          />
        )}
      </Show>
    </Card>
  )
}

function Events() {
  const t = useText(words)
  const cite = useCitation()
  const show = useWords()
  const events = useRead(readMyTimeline, {})
  return (
    <Card title={t.timeline} icon="clock">
      <Show read={events}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty icon="clock" title={t.noEvents} />
          ) : (
            <Timeline
              steps={rows.map((row) => ({
                id: row.id,
                at: null,
                title: row.annulled ? `${show(row.words)} (${t.annulled})` : show(row.words),
                by: [showDay(row.effectiveOn), show(row.agency)].filter(Boolean).join(' · '),
                detail: <p className="small muted">{cite(row.legalBasis)}</p>,
                state: row.annulled ? ('refused' as const) : ('done' as const),
              }))}
            />
          )
        }
      </Show>
    </Card>
  )
}
