/** Living for a time in another commune (tạm trú): students, workers, and relatives who take them in. */
import { NEVER, newYear, yearOf, years } from './days.ts'
import { endLodging } from './households.ts'
import { guardiansOf, relationToHead } from './kinship.ts'
import { KINH } from './names.ts'
import type { Dwelling, Household, Person } from './people-and-homes.ts'
import type { Commune } from './places.ts'
import type { Scene } from './scene.ts'

/** A term of at most two years, which may be extended. Law on Residence 68/2020/QH14, art. 27(2). */
const TERMS = [183, 365, 365, 730, 730, 730]
const FIRST_START = newYear(2019)
const ROOMS_OF_A_LANDLORD = 8

export interface Lodgings {
  /** Decides whether and when a person will live elsewhere for a time. */
  consider(person: Person): void
  /** Terms whose last day was yesterday end on this day. */
  expireOn(on: number): void
}

export function lodgings(scene: Scene): Lodgings {
  const { random, settings, at } = scene
  const rooms = new Map<Person, { dwelling: Dwelling; left: number }>()

  const consider = (person: Person) => {
    const { born } = person
    // A head of a household is an adult, also of a temporary one.
    const autumn = newYear(yearOf(born) + 18) + 245 + random.between(0, 60)
    const enters = Math.max(autumn, born + years(18.05))
    const studies = random.chance(person.ethnicGroup === KINH ? 0.26 : 0.12)
    if (studies && enters > FIRST_START) {
      at(enters, (on) => begin(person, on, random.between(1300, 1800), true))
    } else if (random.chance(0.17)) {
      const from = Math.max(born + years(18.1), FIRST_START)
      const until = Math.min(born + years(46), settings.today)
      if (until - from > 200) {
        const start = random.between(from, until)
        at(start, (on) => begin(person, on, random.between(120, 2600), false))
      }
    }
    if (random.chance(0.015) && born < settings.today - years(15)) {
      at(settings.today - random.between(2, 200), (on) => visit(person, on))
    }
  }

  const begin = (person: Person, on: number, days: number, student: boolean) => {
    if (person.died <= on || person.lodging || !person.home?.known) return
    const group = [person]
    const { spouse } = person
    if (spouse && spouse.home === person.home && !spouse.lodging && random.chance(0.4)) {
      group.push(spouse)
      for (const child of person.children) {
        const small =
          on - child.born < years(9) && child.died > on && child.home === person.home && child.registered
        if (small && !child.lodging && random.chance(0.6)) group.push(child)
      }
    }
    const host = random.chance(0.22) ? hostOf(person, on) : undefined
    const place = host?.place ?? (random.chance(0.8) ? settings.city() : settings.near(person.home.place))
    if (group.some((one) => one.home!.place === place)) return
    const household: Household = host ?? {
      place,
      dwelling: roomIn(place, student, on),
      head: person,
      members: [],
      lodgers: [],
      temporary: true,
      known: true,
      dissolvedOn: NEVER,
    }
    if (!host) scene.households.push(household)
    const until = on + random.pick(TERMS) - 1
    for (const one of group) {
      household.lodgers.push(one)
      one.lodging = household
      one.lodgingUntil = until
      const head = household.head!
      const kin = relationToHead(one, head, on)
      const relation = kin === 'other' ? 'lodger' : kin
      const forms = !host && one === person
      scene.tell({
        kind: 'temporary-residence-registration',
        person: one,
        on,
        knownOn: on,
        household,
        relation,
        forms,
        until,
      })
    }
    goOn(group, household, until, on + days)
  }

  /** At the end of a term: another one, a notice that he left, or nothing, and it expires. */
  const goOn = (group: readonly Person[], household: Household, until: number, leaves: number) => {
    const here = () => group.filter((one) => one.lodging === household && one.lodgingUntil === until)
    if (until < leaves && random.chance(0.93)) {
      at(until - random.between(1, 14), (on) => {
        const staying = here()
        if (staying.length === 0) return
        const longer = until + random.pick([365, 730])
        for (const one of staying) {
          one.lodgingUntil = longer
          scene.tell({ kind: 'temporary-residence-extension', person: one, on, knownOn: on, until: longer })
        }
        goOn(staying, household, longer, leaves)
      })
    } else if (leaves < until - 25 && random.chance(0.4)) {
      const ground = random.chance(0.5) ? 'asked' : 'moved'
      at(leaves, (on) => {
        for (const one of here().reverse()) endLodging(scene, one, ground, on)
      })
    }
    at(until + 1, (on) => expire(here(), household, on))
    // The last ones end on the day of seeding itself.
    last.push({ household, until, here })
  }
  const last: { household: Household; until: number; here(): Person[] }[] = []

  const expire = (leaving: readonly Person[], household: Household, on: number) => {
    for (const person of leaving) {
      household.lodgers.splice(household.lodgers.indexOf(person), 1)
      person.lodging = undefined
      scene.tell({ kind: 'temporary-residence-expiry', person, on, knownOn: on })
    }
    if (leaving.length > 0 && household.temporary && household.lodgers.length === 0)
      household.dissolvedOn = on
  }

  /** A relative in another commune who has a household. */
  const hostOf = (person: Person, on: number): Household | undefined =>
    guardiansOf(person).find((one) => {
      const { home } = one
      return one.died > on && home?.head && home.known && home.place !== person.home!.place
    })?.home

  /** With somebody of the neighbourhood who owns a house there, or wherever rooms are let. */
  const roomIn = (place: Commune, student: boolean, on: number): Dwelling => {
    const landlord = random.chance(0.4)
      ? scene.households.find(
          (one) => one.place === place && !one.temporary && one.known && one.head && one.head.died > on,
        )?.head
      : undefined
    if (!landlord) return settings.room(place, student, on)
    const room = rooms.get(landlord)
    if (
      room &&
      room.left > 0 &&
      room.dwelling.place === place &&
      room.dwelling.owners.at(-1)?.person === landlord
    ) {
      room.left -= 1
      return room.dwelling
    }
    const dwelling: Dwelling = {
      place,
      line: `Khu nhà trọ, ${settings.address(place, random)}`,
      kind: 'room',
      areaM2: random.between(60, 240),
      since: on,
      owners: [{ person: landlord, organisation: undefined, from: on, until: NEVER }],
    }
    landlord.owns ??= []
    landlord.owns.push(dwelling)
    scene.dwellings.push(dwelling)
    rooms.set(landlord, { dwelling, left: ROOMS_OF_A_LANDLORD })
    return dwelling
  }

  /** A stay of fewer than 30 days (lưu trú). */
  const visit = (person: Person, on: number) => {
    if (person.died <= on || !person.home?.known) return
    const place = random.chance(0.5) ? settings.city() : settings.near(person.home.place)
    if (place === person.home.place || person.lodging?.place === place) return
    const where = `${random.pick(['Nhà nghỉ', 'Khách sạn', 'Nhà người thân'])}, ${random.pick(place.lines)}`
    const leavesOn = on + random.between(1, 12)
    const reason = random.pick(['Thăm thân', 'Du lịch', 'Công tác', 'Chữa bệnh'])
    scene.tell({
      kind: 'stay',
      person,
      on,
      knownOn: on,
      place,
      where,
      leavesOn,
      reason,
      late: random.chance(0.04),
    })
  }

  return {
    consider,
    expireOn: (on) => {
      for (const { household, until, here } of last) if (until + 1 === on) expire(here(), household, on)
    },
  }
}
