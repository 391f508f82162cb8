/** What became of each row of a load, as a file: row numbers and reasons, no value of a cell. */
import type { Call } from '#platform/call.ts'
import { csvFile } from '#platform/csv.ts'
import type { FileReply } from '#platform/endpoint.ts'
import type { Uuid } from '#platform/schemas.ts'
import { wordsOfReason } from './load-reasons.ts'
import { selectRowsFrom } from './loads.store.ts'
import { loadOfOffice } from './loads.ts'

const ROWS_AT_ONCE = 5000
const outcomeWords: Record<string, string> = {
  ready: 'Ghi được',
  'nothing-new': 'Không có gì mới',
  refused: 'Không ghi được',
  loaded: 'Đã ghi',
  undone: 'Đã hủy bỏ',
  kept: 'Không hủy bỏ được',
}

/** Throws loadUnknown. */
export async function readLoadReport(call: Call, loadId: Uuid): Promise<FileReply> {
  await loadOfOffice(call, loadId)
  const lines: (string | number)[][] = [['Dòng', 'Kết quả', 'Lý do']]
  let from = 1
  for (;;) {
    const rows = await selectRowsFrom(call.sql, { loadId, from, limit: ROWS_AT_ONCE })
    for (const { rowNumber, outcome, reasons, twinOf } of rows) {
      const why = reasons.map((reason) => wordsOfReason(reason).vi)
      if (twinOf !== null && outcome === 'refused') why.push(`dòng ${twinOf}`)
      lines.push([rowNumber, outcomeWords[outcome ?? ''] ?? '', why.join('; ')])
    }
    if (rows.length < ROWS_AT_ONCE) break
    from = rows.at(-1)!.rowNumber + 1
  }
  return { bytes: csvFile(lines), fileName: `ket-qua-nap-${loadId}.csv` }
}
