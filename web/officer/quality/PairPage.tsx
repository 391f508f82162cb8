import { decideNotTheSame, type Pair, proposeMerge, readPair } from '@platform/server/population'
import { useState } from 'react'
import { Button, ButtonLink } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { ChoiceField, ManyField } from '../../kit/choices.tsx'
import { showDay, showInstant } from '../../kit/format.ts'
import { Actions, Columns } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { Link, useGo, useParam } from '../../kit/router.tsx'
import { Show } from '../../kit/States.tsx'
import { say } from '../../kit/Toast.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { paths } from '../paths.ts'
import { DecisionDialog } from './DecisionDialog.tsx'
import './Quality.css'
import { stewards } from './quality-words.ts'

const words = text({
  title: { vi: 'So sánh hai bản ghi', en: 'Two records side by side' },
  duplicates: { vi: 'Có thể trùng lặp', en: 'Likely duplicates' },
  compare: { vi: 'So sánh', en: 'Comparison' },
  differs: { vi: 'Ô có nền là chỗ khác nhau', en: 'Shaded cells differ' },
  field: { vi: 'Thông tin', en: 'Field' },
  first: { vi: 'Bản ghi 1', en: 'Record 1' },
  second: { vi: 'Bản ghi 2', en: 'Record 2' },
  number: { vi: 'Số định danh', en: 'Number' },
  home: { vi: 'Nơi cư trú', en: 'Residence' },
  relatives: { vi: 'Người thân', en: 'Relatives' },
  open: { vi: 'Mở hồ sơ', en: 'Open the file' },
  why: { vi: 'Vì sao có thể là một người', en: 'Why they may be one person' },
  points: { vi: (points: string) => `${points} điểm`, en: (points: string) => `${points} points` },
  score: { vi: (score: string) => `Tổng: ${score} điểm`, en: (score: string) => `Sum: ${score} points` },
  notSame: { vi: 'Không phải một người', en: 'Not the same person' },
  note: { vi: 'Ghi chú', en: 'Note' },
  remembered: { vi: 'Đã ghi nhớ: không phải một người', en: 'Remembered: not the same person' },
  merge: { vi: 'Đề nghị hợp nhất', en: 'Propose to merge' },
  mergeWhat: {
    vi: 'Một cán bộ khác phải duyệt. Số của bản ghi nhập vào thành số đã hủy và vẫn dẫn tới người này.',
    en: 'Another officer has to approve. The number that gives way is cancelled and leads to this person.',
  },
  keep: { vi: 'Giữ số nào', en: 'Which number stays' },
  takes: { vi: 'Lấy từ bản ghi nhập vào', en: 'Taken from the record that gives way' },
  takesHint: {
    vi: 'Đánh dấu chỗ mà bản ghi nhập vào mới đúng',
    en: 'Mark where the record that gives way is the right one',
  },
  proposed: { vi: 'Đã gửi đề nghị hợp nhất', en: 'The merge is proposed' },
  send: { vi: 'Gửi đề nghị', en: 'Send the proposal' },
  toMerge: { vi: 'Mở việc hợp nhất', en: 'Open the merge' },
  decided: { vi: (by: string, at: string) => `${by}, ${at}`, en: (by: string, at: string) => `${by}, ${at}` },
})

/** Two records side by side: what agrees, what differs, and the decision. */
export function PairPage() {
  const t = useText(words)
  const pairId = useParam('pairId')
  const read = useRead(readPair, { params: { pairId } })
  return (
    <Page title={t.title} crumbs={[{ label: t.duplicates, to: paths.duplicates() }]}>
      <ForRoles roles={stewards}>
        <Show read={read}>{(pair) => <Content pair={pair} />}</Show>
      </ForRoles>
    </Page>
  )
}

function Content({ pair }: { pair: Pair }) {
  const t = useText(words)
  const show = useWords()
  return (
    <Columns aside={<Why pair={pair} />}>
      {pair.decided && pair.state !== 'open' ? (
        <Notice look="done" title={pair.state === 'not-the-same' ? t.notSame : t.merge}>
          <p>
            {[
              show(pair.decided.reason),
              pair.decided.note,
              t.decided(pair.decided.by ?? '', showInstant(pair.decided.at)),
            ]
              .filter(Boolean)
              .join(' – ')}
          </p>
        </Notice>
      ) : null}
      <Card title={t.compare} icon="people">
        <p className="small muted">{t.differs}</p>
        <SideBySide pair={pair} />
      </Card>
      {pair.mergeId && pair.state !== 'open' ? (
        <p>
          <ButtonLink look="primary" to={paths.merge(pair.mergeId)}>
            {t.toMerge}
          </ButtonLink>
        </p>
      ) : null}
      {pair.state === 'open' ? <Decision pair={pair} /> : null}
    </Columns>
  )
}

