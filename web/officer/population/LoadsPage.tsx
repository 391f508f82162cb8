import { type Load, listLoads, startLoad } from '@platform/server/population'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { FileField } from '../../kit/FileField.tsx'
import { showInstant, showNumber } from '../../kit/format.ts'
import { Actions } from '../../kit/Layout.tsx'
import { MoreButton } from '../../kit/MoreButton.tsx'
import { useMore } from '../../kit/more.ts'
import { Page } from '../../kit/Page.tsx'
import { useCall } from '../../kit/queries.ts'
import { Link, useGo } from '../../kit/router.tsx'
import { Empty, ErrorState, Show } from '../../kit/States.tsx'
import { type Column, Table } from '../../kit/Table.tsx'
import { text, useText } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { bulkOfficers, stewards, useHolds } from '../me.ts'
import { paths } from '../paths.ts'
import { ExportsCard } from './ExportsCard.tsx'
import { LoadState } from './LoadState.tsx'

const words = text({
  title: { vi: 'Nạp và xuất danh sách', en: 'Load and hand out lists' },
  lead: {
    vi: 'Nạp danh sách do cơ quan khác giao, xuất danh sách để làm việc. Việc lớn luôn cần hai cán bộ; mỗi người trong danh sách đều thấy lượt truy cập này.',
    en: 'Load lists that other offices deliver, hand out lists for work. Large ones always take two officers; everyone in a list sees it.',
  },
  deliver: { vi: 'Nạp một danh sách', en: 'Load a list' },
  file: { vi: 'Chọn tệp', en: 'Choose the file' },
  fileHint: {
    vi: 'CSV, Excel (.xlsx) hoặc JSON từng dòng; tối đa 10 MB, 50.000 dòng. Bảng mã cũ (TCVN3, VNI) cũng đọc được.',
    en: 'CSV, Excel (.xlsx) or JSON lines; at most 10 MB, 50,000 rows. Old encodings (TCVN3, VNI) are read too.',
  },
  none: { vi: 'Hãy chọn một tệp', en: 'Choose a file' },
  send: { vi: 'Tải lên và xem trước', en: 'Upload and look at it' },
  nothingYet: {
    vi: 'Chưa ghi gì vào dữ liệu dân cư ở bước này.',
    en: 'Nothing is recorded in the register at this step.',
  },
  loads: { vi: 'Các lần nạp', en: 'Loads' },
  noLoads: { vi: 'Cơ quan bạn chưa nạp danh sách nào', en: 'Your office has loaded no list yet' },
  when: { vi: 'Tải lên lúc', en: 'Uploaded' },
  why: { vi: 'Lý do', en: 'Reason' },
  rows: { vi: 'Số dòng', en: 'Rows' },
  state: { vi: 'Trạng thái', en: 'State' },
  noReason: { vi: 'Chưa ghép cột', en: 'Not mapped yet' },
})

/** Bulk work of the register: files that come in, lists that go out. */
export function LoadsPage() {
  const t = useText(words)
  return (
    <Page title={t.title} lead={t.lead}>
      <ForRoles roles={bulkOfficers}>
        <Bulk />
      </ForRoles>
    </Page>
  )
}

function Bulk() {
  const prepares = useHolds(stewards)
  return (
    <>
      {prepares ? <Deliver /> : null}
      <Loads />
      <ExportsCard />
    </>
  )
}

function Deliver() {
  const t = useText(words)
  const go = useGo()
  const [file, setFile] = useState<File | null>(null)
  const [tried, setTried] = useState(false)
  const start = useCall(startLoad, { onReply: ({ loadId }) => go(paths.load(loadId)) })
  return (
    <Card title={t.deliver} icon="folder">
      <FileField
        label={t.file}
        hint={t.fileHint}
        accept=".csv,.txt,.tsv,.jsonl,.ndjson,.xlsx"
        onChange={setFile}
        error={tried && !file ? t.none : null}
      />
      <p className="small muted">{t.nothingYet}</p>
      {start.problem ? <ErrorState problem={start.problem} /> : null}
      <Actions>
        <Button
          look="primary"
          pending={start.pending}
          onClick={() => {
            setTried(true)
            if (file) void start.send({ body: file } as never)
          }}
        >
          {t.send}
        </Button>
      </Actions>
    </Card>
  )
}

function Loads() {
  const t = useText(words)
  const loads = useMore(listLoads, { query: { limit: 20 } })
  const columns: Column<Load>[] = [
    {
      head: t.why,
      names: true,
      cell: ({ loadId, reason }) => <Link to={paths.load(loadId)}>{reason ?? t.noReason}</Link>,
    },
    { head: t.when, cell: ({ preparedAt }) => showInstant(preparedAt) },
    { head: t.rows, align: 'end', cell: ({ rowsTotal }) => showNumber(rowsTotal) },
    { head: t.state, cell: (load) => <LoadState load={load} /> },
  ]
  return (
    <Card title={t.loads} icon="folder">
      <Show read={loads.read}>
        {() => (
          <>
            <Table
              caption={t.loads}
              columns={columns}
              rows={loads.rows}
              keyOf={({ loadId }) => loadId}
              empty={<Empty icon="folder" title={t.noLoads} />}
            />
            <MoreButton more={loads} />
          </>
        )}
      </Show>
    </Card>
  )
}
