import {
  correctFinding,
  type Finding,
  readFinding,
  settleFinding,
  takeFinding,
} from '@platform/server/population'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { ChoiceField } from '../../kit/choices.tsx'
import { DueBadge } from '../../kit/DueBadge.tsx'
import { showDay, showInstant } from '../../kit/format.ts'
import { Icon } from '../../kit/Icon.tsx'
import { TextField } from '../../kit/inputs.tsx'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Actions, Columns } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { Link, useParam } from '../../kit/router.tsx'
import { ErrorState, Show } from '../../kit/States.tsx'
import { StatusBadge } from '../../kit/StatusBadge.tsx'
import { Timeline } from '../../kit/Timeline.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useCitation, useText, useWords } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { paths } from '../paths.ts'
import { DecisionDialog } from './DecisionDialog.tsx'
import './Quality.css'
import { actWords, criterionWords, fieldWords, stateWords, stewards } from './quality-words.ts'

const words = text({
  title: { vi: 'Sai lệch dữ liệu', en: 'A finding' },
  findings: { vi: 'Làm sạch dữ liệu', en: 'Data cleaning' },
  person: { vi: 'Người có dữ liệu', en: 'Whose data' },
  born: { vi: 'Sinh ngày', en: 'Born' },
  number: { vi: 'Số định danh', en: 'Number' },
  unit: { vi: 'Nơi cư trú', en: 'Residence' },
  open: { vi: 'Mở hồ sơ dân cư', en: 'Open the person’s file' },
  evidence: { vi: 'Căn cứ phát hiện', en: 'What it rests on' },
  noEvidence: { vi: 'Thông tin này đang bỏ trống', en: 'This field is empty' },
  suggestion: { vi: 'Đề xuất sửa', en: 'Suggested correction' },
  empty: { vi: '(để trống)', en: '(empty)' },
  source: { vi: 'Giấy tờ làm căn cứ', en: 'The paper it rests on' },
  sourceHint: {
    vi: 'Ví dụ: Giấy khai sinh số 12, quyển 1/1990, UBND xã …',
    en: 'For example: birth certificate 12, book 1/1990',
  },
  sourceMissing: { vi: 'Hãy ghi giấy tờ làm căn cứ', en: 'Name the paper it rests on' },
  correct: { vi: 'Sửa theo đề xuất', en: 'Correct as suggested' },
  corrected: { vi: 'Đã sửa và ghi lại căn cứ', en: 'Corrected, with its source' },
  take: { vi: 'Nhận xác minh', en: 'Take it on' },
  taken: { vi: 'Bạn đã nhận xác minh', en: 'You took it on' },
  settle: { vi: 'Giải trình, không sửa', en: 'Explain, without a correction' },
  as: { vi: 'Kết luận', en: 'Conclusion' },
  explained: { vi: 'Dữ liệu như vậy là đúng pháp luật', en: 'The data are lawful as they are' },
  'not-an-error': { vi: 'Không phải lỗi, quy tắc không phù hợp', en: 'No error; the rule does not fit' },
  note: { vi: 'Giải trình', en: 'Explanation' },
  settled: { vi: 'Đã ghi giải trình', en: 'The explanation is recorded' },
  about: { vi: 'Quy tắc', en: 'The rule' },
  criterion: { vi: 'Tiêu chí', en: 'Criterion' },
  field: { vi: 'Thông tin', en: 'Field' },
  owner: { vi: 'Cơ quan chủ quản quy tắc', en: 'Owner of the rule' },
  law: { vi: 'Căn cứ', en: 'Basis' },
  verifyBy: { vi: 'Xác minh trước', en: 'Verify before' },
  settleBy: { vi: 'Giải quyết xong trước', en: 'Settle before' },
  history: { vi: 'Diễn biến', en: 'History' },
  system: { vi: 'Hệ thống', en: 'The system' },
  advice: { vi: 'Việc cần làm', en: 'What to do' },
})

/** One finding with what it rests on, and what can be done about it. */
export function FindingPage() {
  const t = useText(words)
  const show = useWords()
  const findingId = useParam('findingId')
  const read = useRead(readFinding, { params: { findingId } })
  return (
    <Page
      title={read.data ? show(read.data.words) : t.title}
      crumbs={[{ label: t.findings, to: paths.findings() }]}
    >
      <ForRoles roles={stewards}>
        <Show read={read}>{(finding) => <Content finding={finding} />}</Show>
      </ForRoles>
    </Page>
  )
}

function Content({ finding }: { finding: Finding }) {
  const t = useText(words)
  const show = useWords()
  const states = useText(stateWords)
  const labels = useText(fieldWords) as Record<string, string>
  const isOpen = finding.state === 'open' || finding.state === 'verifying'
  return (
    <Columns aside={<Aside finding={finding} />}>
      <Card
        title={t.person}
        icon="user"
        aside={<StatusBadge tone={isOpen ? 'wait' : 'done'}>{states[finding.state]}</StatusBadge>}
      >
        <p className="strong">{finding.name}</p>
        <KeyValueList
          columns={2}
          items={[
            { key: t.born, value: showDay(finding.bornOn, finding.bornPrecision as 'D') },
            { key: t.number, value: finding.maskedNumber },
            { key: t.unit, value: finding.unit?.label },
          ]}
        />
        <p>
          <Link to={paths.lookUp(finding.personId)}>{t.open}</Link>
        </p>
      </Card>
      {isOpen ? (
        <>
          <Card title={t.evidence} icon="search">
            {finding.evidence.length > 0 ? (
              <KeyValueList
                items={finding.evidence.map(({ name, value }) => ({ key: labels[name] ?? name, value }))}
              />
            ) : (
              <p>{t.noEvidence}</p>
            )}
            <Notice title={t.advice}>{show(finding.advice)}</Notice>
          </Card>
          <Acts finding={finding} />
        </>
      ) : null}
      <History finding={finding} />
    </Columns>
  )
}

