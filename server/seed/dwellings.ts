/** Dwellings and who owns them: a couple, a parent, a landlord or a company, and in time their heirs. */

import { NEVER, newYear } from './days.ts'
import type { Dwelling, Household, Person } from './people-and-homes.ts'
import { type Commune, organisations } from './places.ts'
import { isAdult, type Scene } from './scene.ts'

/** A dwelling of the couple, of a parent who lives elsewhere, of a landlord, or of the company he works for. */
export function house(scene: Scene, place: Commune, on: number, couple: Person[]): Dwelling {
  const { random, settings } = scene
  const urban = place.terrain === 'urban'
  const dwelling: Dwelling = {
    place,
    line: settings.address(place, random),
    kind: urban && random.chance(0.22) ? 'apartment' : 'house',
    areaM2: urban ? random.between(24, 110) : random.between(48, 190),
    since: on,
    owners: [],
  }
  scene.dwellings.push(dwelling)
  const alive = couple.filter((one) => one.died > on)
  const parent = alive.flatMap((one) => [one.father, one.mother]).find((one) => one && one.died > on)
  const who = random.unit()
  if (who < 0.07 && parent) own(dwelling, parent, on)
  else if (who < 0.1 && on > newYear(1986)) {
    dwelling.owners.push({
      person: undefined,
      organisation: random.pick(organisations.company),
      from: on,
      until: NEVER,
    })
  } else if (who < 0.14 && landlord(scene, place, on)) own(dwelling, landlord(scene, place, on)!, on)
  else for (const one of random.chance(0.72) ? alive : alive.slice(0, 1)) own(dwelling, one, on)
  return dwelling
}

const landlord = (scene: Scene, place: Commune, on: number) =>
  scene.households.find(
    ({ head, place: where, members }) =>
      where === place && head && members.length > 0 && isAdult(head, on) && head.died > on,
  )?.head

/** A dwelling goes to the co-owner, else to who is head there now, else to a child. */
export function inherit(person: Person, home: Household | undefined, on: number) {
  for (const dwelling of person.owns ?? []) {
    const share = dwelling.owners.find((owner) => owner.person === person && owner.until === NEVER)
    if (!share) continue
    share.until = on
    if (dwelling.owners.some(({ until }) => until === NEVER)) continue
    const head = home?.dwelling === dwelling ? home.head : undefined
    const heir = head ?? person.children.find((one) => one.died > on && isAdult(one, on))
    if (heir && heir.died > on) own(dwelling, heir, on)
    else
      dwelling.owners.push({
        person: undefined,
        organisation: `Ủy ban nhân dân ${dwelling.place.name}`,
        from: on,
        until: NEVER,
      })
  }
}

function own(dwelling: Dwelling, person: Person, on: number) {
  dwelling.owners.push({ person, organisation: undefined, from: on, until: NEVER })
  person.owns ??= []
  person.owns.push(dwelling)
}
