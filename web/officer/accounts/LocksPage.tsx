import {
  decideLock,
  forwardLock,
  type LockRequestRow,
  liftLock,
  listLockRequests,
} from '@platform/server/accounts'
import { type FormEvent, useState } from 'react'
import { useFreshCall } from '../../kit/authenticators/fresh-call.tsx'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { DueBadge } from '../../kit/DueBadge.tsx'
import { TextField } from '../../kit/inputs.tsx'
import { Actions, Row } from '../../kit/Layout.tsx'
import { Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { Empty, ErrorState, Show } from '../../kit/States.tsx'
import { Table } from '../../kit/Table.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { useHolds, useMe } from '../me.ts'

const words = text({
  title: { vi: 'Đề nghị khóa tài khoản', en: 'Requests for locks' },
  lead: {
    vi: 'Công an xã chuyển trong 1 ngày làm việc, trung tâm quyết định trong 2 ngày làm việc.',
    en: 'The commune passes a request on within 1 working day, the centre decides within 2.',
  },
  who: { vi: 'Tài khoản', en: 'Account' },
  authority: { vi: 'Cơ quan, văn bản', en: 'Authority, letter' },
  ground: { vi: 'Căn cứ', en: 'Ground' },
  locked: { vi: 'Đang khóa theo đề nghị', en: 'Locked at request' },
  noneLocked: { vi: 'Không có tài khoản nào', en: 'No account' },
  lift: { vi: 'Mở khóa', en: 'Lift it' },
  liftWhat: {
    vi: 'Khi căn cứ khóa không còn, hoặc thẻ căn cước đã được trả lại.',
    en: 'When the cause is gone, or the identity card was returned.',
  },
  paper: { vi: 'Số văn bản', en: 'Number of the paper' },
  do: { vi: 'Ký và mở khóa', en: 'Sign and lift it' },
  back: { vi: 'Quay lại', en: 'Go back' },
  due: { vi: 'Hạn', en: 'Due' },
  act: { vi: 'Việc cần làm', en: 'To do' },
  forward: { vi: 'Chuyển trung tâm', en: 'Pass on' },
  lock: { vi: 'Khóa', en: 'Lock' },
  refuse: { vi: 'Không khóa', en: 'Do not lock' },
  notMine: { vi: 'Trưởng công an xã chuyển', en: 'The chief passes it on' },
  none: { vi: 'Không có đề nghị nào đang chờ', en: 'No request waits' },
  done: { vi: 'Đã ghi', en: 'Done' },
})

/** What authorities asked for, at the commune and at the centre. */
export function LocksPage() {
  const t = useText(words)
  return (
    <Page title={t.title} lead={t.lead}>
      <ForRoles roles={['residence', 'data-steward']}>
        <Requests />
        <Locked />
      </ForRoles>
    </Page>
  )
}

function Requests() {
  const t = useText(words)
  const show = useWords()
  const me = useMe()
  const read = useRead(listLockRequests, { query: {} })
  const signs = useHolds(['signing-leader'])
  const forward = useFreshCall(forwardLock, { onReply: () => say(t.done) })
  const decide = useFreshCall(decideLock, { onReply: () => say(t.done) })
  const atCentre = me.data?.actingAs?.territory.level === 'nation'
  const problem = forward.problem ?? decide.problem
  return (
    <Card title={t.title} icon="lock">
      {problem ? <ErrorState problem={problem} /> : null}
      <Show read={read}>
        {({ rows }) => (
          <Table
            caption={t.title}
            rows={rows}
            keyOf={({ requestId }) => requestId}
            empty={<Empty icon="done" title={t.none} />}
            columns={[
              { head: t.who, names: true, cell: ({ name, maskedNumber }) => `${name} · ${maskedNumber}` },
              { head: t.ground, cell: ({ ground }) => show(ground) },
              { head: t.authority, cell: ({ authority, document }) => `${authority}, ${document}` },
              {
                head: t.due,
                cell: ({ dueAt, overdue }) => <DueBadge dueAt={dueAt} overdue={overdue} paused={false} />,
              },
              {
                head: t.act,
                cell: ({ requestId, name }) =>
                  atCentre ? (
                    <Row>
                      <Button
                        look="danger"
                        aria-label={`${t.lock}: ${name}`}
                        pending={decide.pending}
                        onClick={() =>
                          void decide.send({ params: { requestId }, body: { outcome: 'locked' } })
                        }
                      >
                        {t.lock}
                      </Button>
                      <Button
                        aria-label={`${t.refuse}: ${name}`}
                        pending={decide.pending}
                        onClick={() =>
                          void decide.send({ params: { requestId }, body: { outcome: 'refused' } })
                        }
                      >
                        {t.refuse}
                      </Button>
                    </Row>
                  ) : (
                    <Button
                      aria-label={`${t.forward}: ${name}`}
                      pending={forward.pending}
                      {...(signs ? {} : { notNow: t.notMine })}
                      onClick={() => void forward.send({ params: { requestId } })}
                    >
                      {t.forward}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Show>
      {forward.dialog ?? decide.dialog}
    </Card>
  )
}

/** What is locked at request: the centre lifts it when its cause is gone. */
function Locked() {
  const t = useText(words)
  const show = useWords()
  const me = useMe()
  const [lifting, setLifting] = useState<LockRequestRow>()
  const read = useRead(listLockRequests, { query: { locked: true } })
  const atCentre = me.data?.actingAs?.territory.level === 'nation'
  return (
    <Card title={t.locked} icon="lock">
      <Show read={read}>
        {({ rows }) => (
          <Table
            caption={t.locked}
            rows={rows}
            keyOf={({ requestId }) => requestId}
            empty={<Empty icon="done" title={t.noneLocked} />}
            columns={[
              { head: t.who, names: true, cell: ({ name, maskedNumber }) => `${name} · ${maskedNumber}` },
              { head: t.ground, cell: ({ ground }) => show(ground) },
              { head: t.authority, cell: ({ authority, document }) => `${authority}, ${document}` },
              {
                head: t.act,
                cell: (row) =>
                  atCentre ? (
                    <Button aria-label={`${t.lift}: ${row.name}`} onClick={() => setLifting(row)}>
                      {t.lift}
                    </Button>
                  ) : (
                    '–'
                  ),
              },
            ]}
          />
        )}
      </Show>
      {lifting ? <LiftDialog request={lifting} onClose={() => setLifting(undefined)} /> : null}
    </Card>
  )
}

function LiftDialog({ request, onClose }: { request: LockRequestRow; onClose: () => void }) {
  const t = useText(words)
  const [document, setDocument] = useState('')
  const lift = useFreshCall(liftLock, {
    onReply: () => {
      say(t.done)
      onClose()
    },
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (document.trim().length >= 3)
      void lift.send({ params: { requestId: request.requestId }, body: { document } })
  }
  return (
    <>
      <Dialog title={`${t.lift}: ${request.name}`} open onClose={onClose}>
        <form className="stack" onSubmit={onSubmit} noValidate>
          <p>{t.liftWhat}</p>
          <TextField label={t.paper} value={document} onChange={setDocument} maxLength={100} />
          {lift.problem ? <ErrorState problem={lift.problem} /> : null}
          <Actions>
            <Button type="submit" look="primary" pending={lift.pending}>
              {t.do}
            </Button>
            <Button onClick={onClose}>{t.back}</Button>
          </Actions>
        </form>
      </Dialog>
      {lift.dialog}
    </>
  )
}
