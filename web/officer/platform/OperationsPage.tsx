import {
  forgetServiceError,
  listServiceErrors,
  type ParkedEvent,
  retryParkedEvent,
  type ServiceError,
} from '@platform/server/platform/contract.ts'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { showInstant, showNumber } from '../../kit/format.ts'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { Empty, ErrorState, Show } from '../../kit/States.tsx'
import { Table } from '../../kit/Table.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { administrators } from '../me.ts'

const words = text({
  title: { vi: 'Vận hành', en: 'Operations' },
  lead: {
    vi: 'Lỗi ngoài dự kiến và những việc hệ thống chưa làm xong được. Không có dữ liệu của người dân ở đây.',
    en: 'Unexpected errors and what the system could not finish. No citizen’s data are shown here.',
  },
  refresh: { vi: 'Tải lại', en: 'Reload' },
  parked: { vi: 'Việc đang chờ thử lại', en: 'Waiting to be tried again' },
  noParked: { vi: 'Không có việc nào bị kẹt', en: 'Nothing is stuck' },
  listener: { vi: 'Việc', en: 'Task' },
  event: { vi: 'Sự kiện', en: 'Event' },
  attempts: { vi: 'Đã thử', en: 'Attempts' },
  since: { vi: 'Chờ từ', en: 'Since' },
  error: { vi: 'Lỗi', en: 'Error' },
  retry: { vi: 'Thử lại', en: 'Try again' },
  retried: { vi: 'Đã cho chạy lại', en: 'It runs again' },
  errors: { vi: 'Lỗi ngoài dự kiến', en: 'Unexpected errors' },
  noErrors: { vi: 'Không có lỗi nào', en: 'No error' },
  act: { vi: 'Khi làm', en: 'While doing' },
  place: { vi: 'Nơi xảy ra', en: 'Place' },
  count: { vi: 'Số lần', en: 'Times' },
  last: { vi: 'Lần cuối', en: 'Last' },
  request: { vi: 'Mã yêu cầu cuối', en: 'Last request' },
  forget: { vi: 'Đã sửa, bỏ khỏi danh sách', en: 'Mended, remove' },
  forgotten: { vi: 'Đã bỏ khỏi danh sách', en: 'Removed' },
})

/** What is broken and what waits, for administrators. */
export function OperationsPage() {
  const t = useText(words)
  return (
    <Page title={t.title} lead={t.lead}>
      <ForRoles roles={administrators}>
        <Operations />
      </ForRoles>
    </Page>
  )
}

function Operations() {
  const t = useText(words)
  const read = useRead(listServiceErrors, {})
  return (
    <Show read={read}>
      {({ errors, parked }) => (
        <>
          <p>
            <Button icon="undo" pending={read.isFetching} onClick={() => void read.refetch()}>
              {t.refresh}
            </Button>
          </p>
          <Parked parked={parked} />
          <Errors errors={errors} />
        </>
      )}
    </Show>
  )
}

function Parked({ parked }: { parked: readonly ParkedEvent[] }) {
  const t = useText(words)
  const retry = useCall(retryParkedEvent, { onReply: () => say(t.retried) })
  return (
    <Card title={t.parked} icon="clock">
      {retry.problem ? <ErrorState problem={retry.problem} /> : null}
      <Table
        caption={t.parked}
        rows={parked}
        keyOf={({ listener, eventId }) => `${listener}${eventId}`}
        empty={<Empty icon="done" title={t.noParked} />}
        columns={[
          { head: t.listener, names: true, cell: ({ listener }) => listener },
          { head: t.event, cell: ({ name }) => <code>{name}</code> },
          { head: t.attempts, align: 'end', cell: ({ attempts }) => showNumber(attempts) },
          { head: t.since, cell: ({ parkedAt }) => showInstant(parkedAt) },
          { head: t.error, cell: ({ error }) => error ?? '–' },
          {
            head: t.retry,
            cell: ({ listener, eventId }) => (
              <Button
                icon="undo"
                pending={retry.pending}
                aria-label={`${t.retry}: ${listener}`}
                onClick={() => void retry.send({ params: { listener, eventId } })}
              >
                {t.retry}
              </Button>
            ),
          },
        ]}
      />
    </Card>
  )
}

function Errors({ errors }: { errors: readonly ServiceError[] }) {
  const t = useText(words)
  const forget = useCall(forgetServiceError, { onReply: () => say(t.forgotten) })
  return (
    <Card title={t.errors} icon="warning">
      {forget.problem ? <ErrorState problem={forget.problem} /> : null}
      <Table
        caption={t.errors}
        rows={errors}
        keyOf={({ fingerprint }) => fingerprint}
        empty={<Empty icon="done" title={t.noErrors} />}
        columns={[
          { head: t.act, names: true, cell: ({ act }) => <code>{act}</code> },
          {
            head: t.place,
            cell: ({ kind, place }) => (
              <>
                {kind} <span className="small muted">{place}</span>
              </>
            ),
          },
          { head: t.count, align: 'end', cell: ({ count }) => showNumber(count) },
          { head: t.last, cell: ({ lastAt }) => <span className="nowrap">{showInstant(lastAt)}</span> },
          { head: t.request, cell: ({ lastRequest }) => <code className="small">{lastRequest ?? '–'}</code> },
          {
            head: t.forget,
            cell: ({ fingerprint, act }) => (
              <Button
                pending={forget.pending}
                aria-label={`${t.forget}: ${act}`}
                onClick={() => void forget.send({ params: { fingerprint } })}
              >
                {t.forget}
              </Button>
            ),
          },
        ]}
      />
    </Card>
  )
}
