import {
  answerDispute,
  closeFinding,
  type Dispute,
  type Finding,
  listDisputes,
  listFindings,
  takeUpDispute,
} from '@platform/server/verification'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { ChoiceField } from '../../kit/choices.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { showDay, showInstant, showNumber } from '../../kit/format.ts'
import { LongTextField } from '../../kit/inputs.tsx'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Actions, Stack } from '../../kit/Layout.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { Empty, ErrorState, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { Table } from '../../kit/Table.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { inspectors } from '../me.ts'

const words = text({
  title: { vi: 'Người dân báo “không phải tôi”', en: 'Reports of “not me”' },
  lead: {
    vi: 'Tổ chức giải thích trước; chưa thỏa đáng hoặc quá hạn thì thanh tra trả lời. Việc quá hạn đứng đầu. Trang này không hiện ai là người báo.',
    en: 'The organisation explains first; what is not enough or overdue is the inspector’s. Overdue ones stand first. Who reported is not shown.',
  },
  open: { vi: 'Chờ trả lời', en: 'To answer' },
  none: { vi: 'Không có khiếu nại nào đang chờ', en: 'No dispute is waiting' },
  organisation: { vi: 'Tổ chức', en: 'Organisation' },
  checked: { vi: 'Lúc xác thực', en: 'Checked at' },
  purpose: { vi: 'Mục đích', en: 'Purpose' },
  due: { vi: 'Hạn trả lời', en: 'Due' },
  overdue: { vi: 'Quá hạn', en: 'Overdue' },
  said: { vi: 'Người dân nói', en: 'The person says' },
  explained: { vi: 'Tổ chức giải thích', en: 'The organisation says' },
  silent: { vi: 'Chưa giải thích', en: 'No explanation yet' },
  what: { vi: 'Việc', en: 'What' },
  state: { vi: 'Đang ở', en: 'With' },
  atOrganisation: { vi: 'Tổ chức giải thích', en: 'The organisation' },
  atPerson: { vi: 'Người dân xem giải thích', en: 'The person' },
  atInspector: { vi: 'Thanh tra', en: 'The inspector' },
  'authentication.sign-in': { vi: 'Đăng nhập', en: 'Sign-in' },
  'authentication.approval': { vi: 'Xác nhận trên điện thoại', en: 'Approval on the phone' },
  'verification.match': { vi: 'Hỏi đúng hay không', en: 'Yes or no' },
  'verification.attributes': { vi: 'Nhận dữ liệu', en: 'Data handed over' },
  nothing: { vi: 'Không ghi gì thêm', en: 'Nothing more' },
  act: { vi: 'Xử lý', en: 'Act' },
  takeUp: { vi: 'Bắt đầu kiểm tra', en: 'Take up' },
  takenUp: { vi: 'Đang kiểm tra', en: 'Taken up' },
  answer: { vi: 'Trả lời', en: 'Answer' },
  outcome: { vi: 'Kết luận', en: 'Outcome' },
  lawful: { vi: 'Việc xác thực đúng quy định', en: 'The check was lawful' },
  misuse: { vi: 'Có vi phạm', en: 'It was a misuse' },
  misuseHint: {
    vi: 'Mọi sự đồng ý cho hệ thống này chấm dứt, và hệ thống không được hỏi về người này nữa',
    en: 'All consents of this system end and it may not ask about this person again',
  },
  words: { vi: 'Lời trả lời cho người dân', en: 'Words to the person' },
  wordsShort: { vi: 'Hãy viết ít nhất 10 ký tự', en: 'Write at least 10 characters' },
  choose: { vi: 'Hãy chọn kết luận', en: 'Choose the outcome' },
  done: { vi: 'Đã ghi', en: 'Recorded' },
  findings: { vi: 'Dấu hiệu dò đoán', en: 'What looks like guessing' },
  noFindings: { vi: 'Không có dấu hiệu nào', en: 'Nothing found' },
  kind: { vi: 'Dấu hiệu', en: 'Sign' },
  'one-person': { vi: 'Thử nhiều lần với một người', en: 'Many tries on one person' },
  'many-people': { vi: 'Thử nhiều số không có thật', en: 'Many numbers of nobody' },
  found: { vi: 'Lúc', en: 'At' },
  misses: { vi: 'Số lần', en: 'Times' },
  close: { vi: 'Kết luận', en: 'Conclude' },
  conclusion: { vi: 'Kết luận', en: 'Conclusion' },
})

/** For the inspector: disputes, those due first, and what looks like guessing. */
export function DisputesPage() {
  const t = useText(words)
  return (
    <Page title={t.title} lead={t.lead}>
      <ForRoles roles={inspectors}>
        <Disputes />
        <Findings />
      </ForRoles>
    </Page>
  )
}

const holders: Partial<Record<Dispute['state'], 'atOrganisation' | 'atPerson'>> = {
  opened: 'atOrganisation',
  explained: 'atPerson',
}

