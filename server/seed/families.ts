/**
 * Who was born to whom, who married whom, who died: some hundred people around a few couples that married in the
 * middle of the last century, and the families they married into. Rates are rough figures of Việt Nam.
 */
import { NEVER, newYear, yearOf, years } from './days.ts'
import { drawSurname, isMatrilineal, type Sex } from './names.ts'
import type { Marriage, Person } from './people-and-homes.ts'
import type { Commune } from './places.ts'
import type { Random } from './random.ts'

export interface Families {
  people: Person[]
  marriages: Marriage[]
}

export interface FamilySettings {
  today: number
  /** Couples it begins with. */
  couples: number
  /** Where a couple of the beginning lived. */
  home(): Commune
  /** Where somebody from outside came from, who married a person from `place`. */
  away(place: Commune): Commune
}

const FIRST_WEDDING = 1938
const LAST_FOUNDERS = 1968
/** Parents of those born earlier are not in the register. */
const PARENTS_KNOWN_FROM = newYear(1955)
const WOMAN_MARRIES = 18.05
const MAN_MARRIES = 20.05

export function families(random: Random, settings: FamilySettings): Families {
  const { today } = settings
  const people: Person[] = []
  const marriages: Marriage[] = []
  const seeking = new Map<number, Person[]>()
  const free: Record<Sex, Person[]> = { male: [], female: [] }
  const lastYear = yearOf(today)

  const seekIn = (person: Person, year: number) => {
    if (year > lastYear) return
    const list = seeking.get(year)
    if (list) list.push(person)
    else seeking.set(year, [person])
  }

  /** Adds a person; `from` is the first year in which he looks for somebody. */
  const add = (person: Person, from: number) => {
    people.push(person)
    if (random.chance(0.05)) return
    const age = marryingAge(random, person)
    seekIn(person, Math.max(from, yearOf(person.born + years(age))))
  }

  const child = (mother: Person, father: Person, born: number): Person => {
    const clan = isMatrilineal(mother.ethnicGroup) ? mother : father
    const one: Person = {
      sex: random.chance(born > newYear(2000) ? 0.524 : 0.512) ? 'male' : 'female',
      born,
      died: NEVER,
      father,
      mother,
      children: [],
      marriages: [],
      ethnicGroup: clan.ethnicGroup,
      religion: random.chance(0.5) ? father.religion : mother.religion,
      surname: clan.surname,
      region: father.region,
      origin: father.origin,
    }
    one.died = deathDay(random, one, 0, today)
    father.children.push(one)
    mother.children.push(one)
    return one
  }

  const marry = (husband: Person, wife: Person, on: number, from: number, firstborn?: Person): Marriage => {
    const divorced = on > newYear(1985) && random.chance(husband.origin.terrain === 'urban' ? 0.13 : 0.075)
    const divorce = divorced ? on + years(2 + random.unit() * 18) : NEVER
    const death = Math.min(husband.died, wife.died)
    const until = Math.min(divorce, death)
    const ended = until <= today
    const end = !ended ? undefined : divorce < death ? 'divorce' : 'death'
    const marriage: Marriage = { husband, wife, on, until: ended ? until : NEVER, end }
    marriages.push(marriage)
    husband.marriages.push(marriage)
    wife.marriages.push(marriage)
    if (firstborn) {
      firstborn.father = husband
      firstborn.mother = wife
      husband.children.push(firstborn)
      wife.children.push(firstborn)
    }
    const again = wife.marriages.length + husband.marriages.length > 2
    for (const born of birthDays(random, marriage, again, firstborn?.born)) {
      if (born <= today) add(child(wife, husband, born), from)
    }
    if (ended) {
      for (const [one, chance] of [
        [husband, 0.45],
        [wife, 0.28],
      ] as const) {
        const age = (until - one.born) / 365.25
        if (one.died > until && age < 50 && random.chance(chance)) {
          seekIn(one, Math.max(from, yearOf(until) + random.between(2, 6)))
        }
      }
    }
    return marriage
  }

  /** Somebody who comes from elsewhere, with parents when those are still remembered by the register. */
  const fromOutside = (partner: Person, year: number): Person => {
    const older = partner.sex === 'male' ? -random.around(3, 2.5) : random.around(3, 2.5)
    const youngest = newYear(year) - years(partner.sex === 'male' ? WOMAN_MARRIES + 1 : MAN_MARRIES + 1)
    const born = Math.min(partner.born - years(older), youngest)
    const origin = settings.away(partner.origin)
    const sex: Sex = partner.sex === 'male' ? 'female' : 'male'
    const ethnicGroup = random.chance(0.8) ? partner.ethnicGroup : origin.ethnicGroup(random)
    const one = newcomer(random, { sex, born, origin, ethnicGroup }, newYear(year + 1), today)
    people.push(one)
    if (born < PARENTS_KNOWN_FROM) return one
    const wedding = born - random.between(290, 1000)
    const motherBorn = Math.min(born - years(21 + random.unit() * 9), wedding - years(WOMAN_MARRIES))
    const mother = newcomer(random, { sex: 'female', born: motherBorn, origin, ethnicGroup }, born + 1, today)
    const fatherBorn = Math.min(motherBorn - years(random.around(2.5, 2)), wedding - years(MAN_MARRIES))
    const father = newcomer(random, { sex: 'male', born: fatherBorn, origin, ethnicGroup }, born + 1, today)
    const clan = isMatrilineal(ethnicGroup) ? mother : father
    one.surname = clan.surname
    one.region = father.region
    people.push(father, mother)
    marry(father, mother, wedding, year, one)
    return one
  }

  const find = (person: Person, on: number): Person | undefined => {
    const list = free[person.sex === 'male' ? 'female' : 'male']
    for (let tries = 0; tries < 14 && list.length > 0; tries++) {
      const at = Math.floor(random.unit() * list.length)
      const other = list[at]!
      if (!isFree(other, on)) {
        list[at] = list.at(-1)!
        list.pop()
        continue
      }
      const [husband, wife] = person.sex === 'male' ? [person, other] : [other, person]
      const older = (wife.born - husband.born) / 365.25
      if (older < -3 || older > 10) continue
      if (on - wife.born < years(WOMAN_MARRIES) || on - husband.born < years(MAN_MARRIES)) continue
      if (person.ethnicGroup !== other.ethnicGroup && random.chance(0.75)) continue
      if (!areKin(person, other)) return other
    }
    return undefined
  }

  const wed = (person: Person, year: number, waited: number) => {
    const on = newYear(year) + random.between(0, 364)
    if (on >= today || !isFree(person, on)) return
    if (on - person.born < years(person.sex === 'male' ? MAN_MARRIES : WOMAN_MARRIES))
      return seekIn(person, year + 1)
    let other = find(person, on)
    if (!other && random.chance(0.16 + waited * 0.3)) other = fromOutside(person, year)
    if (!other || !isFree(other, on)) return waited < 4 ? seekIn(person, year + 1) : undefined
    const [husband, wife] = person.sex === 'male' ? [person, other] : [other, person]
    if (on - wife.born < years(WOMAN_MARRIES) || on - husband.born < years(MAN_MARRIES))
      return seekIn(person, year + 1)
    marry(husband, wife, on, year)
  }

  const waiting = new Map<Person, number>()
  for (let year = FIRST_WEDDING; year <= lastYear; year++) {
    for (let at = 0; at < settings.couples; at++) {
      if (FIRST_WEDDING + Math.floor((at * (LAST_FOUNDERS - FIRST_WEDDING)) / settings.couples) !== year)
        continue
      const [husband, wife] = founders(random, settings.home(), year, today)
      people.push(husband, wife)
      marry(husband, wife, newYear(year) + random.between(0, 364), year)
    }
    const now = seeking.get(year) ?? []
    for (const person of now) free[person.sex].push(person)
    for (const person of seeking.get(year + 1) ?? []) free[person.sex].push(person)
    for (const person of now) {
      const waited = waiting.get(person) ?? 0
      waiting.set(person, waited + 1)
      wed(person, year, waited)
    }
  }
  return { people, marriages }
}

