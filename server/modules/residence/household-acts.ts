/** Joining, leaving and merging households of one dwelling. Law on Residence 68/2020/QH14, art. 10, 25, 26. */
import { type Call, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Day, PersonNumber, Uuid } from '#platform/schemas.ts'
import { declare, lockPeople } from '#population'
import { dayInFuture } from '#population/contract'
import { codeItem } from '#reference'
import * as contract from './contract.ts'
import { lockHouseholdsOf } from './household-locks.ts'
import type { Household } from './households.store.ts'
import { headOf, knownHousehold, type MemberNow, membersOf } from './households.ts'
import { basis } from './law.ts'
import type { Mover } from './moving-in.ts'
import type { ResidenceKind } from './residence-events.ts'
import { selectCurrent } from './residences.store.ts'

interface Grounds {
  dossierId?: Uuid
  agencyId?: number
  evidence?: Record<string, unknown>
}

const HEAD = 'head'

/**
 * People registered at the same dwelling join a household there (nhập hộ) and leave the one they were in. Throws
 * householdUnknown, anotherDwelling, headThereAlready, alreadyRegisteredHere, relationUnknown, dayInFuture.
 */
export async function joinHousehold(
  call: Call,
  joining: { householdId: Uuid; kind: ResidenceKind; people: readonly Mover[]; on: Day } & Grounds,
): Promise<Uuid[]> {
  const { householdId, kind, people, on } = joining
  const household = await lockScene(call, householdId, people, on)
  if (people.some(({ relationToHead }) => relationToHead === HEAD)) throw contract.headThereAlready()
  const members = await membersOf(call, householdId)
  if (members.length === 0 || household.dissolvedOn) throw contract.householdUnknown()
  await refuseElsewhere(call, household, members, { kind, people, on })
  const eventIds: Uuid[] = []
  for (const { personNumber, relationToHead } of people) {
    const event = await declare(call, contract.householdJoined, {
      personNumber,
      effectiveOn: on,
      payload: { residence: kind, householdId, relationToHead },
      legalBasis: basis.household,
      ...by(joining),
    })
    eventIds.push(event.id)
  }
  return eventIds
}

/** All members of one household join another of the same dwelling (nhập hai hộ). Throws as joinHousehold, notAMember. */
export async function mergeHouseholds(
  call: Call,
  merging: { from: Uuid; into: Uuid; kind: ResidenceKind; people: readonly Mover[]; on: Day } & Grounds,
): Promise<Uuid[]> {
  const { from, into, people, kind } = merging
  if (from === into) throw contract.householdUnknown()
  const named = new Set(people.map(({ personNumber }) => personNumber))
  await lockScene(call, into, people, merging.on, [from])
  const leaving = await membersOf(call, from)
  const all = leaving.filter((member) => member.kind === kind)
  if (all.length !== leaving.length || all.length !== named.size) throw contract.notAMember()
  if (all.some(({ personNumber }) => !named.has(personNumber))) throw contract.notAMember()
  return await joinHousehold(call, { ...merging, householdId: into })
}

/**
 * Members who stay at the dwelling leave the household (ra khỏi hộ). The head leaves last, or after another was
 * settled on. Throws householdUnknown, notAMember, headLeaves, dayInFuture.
 */
export async function leaveHousehold(
  call: Call,
  leaving: { householdId: Uuid; people: readonly PersonNumber[]; on: Day } & Grounds,
): Promise<Uuid[]> {
  const { householdId, people, on } = leaving
  const movers = people.map((personNumber) => ({ personNumber, relationToHead: 'other' }))
  await lockScene(call, householdId, movers, on)
  const members = await membersOf(call, householdId)
  const head = await headOf(call, householdId)
  const stay = members.filter(({ personNumber }) => !people.includes(personNumber))
  if (head !== undefined && people.includes(head) && stay.length > 0) throw contract.headLeaves()
  const eventIds: Uuid[] = []
  for (const personNumber of people) {
    const member = members.find((one) => one.personNumber === personNumber)
    if (!member) throw contract.notAMember()
    const event = await declare(call, contract.householdLeft, {
      personNumber,
      effectiveOn: on,
      payload: { residence: member.kind, householdId },
      legalBasis: basis.household,
      ...by(leaving),
    })
    eventIds.push(event.id)
  }
  return eventIds
}

async function lockScene(
  call: Call,
  householdId: Uuid,
  movers: readonly Mover[],
  on: Day,
  others: readonly Uuid[] = [],
): Promise<Household> {
  if (on > dayOf(call.now)) throw dayInFuture()
  const numbers = movers.map(({ personNumber }) => personNumber)
  if (numbers.length === 0 || new Set(numbers).size !== numbers.length) throw contract.nobodyNamed()
  for (const { personNumber, relationToHead } of movers) {
    reads(call, personNumber, ['household'])
    if (!(await codeItem(call, 'relations-to-head', relationToHead, dayOf(call.now)))) {
      throw contract.relationUnknown()
    }
  }
  await lockPeople(call, numbers)
  await lockHouseholdsOf(call, numbers, [householdId, ...others])
  return await knownHousehold(call, householdId)
}

/** Whoever joins is registered at the dwelling in the way that the members are, and not in the household yet. */
async function refuseElsewhere(
  call: Call,
  { householdId, dwellingId }: Household,
  members: readonly MemberNow[],
  { kind, people, on }: { kind: ResidenceKind; people: readonly Mover[]; on: Day },
): Promise<void> {
  if (members.some((member) => member.kind !== kind)) throw contract.anotherDwelling()
  const held = await selectCurrent(
    call.sql,
    people.map(({ personNumber }) => personNumber),
  )
  if (held.length !== people.length) throw contract.anotherDwelling()
  for (const row of held) {
    const permanent = kind === 'permanent'
    const at = permanent ? row.permanentDwellingId : row.temporaryDwellingId
    const own = permanent ? row.permanentHouseholdId : row.temporaryHouseholdId
    if (at !== dwellingId) throw contract.anotherDwelling()
    if (own === householdId) throw contract.alreadyRegisteredHere()
    if (!permanent && row.temporaryUntil && row.temporaryUntil < on) throw contract.anotherDwelling()
  }
}

function by({ dossierId, agencyId, evidence }: Grounds) {
  return {
    ...(dossierId ? { dossierId } : {}),
    ...(agencyId ? { agencyId } : {}),
    ...(evidence ? { evidence } : {}),
  }
}
