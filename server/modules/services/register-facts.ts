/** Facts of population and residence that rules of services look at. */

import { type Call, reads } from '#platform/call.ts'
import { ageOn } from '#platform/day.ts'
import { compareNames } from '#population'
import { lawParameter } from '#reference'
import { ownersOf } from '#residence'
import { concernedPeople } from './concerned.ts'
import { type Matter, registerFact } from './facts.ts'
import { memberIds, membersByIds, ownHousehold } from './family.ts'
import { isCloseKin, relationOf } from './kinship.ts'
import { placeIn } from './matter.ts'
import { dwellingOf, dwellingOfHousehold, homeOf, homesOf, householdHead, peopleOf } from './registers.ts'

function ownHome(call: Call, { applicant, once }: Matter) {
  reads(call, applicant, ['residence'])
  return once('home', () => homeOf(call, applicant))
}

/** About the applicant's own residence: he may see it. */
function ofHome(key: string, pick: (home: NonNullable<Awaited<ReturnType<typeof homeOf>>>) => unknown): void {
  registerFact({
    key,
    open: true,
    async read(call, matter) {
      const home = await ownHome(call, matter)
      return home ? (pick(home) ?? null) : null
    },
  })
}

ofHome('applicant.permanentUnitId', (home) => home.permanentUnitId)
ofHome('applicant.permanentDwellingId', (home) => home.permanentDwellingId)
ofHome('applicant.permanentHouseholdId', (home) => home.permanentHouseholdId)
ofHome('applicant.relationToHead', (home) => home.relationToHead)
ofHome('applicant.temporaryFrom', (home) => home.temporaryFrom)
ofHome('applicant.temporaryUntil', (home) => home.temporaryUntil)
ofHome('applicant.temporaryUnitId', (home) => home.temporaryUnitId)
ofHome('applicant.temporaryDwellingId', (home) => home.temporaryDwellingId)
/** Where he lives: the temporary residence goes before the permanent one. */
ofHome('applicant.homeUnitId', (home) => home.temporaryUnitId ?? home.permanentUnitId)
registerFact({
  key: 'applicant.registered',
  open: true,
  label: { vi: 'nơi bạn đang đăng ký cư trú', en: 'where you are registered' },
  async read(call, matter) {
    const home = await ownHome(call, matter)
    return Boolean(home?.permanentUnitId ?? home?.temporaryUnitId)
  },
})

const dwelling = (call: Call, { answers, once }: Matter) => {
  const id = placeIn(answers)?.dwellingId
  return id ? once(`dwelling ${id}`, () => dwellingOf(call, id)) : null
}

/** Who may consent for the dwelling of the form's place today. */
const owners = (call: Call, { answers, today, once }: Matter) => {
  const id = placeIn(answers)?.dwellingId
  return id ? once(`owners ${id}`, () => ownersOf(call, id, today)) : null
}

registerFact({
  key: 'place.unitId',
  open: true,
  read: async (call, matter) => (await dwelling(call, matter))?.unitId ?? null,
})
registerFact({
  key: 'place.closed',
  open: true,
  read: async (call, matter) => (await dwelling(call, matter))?.closed ?? null,
})

/** People who own the dwelling of the form's place today; whoever is no person is left out. */
async function ownerNumbers(call: Call, matter: Matter): Promise<string[]> {
  const all = (await owners(call, matter)) ?? []
  return all.flatMap(({ personNumber }) => (personNumber ? [personNumber] : []))
}

/** The register holds who may consent for the dwelling: no paper about it is needed. */
registerFact({
  key: 'place.owned',
  open: true,
  read: async (call, matter) => ((await owners(call, matter)) ?? []).length > 0,
})

/** An owner is spouse, parent or child of the applicant: one owner's consent is then enough. Art. 20(2). */
registerFact({
  key: 'place.ownerKin',
  open: false,
  async read(call, matter) {
    for (const owner of await ownerNumbers(call, matter)) {
      reads(call, owner, ['relation'])
      if (owner === matter.applicant || (await isCloseKin(call, owner, matter.applicant))) return true
    }
    return false
  },
})

registerFact({
  key: 'household.dwellingId',
  open: false,
  async read(call, { answers }) {
    const id = answers.householdId
    return typeof id === 'string' ? dwellingOfHousehold(call, id) : null
  },
})

/** What the applicant is to the head of the household he asks to join, where the register knows: then nobody asks. */
registerFact({
  key: 'household.relation',
  open: true,
  label: { vi: 'quan hệ của bạn với chủ hộ đó', en: 'what you are to the head of that household' },
  async read(call, { applicant, answers }) {
    const id = answers.householdId
    const head = typeof id === 'string' ? await householdHead(call, id) : null
    return head ? relationOf(call, applicant, head.personNumber) : null
  },
})

/** How many others live in the applicant's household: without any, nobody is asked who moves along. */
registerFact({
  key: 'household.others',
  open: true,
  label: { vi: 'người khác trong hộ của bạn', en: 'others in your household' },
  read: async (call, { applicant, once }) =>
    (await once('household', () => ownHousehold(call, applicant))).length,
})

/** How many of the chosen members are not of the applicant's household. */
registerFact({
  key: 'members.strangers',
  open: false,
  read: async (call, matter) => memberIds(matter.answers).length - (await members(call, matter)).length,
})

const members = (call: Call, { applicant, answers, once }: Matter) =>
  once('members', () => membersByIds(call, applicant, memberIds(answers)))

registerFact({
  key: 'members.permanentUnitIds',
  open: false,
  async read(call, matter) {
    const numbers = (await members(call, matter)).map(({ personNumber }) => personNumber)
    for (const number of numbers) reads(call, number, ['residence'])
    return (await homesOf(call, numbers)).flatMap(({ permanentUnitId }) => permanentUnitId ?? [])
  },
})

registerFact({
  key: 'members.minors',
  open: true,
  async read(call, matter) {
    const { value: adultAge } = await lawParameter(call, 'person.adult-age', matter.today)
    return (await members(call, matter)).filter(({ bornOn }) => ageOn(bornOn, matter.today) < adultAge).length
  },
})

/** Everyone the request is about, the applicant first. */
registerFact({
  key: 'people',
  open: false,
  read: (call, matter) => matter.once('people', () => concernedPeople(call, matter)),
})

/** Guests as typed by a host, whom the register knows under that name and number. */
const guests = (call: Call, matter: Matter) => matter.once('guests', () => readGuests(call, matter))

async function readGuests(call: Call, { answers }: Matter) {
  const typed = (Array.isArray(answers.guests) ? answers.guests : []) as {
    name: string
    number: string
  }[]
  for (const { number } of typed) reads(call, number, ['name'])
  const people = await peopleOf(
    call,
    typed.map(({ number }) => number),
  )
  const known = typed.filter(({ name, number }) => {
    const person = people.get(number)
    return person?.status === 'alive' && agrees(compareNames(name, person.name))
  })
  return { typed, known }
}

/** Tone placement and marks are forgiven to whoever types a guest's name at the door. */
function agrees(match: ReturnType<typeof compareNames>): boolean {
  return match === 'exact' || match === 'tone-placement' || match === 'marks-missing'
}

registerFact({
  key: 'guests.unknown',
  open: false,
  async read(call, matter) {
    const { typed, known } = await guests(call, matter)
    return typed.length - known.length
  },
})
registerFact({
  key: 'guests.people',
  open: false,
  async read(call, matter) {
    const { known } = await guests(call, matter)
    return known.map(({ number }) => ({ number }))
  },
})
