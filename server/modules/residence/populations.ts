/** Who lived in a unit on any day, as known at any instant; also in a unit that has ended since. */
import { type Call, reads } from '#platform/call.ts'
import { addDays, dayOf } from '#platform/day.ts'
import type { Day, Instant, Uuid } from '#platform/schemas.ts'
import { EVERYTHING_KNOWN, maskNumber, numberOf, officerOf, peopleByNumbers } from '#population'
import { addressLine, mapOldAddress, predecessorsOf, unitName, units } from '#reference'
import * as contract from './contract.ts'
import { isUuid } from './dwellings.ts'
import * as store from './populations.store.ts'
import type { ResidenceKind } from './residence-events.ts'
import { unitInTerritory } from './territory.ts'

const DEFAULT_ROWS = 50
/** At most so many former units are named on a page. */
const UNITS_SHOWN = 60

interface Asked {
  on?: Day
  knownAt?: Instant
}

/** Throws outOfTerritory, notACommune. */
async function asked(
  call: Call,
  unitId: number,
  { on = dayOf(call.now), knownAt = EVERYTHING_KNOWN }: Asked,
) {
  if (!(await unitInTerritory(call, unitId, officerOf(call).territory))) throw contract.outOfTerritory()
  if ((await units(call)).versions.get(unitId)?.at(-1)?.level !== 'commune') throw contract.notACommune()
  return { unitId, on, knownAt }
}

export async function readUnitPopulation(call: Call, unitId: number, given: Asked) {
  const as = await asked(call, unitId, given)
  const all = await units(call)
  const today = dayOf(call.now)
  const named = (id: number, on: Day) => ({ unitId: id, label: unitName(all, id, on) })
  const became = mapOldAddress(all, unitId, today).filter((one) => one.unitId !== unitId)
  const before = predecessorsOf(all, [unitId], as.on).slice(0, UNITS_SHOWN)
  return {
    unitId,
    label: unitName(all, unitId, as.on),
    on: as.on,
    knownAt: given.knownAt ?? null,
    ...(await store.countPopulation(call.sql, as)),
    streets: await store.selectStreets(call.sql, as),
    before: before.map((id) => named(id, addDays(as.on, -1))),
    after: became.map((one) => named(one.unitId, today)),
  }
}

export async function listUnitPeople(
  call: Call,
  unitId: number,
  {
    kind = 'permanent',
    after,
    limit = DEFAULT_ROWS,
    ...given
  }: Asked & { kind?: ResidenceKind; after?: string; limit?: number },
) {
  const as = await asked(call, unitId, given)
  const from = isUuid(after) ? await numberOf(call, after as Uuid) : ''
  const found = await store.selectPopulation(call.sql, { ...as, kind, after: from, limit })
  for (const { personNumber } of found) reads(call, personNumber, ['name', 'bornOn', 'residence'])
  const people = await peopleByNumbers(
    call,
    found.map(({ personNumber }) => personNumber),
  )
  const all = await units(call)
  const rows = found.flatMap((one) => {
    const person = people.get(one.personNumber)
    if (!person) return []
    const { personId, name, bornOn } = person
    return [
      {
        personId,
        maskedNumber: maskNumber(one.personNumber),
        name,
        bornOn,
        since: one.validFrom,
        address: addressLine(all, unitId, one.addressLine, as.on),
      },
    ]
  })
  return { rows, next: rows.length === limit ? (rows.at(-1)?.personId ?? null) : null }
}
