/** What registers fill in about the parents and the spouse: the applicant’s own family, as civil status holds it. */

import { type Call, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { PersonNumber, Words } from '#platform/schemas.ts'
import { spouseOf } from '#population'
import { type Once, registerAttribute } from './attributes.ts'
import { coupleOf } from './couple.ts'
import { type PersonOnPaper, personOnPaper } from './on-paper.ts'
import { knownPerson } from './registers.ts'

const source: Words = { vi: 'Cơ sở dữ liệu quốc gia về dân cư', en: 'National population database' }

const lines: { key: string; label: Words; field: string; pick(one: PersonOnPaper): unknown }[] = [
  { key: 'name', label: { vi: 'Họ tên', en: 'Name' }, field: 'name', pick: ({ name }) => name },
  {
    key: 'born-on',
    label: { vi: 'Ngày sinh', en: 'Date of birth' },
    field: 'birth',
    pick: ({ bornOn }) => bornOn,
  },
  {
    key: 'number',
    label: { vi: 'Số định danh', en: 'Personal number' },
    field: 'number',
    pick: ({ number }) => number,
  },
  {
    key: 'ethnic-group',
    label: { vi: 'Dân tộc', en: 'Ethnic group' },
    field: 'ethnic-group',
    pick: ({ ethnicGroup }) => ethnicGroup,
  },
  {
    key: 'nationality',
    label: { vi: 'Quốc tịch', en: 'Nationality' },
    field: 'nationality',
    pick: ({ nationality }) => nationality,
  },
  {
    key: 'address',
    label: { vi: 'Nơi cư trú', en: 'Residence' },
    field: 'residence',
    pick: ({ residence }) => residence,
  },
]

type Find = (call: Call, subject: PersonNumber) => Promise<PersonNumber | null | undefined>

/** Each line of a relative whom `find` names; nothing when there is none. */
export function ofRelative(prefix: string, who: Words, find: Find): void {
  for (const { key, label, field, pick } of lines) {
    registerAttribute({
      key: `${prefix}.${key}`,
      label: {
        vi: `${label.vi} của ${who.vi}`,
        en: `${label.en} of the ${who.en}`,
      },
      source,
      verified: true,
      fields: ['relation'],
      async read(call: Call, subject: PersonNumber, once: Once) {
        const found = await once(prefix, () => relative(call, subject, find))
        if (!found) return null
        reads(call, found.onPaper.number, [field])
        return { value: pick(found.onPaper), version: found.version }
      },
    })
  }
}

async function relative(call: Call, subject: PersonNumber, find: Find) {
  const number = await find(call, subject)
  if (!number) return null
  const { version } = await knownPerson(call, number)
  return { onPaper: await personOnPaper(call, number), version: String(version) }
}

ofRelative(
  'mother',
  { vi: 'mẹ', en: 'mother' },
  async (call, subject) => (await coupleOf(call, subject)).mother,
)
ofRelative(
  'father',
  { vi: 'cha', en: 'father' },
  async (call, subject) => (await coupleOf(call, subject)).father,
)
ofRelative('spouse', { vi: 'vợ, chồng', en: 'spouse' }, (call, subject) =>
  spouseOf(call, subject, dayOf(call.now)),
)

const maritalWords: Record<string, Words> = {
  single: { vi: 'Chưa kết hôn', en: 'Never married' },
  married: { vi: 'Đang có vợ hoặc chồng', en: 'Married' },
  divorced: { vi: 'Đã ly hôn', en: 'Divorced' },
  widowed: { vi: 'Vợ hoặc chồng đã chết', en: 'Widowed' },
}

/** Marital status in words, as the register holds it. */
export function maritalStatusWords(status: string): Words {
  return maritalWords[status] ?? { vi: status, en: status }
}

registerAttribute({
  key: 'person.marital-status',
  label: { vi: 'Tình trạng hôn nhân', en: 'Marital status' },
  source,
  verified: true,
  fields: ['maritalStatus'],
  async read(call, subject) {
    const { maritalStatus, version } = await knownPerson(call, subject)
    return { value: maritalStatusWords(maritalStatus).vi, version: String(version) }
  },
})

for (const [key, label, field] of [
  ['home-town', { vi: 'Quê quán', en: 'Home town' }, 'homeTown'],
  ['birth-place', { vi: 'Nơi sinh', en: 'Place of birth' }, 'birthPlace'],
] as const) {
  registerAttribute({
    key: `person.${key}`,
    label,
    source,
    verified: true,
    fields: [key],
    async read(call, subject, once) {
      const one = await once('on-paper', () => personOnPaper(call, subject))
      const { version } = await knownPerson(call, subject)
      return { value: one[field], version: String(version) }
    },
  })
}