function Acts({ finding }: { finding: Finding }) {
  const t = useText(words)
  const [settling, setSettling] = useState(false)
  const params = { findingId: finding.findingId }
  const take = useCall(takeFinding, { onReply: () => say(t.taken) })
  return (
    <>
      {finding.suggestion ? <Suggestion key={finding.version} finding={finding} /> : null}
      {take.problem ? <ErrorState problem={take.problem} onRetry={take.reset} /> : null}
      <Actions>
        {finding.holder?.mine ? null : (
          <Button
            look={finding.suggestion ? 'secondary' : 'primary'}
            pending={take.pending}
            onClick={() => void take.send({ params, body: { version: finding.version } })}
          >
            {t.take}
          </Button>
        )}
        <Button onClick={() => setSettling(true)}>{t.settle}</Button>
      </Actions>
      {settling ? <SettleDialog finding={finding} onClose={() => setSettling(false)} /> : null}
    </>
  )
}

function Suggestion({ finding }: { finding: Finding }) {
  const t = useText(words)
  const labels = useText(fieldWords) as Record<string, string>
  const [source, setSource] = useState('')
  const [tried, setTried] = useState(false)
  const correct = useCall(correctFinding, { onReply: () => say(t.corrected) })
  const { suggestion } = finding
  if (!suggestion) return null
  const complete = source.trim().length >= 5
  const send = () => {
    setTried(true)
    if (!complete) return
    const body = { version: finding.version, value: suggestion.value, source: source.trim() }
    void correct.send({ params: { findingId: finding.findingId }, body })
  }
  return (
    <Card title={t.suggestion} icon="edit" look="attention">
      <p className="muted">{labels[suggestion.field] ?? suggestion.field}</p>
      <p className="quality-change">
        <del>{suggestion.now ?? t.empty}</del>
        <Icon name="right" />
        <strong>{suggestion.shown}</strong>
      </p>
      <TextField
        label={t.source}
        hint={t.sourceHint}
        value={source}
        onChange={setSource}
        maxLength={300}
        error={tried && !complete ? t.sourceMissing : null}
      />
      {correct.problem ? <ErrorState problem={correct.problem} onRetry={correct.reset} /> : null}
      <Actions>
        <Button look="primary" icon="check" pending={correct.pending} onClick={send}>
          {t.correct}
        </Button>
      </Actions>
    </Card>
  )
}

function SettleDialog({ finding, onClose }: { finding: Finding; onClose: () => void }) {
  const t = useText(words)
  const [as, setAs] = useState<'explained' | 'not-an-error'>('explained')
  const settle = useCall(settleFinding, {
    onReply: () => {
      say(t.settled)
      onClose()
    },
  })
  const { findingId, version } = finding
  return (
    <DecisionDialog
      title={t.settle}
      reasons={finding.reasons}
      note={t.note}
      send={t.settle}
      call={settle}
      onSend={(decision) => void settle.send({ params: { findingId }, body: { version, as, ...decision } })}
      onClose={onClose}
    >
      <ChoiceField
        label={t.as}
        value={as}
        onChange={(value) => setAs(value as typeof as)}
        options={(['explained', 'not-an-error'] as const).map((one) => ({ value: one, label: t[one] }))}
      />
    </DecisionDialog>
  )
}

function Aside({ finding }: { finding: Finding }) {
  const t = useText(words)
  const cite = useCitation()
  const criteria = useText(criterionWords)
  const labels = useText(fieldWords) as Record<string, string>
  const isOpen = finding.state === 'open' || finding.state === 'verifying'
  return (
    <Card title={t.about}>
      {isOpen ? <DueBadge dueAt={finding.dueAt} overdue={finding.overdue} paused={false} /> : null}
      <KeyValueList
        items={[
          { key: t.criterion, value: criteria[finding.criterion] },
          { key: t.field, value: labels[finding.field] ?? finding.field },
          ...(isOpen
            ? [
                { key: t.verifyBy, value: showInstant(finding.verifyDueAt) },
                { key: t.settleBy, value: showInstant(finding.settleDueAt) },
              ]
            : []),
          { key: t.owner, value: finding.owner },
          { key: t.law, value: cite(finding.citation) },
        ]}
      />
    </Card>
  )
}

function History({ finding }: { finding: Finding }) {
  const t = useText(words)
  const show = useWords()
  const acts = useText(actWords) as Record<string, string>
  return (
    <Card title={t.history} icon="clock">
      <Timeline
        steps={finding.steps.map(({ id, at, act, by, reason, note }) => ({
          id,
          at,
          title: acts[act] ?? act,
          by: by ?? t.system,
          detail:
            reason || note ? (
              <p className="small">{[show(reason), note].filter(Boolean).join(' – ')}</p>
            ) : null,
          state: 'done' as const,
        }))}
      />
    </Card>
  )
}
