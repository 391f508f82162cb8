/** Further attributes of the prefill catalogue: the person in full, his own parents, household and papers held. */

import { accountOf } from '#accounts'
import { type Call, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { PersonNumber, Words } from '#platform/schemas.ts'
import { childrenOf, parentsOf, registrationsOf, selectNumbers } from '#population'
import { ancestorsOf, codeItem, units } from '#reference'
import { membersOf, residenceAsOf } from '#residence'
import { type Once, type Reading, registerAttribute } from './attributes.ts'
import { ofRelative } from './civil-status-attributes.ts'
import { headOfHousehold } from './register-homes.ts'
import { homeOf, knownPerson, type RegisteredPerson, unitLine } from './registers.ts'

const population: Words = { vi: 'Cơ sở dữ liệu quốc gia về dân cư', en: 'National population database' }
const residence: Words = { vi: 'Cơ sở dữ liệu về cư trú', en: 'Residence database' }
const civilStatus: Words = { vi: 'Cơ sở dữ liệu hộ tịch điện tử', en: 'Civil status database' }
const identity: Words = { vi: 'Hệ thống định danh điện tử', en: 'Electronic identity system' }

type Read = (call: Call, subject: PersonNumber, once: Once) => Promise<Reading['value']>

function attribute(key: string, label: Words, source: Words, field: string, value: Read): void {
  registerAttribute({
    key,
    label,
    source,
    verified: true,
    fields: [field],
    async read(call, subject, once) {
      const found = await value(call, subject, once)
      return found === null || found === undefined ? null : { value: found, version: null }
    },
  })
}

const person = (call: Call, subject: PersonNumber, once: Once) =>
  once('person', () => knownPerson(call, subject))
const home = (call: Call, subject: PersonNumber, once: Once) => once('home', () => homeOf(call, subject))

/** Straight out of the person's own row. */
const ofPerson = (
  key: string,
  label: Words,
  field: string,
  pick: (one: RegisteredPerson, call: Call) => Reading['value'] | Promise<Reading['value']>,
) =>
  attribute(`person.${key}`, label, population, field, async (call, subject, once) =>
    pick(await person(call, subject, once), call),
  )

ofPerson('family-name', { vi: 'Họ', en: 'Family name' }, 'name', ({ name }) => name.split(' ')[0] ?? null)
ofPerson(
  'given-names',
  { vi: 'Chữ đệm và tên', en: 'Middle and given name' },
  'name',
  ({ name }) => name.split(' ').slice(1).join(' ') || null,
)
ofPerson('other-name', { vi: 'Tên gọi khác', en: 'Other name' }, 'otherName', ({ otherName }) => otherName)
ofPerson('religion', { vi: 'Tôn giáo', en: 'Religion' }, 'religion', async ({ religion }, call) => {
  const item = await codeItem(call, 'religions', religion, dayOf(call.now))
  return item?.vi ?? null
})
ofPerson('blood-group', { vi: 'Nhóm máu', en: 'Blood group' }, 'bloodGroup', ({ bloodGroup }) => bloodGroup)
ofPerson(
  'birth-registered-at',
  { vi: 'Nơi đăng ký khai sinh', en: 'Where the birth is registered' },
  'birthRegistration',
  ({ birthRegisteredUnitId, bornOn }, call) => unitLine(call, birthRegisteredUnitId, bornOn),
)
ofPerson(
  'nationalities',
  { vi: 'Các quốc tịch', en: 'Nationalities' },
  'nationality',
  async ({ nationalities }, call) => {
    const words = []
    for (const code of nationalities)
      words.push((await codeItem(call, 'nationalities', code, dayOf(call.now)))?.vi)
    return words.filter(Boolean).join(', ') || null
  },
)
attribute(
  'person.old-numbers',
  { vi: 'Số giấy tờ cũ', en: 'Earlier numbers' },
  population,
  'aliases',
  async (call, subject) => (await selectNumbers(call.sql, subject)).slice(1).join(', ') || null,
)

for (const [book, label] of [
  ['birth', { vi: 'Số đăng ký khai sinh', en: 'Birth registration' }],
  ['marriage', { vi: 'Số đăng ký kết hôn', en: 'Marriage registration' }],
] as const) {
  attribute(`civil-status.${book}-number`, label, civilStatus, 'registrations', async (call, subject) => {
    const [latest] = await registrationsOf(call, subject, book)
    return latest ? `${String(latest.number).padStart(2, '0')}/${latest.year}` : null
  })
}
attribute(
  'civil-status.children-count',
  { vi: 'Số con', en: 'Number of children' },
  civilStatus,
  'children',
  async (call, subject) => String((await childrenOf(call, subject)).length),
)

const householdId = async (call: Call, subject: PersonNumber, once: Once) => {
  const found = await home(call, subject, once)
  return found?.permanentHouseholdId ?? found?.temporaryHouseholdId ?? null
}
attribute(
  'residence.household-size',
  { vi: 'Số người trong hộ', en: 'People in the household' },
  residence,
  'household',
  async (call, subject, once) => {
    const id = await householdId(call, subject, once)
    return id ? String((await once('members', () => membersOf(call, id))).length) : null
  },
)
attribute(
  'residence.head-born-on',
  { vi: 'Ngày sinh của chủ hộ', en: 'Birth of the head' },
  residence,
  'household',
  async (call, subject, once) => {
    const head = await headOfHousehold(call, await householdId(call, subject, once))
    if (!head) return null
    reads(call, head.number, ['birth'])
    return (await knownPerson(call, head.number)).bornOn
  },
)
for (const [kind, prefix, words] of [
  ['permanentUnitId', 'permanent', { vi: 'thường trú', en: 'permanent residence' }],
  ['temporaryUnitId', 'temporary', { vi: 'tạm trú', en: 'temporary residence' }],
] as const) {
  for (const [level, label] of [
    ['commune', { vi: 'Xã, phường', en: 'Commune of' }],
    ['province', { vi: 'Tỉnh, thành phố', en: 'Province of' }],
  ] as const) {
    attribute(
      `residence.${prefix}-${level}`,
      { vi: `${label.vi} ${words.vi}`, en: `${label.en} ${words.en}` },
      residence,
      'residence',
      async (call, subject, once) => {
        const unitId = (await home(call, subject, once))?.[kind]
        if (!unitId) return null
        const today = dayOf(call.now)
        const above = ancestorsOf(await units(call), unitId, today).find((one) => one.level === 'province')
        return unitLine(call, level === 'commune' ? unitId : (above?.unitId ?? null), today)
      },
    )
  }
}
for (const [key, label, pick] of [
  ['temporary-from', { vi: 'Tạm trú từ ngày', en: 'Temporary residence from' }, 'temporaryFrom'],
  ['temporary-until', { vi: 'Tạm trú đến ngày', en: 'Temporary residence until' }, 'temporaryUntil'],
] as const) {
  attribute(
    `residence.${key}`,
    label,
    residence,
    'temporaryResidence',
    async (call, subject, once) => (await home(call, subject, once))?.[pick] ?? null,
  )
}
attribute(
  'residence.permanent-since',
  { vi: 'Thường trú từ ngày', en: 'Registered here since' },
  residence,
  'permanentResidence',
  async (call, subject) => (await residenceAsOf(call, subject, dayOf(call.now))).permanent?.validFrom ?? null,
)
attribute(
  'account.level',
  { vi: 'Mức tài khoản định danh', en: 'Level of the electronic identity' },
  identity,
  'account',
  async (call, subject) => {
    const account = await accountOf(call, 'citizen', subject)
    return account ? `Mức ${account.level}` : null
  },
)

/** One's own parents, as the birth registration has them. */
for (const [as, who] of [
  ['father', { vi: 'cha', en: 'father' }],
  ['mother', { vi: 'mẹ', en: 'mother' }],
] as const) {
  ofRelative(
    `own-${as}`,
    { vi: `${who.vi} đẻ`, en: `own ${who.en}` },
    async (call, subject) => (await parentsOf(call, subject))[as],
  )
}
