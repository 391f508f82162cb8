/** What the register holds of one person, item by item of article 9, in words people read. */
import type { Call } from '#platform/call.ts'
import type { Day, PersonNumber, Words } from '#platform/schemas.ts'
import { codeItem, unitName, units } from '#reference'
import { type PersonFile, personUnknown, type RegisterItem } from './contract.ts'
import { type FileRow, selectFile } from './person-file.store.ts'
import { ruleWords } from './quality-rules.ts'

/** Fields that the log names when a whole file is read. */
export const fileFields = [
  'name',
  'number',
  'bornOn',
  'sex',
  'birthPlace',
  'homeTown',
  'ethnicGroup',
  'religion',
  'nationalities',
  'bloodGroup',
  'maritalStatus',
  'diedOn',
  'contacts',
] as const

/** The file of a person. Items 14, 16–20, 22 and 23 belong to card and residence. Throws personUnknown. */
export async function personFile(call: Call, number: PersonNumber): Promise<PersonFile> {
  const file = await selectFile(call.sql, number)
  if (!file) throw personUnknown()
  return {
    personId: file.personId,
    personNumber: number,
    name: file.name,
    sex: file.sex,
    bornOn: file.bornOn,
    bornPrecision: file.bornPrecision,
    status: file.status,
    diedOn: file.diedOn,
    maritalStatus: file.maritalStatus,
    version: file.version,
    recordedAt: file.recordedAt,
    items: await itemsOf(call, file),
    aliases: file.aliases,
    findings: file.findings.map((rule) => ({ rule, words: ruleWords(rule) })),
  }
}

async function itemsOf(call: Call, person: FileRow): Promise<RegisterItem[]> {
  const { bornOn } = person
  const oldNumber = person.aliases.find(({ kind }) => kind === 'old-9-digit')?.alias ?? null
  const inList = (list: string, code: string | null) => listed(call, list, code, person.validFrom)
  const place = (unitId: number | null) => placed(call, unitId, bornOn)
  const countries = await Promise.all(person.nationalities.map((code) => inList('nationalities', code)))
  const values: [number, string, Words, string | null][] = [
    [1, 'name', { vi: 'Họ, chữ đệm và tên khai sinh', en: 'Name' }, person.name],
    [2, 'otherName', { vi: 'Tên gọi khác', en: 'Other name' }, person.otherName],
    [3, 'personNumber', { vi: 'Số định danh cá nhân', en: 'Personal number' }, person.personNumber],
    [4, 'bornOn', { vi: 'Ngày, tháng, năm sinh', en: 'Date of birth' }, birthday(person)],
    [5, 'sex', { vi: 'Giới tính', en: 'Sex' }, await inList('sexes', person.sex)],
    [6, 'birthPlace', { vi: 'Nơi sinh', en: 'Place of birth' }, await place(person.birthUnitId)],
    [
      7,
      'birthRegistration',
      { vi: 'Nơi đăng ký khai sinh', en: 'Place of birth registration' },
      await place(person.birthRegisteredUnitId),
    ],
    [8, 'homeTown', { vi: 'Quê quán', en: 'Home town' }, await place(person.homeTownUnitId)],
    [
      9,
      'ethnicGroup',
      { vi: 'Dân tộc', en: 'Ethnic group' },
      await inList('ethnic-groups', person.ethnicGroup),
    ],
    [10, 'religion', { vi: 'Tôn giáo', en: 'Religion' }, await inList('religions', person.religion)],
    [11, 'nationalities', { vi: 'Quốc tịch', en: 'Nationality' }, countries.join(', ')],
    [12, 'bloodGroup', { vi: 'Nhóm máu', en: 'Blood group' }, person.bloodGroup],
    [13, 'oldNumber', { vi: 'Số CMND 9 số', en: 'Old 9-digit number' }, oldNumber],
    [
      21,
      'maritalStatus',
      { vi: 'Tình trạng hôn nhân', en: 'Marital status' },
      await inList('marital-statuses', person.maritalStatus),
    ],
    [
      24,
      'diedOn',
      { vi: 'Ngày, tháng, năm chết', en: 'Date of death' },
      person.diedOn && written(person.diedOn),
    ],
    [25, 'phone', { vi: 'Số điện thoại', en: 'Phone' }, person.phone],
    [25, 'email', { vi: 'Thư điện tử', en: 'E-mail' }, person.email],
  ]
  return values.map(([item, code, label, value]) => ({
    item,
    code,
    label,
    value,
    recordedAt: person.recordedAt,
  }))
}

async function listed(call: Call, list: string, code: string | null, on: Day): Promise<string | null> {
  if (code === null) return null
  return (await codeItem(call, list, code, on))?.vi ?? code
}

/** A place keeps the name it had then: old papers are not rewritten. */
async function placed(call: Call, unitId: number | null, on: Day): Promise<string | null> {
  return unitId === null ? null : unitName(await units(call), unitId, on)
}

function written(day: Day): string {
  return day.split('-').reverse().join('/')
}

/** As people write it: 05/03/1952, 03/1952 or 1952. */
export function birthday({ bornOn, bornPrecision }: Pick<FileRow, 'bornOn' | 'bornPrecision'>): string {
  if (bornPrecision === 'Y') return bornOn.slice(0, 4)
  return bornPrecision === 'M' ? written(bornOn.slice(0, 7)) : written(bornOn)
}
