import {
  ALONE_AT_MOST,
  askExport,
  decideExport,
  type Export,
  type ExportColumn,
  exportColumnWords,
  listExports,
  readExportFile,
} from '@platform/server/population'
import { useState } from 'react'
import { Button } from '../../kit/Button.tsx'
import { Card } from '../../kit/Card.tsx'
import { urlOf } from '../../kit/call.ts'
import { ManyField } from '../../kit/choices.tsx'
import { FileLink } from '../../kit/FileLink.tsx'
import { showInstant, showNumber } from '../../kit/format.ts'
import { LongTextField } from '../../kit/inputs.tsx'
import { Actions } from '../../kit/Layout.tsx'
import { MoreButton } from '../../kit/MoreButton.tsx'
import { useMore } from '../../kit/more.ts'
import { useCall } from '../../kit/queries.ts'
import { Empty, ErrorState, Show } from '../../kit/States.tsx'
import { type Column, Table } from '../../kit/Table.tsx'
import { text, useText, useWords } from '../../kit/text.ts'
import { UnitPicker } from '../../kit/UnitPicker.tsx'

const words = text({
  title: { vi: 'Xuất danh sách', en: 'Hand out a list' },
  unit: { vi: 'Người đang cư trú tại', en: 'People registered in' },
  columns: { vi: 'Các cột cần cho công việc', en: 'Columns that the work needs' },
  reason: { vi: 'Lý do', en: 'Reason' },
  reasonHint: {
    vi: 'Ít nhất 10 ký tự. Lý do được in trong tệp và mỗi người trong danh sách đều đọc được',
    en: 'At least 10 characters. It is printed in the file, and everyone in the list can read it',
  },
  noUnit: { vi: 'Hãy chọn xã, phường', en: 'Choose the commune' },
  noColumn: { vi: 'Hãy chọn ít nhất một cột', en: 'Choose at least one column' },
  noReason: { vi: 'Hãy ghi lý do, ít nhất 10 ký tự', en: 'Write a reason of at least 10 characters' },
  ask: { vi: 'Yêu cầu xuất', en: 'Ask for it' },
  alone: {
    vi: (most: string) => `Danh sách trên ${most} người cần một cán bộ khác của cơ quan đồng ý.`,
    en: (most: string) => `Above ${most} people another officer of the office has to agree.`,
  },
  list: { vi: 'Các lần xuất', en: 'Lists handed out' },
  none: { vi: 'Cơ quan bạn chưa xuất danh sách nào', en: 'Your office has handed out no list' },
  people: { vi: 'Số người', en: 'People' },
  when: { vi: 'Yêu cầu lúc', en: 'Asked' },
  what: { vi: 'Kết quả', en: 'Result' },
  file: { vi: 'Tải danh sách', en: 'Download' },
  until: { vi: (at: string) => `đến ${at}`, en: (at: string) => `until ${at}` },
  agree: { vi: 'Đồng ý', en: 'Agree' },
  refuse: { vi: 'Không đồng ý', en: 'Refuse' },
  asked: { vi: 'Chờ cán bộ khác đồng ý', en: 'Waits for another officer' },
  agreed: { vi: 'Đang lập tệp', en: 'Being made' },
  refused: { vi: 'Không được đồng ý', en: 'Refused' },
  ended: { vi: 'Tệp đã hết hạn', en: 'The file has ended' },
})

/** Lists of people that go out: asked with a reason, agreed by a second officer, downloaded for some days. */
export function ExportsCard() {
  const t = useText(words)
  const show = useWords()
  const lists = useMore(listExports, { query: { limit: 20 } })
  const decide = useCall(decideExport)
  const columns: Column<Export>[] = [
    { head: t.reason, names: true, cell: ({ reason, unit }) => `${reason} (${show(unit)})` },
    { head: t.people, align: 'end', cell: ({ people }) => showNumber(people) },
    { head: t.when, cell: ({ askedAt }) => <span className="nowrap">{showInstant(askedAt)}</span> },
    {
      head: t.what,
      cell: ({ exportId, state, askedByMe, endsAt }) => {
        const params = { exportId }
        if (state === 'made') {
          return (
            <>
              <FileLink href={urlOf(readExportFile, { params })} name={t.file} kind="CSV" />{' '}
              <span className="small muted">{t.until(showInstant(endsAt ?? ''))}</span>
            </>
          )
        }
        if (state !== 'asked' || askedByMe) return t[state as 'asked' | 'agreed' | 'refused' | 'ended']
        return (
          <Actions>
            <Button
              look="primary"
              pending={decide.pending}
              onClick={() => void decide.send({ params, body: { agree: true } })}
            >
              {t.agree}
            </Button>
            <Button
              pending={decide.pending}
              onClick={() => void decide.send({ params, body: { agree: false } })}
            >
              {t.refuse}
            </Button>
          </Actions>
        )
      },
    },
  ]
  return (
    <>
      <AskCard />
      <Card title={t.list} icon="folder">
        {decide.problem ? <ErrorState problem={decide.problem} /> : null}
        <Show read={lists.read}>
          {() => (
            <>
              <Table
                caption={t.list}
                columns={columns}
                rows={lists.rows}
                keyOf={({ exportId }) => exportId}
                empty={<Empty icon="folder" title={t.none} />}
              />
              <MoreButton more={lists} />
            </>
          )}
        </Show>
      </Card>
    </>
  )
}

function AskCard() {
  const t = useText(words)
  const show = useWords()
  const [unitId, setUnitId] = useState<number | null>(null)
  const [columns, setColumns] = useState<string[]>(['name', 'bornOn', 'sex'])
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const ask = useCall(askExport, {
    onReply: () => {
      setReason('')
      setTried(false)
    },
  })
  const short = reason.trim().length < 10
  return (
    <Card title={t.title} icon="people">
      <UnitPicker
        label={t.unit}
        value={unitId}
        onChange={setUnitId}
        error={tried && unitId === null ? t.noUnit : null}
      />
      <ManyField
        label={t.columns}
        value={columns}
        onChange={setColumns}
        inRow
        error={tried && columns.length === 0 ? t.noColumn : null}
        options={Object.entries(exportColumnWords).map(([value, said]) => ({ value, label: show(said) }))}
      />
      <LongTextField
        label={t.reason}
        hint={t.reasonHint}
        value={reason}
        onChange={setReason}
        maxLength={500}
        error={tried && short ? t.noReason : null}
      />
      <p className="small muted">{t.alone(showNumber(ALONE_AT_MOST))}</p>
      {ask.problem ? <ErrorState problem={ask.problem} /> : null}
      <Actions>
        <Button
          look="primary"
          pending={ask.pending}
          onClick={() => {
            setTried(true)
            if (unitId !== null && columns.length > 0 && !short) {
              void ask.send({ body: { unitId, columns: columns as ExportColumn[], reason: reason.trim() } })
            }
          }}
        >
          {t.ask}
        </Button>
      </Actions>
    </Card>
  )
}
