/** Lists as files that spreadsheets open: RFC 4180, every cell quoted, UTF-8 with its mark, no cell read as a formula. */
import { stringify } from 'csv-stringify/sync'

type Row = readonly (string | number)[]

export function csvFile(rows: readonly Row[]): Buffer {
  return Buffer.from(`\ufeff${csvLines(rows)}`)
}

/** Some lines of such a file, for one that is made page by page. */
export function csvLines(rows: readonly Row[]): string {
  return stringify(rows as Row[], {
    quoted: true,
    quoted_empty: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  })
}
