import { decideLock, forwardLock, listLockRequests } from '@platform/server/accounts'
import { useFreshCall } from '../../kit/authenticators/fresh-call.tsx'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { DueBadge } from '../../kit/DueBadge.tsx'
import { Row } from '../../kit/Layout.tsx'
import { Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { Empty, ErrorState, Show } from '../../kit/States.tsx'
import { Table } from '../../kit/Table.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { useHolds, useMe } from '../me.ts'

const words = text({
  title: { vi: 'Đề nghị khóa của cơ quan', en: 'Authorities’ requests for locks' },
  lead: {
    vi: 'Công an xã chuyển trong 1 ngày làm việc, trung tâm quyết định trong 2 ngày làm việc.',
    en: 'The commune passes a request on within 1 working day, the centre decides within 2.',
  },
  who: { vi: 'Tài khoản', en: 'Account' },
  authority: { vi: 'Cơ quan, văn bản', en: 'Authority, letter' },
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
      </ForRoles>
    </Page>
  )
}

function Requests() {
  const t = useText(words)
  const me = useMe()
  const read = useRead(listLockRequests, {})
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
