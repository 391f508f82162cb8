/** Households as people enter and leave them: somebody is head, an empty one has ended, children are taken in. */

import { NEVER, years } from './days.ts'
import type { Fact } from './facts.ts'
import { guardiansOf, relationToHead } from './kinship.ts'
import type { Dwelling, Household, Person } from './people-and-homes.ts'
import { isAdult, type Scene } from './scene.ts'

/** The register writes down who lives where. */
export function registerHomes(scene: Scene) {
  const { knownFrom } = scene.settings
  for (const person of scene.people) {
    const alive = person.born < knownFrom && person.died > knownFrom
    if (alive && !person.home && isAdult(person, knownFrom)) {
      // Who has only just come of age begins today: no home begins after the day on which it is known.
      const since = Math.min(Math.max(person.born + years(20), knownFrom - years(12)), knownFrom)
      found(scene, person, scene.house(person.origin, since, [person]), since)
    }
  }
  scene.known = true
  for (const household of scene.households) {
    const { head, members } = household
    if (!head || members.length === 0) continue
    const formed = head.homeSince!
    for (const person of [head, ...members.filter((one) => one !== head)]) {
      const on = Math.max(person.homeSince!, formed)
      person.homeSince = on
      announce(scene, person, household, on, knownFrom)
    }
  }
}

function announce(scene: Scene, person: Person, household: Household, on: number, knownOn: number) {
  if (!scene.known) return
  const relation = relationToHead(person, household.head!, on)
  const forms = !household.known
  household.known = true
  scene.tell({ kind: 'permanent-residence-registration', person, on, knownOn, household, relation, forms })
}

/** A new home for a head, who moves in at once. */
export function found(scene: Scene, head: Person, dwelling: Dwelling, on: number): Household {
  const household: Household = {
    place: dwelling.place,
    dwelling,
    head,
    members: [],
    lodgers: [],
    temporary: false,
    known: false,
    dissolvedOn: NEVER,
  }
  scene.households.push(household)
  scene.move(head, household, on)
  return household
}

export function move(scene: Scene, person: Person, to: Household, on: number) {
  const from = person.home
  if (from === to) return
  if (from) from.members.splice(from.members.indexOf(person), 1)
  to.members.push(person)
  person.home = to
  person.homeSince = on
  announce(scene, person, to, on, on)
  const { lodging } = person
  if (lodging && lodging.place === to.place) endLodging(scene, person, 'permanent-here', on)
  if (to.head !== person && to.head?.home !== to && isAdult(person, on)) repair(scene, to, on)
  if (from) repair(scene, from, on)
}

/** A person moves with the children who are still small and live with him. */
export function bring(scene: Scene, person: Person, to: Household, on: number) {
  const from = person.home
  scene.move(person, to, on)
  for (const child of person.children) {
    if (child.home && child.home === from && !isAdult(child, on) && child.died > on) scene.move(child, to, on)
  }
}

export function splitInPlace(
  scene: Scene,
  home: Household,
  head: Person,
  leaving: readonly Person[],
  on: number,
) {
  const household: Household = { ...home, head, members: [], lodgers: [], known: scene.known }
  scene.households.push(household)
  for (const person of [head, ...leaving.filter((one) => one !== head)]) {
    home.members.splice(home.members.indexOf(person), 1)
    household.members.push(person)
    person.home = household
    person.homeSince = on
    if (!scene.known) continue
    const told = { person, on, knownOn: on, household, residence: 'permanent' as const }
    if (person === head) scene.tell({ kind: 'household-forming', ...told })
    else scene.tell({ kind: 'household-joining', relation: relationToHead(person, head, on), ...told })
  }
  repair(scene, home, on)
}

export function endLodging(
  scene: Scene,
  person: Person,
  ground: 'moved' | 'permanent-here' | 'death' | 'asked',
  on: number,
  cause?: Fact,
) {
  const { lodging } = person
  if (!lodging) return
  lodging.lodgers.splice(lodging.lodgers.indexOf(person), 1)
  person.lodging = undefined
  scene.tell({ kind: 'temporary-residence-removal', person, on, knownOn: on, ground, cause })
  if (!lodging.temporary) return
  if (lodging.lodgers.length === 0) lodging.dissolvedOn = on
  else if (lodging.head === person) {
    const heir = lodging.lodgers.find((one) => isAdult(one, on))
    lodging.head = heir
    if (heir) changeHead(scene, lodging, lodging.lodgers, heir, 'temporary', on)
    else for (const child of [...lodging.lodgers]) endLodging(scene, child, 'moved', on)
  }
}

/** After somebody left: a household needs a head, and one without members has ended. */
export function repair(scene: Scene, household: Household, on: number) {
  const { members, head } = household
  if (members.length === 0) {
    household.dissolvedOn = on
    household.head = undefined
    for (const lodger of [...household.lodgers]) endLodging(scene, lodger, 'moved', on)
    return
  }
  if (head && members.includes(head)) return
  const heir = chooseHead(members, head, on)
  if (!heir) {
    for (const child of [...members]) {
      if (child.home === household) takeIn(scene, child, on, household)
    }
    return
  }
  household.head = heir
  changeHead(scene, household, members, heir, 'permanent', on)
}

function changeHead(
  scene: Scene,
  household: Household,
  members: readonly Person[],
  heir: Person,
  residence: 'permanent' | 'temporary',
  on: number,
) {
  if (!scene.known || !household.known) return
  const cause = scene.tell({ kind: 'head-change', person: heir, on, knownOn: on, household, residence })
  for (const person of members) {
    if (person === heir) continue
    const relation = relationToHead(person, heir, on)
    scene.tell({
      kind: 'relation-to-head-change',
      person,
      on,
      knownOn: on,
      household,
      residence,
      relation,
      cause,
    })
  }
}

function chooseHead(members: readonly Person[], before: Person | undefined, on: number): Person | undefined {
  const adults = members.filter((one) => isAdult(one, on))
  const widowed = adults.find((one) =>
    before?.marriages.some(({ husband, wife }) => husband === one || wife === one),
  )
  if (widowed && on - widowed.born < years(80)) return widowed
  const children = adults.filter((one) => before && (one.father === before || one.mother === before))
  const eldest = (list: Person[]) => list.toSorted((a, b) => a.born - b.born)[0]
  return eldest(children) ?? widowed ?? eldest(adults)
}

/** A child lives with its mother or father, or the nearest relative who has a home. */
export function takeIn(scene: Scene, child: Person, on: number, leaving?: Household) {
  const home = (one: Person | undefined) =>
    one?.home && one.died > on && one.home !== leaving && one.home.head ? one.home : undefined
  let to = guardiansOf(child)
    .map(home)
    .find((each) => each)
  to ??= scene.households.find(({ head, members }) => head && members.length > 0 && head.home !== leaving)
  if (to) scene.move(child, to, on)
}
