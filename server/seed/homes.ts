/**
 * Where they lived: households form, split, move, lose their heads and end, as the years pass. The register knows
 * homes as they stood at the beginning of 2000 and everything since; births, marriages and deaths from the start.
 */

import { NEVER, newYear, years } from './days.ts'
import { house, inherit } from './dwellings.ts'
import type { Families } from './families.ts'
import { bring, endLodging, found, move, registerHomes, repair, splitInPlace, takeIn } from './households.ts'
import { adoptAfter, guardChildren, recognise } from './kin.ts'
import { lodgings } from './lodgings.ts'
import { isMatrilineal } from './names.ts'
import type { Household, Marriage, Person } from './people-and-homes.ts'
import { plan } from './plan.ts'
import type { Random } from './random.ts'
import { type Homes, type HomesSettings, isAdult, type Scene } from './scene.ts'

const BIRTH = 0
const WEDDING = 1
const DIVORCE = 2
const DEATH = 3
const OTHER = 4

export function homes(random: Random, { people, marriages }: Families, settings: HomesSettings): Homes {
  const { today } = settings
  const timeline = plan()
  const scene: Scene = {
    facts: [],
    households: [],
    dwellings: [],
    random,
    settings,
    people,
    known: false,
    at: (on, act, order = OTHER) => {
      if (on < today) timeline.add(on, order, act)
    },
    tell: (fact) => {
      if (fact.person.registered) scene.facts.push(fact)
      return fact
    },
    move: (person, to, on) => move(scene, person, to, on),
    house: (place, on, owners) => house(scene, place, on, owners),
  }
  const lodging = lodgings(scene)
  for (const person of people) person.registered = isRegistered(person, settings.knownFrom)
  for (const person of people) lead(scene, person)
  for (const marriage of marriages) couple(scene, marriage)
  scene.at(settings.knownFrom, () => registerHomes(scene), -1)
  for (const person of people) lodging.consider(person)
  timeline.run(today)
  lodging.expireOn(today)
  return scene
}

/** Who died long ago is known only through whom he left behind. */
function isRegistered(person: Person, knownFrom: number): boolean {
  if (person.died >= knownFrom) return true
  return person.marriages.some(({ husband, wife }) => Math.max(husband.died, wife.died) >= knownFrom)
}

/** Birth and death of one person, and moving out alone. */
function lead(scene: Scene, person: Person) {
  const { random, at, tell } = scene
  const { born, died } = person
  const reported = born < scene.settings.knownFrom ? born : Math.min(born + random.between(2, 25), died)
  if (reported >= scene.settings.today) {
    person.registered = false
    return
  }
  at(
    reported,
    (on) => {
      const place = person.mother?.home?.place ?? person.father?.home?.place ?? person.origin
      tell({ kind: 'birth', person, on: born, knownOn: on, place })
    },
    BIRTH,
  )
  if (person.mother) {
    const home =
      born < scene.settings.knownFrom ? born : reported + (born > newYear(2023) ? 1 : random.between(3, 40))
    at(home, (on) => {
      if (person.died > on && !person.home) takeIn(scene, person, on)
    })
  }
  recognise(scene, person)
  if (died !== NEVER) at(died, (on) => die(scene, person, on), DEATH)
  if (random.chance(0.06)) at(born + years(22 + random.unit() * 9), (on) => leaveAlone(scene, person, on))
  if (born > newYear(1940) && random.chance(0.005)) {
    const what = random.pick(['other-name', 'religion', 'home-town'] as const)
    const kind = what === 'other-name' ? 'details-change' : 'details-correction'
    const on = newYear(2022) + random.between(0, 1600)
    if (reported + 30 < on && on < scene.settings.today - 20) {
      at(on, () => {
        if (person.died > on)
          tell({ kind, what, person, on: kind === 'details-change' ? on : born, knownOn: on })
      })
    }
  }
}

function couple(scene: Scene, marriage: Marriage) {
  const { random, at, tell } = scene
  const { husband, wife } = marriage
  at(
    marriage.on,
    (on) => {
      husband.spouse = wife
      wife.spouse = husband
      if (!husband.registered || !wife.registered) return
      const cause = tell({ kind: 'marriage', person: husband, spouse: wife, on, knownOn: on })
      tell({ kind: 'marriage', person: wife, spouse: husband, on, knownOn: on, cause })
    },
    WEDDING,
  )
  adoptAfter(scene, marriage)
  at(marriage.on + random.between(15, 260), (on) => settle(scene, marriage, on))
  if (marriage.end !== 'divorce') return
  at(
    marriage.until,
    (on) => {
      husband.spouse = undefined
      wife.spouse = undefined
      if (!husband.registered || !wife.registered) return
      const cause = tell({ kind: 'divorce', person: husband, spouse: wife, on, knownOn: on + 2 })
      tell({ kind: 'divorce', person: wife, spouse: husband, on, knownOn: on + 2, cause })
    },
    DIVORCE,
  )
  at(marriage.until + random.between(10, 150), (on) => part(scene, marriage, on))
}

/** Where the newly married live: with his parents, on their own, or with hers. */
function settle(scene: Scene, { husband, wife, on: married, until }: Marriage, on: number) {
  if (until <= on || husband.spouse !== wife) {
    for (const left of [husband, wife]) {
      if (left.died > on && !left.home) found(scene, left, scene.house(left.origin, on, [left]), on)
    }
    return
  }
  const { random, settings } = scene
  const his = husband.home
  const hers = wife.home
  if (his && his === hers) return
  const stay = () => plans(scene, husband, wife, on)
  if (!his && !hers) {
    const household = found(scene, husband, scene.house(husband.origin, on, [husband, wife]), on)
    scene.move(wife, household, on)
    return stay()
  }
  const choice = random.unit()
  const withParents = married < newYear(1990) ? 0.66 : 0.52
  if (hers && isMatrilineal(wife.ethnicGroup) && choice < 0.75) bring(scene, husband, hers, on)
  else if (his && (his.head === husband || choice < withParents)) bring(scene, wife, his, on)
  else if (hers && (hers.head === wife || choice > 0.94)) bring(scene, husband, hers, on)
  else {
    const near = his?.place ?? hers!.place
    const where = random.unit()
    const place = where < 0.68 ? near : where < 0.85 ? settings.near(near) : settings.city()
    const household = found(scene, husband, scene.house(place, on, [husband, wife]), on)
    bring(scene, wife, household, on)
  }
  stay()
}