function founders(random: Random, home: Commune, year: number, today: number): [Person, Person] {
  const ethnicGroup = home.ethnicGroup(random)
  const wedding = newYear(year)
  const wifeBorn = wedding - years(18.2 + random.unit() * 6)
  const husbandBorn = Math.min(wifeBorn - years(random.around(2.5, 2.5)), wedding - years(20.2))
  const alive = wedding + 400
  return [
    newcomer(random, { sex: 'male', born: husbandBorn, origin: home, ethnicGroup }, alive, today),
    newcomer(random, { sex: 'female', born: wifeBorn, origin: home, ethnicGroup }, alive, today),
  ]
}

/** Somebody whose parents are not in the register, alive on a day. */
function newcomer(
  random: Random,
  known: { sex: Sex; born: number; origin: Commune; ethnicGroup: string },
  aliveOn: number,
  today: number,
): Person {
  const { region } = known.origin.facts
  const person: Person = {
    ...known,
    died: NEVER,
    father: undefined,
    mother: undefined,
    children: [],
    marriages: [],
    religion: known.origin.religion(random, known.ethnicGroup),
    surname: drawSurname(random, known.ethnicGroup, region),
    region,
  }
  person.died = deathDay(random, person, aliveOn - known.born, today)
  return person
}

/** Most people live long; some die as infants, some in accidents. NEVER when the day is still to come. */
function deathDay(random: Random, person: Person, livedDays: number, today: number): number {
  const { born, sex } = person
  const infant =
    born < newYear(1960) ? 0.07 : born < newYear(1980) ? 0.045 : born < newYear(2000) ? 0.025 : 0.011
  const mode = (sex === 'female' ? 84.5 : 78) - (born < newYear(1950) ? 3 : 0)
  for (let tries = 0; tries < 20; tries++) {
    const draw = random.unit()
    const accident = sex === 'male' ? 0.045 : 0.02
    const age =
      draw < infant
        ? random.unit() ** 2 * 4
        : draw < infant + accident
          ? 16 + random.unit() * 40
          : Math.min(mode + 10.5 * Math.log(-Math.log(1 - random.unit() * 0.9999)), 108)
    const died = born + Math.max(1, years(age))
    if (died - born > livedDays) return died <= today ? died : NEVER
  }
  const died = born + livedDays + random.between(300, 4000)
  return died <= today ? died : NEVER
}

