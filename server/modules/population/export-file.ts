/** The file of an export: CSV that says in its head who handed it out, when and why, and on every row which export. */
import { csvFile, csvLines } from '#platform/csv.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import { type ExportColumn, exportColumnWords } from './exports.contract.ts'
import type { ExportRecord } from './exports.store.ts'
import type { Contacts, Person } from './people.store.ts'
import { birthday } from './person-file.ts'

const sexes: Record<string, string> = { male: 'Nam', female: 'Nữ' }

/** One line a person. */
export function listOf(
  { columns, exportId }: Pick<ExportRecord, 'columns' | 'exportId'>,
  people: readonly Person[],
  contacts: ReadonlyMap<PersonNumber, Contacts>,
): string {
  return csvLines(
    people.map((person) => {
      const own = contacts.get(person.personNumber)
      return [...columns.map((column) => valueIn(column, person, own)), exportId]
    }),
  )
}

function valueIn(column: ExportColumn, person: Person, contacts: Contacts | undefined): string {
  switch (column) {
    case 'number':
      return person.personNumber
    case 'bornOn':
      return birthday(person)
    case 'sex':
      return sexes[person.sex] ?? person.sex
    case 'phone':
    case 'email':
      return contacts?.[column] ?? ''
    default:
      return person[column]
  }
}

export function marked(
  {
    exportId,
    reason,
    columns,
    askedByName,
  }: Pick<ExportRecord, 'exportId' | 'reason' | 'columns' | 'askedByName'>,
  { agency, unit, madeAt, people }: { agency: string; unit: string; madeAt: Date; people: number },
  list: readonly string[],
): Buffer {
  const at = madeAt.toLocaleString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', hour12: false })
  const mark = [
    `Danh sách dân cư ${unit}: ${people} người`,
    `Cơ quan xuất: ${agency}; người yêu cầu: ${askedByName}`,
    `Lúc: ${at} (giờ Việt Nam)`,
    `Mục đích: xuất danh sách dân cư theo chức năng; lý do: ${reason}`,
    `Mã lần xuất: ${exportId}. Mọi lượt xuất được ghi lại cho từng người; không chuyển cho người khác.`,
  ]
  const heads = [...columns.map((column) => exportColumnWords[column]?.vi ?? column), 'Mã lần xuất']
  return Buffer.concat([csvFile([...mark.map((line) => [`# ${line}`]), heads]), Buffer.from(list.join(''))])
}
