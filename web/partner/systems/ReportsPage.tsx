import { explainReport, listReports, type Report } from '@platform/server/verification'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { showDay, showInstant } from '../../kit/format.ts'
import { LongTextField } from '../../kit/inputs.tsx'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Actions, Stack } from '../../kit/Layout.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { Empty, ErrorState, Show } from '../../kit/States.tsx'
import { StatusBadge, type Tone } from '../../kit/StatusBadge.tsx'
import { Table } from '../../kit/Table.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'

const words = text({
  title: { vi: 'Người dân báo “không phải tôi”', en: 'Reports of “not me”' },
  lead: {
    vi: 'Hãy giải thích trong hạn bằng lời dễ hiểu. Quá hạn hoặc chưa thỏa đáng thì thanh tra vào cuộc. Bạn không thấy ai là người báo: hãy tìm hồ sơ của mình theo mã và thời điểm.',
    en: 'Explain within the term, in plain words. What is overdue or not enough goes to the inspector. Who reported is not shown: find your own case by its id and time.',
  },
  toExplain: { vi: 'Cần giải thích', en: 'To explain' },
  before: { vi: 'Đã trả lời hoặc đã chuyển', en: 'Explained or passed on' },
  none: { vi: 'Không có điều gì cần giải thích', en: 'Nothing to explain' },
  system: { vi: 'Hệ thống', en: 'System' },
  what: { vi: 'Việc', en: 'What' },
  at: { vi: 'Lúc', en: 'At' },
  id: { vi: 'Mã', en: 'Id' },
  reference: { vi: 'Mã của bạn', en: 'Your reference' },
  said: { vi: 'Người dân nói', en: 'The person says' },
  nothing: { vi: 'Không ghi gì thêm', en: 'Nothing more' },
  due: { vi: 'Hạn', en: 'Due' },
  overdue: { vi: 'Quá hạn', en: 'Overdue' },
  explain: { vi: 'Giải thích', en: 'Explain' },
  words: { vi: 'Lời giải thích cho người dân', en: 'Words to the person' },
  short: { vi: 'Hãy viết ít nhất 10 ký tự', en: 'Write at least 10 characters' },
  send: { vi: 'Gửi giải thích', en: 'Send' },
  cancel: { vi: 'Thôi', en: 'Cancel' },
  done: { vi: 'Đã gửi cho người dân', en: 'Sent to the person' },
  state: { vi: 'Tình trạng', en: 'State' },
  opened: { vi: 'Chờ giải thích', en: 'To explain' },
  explained: { vi: 'Chờ người dân xem', en: 'With the person' },
  settled: { vi: 'Người dân đồng ý', en: 'The person is content' },
  disputed: { vi: 'Chuyển thanh tra', en: 'With the inspector' },
  'taken-up': { vi: 'Thanh tra đang xem', en: 'Being examined' },
  answered: { vi: 'Thanh tra đã kết luận', en: 'The inspector answered' },
  withdrawn: { vi: 'Người dân rút lại', en: 'Taken back' },
  lawful: { vi: 'đúng quy định', en: 'lawful' },
  misuse: { vi: 'có vi phạm', en: 'a misuse' },
  'authentication.sign-in': { vi: 'Đăng nhập', en: 'Sign-in' },
  'authentication.approval': { vi: 'Xác nhận trên điện thoại', en: 'Approval on the phone' },
  'verification.match': { vi: 'Hỏi đúng hay không', en: 'Yes or no' },
  'verification.attributes': { vi: 'Nhận dữ liệu', en: 'Data handed over' },
})

const tones: Record<Report['state'], Tone> = {
  opened: 'wait',
  explained: 'progress',
  settled: 'done',
  disputed: 'refused',
  'taken-up': 'refused',
  answered: 'done',
  withdrawn: 'neutral',
}