function marryingAge(random: Random, { sex, born }: Person): number {
  const mean = born < newYear(1960) ? 21 : born < newYear(1975) ? 22 : born < newYear(1990) ? 23.2 : 25
  const age = random.around(sex === 'female' ? mean : mean + 3, 3.2)
  return Math.max(age, sex === 'female' ? WOMAN_MARRIES : MAN_MARRIES)
}

/** Days on which the children of a marriage are born, also those still to come. */
function birthDays(random: Random, marriage: Marriage, again: boolean, firstborn?: number): number[] {
  const { on, until, end, husband, wife } = marriage
  const terrain = husband.origin.terrain
  const year = yearOf(on)
  const period = year < 1955 ? 4.6 : year < 1972 ? 3.7 : year < 1990 ? 3.5 : year < 2003 ? 2.7 : 2.5
  const local = year < 1975 ? 1 : terrain === 'urban' ? 0.86 : terrain === 'delta' ? 1 : 1.18
  const mean = period * local * (again ? 0.5 : 1)
  const wanted = random.chance(0.045)
    ? 0
    : Math.max(again ? 0 : 1, Math.round(random.around(mean, mean * 0.36)))
  const [shortest, longest] = year < 1975 ? [520, 1250] : year < 1995 ? [640, 1700] : [760, 2500]
  // A child may be born after its father's death, or soon after the parents parted.
  const last = Math.min(
    wife.died,
    husband.died + 250,
    end === 'divorce' ? until - 30 : NEVER,
    wife.born + years(45.5),
  )
  const days: number[] = []
  let born = firstborn ?? on + random.between(270, year < 1995 ? 900 : 1300)
  if (firstborn === undefined && wanted > 0 && born < last) days.push(born)
  for (let count = 1; count < wanted; count++) {
    born += random.between(shortest, longest)
    if (born >= last) break
    days.push(born)
    if (random.chance(0.011)) days.push(born)
  }
  return days
}

function isFree(person: Person, on: number): boolean {
  const last = person.marriages.at(-1)
  return person.died > on && (last === undefined || last.until < on - 180)
}

/** Within three generations (trong phạm vi ba đời): no shared parent or grandparent. Law 52/2014/QH13, art. 5(2)(d). */
function areKin(a: Person, b: Person): boolean {
  const ancestors = (one: Person) =>
    [
      one,
      one.father,
      one.mother,
      one.father?.father,
      one.father?.mother,
      one.mother?.father,
      one.mother?.mother,
    ].filter((each) => each !== undefined)
  const mine = ancestors(a)
  return ancestors(b).some((each) => mine.includes(each))
}
