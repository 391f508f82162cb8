/** The well-known people of the sandbox: three families, an owner couple, the officers who serve them, and a firm. */
import { access, type CitizenSettings } from './citizens.ts'
import { dayNumber, dayText } from './days.ts'
import { demoCast } from './demo-families.ts'
import { demoForeigners } from './demo-foreigners.ts'
import { type Officer, officers } from './demo-officers.ts'
import { demoOrganisation, FIRM } from './demo-organisation.ts'
import { instantText, seededId } from './instants.ts'
import { type Commune, communeByCode, denseCommunes, type Places } from './places.ts'
import type { Random } from './random.ts'
import { type Registered, register } from './register.ts'

/** Somebody to sign in as. */
export interface DemoPerson {
  /** Stable name in demos and tests, e.g. `citizen`, `case-officer`. */
  role: string
  name: string
  /** Person number: what one signs in with. */
  number: string
  personId: string
  accountId: string
  realm: 'citizen' | 'officer'
  app: 'citizen' | 'officer' | 'partner' | 'steering'
  words: { vi: string; en: string }
}

export interface DemoSettings extends CitizenSettings {
  knownFrom: number
  places: Places
  address(place: Commune, random: Random): string
}

/** Writes them like everybody else, and their offices. */
export function demoNeighbourhood(
  random: Random,
  settings: DemoSettings,
): { persons: number; people: DemoPerson[] } {
  const cast = demoCast(random, settings)
  const offices = officers(cast, settings.places, random)
  cast.facts.sort((a, b) => a.knownOn - b.knownOn)
  const registered = register(random, cast, settings)
  const people: DemoPerson[] = []
  const found = new Map(registered.map((one) => [one.person, one]))
  let representative: Parameters<typeof demoOrganisation>[1] | undefined
  for (const one of registered) {
    const { account, phone } = access(random, one, settings, true)
    for (const { role, person, words } of cast.known) {
      if (person !== one.person || !account) continue
      people.push({ ...known(one), role, accountId: account.id, realm: 'citizen', app: 'citizen', words })
      if (role === FIRM.representative) representative = { ...one, activatedAt: account.activatedAt }
    }
    const office = offices.find(({ person }) => person === one.person)
    if (office) people.push(appoint(random, found.get(office.person)!, office, phone, settings))
  }
  demoOrganisation(random, representative!, settings.rows)
  const order = [...cast.known.map(({ role }) => role), ...offices.map(({ role }) => role)]
  people.sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role))
  const provinceUnitId = communeByCode(settings.places, denseCommunes.ward).provinceId
  const foreigners = demoForeigners(random, { ...settings, provinceUnitId })
  const officer = people.findIndex(({ realm }) => realm === 'officer')
  people.splice(officer, 0, ...foreigners)
  return { persons: registered.length, people }
}

const known = ({ name, number, personId }: Registered) => ({ name, number, personId })

/** Offices of today began with the two levels of local government; those of a nation of before, some years earlier. */
const tookOffice = (today: number) => {
  const merger = dayNumber('2025-07-01')
  return today >= merger ? merger : dayNumber('2021-07-01')
}

function appoint(
  random: Random,
  one: Registered,
  office: Officer,
  phone: string | null,
  { rows, passwordHash, today }: DemoSettings,
): DemoPerson {
  const since = tookOffice(today)
  const at = since * 86_400_000 + 3_600_000
  const accountId = seededId(at, random)
  const instant = instantText(at)
  rows.account({
    accountId,
    realm: 'officer',
    personNumber: one.number,
    personId: one.personId,
    status: 'active',
    passwordHash,
    phone,
    email: null,
    approvedAt: instant,
    activatedAt: instant,
    lockedAt: null,
  })
  rows.appointment({
    appointmentId: seededId(at, random),
    accountId,
    personNumber: one.number,
    agencyId: office.agencyId,
    position: office.position,
    validFrom: dayText(since),
    recordedAt: instant,
  })
  const { role, app, words } = office
  return { ...known(one), role, accountId, realm: 'officer', app, words }
}
