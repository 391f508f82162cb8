import {
  checkLoad,
  type Load,
  readLoad,
  readLoadReport,
  releaseLoad,
  undoLoad,
  withdrawLoad,
} from '@platform/server/population'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { urlOf } from '../../kit/call.ts'
import { FileLink } from '../../kit/FileLink.tsx'
import { showBytes, showInstant, showNumber, showPercent } from '../../kit/format.ts'
import { LongTextField } from '../../kit/inputs.tsx'
import { KeyValueList } from '../../kit/KeyValueList.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page } from '../../kit/Page.tsx'
import { useCall, useRead } from '../../kit/queries.ts'
import { useParam } from '../../kit/router.tsx'
import { ErrorState, Loading, Show } from '../../kit/States.tsx'
import { type Column, Table } from '../../kit/Table.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { bulkOfficers, stewards, useHolds } from '../me.ts'
import { paths } from '../paths.ts'
import { LoadMapping } from './LoadMapping.tsx'
import { LoadState } from './LoadState.tsx'

const words = text({
  title: { vi: 'Một lần nạp danh sách', en: 'A load' },
  lists: { vi: 'Nạp và xuất danh sách', en: 'Lists' },
  file: { vi: 'Tệp được giao', en: 'The delivered file' },
  rows: { vi: 'Số dòng', en: 'Rows' },
  size: { vi: 'Dung lượng', en: 'Size' },
  when: { vi: 'Tải lên lúc', en: 'Uploaded' },
  released: { vi: 'Duyệt lúc', en: 'Released' },
  reason: { vi: 'Lý do', en: 'Reason' },
  column: { vi: 'Cột', en: 'Column' },
  filled: { vi: 'Có giá trị', en: 'Filled' },
  different: { vi: 'Giá trị khác nhau', en: 'Different values' },
  thousand: { vi: 'từ 1.000 trở lên', en: '1,000 or more' },
  shapes: { vi: 'Dạng thường gặp', en: 'Common shapes' },
  shapesWhat: {
    vi: '9 là chữ số, A và a là chữ cái. Trang này không hiện giá trị của ai.',
    en: '9 is a digit, A and a are letters. Nobody’s values are shown here.',
  },
  mapAgain: { vi: 'Xem và sửa cách ghép cột', en: 'See and change what is what' },
  next: { vi: 'Bước tiếp theo', en: 'Next step' },
  check: { vi: 'Chạy thử', en: 'Try it' },
  checkAgain: { vi: 'Chạy thử lại', en: 'Try it again' },
  checkWhat: {
    vi: 'Chạy thử kiểm tra từng dòng như khi ghi thật nhưng không ghi gì.',
    en: 'Trying checks every row as recording would, and records nothing.',
  },
  runs: {
    vi: 'Đang làm. Trang tự cập nhật; bạn có thể rời trang.',
    en: 'Under way. The page follows by itself; you may leave it.',
  },
  waits: {
    vi: 'Hãy nhờ một cán bộ khác của cơ quan xem và duyệt. Người chuẩn bị không tự duyệt được.',
    en: 'Ask another officer of the office to look and release. Whoever prepared it cannot.',
  },
  release: { vi: 'Duyệt và ghi vào dữ liệu dân cư', en: 'Release and record' },
  releaseWhat: {
    vi: 'Bạn duyệt đúng tệp và cách ghép cột đang thấy. Các dòng không ghi được sẽ bị bỏ qua.',
    en: 'You release exactly the file and mapping you see. Rows that cannot be recorded are left out.',
  },
  withdraw: { vi: 'Rút lại', en: 'Give up' },
  undo: { vi: 'Hủy bỏ những gì đã ghi', en: 'Take back what was recorded' },
  undoWhat: {
    vi: 'Mỗi sự kiện được hủy bỏ bằng một sự kiện mới; dòng nào có việc khác dựa vào thì giữ lại và báo rõ.',
    en: 'Each event is annulled by a new one; rows on which others rest stay, and say so.',
  },
  undoWhy: { vi: 'Vì sao hủy bỏ', en: 'Why' },
  undoShort: { vi: 'Hãy ghi lý do, ít nhất 10 ký tự', en: 'Write a reason of at least 10 characters' },
  outcome: { vi: 'Kết quả theo dòng', en: 'Outcome by row' },
  reasons: { vi: 'Vì sao không ghi được', en: 'Why not' },
  howMany: { vi: 'Số dòng', en: 'Rows' },
  report: { vi: 'Tải kết quả từng dòng', en: 'Download the outcome of every row' },
  ready: { vi: 'Ghi được', en: 'Can be recorded' },
  'nothing-new': { vi: 'Không có gì mới', en: 'Nothing new' },
  refused: { vi: 'Không ghi được', en: 'Cannot be recorded' },
  loaded: { vi: 'Đã ghi', en: 'Recorded' },
  undone: { vi: 'Đã hủy bỏ', en: 'Taken back' },
  kept: { vi: 'Không hủy bỏ được', en: 'Had to stay' },
})

/** One delivered file on its way: what it holds, what is what, what a trial said, who released it, what became of it. */
export function LoadPage() {
  const t = useText(words)
  return (
    <ForRoles roles={bulkOfficers}>
      <LoadFile title={t.title} />
    </ForRoles>
  )
}

