import {
  askEvidence,
  type DeskProposal,
  decideProposal,
  forwardProposal,
  readProposal,
  readProposalFile,
} from '@platform/server/population'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { urlOf } from '../../kit/call.ts'
import { ChoiceField } from '../../kit/choices.tsx'
import { DueBadge } from '../../kit/DueBadge.tsx'
import { FileLink } from '../../kit/FileLink.tsx'
import { showDay } from '../../kit/format.ts'
import { Icon } from '../../kit/Icon.tsx'
import { LongTextField } from '../../kit/inputs.tsx'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Actions, Columns } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { Link, useGo, useParam } from '../../kit/router.tsx'
import { ErrorState, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { Timeline } from '../../kit/Timeline.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { paths } from '../paths.ts'
import { proposalActs, proposalStates, proposalTones } from './proposal-words.ts'
import './Quality.css'
import { stewards } from './quality-words.ts'

const words = text({
  title: { vi: 'Đề nghị điều chỉnh', en: 'A proposal' },
  proposals: { vi: 'Đề nghị của dân', en: 'Proposals' },
  change: { vi: 'Đề nghị', en: 'What is proposed' },
  empty: { vi: '(để trống)', en: '(empty)' },
  moved: {
    vi: (now: string) => `Hiện nay trong dữ liệu: ${now}`,
    en: (now: string) => `In the register today: ${now}`,
  },
  says: { vi: 'Người dân viết', en: 'The citizen writes' },
  files: { vi: 'Giấy tờ đính kèm', en: 'Evidence' },
  file: { vi: (n: number) => `Tệp ${n}`, en: (n: number) => `File ${n}` },
  noFiles: { vi: 'Chưa có giấy tờ đính kèm', en: 'No files were added' },
  person: { vi: 'Người đề nghị', en: 'Who' },
  born: { vi: 'Sinh ngày', en: 'Born' },
  number: { vi: 'Số định danh', en: 'Number' },
  open: { vi: 'Mở hồ sơ dân cư', en: 'Open the person’s file' },
  elsewhere: { vi: 'Người này nay cư trú nơi khác', en: 'The person lives elsewhere now' },
  forward: { vi: 'Chuyển ngay đến nơi cư trú', en: 'Hand it on now' },
  forwarded: { vi: (to: string) => `Đã chuyển đến ${to}`, en: (to: string) => `Handed on to ${to}` },
  answer: { vi: 'Trả lời', en: 'Answer' },
  what: { vi: 'Quyết định', en: 'Decision' },
  accept: { vi: 'Chấp nhận, ghi vào dữ liệu', en: 'Accept and record' },
  refuse: { vi: 'Không chấp nhận', en: 'Refuse' },
  ask: { vi: 'Yêu cầu bổ sung giấy tờ (một lần)', en: 'Ask for evidence (once)' },
  reason: { vi: 'Lý do', en: 'Reason' },
  reasonMissing: { vi: 'Hãy chọn một lý do', en: 'Choose a reason' },
  acceptNote: { vi: 'Giấy tờ làm căn cứ', en: 'The paper it rests on' },
  refuseNote: { vi: 'Giải thích cho người dân', en: 'Explanation for the citizen' },
  askNote: { vi: 'Cần bổ sung gì', en: 'What is needed' },
  noteHint: { vi: 'Người dân đọc được nguyên văn phần này', en: 'The citizen reads this as it stands' },
  noteMissing: { vi: 'Hãy viết ít nhất 5 ký tự', en: 'Write at least 5 characters' },
  send: { vi: 'Ghi quyết định', en: 'Record the decision' },
  done: { vi: 'Đã trả lời người dân', en: 'The citizen was answered' },
  history: { vi: 'Diễn biến', en: 'History' },
  law: {
    vi: 'Nghị định 70/2024/NĐ-CP, sửa đổi bởi Nghị định 58/2026/NĐ-CP',
    en: 'Decree 70/2024/NĐ-CP, amended by Decree 58/2026/NĐ-CP',
  },
})

/** One proposal with its evidence, and the answer. */
export function ProposalPage() {
  const t = useText(words)
  const show = useWords()
  const proposalId = useParam('proposalId')
  const read = useRead(readProposal, { params: { proposalId } })
  return (
    <Page
      title={read.data ? `${t.title}: ${show(read.data.label).toLocaleLowerCase('vi')}` : t.title}
      crumbs={[{ label: t.proposals, to: paths.proposals() }]}
    >
      <ForRoles roles={stewards}>
        <Show read={read}>{(proposal) => <Content proposal={proposal} />}</Show>
      </ForRoles>
    </Page>
  )
}

const isOpen = ({ state }: DeskProposal) => state === 'submitted' || state === 'evidence-asked'

function Content({ proposal }: { proposal: DeskProposal }) {
  const t = useText(words)
  const states = useText(proposalStates)
  const changed = proposal.standsNow !== proposal.shownNow && isOpen(proposal)
  return (
    <Columns aside={<Who proposal={proposal} />}>
      <Card
        title={t.change}
        icon="edit"
        aside={<StatusBadge tone={proposalTones[proposal.state]}>{states[proposal.state]}</StatusBadge>}
      >
        <p className="quality-change">
          <del>{proposal.shownNow ?? t.empty}</del>
          <Icon name="right" />
          <strong>{proposal.shown}</strong>
        </p>
        {changed ? <p className="muted">{t.moved(proposal.standsNow ?? t.empty)}</p> : null}
        <KeyValueList items={[{ key: t.says, value: proposal.explanation }]} />
      </Card>
      <Card title={t.files} icon="file">
        {proposal.files.length === 0 ? (
          <p className="muted">{t.noFiles}</p>
        ) : (
          <div className="stack stack-tight">
            {proposal.files.map(({ fileId, contentType, sizeBytes }, i) => (
              <FileLink
                key={fileId}
                href={urlOf(readProposalFile, { params: { proposalId: proposal.proposalId, fileId } })}
                name={t.file(i + 1)}
                bytes={sizeBytes}
                kind={contentType === 'application/pdf' ? 'PDF' : contentType === 'image/png' ? 'PNG' : 'JPG'}
              />
            ))}
          </div>
        )}
      </Card>
      {proposal.livesIn ? (
        <Forward proposal={proposal} to={proposal.livesIn.label} />
      ) : proposal.state === 'submitted' ? (
        <Answer key={proposal.version} proposal={proposal} />
      ) : null}
      <History proposal={proposal} />
    </Columns>
  )
}

function Who({ proposal }: { proposal: DeskProposal }) {
  const t = useText(words)
  return (
    <Card title={t.person} icon="user">
      {isOpen(proposal) ? (
        <DueBadge
          dueAt={proposal.dueAt}
          overdue={Date.parse(proposal.dueAt) < Date.now()}
          paused={proposal.state === 'evidence-asked'}
        />
      ) : null}
      <p className="strong">{proposal.name}</p>
      <KeyValueList
        items={[
          { key: t.born, value: showDay(proposal.bornOn) },
          { key: t.number, value: proposal.maskedNumber },
        ]}
      />
      <p>
        <Link to={paths.lookUp(proposal.personId)}>{t.open}</Link>
      </p>
      <p className="small muted">{t.law}</p>
    </Card>
  )
}

function Forward({ proposal, to }: { proposal: DeskProposal; to: string }) {
  const t = useText(words)
  const go = useGo()
  const forward = useCall(forwardProposal, {
    onReply: ({ office }) => {
      say(t.forwarded(office))
      go(paths.proposals())
    },
  })
  const { proposalId, version } = proposal
  return (
    <Notice look="wait" title={t.elsewhere}>
      <p>{to}</p>
      {forward.problem ? <ErrorState problem={forward.problem} onRetry={forward.reset} /> : null}
      <p>
        <Button
          look="primary"
          icon="send"
          pending={forward.pending}
          onClick={() => void forward.send({ params: { proposalId }, body: { version } })}
        >
          {t.forward}
        </Button>
      </p>
    </Notice>
  )
}

function Answer({ proposal }: { proposal: DeskProposal }) {
  const t = useText(words)
  const show = useWords()
  const [act, setAct] = useState<'accept' | 'refuse' | 'ask'>('accept')
  const [reason, setReason] = useState('')
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const onReply = () => say(t.done)
  const decide = useCall(decideProposal, { onReply })
  const ask = useCall(askEvidence, { onReply })
  const problem = decide.problem ?? ask.problem
  const send = () => {
    setTried(true)
    const said = note.trim()
    if (said.length < 5 || (act === 'refuse' && !reason)) return
    const { proposalId, version } = proposal
    const params = { proposalId }
    if (act === 'ask') void ask.send({ params, body: { version, text: said } })
    else {
      const body = { version, accept: act === 'accept', note: said, ...(act === 'refuse' ? { reason } : {}) }
      void decide.send({ params, body })
    }
  }
  return (
    <Card title={t.answer} icon="pen" look="attention">
      <div className="stack">
        <ChoiceField
          label={t.what}
          value={act}
          onChange={(value) => setAct(value as typeof act)}
          options={[
            { value: 'accept', label: t.accept },
            { value: 'refuse', label: t.refuse },
            ...(proposal.mayAsk ? [{ value: 'ask', label: t.ask }] : []),
          ]}
        />
        {act === 'refuse' ? (
          <ChoiceField
            label={t.reason}
            value={reason}
            onChange={setReason}
            error={tried && !reason ? t.reasonMissing : null}
            options={proposal.reasons.map(({ code, words: said }) => ({ value: code, label: show(said) }))}
          />
        ) : null}
        <LongTextField
          label={act === 'accept' ? t.acceptNote : act === 'refuse' ? t.refuseNote : t.askNote}
          hint={t.noteHint}
          value={note}
          onChange={setNote}
          maxLength={1000}
          error={tried && note.trim().length < 5 ? t.noteMissing : null}
        />
        {problem ? <ErrorState problem={problem} onRetry={act === 'ask' ? ask.reset : decide.reset} /> : null}
        <Actions>
          <Button look="primary" pending={decide.pending || ask.pending} onClick={send}>
            {t.send}
          </Button>
        </Actions>
      </div>
    </Card>
  )
}

function History({ proposal }: { proposal: DeskProposal }) {
  const t = useText(words)
  const acts = useText(proposalActs) as Record<string, string>
  return (
    <Card title={t.history} icon="clock">
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
    </Card>
  )
}
