import { decideMerge, type Merge, previewMerge, proposeUndo, readMerge } from '@platform/server/population'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { ManyField } from '../../kit/choices.tsx'
import { showDay, showInstant, showNumber } from '../../kit/format.ts'
import { LongTextField } from '../../kit/inputs.tsx'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { useParam } from '../../kit/router.tsx'
import { ErrorState, Show } from '../../kit/States.tsx'
import { StatusBadge, type Tone } from '../../kit/StatusBadge.tsx'
import { Table } from '../../kit/Table.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { useHolds } from '../me.ts'
import { paths } from '../paths.ts'
import './Quality.css'
import { fieldWords, mergeReaders } from './quality-words.ts'

const words = text({
  title: { vi: 'Hợp nhất hai bản ghi', en: 'Merging two records' },
  duplicates: { vi: 'Có thể trùng lặp', en: 'Likely duplicates' },
  pair: { vi: 'So sánh hai bản ghi', en: 'Two records' },
  proposed: { vi: 'Chờ duyệt', en: 'To be approved' },
  declined: { vi: 'Không được duyệt', en: 'Declined' },
  merged: { vi: 'Đã hợp nhất', en: 'Merged' },
  'undo-proposed': { vi: 'Chờ duyệt tách lại', en: 'Parting to be approved' },
  undone: { vi: 'Đã tách lại', en: 'Parted again' },
  kept: { vi: 'Bản ghi giữ lại', en: 'The record that stays' },
  gone: { vi: 'Bản ghi nhập vào', en: 'The record that gives way' },
  takes: { vi: 'Lấy từ bản ghi nhập vào', en: 'Taken from the record that gives way' },
  nothing: { vi: 'Không có', en: 'Nothing' },
  reason: { vi: 'Lý do', en: 'Reason' },
  by: { vi: 'Người đề nghị', en: 'Proposed by' },
  approvedBy: { vi: 'Người duyệt', en: 'Decided by' },
  preview: { vi: 'Xem trước: việc này sẽ ghi gì', en: 'Preview: what this would record' },
  look: { vi: 'Xem trước', en: 'Preview' },
  previewWhat: {
    vi: 'Hệ thống làm thử rồi hoàn lại: đúng những gì sẽ ghi, chưa ghi gì cả.',
    en: 'The system does it and takes it back: exactly what would be recorded, nothing is.',
  },
  event: { vi: 'Sự kiện', en: 'Event' },
  whose: { vi: 'Của ai', en: 'Whose' },
  day: { vi: 'Ngày hiệu lực', en: 'Takes effect' },
  moved: { vi: 'Số mục dữ liệu khác chuyển theo', en: 'Other items that move with it' },
  refused: { vi: 'Chưa làm được', en: 'It cannot be done' },
  approve: { vi: 'Duyệt', en: 'Approve' },
  decline: { vi: 'Không duyệt', en: 'Decline' },
  mine: {
    vi: 'Bạn là người đề nghị, cần một cán bộ khác duyệt',
    en: 'You proposed it; another officer has to approve',
  },
  noRole: {
    vi: 'Cần lãnh đạo ký hoặc cán bộ dữ liệu duyệt',
    en: 'A signing leader or data steward approves',
  },
  done: { vi: 'Đã ghi quyết định', en: 'The decision is recorded' },
  undo: { vi: 'Đề nghị tách lại', en: 'Propose to part them again' },
  undoWhat: {
    vi: 'Hai bản ghi trở lại đúng như trước khi hợp nhất. Một cán bộ khác phải duyệt.',
    en: 'Both records stand again exactly as before. Another officer has to approve.',
  },
  since: { vi: 'Đã ghi từ khi hợp nhất', en: 'Recorded since the merge' },
  sinceHint: {
    vi: 'Đánh dấu việc thuộc về bản ghi được tách ra; việc không đánh dấu ở lại với bản ghi giữ lại',
    en: 'Mark what belongs to the record that comes back; the rest stays with the record kept',
  },
  stays: { vi: 'Không chuyển tự động được, ở lại', en: 'Cannot be moved by itself; it stays' },
  note: { vi: 'Vì sao tách lại', en: 'Why they are parted' },
  noteMissing: { vi: 'Hãy viết ít nhất 5 ký tự', en: 'Write at least 5 characters' },
  undoSent: { vi: 'Đã gửi đề nghị tách lại', en: 'The parting is proposed' },
})
const tones: Record<string, Tone> = {
  proposed: 'wait',
  'undo-proposed': 'wait',
  merged: 'done',
  undone: 'neutral',
  declined: 'refused',
}

/** A merge: what was proposed, what it would do, the second officer's decision, and taking it back. */
export function MergePage() {
  const t = useText(words)
  const mergeId = useParam('mergeId')
  const read = useRead(readMerge, { params: { mergeId } })
  return (
    <Page
      title={t.title}
      crumbs={[
        { label: t.duplicates, to: paths.duplicates() },
        ...(read.data ? [{ label: t.pair, to: paths.pair(read.data.pairId) }] : []),
      ]}
    >
      <ForRoles roles={mergeReaders}>
        <Show read={read}>{(merge) => <Content merge={merge} />}</Show>
      </ForRoles>
    </Page>
  )
}