/** What people say was not theirs, of the systems of one's organisation; each wants an explanation. */
export function ReportsPage() {
  const t = useText(words)
  const show = useWords()
  const read = useRead(listReports, {})
  const [explaining, setExplaining] = useState<Report | null>(null)
  const what = ({ act, message }: Report) =>
    [t[act as 'verification.match'] ?? act, message].filter(Boolean).join(': ')
  const common = [
    { head: t.what, names: true, cell: what },
    { head: t.system, cell: ({ system }: Report) => show(system) },
    {
      head: t.at,
      cell: ({ checkedAt }: Report) => <span className="nowrap">{showInstant(checkedAt)}</span>,
    },
    {
      head: t.id,
      cell: ({ verificationId, reference }: Report) =>
        [verificationId, reference].filter(Boolean).map((id) => (
          <span className="id" key={id}>
            {id}
          </span>
        )),
    },
    { head: t.said, cell: ({ said }: Report) => said ?? t.nothing },
  ]
  return (
    <Page title={t.title} lead={t.lead}>
      <Show read={read}>
        {({ rows }) => (
          <Stack gap="loose">
            <Card title={t.toExplain} icon="clock">
              <Table<Report>
                caption={t.toExplain}
                rows={rows.filter(({ state }) => state === 'opened')}
                keyOf={({ disputeId }) => disputeId}
                empty={<Empty icon="done" title={t.none} />}
                columns={[
                  ...common,
                  {
                    head: t.due,
                    cell: ({ dueOn, overdue }) =>
                      overdue ? <StatusBadge tone="refused">{t.overdue}</StatusBadge> : showDay(dueOn),
                  },
                  {
                    head: t.explain,
                    cell: (row) => (
                      <Button
                        look="primary"
                        aria-label={`${t.explain}: ${what(row)} ${showInstant(row.checkedAt)}`}
                        onClick={() => setExplaining(row)}
                      >
                        {t.explain}
                      </Button>
                    ),
                  },
                ]}
              />
            </Card>
            {rows.some(({ state }) => state !== 'opened') ? (
              <Card title={t.before} icon="check">
                <Table<Report>
                  caption={t.before}
                  rows={rows.filter(({ state }) => state !== 'opened')}
                  keyOf={({ disputeId }) => disputeId}
                  columns={[
                    ...common,
                    {
                      head: t.state,
                      cell: ({ state, outcome }) => (
                        <StatusBadge tone={tones[state]}>
                          {[t[state], outcome ? t[outcome] : ''].filter(Boolean).join(': ')}
                        </StatusBadge>
                      ),
                    },
                  ]}
                />
              </Card>
            ) : null}
          </Stack>
        )}
      </Show>
      {explaining ? <Explain report={explaining} onClose={() => setExplaining(null)} /> : null}
    </Page>
  )
}

function Explain({ report, onClose }: { report: Report; onClose: () => void }) {
  const t = useText(words)
  const [said, setSaid] = useState('')
  const [tried, setTried] = useState(false)
  const explain = useCall(explainReport, {
    onReply: () => {
      say(t.done)
      onClose()
    },
  })
  const isShort = said.trim().length < 10
  return (
    <Dialog title={t.explain} open onClose={onClose}>
      <Stack>
        <KeyValueList
          items={[
            { key: t.at, value: showInstant(report.checkedAt) },
            ...(report.verificationId
              ? [{ key: t.id, value: <span className="id">{report.verificationId}</span> }]
              : []),
            { key: t.said, value: report.said ?? t.nothing },
          ]}
        />
        <LongTextField
          label={t.words}
          value={said}
          onChange={setSaid}
          maxLength={2000}
          error={tried && isShort ? t.short : null}
        />
        {explain.problem ? <ErrorState problem={explain.problem} /> : null}
        <Actions>
          <Button
            look="primary"
            icon="send"
            pending={explain.pending}
            onClick={() => {
              setTried(true)
              if (isShort) return
              const body = { explanation: said.trim() }
              void explain.send({ params: { disputeId: report.disputeId }, body })
            }}
          >
            {t.send}
          </Button>
          <Button onClick={onClose}>{t.cancel}</Button>
        </Actions>
      </Stack>
    </Dialog>
  )
}