function SideBySide({ pair }: { pair: Pair }) {
  const t = useText(words)
  const show = useWords()
  const names = (of: Pair['relations']['first']) =>
    of.length === 0
      ? '–'
      : of.map(({ words: kind, name }) => <div key={`${show(kind)}${name}`}>{`${show(kind)}: ${name}`}</div>)
  return (
    <table className="side-by-side">
      <thead>
        <tr>
          <th scope="col">{t.field}</th>
          <th scope="col">{t.first}</th>
          <th scope="col">{t.second}</th>
        </tr>
      </thead>
      <tbody>
        <tr className="side-differs">
          <th scope="row">{t.number}</th>
          <td>
            <span className="nowrap">{pair.first.maskedNumber}</span>{' '}
            <Link to={paths.lookUp(pair.first.personId)}>{t.open}</Link>
          </td>
          <td>
            <span className="nowrap">{pair.second.maskedNumber}</span>{' '}
            <Link to={paths.lookUp(pair.second.personId)}>{t.open}</Link>
          </td>
        </tr>
        {pair.lines.map(({ field, words: label, first, second, differs }) => (
          <tr key={field} className={differs ? 'side-differs' : undefined}>
            <th scope="row">{show(label)}</th>
            <td>{first ?? '–'}</td>
            <td>{second ?? '–'}</td>
          </tr>
        ))}
        <tr className={pair.homes.first === pair.homes.second ? undefined : 'side-differs'}>
          <th scope="row">{t.home}</th>
          <td>{pair.homes.first ?? '–'}</td>
          <td>{pair.homes.second ?? '–'}</td>
        </tr>
        <tr>
          <th scope="row">{t.relatives}</th>
          <td>{names(pair.relations.first)}</td>
          <td>{names(pair.relations.second)}</td>
        </tr>
      </tbody>
    </table>
  )
}

function Why({ pair }: { pair: Pair }) {
  const t = useText(words)
  const show = useWords()
  const signed = (points: number) => `${points > 0 ? '+' : ''}${String(points).replace('.', ',')}`
  return (
    <Card title={t.why}>
      <ul className="bullets">
        {pair.fields.map(({ field, words: said, points }) => (
          <li key={field}>
            {show(said)} <span className="muted small">({t.points(signed(points))})</span>
          </li>
        ))}
      </ul>
      <p className="strong">{t.score(String(Math.round(pair.score * 10) / 10).replace('.', ','))}</p>
    </Card>
  )
}

function Decision({ pair }: { pair: Pair }) {
  const t = useText(words)
  const [act, setAct] = useState<'merge' | 'not-same' | null>(null)
  return (
    <>
      <Actions>
        <Button look="primary" onClick={() => setAct('merge')}>
          {t.merge}
        </Button>
        <Button onClick={() => setAct('not-same')}>{t.notSame}</Button>
      </Actions>
      {act === 'merge' ? <MergeDialog pair={pair} onClose={() => setAct(null)} /> : null}
      {act === 'not-same' ? <NotSameDialog pair={pair} onClose={() => setAct(null)} /> : null}
    </>
  )
}

function NotSameDialog({ pair, onClose }: { pair: Pair; onClose: () => void }) {
  const t = useText(words)
  const decide = useCall(decideNotTheSame, {
    onReply: () => {
      say(t.remembered)
      onClose()
    },
  })
  const { pairId, version } = pair
  return (
    <DecisionDialog
      title={t.notSame}
      reasons={pair.reasons}
      note={t.note}
      send={t.notSame}
      call={decide}
      onSend={(decision) => void decide.send({ params: { pairId }, body: { version, ...decision } })}
      onClose={onClose}
    />
  )
}

function MergeDialog({ pair, onClose }: { pair: Pair; onClose: () => void }) {
  const t = useText(words)
  const show = useWords()
  const go = useGo()
  const [keep, setKeep] = useState<'first' | 'second'>('first')
  const [takes, setTakes] = useState<string[]>([])
  const merge = useCall(proposeMerge, {
    onReply: ({ mergeId }) => {
      say(t.proposed)
      go(paths.merge(mergeId))
    },
  })
  const gone = keep === 'first' ? 'second' : 'first'
  const choices = pair.lines.filter((line) => line.differs && line.choosable && line[gone] !== null)
  const { pairId, version } = pair
  return (
    <DecisionDialog
      title={t.merge}
      reasons={pair.mergeReasons}
      note={t.note}
      send={t.send}
      call={merge}
      onSend={(decision) =>
        void merge.send({ params: { pairId }, body: { version, keep, takes, ...decision } })
      }
      onClose={onClose}
    >
      <p>{t.mergeWhat}</p>
      <ChoiceField
        label={t.keep}
        value={keep}
        onChange={(value) => {
          setKeep(value as typeof keep)
          setTakes([])
        }}
        options={(['first', 'second'] as const).map((side) => ({
          value: side,
          label: `${t[side]}: ${pair[side].maskedNumber}`,
          hint: `${pair[side].name}, ${showDay(pair[side].bornOn)}`,
        }))}
      />
      {choices.length > 0 ? (
        <ManyField
          label={t.takes}
          hint={t.takesHint}
          value={takes}
          onChange={setTakes}
          options={choices.map((line) => ({
            value: line.field,
            label: `${show(line.words)}: ${line[gone]}`,
          }))}
        />
      ) : null}
    </DecisionDialog>
  )
}
