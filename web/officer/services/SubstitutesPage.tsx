import { dayOf } from '@platform/server/platform/day.ts'
import {
  endSubstitution,
  listSubstitutions,
  nameSubstitute,
  type Substitution,
} from '@platform/server/services'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { DateField } from '../../kit/DateField.tsx'
import { showDay } from '../../kit/format.ts'
import { SelectField, TextField } from '../../kit/inputs.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { Empty, ErrorState, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { Table } from '../../kit/Table.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { handlers } from '../me.ts'
import { paths } from '../paths.ts'

const words = text({
  title: { vi: 'Người làm thay', en: 'Substitutes' },
  lead: {
    vi: 'Khi một người vắng mặt, hồ sơ người đó đang giữ hiện ở danh sách của người làm thay. Mỗi bước ghi rõ làm thay ai.',
    en: 'While somebody is away, what he holds stands in the list of his substitute. Each step says for whom it was done.',
  },
  worklist: { vi: 'Hồ sơ của cơ quan', en: 'Dossiers of my office' },
  list: { vi: 'Hiện nay và sắp tới', en: 'Now and to come' },
  none: { vi: 'Chưa phân công ai làm thay', en: 'Nobody stands in for anybody' },
  noneWhat: {
    vi: 'Phân công ở bên dưới trước ngày vắng mặt.',
    en: 'Name somebody below before you are away.',
  },
  absent: { vi: 'Người vắng mặt', en: 'Away' },
  substitute: { vi: 'Người làm thay', en: 'Substitute' },
  days: { vi: 'Từ ngày – đến ngày', en: 'From – until' },
  state: { vi: 'Tình trạng', en: 'State' },
  now: { vi: 'Đang làm thay', en: 'Standing in now' },
  later: { vi: 'Sắp tới', en: 'To come' },
  end: { vi: 'Kết thúc', en: 'End' },
  ended: { vi: 'Đã kết thúc việc làm thay', en: 'The substitution was ended' },
  me: { vi: (name: string) => `${name} (bạn)`, en: (name: string) => `${name} (you)` },
  name: { vi: 'Phân công người làm thay', en: 'Name a substitute' },
  choose: { vi: 'Hãy chọn một người', en: 'Choose somebody' },
  fitHint: {
    vi: 'Đồng nghiệp có cùng vai trò xử lý hồ sơ',
    en: 'Colleagues who handle dossiers in the same role',
  },
  nobody: {
    vi: 'Không có đồng nghiệp nào cùng vai trò',
    en: 'No colleague handles dossiers in the same role',
  },
  from: { vi: 'Từ ngày', en: 'From' },
  until: { vi: 'Đến hết ngày', en: 'Until the end of' },
  dayMissing: { vi: 'Hãy chọn ngày', en: 'Choose a day' },
  reason: { vi: 'Lý do', en: 'Reason' },
  send: { vi: 'Phân công', en: 'Name' },
  done: { vi: 'Đã phân công người làm thay', en: 'The substitute was named' },
})

/** Who stands in for whom in the office, and naming another. */
export function SubstitutesPage() {
  const t = useText(words)
  const read = useRead(listSubstitutions, {})
  const [named, setNamed] = useState(0)
  return (
    <Page title={t.title} lead={t.lead} crumbs={[{ label: t.worklist, to: paths.home() }]}>
      <ForRoles roles={handlers}>
        <Show read={read}>
          {(office) => (
            <>
              <Card title={t.list}>
                <Rows rows={office.rows} />
              </Card>
              <Card title={t.name} icon="people">
                <NameForm key={named} office={office} onNamed={() => setNamed(named + 1)} />
              </Card>
            </>
          )}
        </Show>
      </ForRoles>
    </Page>
  )
}

type Colleague = Substitution['absent']

function Rows({ rows }: { rows: readonly Substitution[] }) {
  const t = useText(words)
  const end = useCall(endSubstitution, { onReply: () => say(t.ended) })
  const nameOf = ({ name, mine }: Colleague) => (mine ? t.me(name) : name)
  return (
    <>
      {end.problem ? <ErrorState problem={end.problem} onRetry={end.reset} /> : null}
      <Table<Substitution>
        caption={t.list}
        rows={rows}
        keyOf={({ substitutionId }) => substitutionId}
        empty={
          <Empty icon="people" title={t.none}>
            {t.noneWhat}
          </Empty>
        }
        columns={[
          { head: t.absent, names: true, cell: ({ absent }) => nameOf(absent) },
          { head: t.substitute, cell: ({ substitute }) => nameOf(substitute) },
          { head: t.days, cell: ({ fromOn, untilOn }) => `${showDay(fromOn)} – ${showDay(untilOn)}` },
          {
            head: t.state,
            cell: ({ now }) => (
              <StatusBadge tone={now ? 'progress' : 'wait'}>{now ? t.now : t.later}</StatusBadge>
            ),
          },
          {
            head: t.end,
            cell: ({ substitutionId, mayEnd }) =>
              mayEnd ? (
                <Button pending={end.pending} onClick={() => void end.send({ params: { substitutionId } })}>
                  {t.end}
                </Button>
              ) : (
                '–'
              ),
          },
        ]}
      />
    </>
  )
}

interface NameFormProps {
  office: { absent: readonly Colleague[]; substitutes: readonly Colleague[] }
  /** The next one begins empty. */
  onNamed: () => void
}

function NameForm({ office: { absent, substitutes }, onNamed }: NameFormProps) {
  const t = useText(words)
  const show = useWords()
  const today = dayOf(new Date())
  const [away, setAway] = useState(absent.find(({ mine }) => mine)?.appointmentId ?? '')
  const [steps, setSteps] = useState('')
  const [fromOn, setFromOn] = useState<string | null>(today)
  const [untilOn, setUntilOn] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const name = useCall(nameSubstitute, {
    onReply: () => {
      say(t.done)
      onNamed()
    },
  })
  const roles = absent.find(({ appointmentId }) => appointmentId === away)?.roles ?? []
  const fit = substitutes.filter(
    (one) => one.appointmentId !== away && roles.every((role) => one.roles.includes(role)),
  )
  const options = (people: readonly Colleague[]) =>
    people.map((one) => ({
      value: one.appointmentId,
      label: `${one.mine ? t.me(one.name) : one.name} – ${show(one.position)}`,
    }))
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!away || !steps || !fromOn || !untilOn || name.pending) return
        const body = { absent: away, substitute: steps, fromOn, untilOn }
        void name.send({ body: reason.trim() ? { ...body, reason: reason.trim() } : body })
      }}
    >
      <SelectField
        label={t.absent}
        value={away}
        onChange={setAway}
        options={options(absent)}
        error={tried && !away ? t.choose : null}
      />
      <SelectField
        label={t.substitute}
        value={steps}
        onChange={setSteps}
        options={options(fit)}
        hint={fit.length === 0 ? t.nobody : t.fitHint}
        error={tried && !steps ? t.choose : null}
      />
      <DateField
        label={t.from}
        value={fromOn}
        onChange={setFromOn}
        min={today}
        error={tried && !fromOn ? t.dayMissing : null}
      />
      <DateField
        label={t.until}
        value={untilOn}
        onChange={setUntilOn}
        min={fromOn ?? today}
        error={tried && !untilOn ? t.dayMissing : null}
      />
      <TextField label={t.reason} optional value={reason} onChange={setReason} maxLength={300} />
      {name.problem ? <ErrorState problem={name.problem} onRetry={name.reset} /> : null}
      <Actions>
        <Button look="primary" type="submit" pending={name.pending}>
          {t.send}
        </Button>
      </Actions>
    </form>
  )
}
