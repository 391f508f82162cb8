/** What population, residence and the person's own contacts fill into forms. Law on Identity 26/2023/QH15, art. 9. */

import type { Call } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { PersonNumber, Uuid, Words } from '#platform/schemas.ts'
import { contactsOf } from '#population'
import { codeItem } from '#reference'
import { addressOf } from '#residence'
import { type Attribute, type Once, type Reading, registerAttribute } from './attributes.ts'
import { headOfHousehold } from './register-homes.ts'
import { birthOf, type Home, homeOf, knownPerson, type RegisteredPerson } from './registers.ts'

const populationRegister: Words = {
  vi: 'Cơ sở dữ liệu quốc gia về dân cư',
  en: 'National population database',
}
const residenceRegister: Words = { vi: 'Cơ sở dữ liệu về cư trú', en: 'Residence database' }
const ownContacts: Words = { vi: 'Thông tin liên hệ bạn đã khai', en: 'Contact details you gave' }

type Value = Reading['value']

/** An attribute out of the person's own row. */
function ofPerson(
  key: string,
  label: Words,
  field: string,
  value: (person: RegisteredPerson, call: Call) => Value | Promise<Value>,
): Attribute {
  return {
    key,
    label,
    source: populationRegister,
    verified: true,
    fields: [field],
    async read(call, subject, once) {
      const person = await once('person', () => knownPerson(call, subject))
      return { value: await value(person, call), version: String(person.version) }
    },
  }
}

/** An attribute out of where the person is registered. */
function ofHome(
  key: string,
  label: Words,
  field: string,
  value: (home: Home, call: Call, once: Once) => Value | Promise<Value>,
): Attribute {
  return {
    key,
    label,
    source: residenceRegister,
    verified: true,
    fields: [field],
    async read(call, subject, once) {
      const home = await once('home', () => homeOf(call, subject))
      return home ? { value: await value(home, call, once), version: String(home.version) } : null
    },
  }
}

function ofContacts(
  key: string,
  label: Words,
  value: (contacts: { phone: string | null; email: string | null }) => Value,
) {
  registerAttribute({
    key,
    label,
    source: ownContacts,
    verified: false,
    fields: ['contacts'],
    async read(call: Call, subject: PersonNumber, once: Once) {
      const contacts = await once('contacts', () => contactsOf(call, subject))
      return contacts ? { value: value(contacts), version: null } : null
    },
  })
}

const head = (home: Home, call: Call, once: Once) =>
  once('head', async () => headOfHousehold(call, home.permanentHouseholdId ?? home.temporaryHouseholdId))

const address = async (call: Call, dwellingId: Uuid | null) =>
  dwellingId ? addressOf(call, dwellingId, dayOf(call.now)) : null

async function inWords(call: Call, list: string, code: string | undefined): Promise<string | null> {
  const item = code ? await codeItem(call, list, code, dayOf(call.now)) : undefined
  return item?.vi ?? code ?? null
}

for (const attribute of [
  ofPerson('person.name', { vi: 'Họ tên', en: 'Name' }, 'name', ({ name }) => name),
  ofPerson('person.born-on', { vi: 'Ngày sinh', en: 'Date of birth' }, 'birth', birthOf),
  ofPerson('person.sex', { vi: 'Giới tính', en: 'Sex' }, 'sex', ({ sex }) => sex),
  ofPerson(
    'person.number',
    { vi: 'Số định danh', en: 'Personal number' },
    'number',
    ({ personNumber }) => personNumber,
  ),
  ofPerson('person.nationality', { vi: 'Quốc tịch', en: 'Nationality' }, 'nationality', (person, call) =>
    inWords(call, 'nationalities', person.nationalities[0]),
  ),
  ofPerson('person.ethnic-group', { vi: 'Dân tộc', en: 'Ethnic group' }, 'ethnic-group', (person, call) =>
    inWords(call, 'ethnic-groups', person.ethnicGroup),
  ),
  ofHome(
    'residence.permanent-address',
    { vi: 'Nơi thường trú', en: 'Permanent residence' },
    'permanentResidence',
    (home, call) => address(call, home.permanentDwellingId),
  ),
  ofHome(
    'residence.temporary-address',
    { vi: 'Nơi tạm trú', en: 'Temporary residence' },
    'temporaryResidence',
    (home, call) => address(call, home.temporaryDwellingId),
  ),
  ofHome('residence.home-address', { vi: 'Nơi đang cư trú', en: 'Home' }, 'residence', (home, call) =>
    address(call, home.temporaryDwellingId ?? home.permanentDwellingId),
  ),
  ofHome(
    'residence.file-number',
    { vi: 'Số hồ sơ cư trú', en: 'Residence file' },
    'household',
    async (home, call, once) => (await head(home, call, once))?.fileNumber ?? null,
  ),
  ofHome(
    'residence.head-name',
    { vi: 'Chủ hộ', en: 'Head of household' },
    'household',
    async (home, call, once) => (await head(home, call, once))?.name ?? null,
  ),
  ofHome(
    'residence.head-number',
    { vi: 'Số định danh chủ hộ', en: 'Number of the head' },
    'household',
    async (home, call, once) => (await head(home, call, once))?.number ?? null,
  ),
  ofHome(
    'residence.relation-to-head',
    { vi: 'Quan hệ với chủ hộ', en: 'Relation to the head' },
    'household',
    (home) => (home.permanentHouseholdId ? home.relationToHead : home.temporaryRelation),
  ),
]) {
  registerAttribute(attribute)
}
ofContacts('contact.phone', { vi: 'Điện thoại', en: 'Phone' }, ({ phone }) => phone)
ofContacts('contact.email', { vi: 'Thư điện tử', en: 'E-mail' }, ({ email }) => email)