function Content({ merge }: { merge: Merge }) {
  const t = useText(words) as Record<string, string> & ReturnType<typeof useText<typeof words>>
  const show = useWords()
  const fields = useText(fieldWords) as Record<string, string>
  const state = merge.state as 'proposed'
  const side = ({ name, maskedNumber }: Merge['gone']) => `${name} (${maskedNumber})`
  return (
    <div className="stack">
      <Card
        title={t.title}
        icon="people"
        aside={<StatusBadge tone={tones[merge.state] ?? 'neutral'}>{t[state]}</StatusBadge>}
      >
        <KeyValueList
          items={[
            { key: t.kept, value: side(merge.kept) },
            { key: t.gone, value: side(merge.gone) },
            {
              key: t.takes,
              value: merge.takes.map((field) => fields[field] ?? field).join(', ') || t.nothing,
            },
            { key: t.reason, value: [show(merge.reason), merge.note].filter(Boolean).join(' – ') },
            { key: t.by, value: `${merge.proposedBy}, ${showInstant(merge.proposedAt)}` },
            ...(merge.decidedBy
              ? [{ key: t.approvedBy, value: `${merge.decidedBy}, ${showInstant(merge.decidedAt)}` }]
              : []),
            ...(merge.undo
              ? [
                  {
                    key: t.undo,
                    value: `${merge.undo.by}, ${showInstant(merge.undo.at)} – ${merge.undo.note}`,
                  },
                ]
              : []),
          ]}
        />
      </Card>
      {merge.state.endsWith('proposed') ? (
        <>
          <Preview merge={merge} />
          <Decision merge={merge} />
        </>
      ) : null}
      {merge.state === 'merged' ? <Undo merge={merge} /> : null}
    </div>
  )
}

function Preview({ merge }: { merge: Merge }) {
  const t = useText(words)
  const show = useWords()
  const preview = useCall(previewMerge)
  const { reply } = preview
  return (
    <Card title={t.preview} icon="eye">
      <p className="muted">{t.previewWhat}</p>
      {preview.problem ? <ErrorState problem={preview.problem} onRetry={preview.reset} /> : null}
      {reply?.refused ? (
        <Notice look="wrong" title={t.refused}>
          {show(reply.refused)}
        </Notice>
      ) : reply ? (
        <>
          <Table
            caption={t.event}
            rows={reply.events.map((event, i) => ({ ...event, i }))}
            keyOf={({ i }) => String(i)}
            columns={[
              { head: t.event, names: true, cell: ({ words: said }) => show(said) },
              { head: t.whose, cell: ({ name, maskedNumber }) => `${name} (${maskedNumber})` },
              { head: t.day, cell: ({ effectiveOn }) => showDay(effectiveOn) },
            ]}
          />
          {reply.moved.length > 0 ? (
            <KeyValueList
              items={[
                { key: t.moved, value: showNumber(reply.moved.reduce((sum, { rows }) => sum + rows, 0)) },
              ]}
            />
          ) : null}
        </>
      ) : (
        <Button
          icon="eye"
          pending={preview.pending}
          onClick={() => void preview.send({ params: { mergeId: merge.mergeId } })}
        >
          {t.look}
        </Button>
      )}
    </Card>
  )
}

function Decision({ merge }: { merge: Merge }) {
  const t = useText(words)
  const mayApprove = useHolds(['signing-leader', 'data-steward'])
  const decide = useCall(decideMerge, { onReply: () => say(t.done) })
  const notNow = merge.mine ? t.mine : mayApprove ? null : t.noRole
  const send = (approve: boolean) =>
    void decide.send({ params: { mergeId: merge.mergeId }, body: { version: merge.version, approve } })
  return (
    <>
      {decide.problem ? <ErrorState problem={decide.problem} onRetry={decide.reset} /> : null}
      <Actions>
        <Button look="primary" pending={decide.pending} notNow={notNow} onClick={() => send(true)}>
          {t.approve}
        </Button>
        {notNow ? null : <Button onClick={() => send(false)}>{t.decline}</Button>}
      </Actions>
    </>
  )
}

function Undo({ merge }: { merge: Merge }) {
  const t = useText(words)
  const show = useWords()
  const [moves, setMoves] = useState<string[]>([])
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const undo = useCall(proposeUndo, { onReply: () => say(t.undoSent) })
  const send = () => {
    setTried(true)
    if (note.trim().length < 5) return
    const body = { version: merge.version, note: note.trim(), moves }
    void undo.send({ params: { mergeId: merge.mergeId }, body })
  }
  return (
    <Card title={t.undo} icon="undo">
      <div className="stack">
        <p>{t.undoWhat}</p>
        {merge.since.length > 0 ? (
          <ManyField
            label={t.since}
            hint={t.sinceHint}
            value={moves}
            onChange={setMoves}
            options={merge.since.map((one) => ({
              value: one.eventId,
              label: `${show(one.words)}, ${showDay(one.effectiveOn)}`,
              notNow: one.movable ? undefined : t.stays,
            }))}
          />
        ) : null}
        <LongTextField
          label={t.note}
          value={note}
          onChange={setNote}
          maxLength={500}
          error={tried && note.trim().length < 5 ? t.noteMissing : null}
        />
        {undo.problem ? <ErrorState problem={undo.problem} onRetry={undo.reset} /> : null}
        <Actions>
          <Button look="danger" pending={undo.pending} onClick={send}>
            {t.undo}
          </Button>
        </Actions>
      </div>
    </Card>
  )
}
