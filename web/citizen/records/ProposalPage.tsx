import {
  addProposalFile,
  answerProposal,
  type Proposal,
  readMyProposal,
  withdrawProposal,
} from '@platform/server/population'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { FileField } from '../../kit/FileField.tsx'
import { showBytes, showInstant } from '../../kit/format.ts'
import { LongTextField } from '../../kit/inputs.tsx'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { useParam } from '../../kit/router.tsx'
import { ErrorState, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { Timeline } from '../../kit/Timeline.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { paths } from '../paths.ts'
import { proposalActs, proposalStates, proposalTones } from './proposal-words.ts'

const words = text({
  title: { vi: 'Đề nghị của tôi', en: 'My proposal' },
  records: { vi: 'Thông tin của tôi', en: 'My information' },
  all: { vi: 'Các đề nghị', en: 'My proposals' },
  now: { vi: 'Dữ liệu đang ghi', en: 'What was recorded' },
  empty: { vi: 'Chưa có', en: 'Nothing' },
  should: { vi: 'Bạn đề nghị', en: 'You propose' },
  why: { vi: 'Vì sao', en: 'Why' },
  office: { vi: 'Nơi trả lời', en: 'Who answers' },
  due: { vi: 'Trả lời trước', en: 'Answer before' },
  paused: { vi: 'Đang chờ bạn bổ sung', en: 'Waiting for you' },
  asked: { vi: 'Cán bộ viết cho bạn', en: 'The officer wrote to you' },
  accepted: { vi: 'Thông tin của bạn đã được sửa', en: 'Your data was put right' },
  refused: { vi: 'Đề nghị không được chấp nhận', en: 'The proposal was not accepted' },
  complaint: {
    vi: (days: number) =>
      `Nếu không đồng ý, bạn có quyền khiếu nại với Trưởng Công an nơi trả lời trong ${days} ngày kể từ ngày nhận được trả lời này.`,
    en: (days: number) =>
      `If you do not agree you may complain to the chief of the police that answered, within ${days} days.`,
  },
  files: { vi: 'Giấy tờ đính kèm', en: 'Evidence' },
  file: {
    vi: (n: number, size: string) => `Tệp ${n} (${size})`,
    en: (n: number, size: string) => `File ${n} (${size})`,
  },
  noFiles: { vi: 'Chưa có tệp nào', en: 'No files yet' },
  add: { vi: 'Thêm ảnh hoặc tệp giấy tờ', en: 'Add a picture or file' },
  addHint: {
    vi: 'PDF, JPG hoặc PNG, tối đa 8 MB, tối đa 5 tệp',
    en: 'PDF, JPG or PNG, at most 8 MB, at most 5 files',
  },
  upload: { vi: 'Gửi tệp', en: 'Send the file' },
  uploaded: { vi: 'Đã nhận tệp', en: 'The file has arrived' },
  answer: { vi: 'Trả lời cán bộ', en: 'Answer the officer' },
  answerMissing: { vi: 'Hãy viết ít nhất 5 ký tự', en: 'Write at least 5 characters' },
  send: { vi: 'Gửi bổ sung', en: 'Send the answer' },
  sent: { vi: 'Đã gửi bổ sung', en: 'Sent' },
  withdraw: { vi: 'Rút đề nghị', en: 'Withdraw' },
  withdrawn: { vi: 'Bạn đã rút đề nghị', en: 'You withdrew it' },
  history: { vi: 'Diễn biến', en: 'History' },
})

/** One of my proposals: where it stands, its evidence, what I can do. */
export function ProposalPage() {
  const t = useText(words)
  const proposalId = useParam('proposalId')
  const read = useRead(readMyProposal, { params: { proposalId } })
  return (
    <Page
      title={t.title}
      width="reading"
      crumbs={[
        { label: t.records, to: paths.records() },
        { label: t.all, to: paths.proposals() },
      ]}
    >
      <Show read={read}>{(proposal) => <Content proposal={proposal} />}</Show>
    </Page>
  )
}

function Content({ proposal }: { proposal: Proposal }) {
  const t = useText(words)
  const show = useWords()
  const states = useText(proposalStates)
  const isOpen = proposal.state === 'submitted' || proposal.state === 'evidence-asked'
  return (
    <div className="stack stack-loose">
      <Outcome proposal={proposal} />
      <Card
        title={show(proposal.label)}
        icon="pen"
        aside={<StatusBadge tone={proposalTones[proposal.state]}>{states[proposal.state]}</StatusBadge>}
      >
        <KeyValueList
          items={[
            { key: t.now, value: proposal.shownNow ?? t.empty },
            { key: t.should, value: <strong>{proposal.shown}</strong> },
            { key: t.why, value: proposal.explanation },
            { key: t.office, value: proposal.office },
            ...(isOpen
              ? [
                  {
                    key: t.due,
                    value: proposal.state === 'evidence-asked' ? t.paused : showInstant(proposal.dueAt),
                  },
                ]
              : []),
          ]}
        />
      </Card>
      <Files proposal={proposal} isOpen={isOpen} />
      {proposal.state === 'evidence-asked' ? <Answer proposal={proposal} /> : null}
      <Card title={t.history} icon="clock">
        <History proposal={proposal} />
      </Card>
      {isOpen ? <Withdraw proposal={proposal} /> : null}
    </div>
  )
}

function Outcome({ proposal }: { proposal: Proposal }) {
  const t = useText(words)
  const show = useWords()
  if (proposal.state === 'evidence-asked')
    return (
      <Notice look="wait" title={t.asked}>
        {proposal.asked ?? ''}
      </Notice>
    )
  if (proposal.state === 'accepted') return <Notice look="done" title={t.accepted} />
  if (proposal.state !== 'refused') return null
  return (
    <Notice look="wrong" title={t.refused}>
      <p>{[show(proposal.reason), proposal.note].filter(Boolean).join(' – ')}</p>
      {proposal.complaint ? <p>{t.complaint(proposal.complaint.days)}</p> : null}
    </Notice>
  )
}

function Files({ proposal, isOpen }: { proposal: Proposal; isOpen: boolean }) {
  const t = useText(words)
  const [file, setFile] = useState<File | null>(null)
  const [round, setRound] = useState(0)
  const upload = useCall(addProposalFile, {
    onReply: () => {
      say(t.uploaded)
      setFile(null)
      setRound((before) => before + 1)
    },
  })
  return (
    <Card title={t.files} icon="file">
      <div className="stack">
        {proposal.files.length === 0 ? (
          <p className="muted">{t.noFiles}</p>
        ) : (
          <ul className="bullets">
            {proposal.files.map(({ fileId, sizeBytes }, i) => (
              <li key={fileId}>{t.file(i + 1, showBytes(sizeBytes))}</li>
            ))}
          </ul>
        )}
        {isOpen && proposal.files.length < 5 ? (
          <>
            <FileField
              key={round}
              label={t.add}
              hint={t.addHint}
              accept="application/pdf,image/jpeg,image/png"
              onChange={setFile}
            />
            {upload.problem ? <ErrorState problem={upload.problem} onRetry={upload.reset} /> : null}
            {file ? (
              <p>
                <Button
                  icon="upload"
                  pending={upload.pending}
                  onClick={() =>
                    void upload.send({ params: { proposalId: proposal.proposalId }, body: file as never })
                  }
                >
                  {t.upload}
                </Button>
              </p>
            ) : null}
          </>
        ) : null}
      </div>
    </Card>
  )
}

function Answer({ proposal }: { proposal: Proposal }) {
  const t = useText(words)
  const [said, setSaid] = useState('')
  const [tried, setTried] = useState(false)
  const answer = useCall(answerProposal, { onReply: () => say(t.sent) })
  const send = () => {
    setTried(true)
    if (said.trim().length < 5) return
    const body = { version: proposal.version, text: said.trim() }
    void answer.send({ params: { proposalId: proposal.proposalId }, body })
  }
  return (
    <Card title={t.answer} icon="send" look="attention">
      <div className="stack">
        <LongTextField
          label={t.answer}
          value={said}
          onChange={setSaid}
          maxLength={1000}
          error={tried && said.trim().length < 5 ? t.answerMissing : null}
        />
        {answer.problem ? <ErrorState problem={answer.problem} onRetry={answer.reset} /> : null}
        <Actions>
          <Button look="primary" icon="send" pending={answer.pending} onClick={send}>
            {t.send}
          </Button>
        </Actions>
      </div>
    </Card>
  )
}

function Withdraw({ proposal }: { proposal: Proposal }) {
  const t = useText(words)
  const withdraw = useCall(withdrawProposal, { onReply: () => say(t.withdrawn) })
  const { proposalId, version } = proposal
  return (
    <>
      {withdraw.problem ? <ErrorState problem={withdraw.problem} onRetry={withdraw.reset} /> : null}
      <p>
        <Button
          pending={withdraw.pending}
          onClick={() => void withdraw.send({ params: { proposalId }, body: { version } })}
        >
          {t.withdraw}
        </Button>
      </p>
    </>
  )
}

function History({ proposal }: { proposal: Proposal }) {
  const acts = useText(proposalActs) as Record<string, string>
  return (
    <Timeline
      steps={proposal.steps.map(({ id, at, act, by, note }) => ({
        id,
        at,
        title: acts[act] ?? act,
        by,
        detail: note ? <p className="small">{note}</p> : null,
        state: act === 'refused' ? ('refused' as const) : ('done' as const),
      }))}
    />
  )
}