/** Later in a marriage: a household of their own, and a city. */
function plans(scene: Scene, husband: Person, wife: Person, on: number) {
  const { random, at } = scene
  if (random.chance(0.8)) at(on + years(1.5 + random.unit() * 8), (day) => split(scene, husband, wife, day))
  const leaves = husband.born > newYear(1955) ? (husband.origin.terrain === 'urban' ? 0.12 : 0.2) : 0.05
  if (random.chance(leaves))
    at(on + years(1 + random.unit() * 18), (day) => migrate(scene, husband, wife, day))
}

const family = (husband: Person, wife: Person, home: Household, on: number): Person[] =>
  [husband, wife, ...new Set([...husband.children, ...wife.children])].filter(
    (one) => one.home === home && one.died > on && (one === husband || one === wife || !one.spouse),
  )

/** Household splitting (tách hộ): in the same dwelling, or a house of their own nearby. */
function split(scene: Scene, husband: Person, wife: Person, on: number) {
  const home = husband.home
  if (!home || wife.home !== home || husband.spouse !== wife || home.head === husband || home.head === wife)
    return
  const { random, settings } = scene
  const leaving = family(husband, wife, home, on)
  const othersStay = home.members.some(
    (one) => !leaving.includes(one) && isAdult(one, on) && on - one.born < years(45),
  )
  if (!othersStay && random.chance(0.6)) return
  const head = random.chance(0.87) ? husband : wife
  if (random.chance(0.3)) return splitInPlace(scene, home, head, leaving, on)
  const place = random.chance(0.84) ? home.place : settings.near(home.place)
  const household = found(scene, head, scene.house(place, on, [husband, wife]), on)
  for (const person of leaving) scene.move(person, household, on)
}

function migrate(scene: Scene, husband: Person, wife: Person, on: number) {
  const home = husband.home
  if (!home || wife.home !== home || husband.spouse !== wife) return
  const { random, settings } = scene
  const place = random.chance(0.6) ? settings.city() : settings.near(home.place)
  if (place === home.place) return
  const leaving = family(husband, wife, home, on)
  const household = found(scene, husband, scene.house(place, on, [husband, wife]), on)
  for (const person of leaving) scene.move(person, household, on)
}

function leaveAlone(scene: Scene, person: Person, on: number) {
  if (
    person.died <= on ||
    person.spouse ||
    !person.home ||
    person.home.head === person ||
    !isAdult(person, on)
  )
    return
  const place = scene.random.chance(0.7) ? scene.settings.city() : scene.settings.near(person.home.place)
  if (place !== person.home.place) found(scene, person, scene.house(place, on, [person]), on)
}

/** After a divorce one of them goes, mostly she, and takes the small children along. */
function part(scene: Scene, { husband, wife }: Marriage, on: number) {
  const home = wife.home
  if (
    !home ||
    husband.home !== home ||
    husband.died <= on ||
    wife.died <= on ||
    wife.spouse ||
    husband.spouse
  )
    return
  const hersByBirth = wife.mother?.home === home || wife.father?.home === home
  const goes = hersByBirth || scene.random.chance(0.25) ? husband : wife
  const parents = [goes.mother, goes.father].find(
    (one) => one && one.died > on && one.home && one.home !== home,
  )
  const to = parents?.home
  if (to && scene.random.chance(0.6)) {
    if (goes === wife && scene.random.chance(0.75)) bring(scene, goes, to, on)
    else scene.move(goes, to, on)
    return
  }
  const household = found(scene, goes, scene.house(home.place, on, [goes]), on)
  if (goes === wife) {
    for (const child of wife.children) {
      if (child.home === home && !isAdult(child, on) && child.died > on) scene.move(child, household, on)
    }
  }
}

function die(scene: Scene, person: Person, on: number) {
  const { random, at, tell } = scene
  const knownOn = on + 1
  const cause = tell({ kind: 'death', person, on, knownOn })
  const { home, spouse } = person
  if (spouse) {
    if (person.registered && spouse.registered) {
      tell({ kind: 'widowhood', person: spouse, spouse: person, on, knownOn, cause })
    }
    spouse.spouse = undefined
    person.spouse = undefined
  }
  endLodging(scene, person, 'death', on, cause)
  if (home) {
    home.members.splice(home.members.indexOf(person), 1)
    if (scene.known) tell({ kind: 'permanent-residence-removal', person, on, knownOn, cause })
    person.home = undefined
    repair(scene, home, on)
  }
  inherit(person, home, on)
  guardChildren(scene, person, on)
  if (
    spouse?.home &&
    spouse.home.members.length === 1 &&
    on - spouse.born > years(64) &&
    random.chance(0.5)
  ) {
    at(on + random.between(60, 700), (day) => joinChild(scene, spouse, day))
  }
}

function joinChild(scene: Scene, parent: Person, on: number) {
  if (parent.died <= on || parent.home?.members.length !== 1) return
  const child = parent.children.find((one) => one.died > on && one.home?.head && one.home !== parent.home)
  if (child?.home) scene.move(parent, child.home, on)
}
