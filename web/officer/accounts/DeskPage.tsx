import {
  type DeskPerson,
  findForAccount,
  listApplications,
  listVisits,
  type VisitRow,
} from '@platform/server/accounts'
import { type FormEvent, useState } from 'react'
import { Button, ButtonLink } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { DueBadge } from '../../kit/DueBadge.tsx'
import { SelectField, TextField } from '../../kit/inputs.tsx'
import { Actions, Columns } from '../../kit/Layout.tsx'
import { MoreButton } from '../../kit/MoreButton.tsx'
import { useMore } from '../../kit/more.ts'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { Link, useFilter } from '../../kit/router.tsx'
import { Empty, ErrorState, Show } from '../../kit/States.tsx'
import { Table } from '../../kit/Table.tsx'
import { text, useText } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { paths } from '../paths.ts'
import { PersonAtDesk } from './PersonAtDesk.tsx'

const words = text({
  title: { vi: 'Quầy tài khoản định danh', en: 'Electronic identity desk' },
  lead: {
    vi: 'Cấp, kích hoạt, khóa và mở tài khoản cho người đến quầy, ở bất kỳ xã, phường nào.',
    en: 'Open, activate, lock and unlock accounts of whoever comes, wherever he lives.',
  },
  find: { vi: 'Người đến quầy', en: 'Who is here' },
  number: { vi: 'Số định danh trên thẻ', en: 'Number on the card' },
  numberHint: { vi: '12 số, hoặc 9 số của chứng minh nhân dân cũ', en: '12 digits, or the 9 of an old card' },
  look: { vi: 'Tìm', en: 'Find' },
  recorded: {
    vi: 'Mỗi lần tìm được ghi lại, người dân nhìn thấy.',
    en: 'Each look is recorded, and the person sees it.',
  },
  foreigners: {
    vi: 'Người nước ngoài',
    en: 'Foreigners',
  },
  list: { vi: 'Hồ sơ của quầy', en: 'Applications of the desk' },
  state: { vi: 'Bước', en: 'Step' },
  confirming: { vi: 'Đang lập', en: 'Being filled in' },
  submitted: { vi: 'Chờ duyệt', en: 'To be decided' },
  approved: { vi: 'Đã duyệt', en: 'Approved' },
  refused: { vi: 'Từ chối', en: 'Refused' },
  person: { vi: 'Người đăng ký', en: 'Applicant' },
  level: { vi: 'Mức độ', en: 'Level' },
  organisation: { vi: 'Tổ chức', en: 'Organisation' },
  due: { vi: 'Hạn', en: 'Due' },
  none: { vi: 'Không có hồ sơ nào ở bước này', en: 'No application at this step' },
  visits: { vi: 'Người hẹn hôm nay', en: 'Booked today' },
  time: { vi: 'Giờ', en: 'Time' },
  waiting: { vi: 'Chưa kích hoạt', en: 'Not activated' },
  funnel: { vi: 'Phễu kích hoạt', en: 'Activation funnel' },
  locks: { vi: 'Đề nghị khóa', en: 'Requests for locks' },
  organisations: { vi: 'Tài khoản tổ chức', en: 'Organisations' },
})

const states = ['submitted', 'confirming', 'approved', 'refused'] as const

/** The commune police's desk for accounts: who is here, and what waits. */
export function DeskPage() {
  const t = useText(words)
  const [found, setFound] = useState<DeskPerson>()
  const [again, setAgain] = useState<{ find: () => void }>()
  return (
    <Page
      title={t.title}
      lead={t.lead}
      aside={
        <Actions>
          <ButtonLink to={paths.waitingAccounts()} icon="bell">
            {t.waiting}
          </ButtonLink>
          <ButtonLink to={paths.lockRequests()} icon="lock">
            {t.locks}
          </ButtonLink>
          <ButtonLink to={paths.organisationAccounts()} icon="building">
            {t.organisations}
          </ButtonLink>
          <ButtonLink to={paths.foreignersDesk()} icon="user">
            {t.foreigners}
          </ButtonLink>
          <ButtonLink to={paths.funnel()} icon="chart">
            {t.funnel}
          </ButtonLink>
        </Actions>
      }
    >
      <ForRoles roles={['residence']}>
        <Columns aside={<FindCard onFound={setFound} onAsk={(find) => setAgain({ find })} />} asideFirst>
          {found ? (
            <PersonAtDesk key={found.personId} person={found} onChanged={() => again?.find()} />
          ) : null}
          <Visits />
          <Applications />
        </Columns>
      </ForRoles>
    </Page>
  )
}

interface FindCardProps {
  onFound: (person: DeskPerson | undefined) => void
  /** How to look at the same person again. */
  onAsk: (find: () => void) => void
}

function FindCard({ onFound, onAsk }: FindCardProps) {
  const t = useText(words)
  const [number, setNumber] = useState('')
  const find = useCall(findForAccount, { onReply: onFound })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    onFound(undefined)
    if (!/^(\d{9}|\d{12})$/.test(number)) return
    const look = () => void find.send({ body: { number } })
    onAsk(look)
    look()
  }
  return (
    <Card title={t.find} icon="search">
      <form className="stack" onSubmit={onSubmit}>
        <TextField
          label={t.number}
          hint={t.numberHint}
          value={number}
          onChange={(typed) => setNumber(typed.replace(/\D/g, '').slice(0, 12))}
          inputMode="numeric"
        />
        {find.problem ? <ErrorState problem={find.problem} /> : null}
        <Actions>
          <Button look="primary" icon="search" type="submit" pending={find.pending}>
            {t.look}
          </Button>
        </Actions>
        <p className="small muted">{t.recorded}</p>
      </form>
    </Card>
  )
}

/** Who booked a time today. */
function Visits() {
  const t = useText(words)
  const read = useRead(listVisits, { query: {} })
  if (!read.data || read.data.rows.length === 0) return null
  return (
    <Card title={t.visits} icon="calendar">
      <Table<VisitRow>
        caption={t.visits}
        rows={read.data.rows}
        keyOf={({ visitId }) => visitId}
        columns={[
          { head: t.time, cell: ({ time }) => time },
          { head: t.person, names: true, cell: ({ name }) => name },
          { head: t.number, cell: ({ maskedNumber }) => maskedNumber },
        ]}
      />
    </Card>
  )
}

function Applications() {
  const t = useText(words)
  const [asked, setState] = useFilter('state', 'submitted')
  const state = states.find((one) => one === asked) ?? 'submitted'
  const more = useMore(listApplications, { query: { state } })
  return (
    <Card title={t.list} icon="folder">
      <SelectField
        label={t.state}
        value={state}
        onChange={setState}
        options={states.map((one) => ({ value: one, label: t[one] }))}
      />
      <Show read={more.read}>
        {() => (
          <Table
            caption={t.list}
            rows={more.rows}
            keyOf={({ applicationId }) => applicationId}
            empty={<Empty title={t.none} />}
            columns={[
              {
                head: t.person,
                names: true,
                cell: ({ applicationId, name, organisation }) => (
                  <Link to={paths.accountApplication(applicationId)}>{organisation?.name ?? name}</Link>
                ),
              },
              {
                head: t.level,
                cell: ({ kind, level }) => (kind === 'organisation' ? t.organisation : String(level)),
              },
              {
                head: t.due,
                cell: ({ dueAt, overdue, state: at }) =>
                  dueAt && at === 'submitted' ? (
                    <DueBadge dueAt={dueAt} overdue={overdue} paused={false} />
                  ) : (
                    '–'
                  ),
              },
            ]}
          />
        )}
      </Show>
      <MoreButton more={more} />
    </Card>
  )
}
