/** A delivered list of people as rows of text: CSV, JSON lines or the first sheet of an Excel book. */
import { parse } from 'csv-parse/sync'
import { unzipSync } from 'fflate'
import { readSheet } from 'read-excel-file/node'
import { problem } from '#platform/problem.ts'
import { decode, type Encoding } from './delivered-text.ts'

export const fileUnreadable = problem(422, 'population/file-unreadable', {
  vi: 'Không đọc được tệp này. Hãy lưu lại thành CSV, JSON từng dòng hoặc Excel (.xlsx) rồi thử lại',
  en: 'This file cannot be read. Save it as CSV, JSON lines or Excel (.xlsx) and try again',
})
export const tooManyRows = problem(422, 'population/too-many-rows', {
  vi: 'Tệp có quá 50.000 dòng hoặc quá 60 cột. Hãy chia nhỏ tệp',
  en: 'The file has more than 50,000 rows or more than 60 columns. Please split it',
})

/** Largest file: 10 MB; of an Excel book also what it unpacks to. */
export const MOST_BYTES = 10 * 1024 * 1024
const MOST_UNPACKED_BYTES = 120 * 1024 * 1024
export const MOST_ROWS = 50_000
export const MOST_COLUMNS = 60
const MOST_CELL = 500

export type Format = 'csv' | 'jsonl' | 'xlsx'

export interface DeliveredRows {
  /** Names of the columns; numbered when the file has no heads. */
  columns: string[]
  rows: string[][]
}

/** By the first bytes, whatever the file was called. */
export function formatOf(bytes: Uint8Array): Format {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return 'xlsx'
  const start = Buffer.from(bytes.subarray(0, 64))
    .toString('latin1')
    .replace(/[^\x20-\x7e]/g, '')
    .trim()
  return start.startsWith('{') ? 'jsonl' : 'csv'
}

/** Every row as text, composed and trimmed. Throws fileUnreadable, tooManyRows. */
export async function readRows(
  bytes: Buffer,
  { format, encoding, heads }: { format: Format; encoding: Encoding; heads: boolean },
): Promise<DeliveredRows> {
  const read =
    format === 'xlsx'
      ? withHeads(await sheet(bytes), heads)
      : format === 'jsonl'
        ? jsonLines(decode(bytes, encoding))
        : withHeads(commaSeparated(decode(bytes, encoding)), heads)
  if (read.rows.length > MOST_ROWS || read.columns.length > MOST_COLUMNS) throw tooManyRows()
  if (read.columns.length === 0 || read.rows.length === 0) throw fileUnreadable()
  return read
}

function commaSeparated(text: string): string[][] {
  const first =
    text
      .slice(0, 20_000)
      .split(/\r?\n/)
      .find((line) => line.trim() !== '') ?? ''
  const often = (mark: string) => first.split(mark).length
  const delimiter = [',', ';', '\t', '|'].reduce((best, mark) => (often(mark) > often(best) ? mark : best))
  try {
    return parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      to: MOST_ROWS + 2,
    }) as string[][]
  } catch {
    throw fileUnreadable()
  }
}

function jsonLines(text: string): DeliveredRows {
  const objects = text
    .replace(/^\ufeff/, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, MOST_ROWS + 2)
    .map(objectOf)
  const columns = [...new Set(objects.flatMap((one) => Object.keys(one)))].slice(0, MOST_COLUMNS + 1)
  return { columns, rows: objects.map((one) => columns.map((column) => cell(one[column]))) }
}

function objectOf(line: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>
    }
  } catch {}
  throw fileUnreadable()
}

async function sheet(bytes: Buffer): Promise<string[][]> {
  let unpacked = 0
  try {
    unzipSync(bytes, {
      filter: ({ originalSize }) => {
        unpacked += originalSize
        return false
      },
    })
    if (unpacked > MOST_UNPACKED_BYTES) throw tooManyRows()
    const rows = await readSheet(bytes)
    return (rows as unknown[][]).map((row) => row.map(cell))
  } catch (error) {
    throw unpacked > MOST_UNPACKED_BYTES ? error : fileUnreadable()
  }
}

function withHeads(rows: readonly string[][], heads: boolean): DeliveredRows {
  const width = Math.max(0, ...rows.slice(0, 100).map((row) => row.length))
  const names = heads ? rows[0] : undefined
  const columns = Array.from({ length: width }, (_, at) => cell(names?.[at]) || `Cột ${at + 1}`)
  const body = rows.slice(heads ? 1 : 0).map((row) => columns.map((_, at) => cell(row[at])))
  return { columns, rows: body.filter((row) => row.some((value) => value !== '')) }
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return text.normalize('NFC').trim().slice(0, MOST_CELL)
}
