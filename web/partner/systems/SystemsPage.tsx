import { listRegistrations, type RegistrationRow } from '@platform/server/authentication'
import { ButtonLink } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { showInstant } from '../../kit/format.ts'
import { Row } from '../../kit/Layout.tsx'
import { Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { Link } from '../../kit/router.tsx'
import { Empty, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { Table } from '../../kit/Table.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'
import { stateWords, statusTone } from './state.ts'

const words = text({
  title: { vi: 'Hệ thống của tổ chức', en: 'Systems of your organisation' },
  lead: {
    vi: 'Mỗi hệ thống đăng nhập hoặc xác thực người dân được đăng ký một lần. Đăng ký xong là thử được ngay; dùng dữ liệu thật cần được duyệt.',
    en: 'Each system that signs people in or asks about them is registered once. It works in the sandbox at once; real data need approval.',
  },
  register: { vi: 'Đăng ký hệ thống', en: 'Register a system' },
  none: { vi: 'Chưa có hệ thống nào', en: 'No system yet' },
  noneWhat: {
    vi: 'Hãy đăng ký hệ thống đầu tiên; việc này mất khoảng 5 phút.',
    en: 'Register the first one; it takes about 5 minutes.',
  },
  system: { vi: 'Hệ thống', en: 'System' },
  state: { vi: 'Trạng thái', en: 'State' },
  changed: { vi: 'Sửa lần cuối', en: 'Last change' },
})

/** What the organisation has registered, and the way to more. */
export function SystemsPage() {
  const t = useText(words)
  const read = useRead(listRegistrations, {})
  return (
    <Page
      title={t.title}
      lead={t.lead}
      aside={
        <ButtonLink to={paths.register()} look="primary" icon="plus">
          {t.register}
        </ButtonLink>
      }
    >
      <Card>
        <Show read={read}>{({ rows }) => <Systems rows={rows} />}</Show>
      </Card>
    </Page>
  )
}

function Systems({ rows }: { rows: readonly RegistrationRow[] }) {
  const t = useText(words)
  const show = useWords()
  return (
    <Table
      caption={t.title}
      rows={rows}
      keyOf={({ clientId }) => clientId}
      empty={
        <Empty icon="services" title={t.none}>
          {t.noneWhat}
        </Empty>
      }
      columns={[
        {
          head: t.system,
          names: true,
          cell: ({ clientId, names }) => <Link to={paths.system(clientId)}>{show(names)}</Link>,
        },
        { head: t.state, cell: (row) => <States row={row} /> },
        {
          head: t.changed,
          cell: ({ changedAt }) => <span className="nowrap">{showInstant(changedAt)}</span>,
        },
      ]}
    />
  )
}

function States({ row: { status, waiting } }: { row: RegistrationRow }) {
  const t = useText(stateWords)
  return (
    <Row>
      <StatusBadge tone={statusTone[status]}>{t[status]}</StatusBadge>
      {waiting ? <StatusBadge tone="wait">{t.waiting}</StatusBadge> : null}
    </Row>
  )
}
