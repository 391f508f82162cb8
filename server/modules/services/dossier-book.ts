/** The book of an office's dossiers (form 07): made of the rows when somebody asks, signed PDF or a file for spreadsheets. */
import { signedBook } from '#documents'
import { type Call, type OfficerActor, reads } from '#platform/call.ts'
import { csvFile } from '#platform/csv.ts'
import { addDays, daysBetween, instantAt } from '#platform/day.ts'
import type { FileReply } from '#platform/endpoint.ts'
import type { Day } from '#platform/schemas.ts'
import { bundleOf } from './catalogue.ts'
import * as contract from './contract.ts'
import { type BookAsk, type BookRow, countReceived, selectReceived } from './dossier-book.store.ts'
import { channels, signerOf } from './papers.ts'
import { states } from './states.ts'

const MOST_DAYS = 366
const FIELDS = ['name', 'address', 'phone', 'dossier-state']

export interface BookPeriod {
  fromOn: Day
  toOn: Day
}

/** Throws bookPeriodWrong. */
export async function sizeDossierBook(call: Call, period: BookPeriod): Promise<contract.BookSize> {
  const rows = await countReceived(call.sql, askOf(call, period))
  return { rows, mostInBook: contract.MOST_IN_BOOK, mostInFile: contract.MOST_IN_FILE }
}

/** Throws bookPeriodWrong, bookTooLong. */
export async function readDossierBook(call: Call, period: BookPeriod): Promise<FileReply> {
  const { fromOn, toOn } = period
  const rows = await linesOf(call, period, contract.MOST_IN_BOOK)
  const { agencyId } = call.actor as OfficerActor
  const bytes = await signedBook(call, {
    kind: 'Mau07',
    agencyId,
    number: `${digits(fromOn)}-${digits(toOn)}/STD`,
    signer: await signerOf(call),
    data: {
      period,
      count: rows.length,
      readAt: call.now.toISOString(),
      rows: rows.map(({ name, address, phone, ...row }) => ({
        ...row,
        applicant: [name, address, phone].filter(Boolean).join(', '),
        remark: [row.state, row.channel, row.way, row.remark].filter(Boolean).join('; '),
      })),
    },
  })
  return { bytes, fileName: `so-theo-doi-${fromOn}-${toOn}.pdf` }
}

/** Throws bookPeriodWrong, bookTooLong. */
export async function downloadDossierBook(call: Call, period: BookPeriod): Promise<FileReply> {
  const rows = await linesOf(call, period, contract.MOST_IN_FILE)
  const cells = rows.map((row, index) => [
    index + 1,
    row.code,
    row.service,
    row.name,
    row.address ?? '',
    row.phone ?? '',
    row.channel,
    spoken(row.receivedAt),
    spoken(row.dueAt),
    spoken(row.returnedAt),
    row.state,
    row.way,
    row.remark,
  ])
  return {
    bytes: csvFile([HEAD, ...cells]),
    fileName: `so-theo-doi-${period.fromOn}-${period.toOn}.csv`,
  }
}

const HEAD = [
  'TT',
  'Mã hồ sơ',
  'Thủ tục',
  'Người nộp',
  'Địa chỉ',
  'Điện thoại',
  'Cách nộp',
  'Ngày nhận',
  'Hẹn trả',
  'Ngày trả',
  'Tình trạng',
  'Cách nhận kết quả',
  'Ghi chú',
]
const ways = { desk: 'Nhận tại quầy', post: 'Nhận qua bưu chính' }

/** One entry of the log for the whole book, each applicant among its subjects. */
async function linesOf(call: Call, period: BookPeriod, most: number) {
  const ask = askOf(call, period)
  const count = await countReceived(call.sql, ask)
  if (count > most) throw contract.bookTooLong({ with: { rows: count, most } })
  const lines = []
  for (const row of await selectReceived(call.sql, ask, most)) {
    reads(call, row.personNumber, FIELDS)
    lines.push(await lineOf(call, row))
  }
  return lines
}

async function lineOf(call: Call, row: BookRow) {
  const { name: service } = await bundleOf(call, row.serviceCode, row.serviceVersion)
  return {
    code: row.code,
    service: service.vi,
    name: row.name,
    address: row.address,
    phone: row.phone,
    channel: channels[row.channel],
    receivedAt: row.acceptedAt ?? row.submittedAt,
    dueAt: row.dueAt,
    returnedAt: row.closedAt,
    state: states[row.state].words.vi,
    way: row.way ? ways[row.way] : 'Nhận trong ứng dụng',
    remark: row.postponedFrom ? `Hẹn lại, ngày hẹn trước: ${spoken(row.postponedFrom)}` : '',
  }
}

function askOf({ actor }: Call, { fromOn, toOn }: BookPeriod): BookAsk {
  const days = daysBetween(fromOn, toOn)
  if (days < 0 || days >= MOST_DAYS) throw contract.bookPeriodWrong()
  const { agencyId } = actor as OfficerActor
  return { agencyId, from: instantAt(fromOn), until: instantAt(addDays(toOn, 1)) }
}

const digits = (day: Day) => day.replaceAll('-', '')

const clock = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'short',
  timeStyle: 'short',
  timeZone: 'Asia/Ho_Chi_Minh',
})
const spoken = (instant: string | null) => (instant ? clock.format(new Date(instant)) : '')
