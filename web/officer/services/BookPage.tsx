import { addDays, dayOf } from '@platform/server/platform/day.ts'
import { downloadDossierBook, readDossierBook, sizeDossierBook } from '@platform/server/services'
import { useState } from 'react'
import { Card } from '../../kit/Card.tsx'
import { urlOf } from '../../kit/call.ts'
import { DateField } from '../../kit/DateField.tsx'
import { FileLink } from '../../kit/FileLink.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page } from '../../kit/Page.tsx'
import { useRead } from '../../kit/queries.ts'
import { Show } from '../../kit/States.tsx'
import { text, useText } from '../../kit/text.ts'
import { ForRoles } from '../ForRoles.tsx'
import { handlers } from '../me.ts'
import { paths } from '../paths.ts'

const words = text({
  title: { vi: 'Sổ theo dõi hồ sơ', en: 'Book of dossiers' },
  lead: {
    vi: 'Mẫu số 07 của Thông tư 03/2025/TT-VPCP, lập ngay từ dữ liệu: hồ sơ cơ quan bạn đã nhận trong những ngày bạn chọn. Mỗi lần mở được ghi lại.',
    en: 'Form 07 of Circular 03/2025/TT-VPCP, made of the data at once: what your office received in the days you choose. Each opening is entered in the log.',
  },
  worklist: { vi: 'Hồ sơ của cơ quan', en: 'Dossiers of my office' },
  days: { vi: 'Chọn ngày nhận hồ sơ', en: 'Choose the days of receipt' },
  from: { vi: 'Từ ngày', en: 'From' },
  to: { vi: 'Đến hết ngày', en: 'Until the end of' },
  missing: { vi: 'Hãy chọn cả hai ngày.', en: 'Choose both days.' },
  rows: { vi: (rows: number) => `${rows} hồ sơ`, en: (rows: number) => `${rows} dossiers` },
  none: {
    vi: 'Cơ quan bạn không nhận hồ sơ nào trong những ngày này.',
    en: 'Nothing was received in these days.',
  },
  tooLong: {
    vi: (most: number) =>
      `Bản ký số có nhiều nhất ${most} hồ sơ. Hãy chọn ít ngày hơn, hoặc tải tệp bảng tính.`,
    en: (most: number) =>
      `The signed book holds at most ${most} dossiers. Choose fewer days, or take the file.`,
  },
  fileTooLong: {
    vi: (most: number) => `Tệp bảng tính có nhiều nhất ${most} hồ sơ. Hãy chọn ít ngày hơn.`,
    en: (most: number) => `The file holds at most ${most} dossiers. Choose fewer days.`,
  },
  pdf: { vi: 'Mở sổ có chữ ký số', en: 'Open the signed book' },
  csv: { vi: 'Tải tệp bảng tính', en: 'Download the file for spreadsheets' },
})

/** Form 07: the book of what the office received, as a signed paper or a file. */
export function BookPage() {
  const t = useText(words)
  const today = dayOf(new Date())
  const [fromOn, setFromOn] = useState<string | null>(addDays(today, -6))
  const [toOn, setToOn] = useState<string | null>(today)
  return (
    <Page title={t.title} lead={t.lead} crumbs={[{ label: t.worklist, to: paths.home() }]}>
      <ForRoles roles={handlers}>
        <Card title={t.days}>
          <DateField label={t.from} value={fromOn} onChange={setFromOn} max={toOn ?? today} />
          <DateField label={t.to} value={toOn} onChange={setToOn} max={today} />
          {fromOn && toOn ? <Files period={{ fromOn, toOn }} /> : <Notice look="wait">{t.missing}</Notice>}
        </Card>
      </ForRoles>
    </Page>
  )
}

function Files({ period }: { period: { fromOn: string; toOn: string } }) {
  const t = useText(words)
  const size = useRead(sizeDossierBook, { query: period }, { keepLast: true })
  return (
    <Show read={size}>
      {({ rows, mostInBook, mostInFile }) => (
        <div className="stack">
          <p role="status">{rows === 0 ? t.none : t.rows(rows)}</p>
          {rows > mostInBook ? (
            <Notice look="wait">{t.tooLong(mostInBook)}</Notice>
          ) : rows > 0 ? (
            <p>
              <FileLink href={urlOf(readDossierBook, { query: period })} name={t.pdf} />
            </p>
          ) : null}
          {rows > mostInFile ? (
            <Notice look="wait">{t.fileTooLong(mostInFile)}</Notice>
          ) : rows > 0 ? (
            <p>
              <FileLink href={urlOf(downloadDossierBook, { query: period })} name={t.csv} kind="CSV" />
            </p>
          ) : null}
        </div>
      )}
    </Show>
  )
}
