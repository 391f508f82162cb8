/** Rooms that companies and schools let: shared by the whole nation, a few at a time in each commune. */
import { instantOf, NEVER, newYear } from './days.ts'
import { instantText, seededId } from './instants.ts'
import type { Dwelling } from './people-and-homes.ts'
import { type Commune, organisations } from './places.ts'
import type { Random } from './random.ts'
import type { Rows } from './rows.ts'

const BUILT = newYear(2018)
const BEDS = { room: 24, dormitory: 180 }

export function rooms(rows: Rows, address: (place: Commune, random: Random) => string) {
  const open = new Map<string, { dwelling: Dwelling; left: number }>()
  return (random: Random, place: Commune, student: boolean): Dwelling => {
    const kind = student && random.chance(0.5) ? 'dormitory' : 'room'
    const key = `${place.unitId} ${kind}`
    const found = open.get(key)
    if (found && found.left > 0) {
      found.left -= 1
      return found.dwelling
    }
    const organisation = random.pick(kind === 'dormitory' ? organisations.dormitory : organisations.boarding)
    const dwelling: Dwelling = {
      place,
      line: `${kind === 'dormitory' ? 'Ký túc xá' : 'Khu nhà trọ'}, ${address(place, random)}`,
      kind,
      areaM2: kind === 'dormitory' ? random.between(1500, 6000) : random.between(300, 900),
      since: BUILT,
      owners: [{ person: undefined, organisation, from: BUILT, until: NEVER }],
      id: seededId(instantOf(BUILT, 600), random),
    }
    const recordedAt = instantText(instantOf(BUILT, 600))
    rows.dwelling(dwelling, recordedAt)
    rows.owner({
      dwellingId: dwelling.id!,
      id: seededId(instantOf(BUILT, 600), random),
      personNumber: null,
      organisation,
      validFrom: recordedAt.slice(0, 10),
      validUntil: null,
      recordedAt,
      supersededAt: null,
    })
    open.set(key, { dwelling, left: BEDS[kind] - 1 })
    return dwelling
  }
}
