import {
  type Behaviour,
  listOtherRegisters,
  listRegisterRequests,
  type OtherRegister,
  type RegisterRequestRow,
  retryRegisterRequest,
  tellSandboxRegister,
} from '@platform/server/services'
import { useState } from 'react'
import { Button, ButtonLink } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { ChoiceField } from '../../kit/choices.tsx'
import { showInstant, showNumber } from '../../kit/format.ts'
import { SelectField } from '../../kit/inputs.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { Empty, ErrorState, Show } from '../../kit/States.tsx'
import { StatusBadge, type Tone } from '../../kit/StatusBadge.tsx'
import { Table } from '../../kit/Table.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { administrators } from '../me.ts'
import { paths } from '../paths.ts'

const words = text({
  title: { vi: 'Cơ sở dữ liệu của cơ quan khác', en: 'Registers of other agencies' },
  lead: {
    vi: 'Những gì hồ sơ chuyển sang nơi khác: đã nhận chưa, đã xong chưa, cái nào bị kẹt. Không có dữ liệu của người dân ở đây.',
    en: 'What dossiers pass on: received or not, done or not, what is stuck. No citizen’s data are shown here.',
  },
  all: { vi: 'Công bố dịch vụ', en: 'Publishing services' },
  claims: { vi: 'Đề nghị cấp thẻ, hưởng trợ cấp', en: 'Claims for cards and benefits' },
  sent: { vi: 'Lượt chuyển', en: 'Passed on' },
  state: { vi: 'Trạng thái', en: 'State' },
  any: { vi: 'Tất cả', en: 'All' },
  parked: { vi: 'Bị kẹt', en: 'Stuck' },
  waiting: { vi: 'Đang chuyển', en: 'Being sent' },
  acknowledged: { vi: 'Đã nhận, chờ kết quả', en: 'Received, not answered' },
  none: { vi: 'Không có lượt chuyển nào', en: 'Nothing was passed on' },
  dossier: { vi: 'Hồ sơ', en: 'Dossier' },
  act: { vi: 'Việc', en: 'Act' },
  madeAt: { vi: 'Chuyển lúc', en: 'Passed on' },
  receipt: { vi: 'Cơ quan kia nhận', en: 'Received there' },
  late: { vi: 'Quá hạn xác nhận', en: 'Not acknowledged in time' },
  attempts: { vi: (count: number) => `đã thử ${count} lần`, en: (count: number) => `tried ${count} times` },
  retry: { vi: 'Chuyển lại', en: 'Send again' },
  retried: { vi: 'Đang chuyển lại', en: 'It is sent again' },
  registers: { vi: 'Các cơ sở dữ liệu', en: 'Registers' },
  register: { vi: 'Cơ sở dữ liệu', en: 'Register' },
  services: { vi: 'Dịch vụ', en: 'Services' },
  everyService: { vi: 'Mọi dịch vụ, từng bước', en: 'Every service, each step' },
  onlyFills: { vi: 'Chỉ đọc để điền sẵn', en: 'Only read, to fill forms in' },
  counts: { vi: 'Chờ · kẹt · xong', en: 'Open · stuck · done' },
  behaviour: { vi: 'Đầu bên kia (thử nghiệm)', en: 'The other side (sandbox)' },
  works: { vi: 'Hoạt động', en: 'Works' },
  slow: { vi: 'Nhận mà chưa trả lời', en: 'Receives, does not answer' },
  refuses: { vi: 'Từ chối', en: 'Refuses' },
  down: { vi: 'Mất kết nối', en: 'Is down' },
  told: { vi: 'Đã đổi', en: 'Changed' },
})

const tones: Record<RegisterRequestRow['state'], Tone> = {
  waiting: 'progress',
  acknowledged: 'wait',
  done: 'done',
  refused: 'refused',
  parked: 'refused',
  withdrawn: 'neutral',
}

/** Everything dossiers told registers of other agencies, and the sandbox’s other side. */
export function RegistersPage() {
  const t = useText(words)
  return (
    <Page
      title={t.title}
      lead={t.lead}
      crumbs={[{ label: t.all, to: paths.publishing() }]}
      aside={
        <ButtonLink to={paths.claims()} icon="right">
          {t.claims}
        </ButtonLink>
      }
    >
      <ForRoles roles={administrators}>
        <Requests />
        <Registers />
      </ForRoles>
    </Page>
  )
}

type Filter = 'any' | 'parked' | 'waiting' | 'acknowledged'