function LoadFile({ title }: { title: string }) {
  const t = useText(words)
  const loadId = useParam('loadId')
  const read = useRead(readLoad, { params: { loadId } })
  const prepares = useHolds(stewards)
  const crumbs = [{ label: t.lists, to: paths.lists() }]
  return (
    <Page title={title} crumbs={crumbs} aside={read.data ? <LoadState load={read.data} /> : null}>
      <Show read={read} loading={<Loading lines={8} />}>
        {(load) => (
          <>
            <Steps load={load} prepares={prepares} />
            <Outcome load={load} />
            {prepares && load.state === 'uploaded' ? <LoadMapping load={load} /> : null}
            {prepares && ['mapped', 'checked'].includes(load.state) ? (
              <details className="more">
                <summary>{t.mapAgain}</summary>
                <LoadMapping key={load.digest} load={load} />
              </details>
            ) : null}
            <Delivered load={load} />
          </>
        )}
      </Show>
    </Page>
  )
}

function Delivered({ load }: { load: Load }) {
  const t = useText(words)
  const columns: Column<Load['columns'][number]>[] = [
    { head: t.column, names: true, cell: ({ name }) => name },
    { head: t.filled, align: 'end', cell: ({ filled }) => showPercent(filled) },
    {
      head: t.different,
      align: 'end',
      cell: ({ different }) => (different >= 1000 ? t.thousand : showNumber(different)),
    },
    {
      head: t.shapes,
      cell: ({ shapes }) =>
        shapes.map(({ shape, share }) => `${shape} (${showPercent(share)})`).join(', ') || '–',
    },
  ]
  return (
    <Card title={t.file} icon="file">
      <KeyValueList
        columns={2}
        items={[
          { key: t.rows, value: showNumber(load.rowsTotal) },
          { key: t.size, value: `${showBytes(load.sizeBytes)} ${load.format.toUpperCase()}` },
          { key: t.when, value: showInstant(load.preparedAt) },
          { key: t.reason, value: load.reason },
          ...(load.releasedAt ? [{ key: t.released, value: showInstant(load.releasedAt) }] : []),
          ...(load.undoneWhy ? [{ key: t.undoWhy, value: load.undoneWhy }] : []),
        ]}
      />
      <Table caption={t.file} columns={columns} rows={load.columns} keyOf={({ name }) => name} />
      <p className="small muted">{t.shapesWhat}</p>
    </Card>
  )
}

function Outcome({ load }: { load: Load }) {
  const t = useText(words)
  const show = useWords()
  if (load.outcomes.length === 0) return null
  const params = { loadId: load.loadId }
  return (
    <Card title={t.outcome} icon="folder">
      <KeyValueList
        columns={2}
        items={load.outcomes.map(({ outcome, rows }) => ({
          key: outcome in words ? (t[outcome as 'ready'] as string) : outcome,
          value: showNumber(rows),
        }))}
      />
      {load.reasons.length > 0 ? (
        <Table
          caption={t.reasons}
          showCaption
          columns={[
            {
              head: t.reasons,
              names: true,
              cell: ({ reason }: Load['reasons'][number]) => show(reason),
            },
            { head: t.howMany, align: 'end', cell: ({ rows }) => showNumber(rows) },
          ]}
          rows={load.reasons}
          keyOf={({ reason }) => reason.vi}
        />
      ) : null}
      <p>
        <FileLink href={urlOf(readLoadReport, { params })} name={t.report} kind="CSV" />
      </p>
    </Card>
  )
}

function Steps({ load, prepares }: { load: Load; prepares: boolean }) {
  const t = useText(words)
  const params = { loadId: load.loadId }
  const check = useCall(checkLoad)
  const release = useCall(releaseLoad)
  const withdraw = useCall(withdrawLoad)
  const problem = check.problem ?? release.problem ?? withdraw.problem
  const before = ['uploaded', 'mapped', 'checked'].includes(load.state)
  if (['checking', 'loading', 'undoing'].includes(load.state)) return <Notice>{t.runs}</Notice>
  if (load.state === 'loaded') return <Undo load={load} />
  if (!before || load.state === 'uploaded') return null
  return (
    <Card title={t.next} look="attention">
      <p>{load.state === 'mapped' ? t.checkWhat : load.preparedByMe ? t.waits : t.releaseWhat}</p>
      {problem ? <ErrorState problem={problem} /> : null}
      <Actions>
        {load.state === 'checked' && !load.preparedByMe ? (
          <Button
            look="primary"
            pending={release.pending}
            onClick={() => void release.send({ params, body: { digest: load.digest ?? '' } })}
          >
            {t.release}
          </Button>
        ) : null}
        {prepares ? (
          <Button
            look={load.state === 'mapped' ? 'primary' : 'secondary'}
            pending={check.pending}
            onClick={() => void check.send({ params })}
          >
            {load.state === 'mapped' ? t.check : t.checkAgain}
          </Button>
        ) : null}
        {prepares ? (
          <Button look="quiet" pending={withdraw.pending} onClick={() => void withdraw.send({ params })}>
            {t.withdraw}
          </Button>
        ) : null}
      </Actions>
    </Card>
  )
}

function Undo({ load }: { load: Load }) {
  const t = useText(words)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const undo = useCall(undoLoad)
  const short = reason.trim().length < 10
  return (
    <Card title={t.undo} look="sunken">
      <p>{t.undoWhat}</p>
      <LongTextField
        label={t.undoWhy}
        value={reason}
        onChange={setReason}
        maxLength={500}
        error={tried && short ? t.undoShort : null}
      />
      {undo.problem ? <ErrorState problem={undo.problem} /> : null}
      <Actions>
        <Button
          look="danger"
          pending={undo.pending}
          onClick={() => {
            setTried(true)
            if (!short) void undo.send({ params: { loadId: load.loadId }, body: { reason: reason.trim() } })
          }}
        >
          {t.undo}
        </Button>
      </Actions>
    </Card>
  )
}
