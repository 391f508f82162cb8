/** The nation, one neighbourhood after the other: three communes as dense as life, the others thin. */
import { sandboxPasswordHash } from '#accounts'
import type { Day } from '#platform/schemas.ts'
import type { Units } from '#reference'
import { access } from './citizens.ts'
import { dayNumber } from './days.ts'
import { type DemoPerson, demoNeighbourhood } from './demo.ts'
import { doubles } from './doubles.ts'
import { families } from './families.ts'
import { homes } from './homes.ts'
import { numbers } from './numbers.ts'
import { addresses, type Commune, communeByCode, denseCommunes, readPlaces } from './places.ts'
import { type Random, random } from './random.ts'
import { register } from './register.ts'
import { rooms } from './rooms.ts'
import { rowsTo, type Sink } from './rows.ts'
import { KNOWN_FROM } from './scene.ts'

const DENSE_SHARE = 0.18
const DENSE_MOST = 15_000
/** So often a city to move to is the ward that is shown closely. */
const TO_THE_WARD = 0.07
const PEOPLE_OF_A_COUPLE = 75
const COUPLES = 6
/** Neighbourhoods of each commune shown closely in which somebody stands in the register twice. */
const DOUBLED = 4

export interface NationSettings {
  persons: number
  seed: number
  today: Day
  /** The day with which the register begins; 2000 unless said: the later, the shorter the histories. */
  knownFrom?: Day | undefined
  units: Units
  sink: Sink
  /** Told after each neighbourhood; awaited, so that the writer keeps up. */
  written(persons: number): Promise<void>
}

/** Makes everything in a fixed order. Returns how many people there are, and the well-known ones. */
export async function makeNation(
  settings: NationSettings,
): Promise<{ persons: number; known: DemoPerson[] }> {
  const { persons, seed, units, sink, written } = settings
  const today = dayNumber(settings.today)
  const places = readPlaces(units, settings.today, seed)
  const rows = rowsTo(sink)
  const knownFrom = settings.knownFrom ? dayNumber(settings.knownFrom) : KNOWN_FROM
  const shared = { today, knownFrom, numbers: numbers(seed), rows, passwordHash: await sandboxPasswordHash() }
  const address = addresses()
  const room = rooms(rows, address)
  const ward = communeByCode(places, denseCommunes.ward)
  let total = 0

  const known = demoNeighbourhood(random(seed, 1), { ...shared, places, address })
  total += known.persons

  const neighbourhood = async (
    kind: number,
    index: number,
    home: (random: Random) => Commune,
    couples: number,
    close: number,
    twice: number,
  ) => {
    const draws = random(seed, kind, index)
    const place = home(draws)
    const near = (of: Commune) => places.inProvince.get(of.provinceId)!(draws)
    const made = families(draws, {
      today,
      couples,
      home: () => place,
      away: (of) => (draws.chance(close) ? place : draws.chance(0.7) ? near(of) : places.anywhere(draws)),
    })
    const lived = homes(draws, made, {
      today,
      knownFrom,
      address,
      city: () => (draws.chance(TO_THE_WARD) ? ward : places.city(draws)),
      near,
      room: (where, student) => room(draws, where, student),
    })
    const people = register(draws, lived, shared)
    for (const one of people) access(draws, one, shared)
    total += people.length + doubles(random(seed, 400 + kind, index), people, place.unitId, twice, shared)
    await written(total)
    return people.length
  }

  const dense = Math.min(persons * DENSE_SHARE, DENSE_MOST)
  const couplesOf = (people: number) =>
    Math.max(1, Math.min(COUPLES, Math.round(people / PEOPLE_OF_A_COUPLE)))
  for (const [at, code] of Object.values(denseCommunes).entries()) {
    const place = communeByCode(places, code)
    let here = 0
    for (let index = 0; here < dense; index++) {
      here += await neighbourhood(
        100 + at,
        index,
        () => place,
        couplesOf(dense - here),
        0.82,
        index < DOUBLED ? 2 : 0,
      )
    }
  }
  for (let index = 0; total < persons; index++) {
    await neighbourhood(200, index, places.anywhere, couplesOf(persons - total), 0.3, 0)
  }
  return { persons: total, known: known.people }
}