function Disputes() {
  const t = useText(words)
  const show = useWords()
  const [answering, setAnswering] = useState<Dispute | null>(null)
  const read = useRead(listDisputes, { query: { state: 'open' } })
  const takeUp = useCall(takeUpDispute, { onReply: () => say(t.done) })
  return (
    <Card title={t.open} icon="clock">
      {takeUp.problem ? <ErrorState problem={takeUp.problem} /> : null}
      <Show read={read}>
        {({ rows }) => (
          <Table<Dispute>
            caption={t.open}
            rows={rows}
            keyOf={({ disputeId }) => disputeId}
            empty={<Empty icon="done" title={t.none} />}
            columns={[
              { head: t.organisation, names: true, cell: ({ organisation }) => show(organisation) },
              {
                head: t.what,
                cell: ({ act, purpose, message }) =>
                  [t[act as 'verification.match'] ?? act, purpose ? show(purpose) : message]
                    .filter(Boolean)
                    .join(': '),
              },
              {
                head: t.checked,
                cell: ({ checkedAt }) => <span className="nowrap">{showInstant(checkedAt)}</span>,
              },
              { head: t.said, cell: ({ said }) => said ?? t.nothing },
              { head: t.explained, cell: ({ explanation }) => explanation ?? t.silent },
              { head: t.state, cell: ({ state }) => t[holders[state] ?? 'atInspector'] },
              {
                head: t.due,
                cell: ({ dueOn, overdue }) =>
                  overdue ? <StatusBadge tone="refused">{t.overdue}</StatusBadge> : showDay(dueOn),
              },
              {
                head: t.act,
                cell: (row) =>
                  row.state !== 'taken-up' ? (
                    <Button
                      pending={takeUp.pending}
                      aria-label={`${t.takeUp}: ${show(row.organisation)} ${showInstant(row.checkedAt)}`}
                      onClick={() => void takeUp.send({ params: { disputeId: row.disputeId } })}
                    >
                      {t.takeUp}
                    </Button>
                  ) : (
                    <Button
                      look="primary"
                      aria-label={`${t.answer}: ${show(row.organisation)} ${showInstant(row.checkedAt)}`}
                      onClick={() => setAnswering(row)}
                    >
                      {t.answer}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Show>
      {answering ? <Answer dispute={answering} onClose={() => setAnswering(null)} /> : null}
    </Card>
  )
}

function Answer({ dispute, onClose }: { dispute: Dispute; onClose: () => void }) {
  const t = useText(words)
  const show = useWords()
  const [outcome, setOutcome] = useState('')
  const [said, setSaid] = useState('')
  const [tried, setTried] = useState(false)
  const answer = useCall(answerDispute, {
    onReply: () => {
      say(t.done)
      onClose()
    },
  })
  const isShort = said.trim().length < 10
  return (
    <Dialog title={t.answer} open onClose={onClose}>
      <Stack>
        <KeyValueList
          items={[
            { key: t.organisation, value: show(dispute.organisation) },
            { key: t.said, value: dispute.said ?? t.nothing },
            { key: t.explained, value: dispute.explanation ?? t.silent },
          ]}
        />
        <ChoiceField
          label={t.outcome}
          value={outcome}
          onChange={setOutcome}
          options={[
            { value: 'lawful', label: t.lawful },
            { value: 'misuse', label: t.misuse, hint: t.misuseHint },
          ]}
        />
        <LongTextField
          label={t.words}
          value={said}
          onChange={setSaid}
          maxLength={2000}
          error={tried && isShort ? t.wordsShort : null}
        />
        {answer.problem ? <ErrorState problem={answer.problem} /> : null}
        <Actions>
          <Button
            look="primary"
            pending={answer.pending}
            notNow={outcome ? null : t.choose}
            onClick={() => {
              setTried(true)
              if (isShort) return
              const body = { outcome: outcome as 'lawful' | 'misuse', answer: said.trim() }
              void answer.send({ params: { disputeId: dispute.disputeId }, body })
            }}
          >
            {t.answer}
          </Button>
        </Actions>
      </Stack>
    </Dialog>
  )
}

function Findings() {
  const t = useText(words)
  const show = useWords()
  const [closing, setClosing] = useState<Finding | null>(null)
  const read = useRead(listFindings, {})
  return (
    <Card title={t.findings} icon="warning">
      <Show read={read}>
        {({ rows }) => (
          <Table<Finding>
            caption={t.findings}
            rows={rows}
            keyOf={({ findingId }) => findingId}
            empty={<Empty icon="done" title={t.noFindings} />}
            columns={[
              { head: t.organisation, names: true, cell: ({ organisation }) => show(organisation) },
              { head: t.kind, cell: ({ kind }) => t[kind] },
              {
                head: t.found,
                cell: ({ foundAt }) => <span className="nowrap">{showInstant(foundAt)}</span>,
              },
              { head: t.misses, align: 'end', cell: ({ misses }) => showNumber(misses) },
              {
                head: t.close,
                cell: (row) =>
                  row.conclusion ?? (
                    <Button
                      aria-label={`${t.close}: ${show(row.organisation)} ${showInstant(row.foundAt)}`}
                      onClick={() => setClosing(row)}
                    >
                      {t.close}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </Show>
      {closing ? <Conclude finding={closing} onClose={() => setClosing(null)} /> : null}
    </Card>
  )
}

function Conclude({ finding, onClose }: { finding: Finding; onClose: () => void }) {
  const t = useText(words)
  const [conclusion, setConclusion] = useState('')
  const close = useCall(closeFinding, {
    onReply: () => {
      say(t.done)
      onClose()
    },
  })
  return (
    <Dialog title={t.close} open onClose={onClose}>
      <Stack>
        <LongTextField label={t.conclusion} value={conclusion} onChange={setConclusion} maxLength={1000} />
        {close.problem ? <ErrorState problem={close.problem} /> : null}
        <Actions>
          <Button
            look="primary"
            pending={close.pending}
            notNow={conclusion.trim().length < 10 ? t.wordsShort : null}
            onClick={() =>
              void close.send({
                params: { findingId: finding.findingId },
                body: { conclusion: conclusion.trim() },
              })
            }
          >
            {t.close}
          </Button>
        </Actions>
      </Stack>
    </Dialog>
  )
}