function Requests() {
  const t = useText(words)
  const show = useWords()
  const [filter, setFilter] = useState<Filter>('any')
  const read = useRead(
    listRegisterRequests,
    { query: filter === 'any' ? {} : { state: filter } },
    { keepLast: true },
  )
  const retry = useCall(retryRegisterRequest, { onReply: () => say(t.retried) })
  const options = (['any', 'parked', 'waiting', 'acknowledged'] as const).map((value) => ({
    value,
    label: t[value],
  }))
  return (
    <Card title={t.sent} icon="right">
      <ChoiceField
        inRow
        label={t.state}
        options={options}
        value={filter}
        onChange={(value) => setFilter(value as Filter)}
      />
      {retry.problem ? <ErrorState problem={retry.problem} /> : null}
      <Show read={read}>
        {({ rows }) => (
          <Table
            caption={t.sent}
            rows={rows}
            keyOf={({ requestId }) => requestId}
            empty={<Empty icon="done" title={t.none} />}
            columns={[
              {
                head: t.act,
                names: true,
                cell: ({ act, registerName }) => (
                  <>
                    {show(act)} <p className="small muted">{show(registerName)}</p>
                  </>
                ),
              },
              { head: t.dossier, cell: ({ dossierCode }) => <code className="small">{dossierCode}</code> },
              { head: t.state, cell: (row) => <StateCell row={row} /> },
              { head: t.madeAt, cell: ({ madeAt }) => showInstant(madeAt) },
              {
                head: t.receipt,
                cell: ({ acknowledgedAt, receiptNumber }) =>
                  acknowledgedAt ? (
                    <>
                      {showInstant(acknowledgedAt)} <p className="small muted">{receiptNumber}</p>
                    </>
                  ) : (
                    '–'
                  ),
              },
              {
                head: t.retry,
                cell: ({ requestId, state, dossierCode }) =>
                  state === 'parked' ? (
                    <Button
                      icon="undo"
                      pending={retry.pending}
                      aria-label={`${t.retry}: ${dossierCode}`}
                      onClick={() => void retry.send({ params: { requestId } })}
                    >
                      {t.retry}
                    </Button>
                  ) : (
                    '–'
                  ),
              },
            ]}
          />
        )}
      </Show>
    </Card>
  )
}

function StateCell({ row: { state, stateWords, isLate, attempts, error } }: { row: RegisterRequestRow }) {
  const t = useText(words)
  const show = useWords()
  return (
    <>
      <StatusBadge tone={tones[state]}>{show(stateWords)}</StatusBadge>
      {isLate ? <p className="small strong">{t.late}</p> : null}
      {error ? (
        <p className="small muted">
          {error}, {t.attempts(attempts)}
        </p>
      ) : null}
    </>
  )
}

function Registers() {
  const t = useText(words)
  const show = useWords()
  const read = useRead(listOtherRegisters, {})
  return (
    <Card title={t.registers} icon="services">
      <Show read={read}>
        {({ rows }) => (
          <Table
            caption={t.registers}
            rows={rows}
            keyOf={({ register }) => register}
            columns={[
              {
                head: t.register,
                names: true,
                cell: ({ name, owner }) => (
                  <>
                    {show(name)} <p className="small muted">{show(owner)}</p>
                  </>
                ),
              },
              {
                head: t.services,
                cell: ({ services, everyService }) => (
                  <span className="small">
                    {everyService ? t.everyService : services.join(', ') || t.onlyFills}
                  </span>
                ),
              },
              {
                head: t.counts,
                align: 'end',
                cell: ({ open, parked, done }) =>
                  [open, parked, done].map((count) => showNumber(count)).join(' · '),
              },
              ...(rows.some(({ behaviour }) => behaviour !== null)
                ? [{ head: t.behaviour, cell: (row: OtherRegister) => <OtherSide row={row} /> }]
                : []),
            ]}
          />
        )}
      </Show>
    </Card>
  )
}

function OtherSide({ row: { register, name, behaviour } }: { row: OtherRegister }) {
  const t = useText(words)
  const show = useWords()
  const tell = useCall(tellSandboxRegister, { onReply: () => say(t.told) })
  if (behaviour === null) return <>–</>
  const options = (['works', 'slow', 'refuses', 'down'] as const).map((value) => ({ value, label: t[value] }))
  return (
    <SelectField
      label={<span className="visually-hidden">{show(name)}</span>}
      value={behaviour}
      options={options}
      onChange={(value) =>
        value && void tell.send({ params: { register }, body: { behaviour: value as Behaviour } })
      }
    />
  )
}
