/** Households (hộ gia đình): splitting one, changing its head. Law on Residence 68/2020/QH14, art. 10, 25, 26. */

import { type Call, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { Day, PersonNumber, Uuid } from '#platform/schemas.ts'
import { declare, isMinor, lockPeople } from '#population'
import { dayInFuture, personUnknown } from '#population/contract'
import { codeItem } from '#reference'
import * as contract from './contract.ts'
import { lockHouseholdsOf } from './household-locks.ts'
import * as store from './households.store.ts'
import { basis } from './law.ts'
import { claimFileNumber, type Mover } from './moving-in.ts'
import type { ResidenceKind } from './residence-events.ts'
import { currentOf } from './residence-reducer.ts'
import { selectCurrent } from './residences.store.ts'

export type { Household } from './households.store.ts'

interface Grounds {
  dossierId?: Uuid
  agencyId?: number
  evidence?: Record<string, unknown>
}

/** Throws householdUnknown. */
export async function knownHousehold(call: Pick<Call, 'sql'>, householdId: Uuid): Promise<store.Household> {
  const household = await store.selectHousehold(call.sql, householdId)
  if (!household) throw contract.householdUnknown()
  return household
}

/** The household a person is in by permanent residence, or else by temporary; undefined when in none. */
export async function householdOf(
  call: Pick<Call, 'sql'>,
  number: PersonNumber,
  kind?: ResidenceKind,
): Promise<(store.Household & { kind: ResidenceKind; relationToHead: string }) | undefined> {
  const held = await currentOf(call, number)
  const permanent = kind !== 'temporary' && held?.permanentHouseholdId
  const householdId = permanent || (kind !== 'permanent' && held?.temporaryHouseholdId)
  if (!held || !householdId) return undefined
  const household = await knownHousehold(call, householdId)
  return permanent
    ? { ...household, kind: 'permanent', relationToHead: held.relationToHead ?? '' }
    : { ...household, kind: 'temporary', relationToHead: held.temporaryRelation ?? '' }
}

export interface MemberNow {
  personNumber: PersonNumber
  kind: ResidenceKind
  relationToHead: string
}

/** Who is in a household now, the head first. */
export async function membersOf(call: Pick<Call, 'sql'>, householdId: Uuid): Promise<MemberNow[]> {
  const members = await store.selectCurrentMembers(call.sql, householdId)
  const place = ({ relationToHead, personNumber }: MemberNow) =>
    `${relationToHead === 'head' ? 0 : 1}${personNumber}`
  return members.toSorted((a, b) => (place(a) < place(b) ? -1 : 1))
}

/** The head (chủ hộ); undefined while a household has none. */
export async function headOf(call: Pick<Call, 'sql'>, householdId: Uuid): Promise<PersonNumber | undefined> {
  const members = await store.selectCurrentMembers(call.sql, householdId)
  return members.find(({ relationToHead }) => relationToHead === 'head')?.personNumber
}

/**
 * Some members form a household of their own at the same dwelling (tách hộ), one of them its head. Throws
 * householdUnknown, notAMember, headNeeded, headTooYoung, relationUnknown. Art. 25.
 */
export async function splitHousehold(
  call: Call,
  split: { householdId: Uuid; people: readonly Mover[]; on: Day } & Grounds,
): Promise<{ householdId: Uuid; fileNumber: string; eventIds: Uuid[] }> {
  const { people, on } = split
  const heads = people.filter(({ relationToHead }) => relationToHead === 'head')
  if (heads.length !== 1) throw contract.headNeeded()
  const scene = await lockMembers(call, split.householdId, people, on)
  await refuseYoungHead(call, scene, heads[0]!.personNumber, on)
  const { dwellingId, unitId } = scene.household
  const householdId = uuidv7()
  const fileNumber = await claimFileNumber(call, householdId, { dwellingId, unitId }, on)
  const grounds = { legalBasis: basis.household, effectiveOn: on, ...by(split) }
  const first = await declare(call, contract.householdFormed, {
    ...grounds,
    personNumber: heads[0]!.personNumber,
    payload: { residence: scene.kind, householdId, dwellingId, unitId, fileNumber },
  })
  const eventIds = [first.id]
  for (const { personNumber, relationToHead } of people) {
    if (relationToHead === 'head') continue
    const joined = await declare(call, contract.householdJoined, {
      ...grounds,
      personNumber,
      payload: { residence: scene.kind, householdId, relationToHead },
      causedBy: first.id,
    })
    eventIds.push(joined.id)
  }
  return { householdId, fileNumber, eventIds }
}

/**
 * Another member becomes head (thay đổi chủ hộ); the others say what they are to him, the former head included.
 * Throws householdUnknown, notAMember, headTooYoung, relationUnknown. Art. 10, 26.
 */
export async function changeHead(
  call: Call,
  change: { householdId: Uuid; head: PersonNumber; others: readonly Mover[]; on: Day } & Grounds,
): Promise<Uuid> {
  const { householdId, head, others, on } = change
  if (others.some(({ relationToHead }) => relationToHead === 'head')) throw contract.headNeeded()
  const everyone = [{ personNumber: head, relationToHead: 'head' }, ...others]
  const scene = await lockMembers(call, householdId, everyone, on)
  await refuseYoungHead(call, scene, head, on)
  const former = scene.members.find(({ relationToHead }) => relationToHead === 'head')?.personNumber
  const named = new Set(others.map(({ personNumber }) => personNumber))
  if (former !== undefined && former !== head && !named.has(former)) throw contract.headThereAlready()
  const id = uuidv7()
  const grounds = { legalBasis: basis.head, effectiveOn: on, ...by(change) }
  for (const { personNumber, relationToHead } of others) {
    await declare(call, contract.relationToHeadChange, {
      ...grounds,
      personNumber,
      payload: { residence: scene.kind, householdId, relationToHead },
      causedBy: id,
    })
  }
  const payload = { residence: scene.kind, householdId }
  await declare(call, contract.headChange, { ...grounds, id, personNumber: head, payload })
  return id
}

function by({ dossierId, agencyId, evidence }: Grounds) {
  return {
    ...(dossierId ? { dossierId } : {}),
    ...(agencyId ? { agencyId } : {}),
    ...(evidence ? { evidence } : {}),
  }
}

interface HouseholdScene {
  household: store.Household
  /** Permanent or temporary, the same for all who are named. */
  kind: ResidenceKind
  members: readonly MemberNow[]
  people: Awaited<ReturnType<typeof lockPeople>>
}

async function lockMembers(
  call: Call,
  householdId: Uuid,
  movers: readonly Mover[],
  on: Day,
): Promise<HouseholdScene> {
  if (on > dayOf(call.now)) throw dayInFuture()
  const numbers = movers.map(({ personNumber }) => personNumber)
  if (numbers.length === 0 || new Set(numbers).size !== numbers.length) throw contract.nobodyNamed()
  for (const { personNumber, relationToHead } of movers) {
    reads(call, personNumber, ['household'])
    if (!(await codeItem(call, 'relations-to-head', relationToHead, dayOf(call.now)))) {
      throw contract.relationUnknown()
    }
  }
  const people = await lockPeople(call, numbers)
  await lockHouseholdsOf(call, numbers, [householdId])
  const household = await knownHousehold(call, householdId)
  const members = await membersOf(call, householdId)
  const kinds = new Set(
    numbers.map((number) => members.find(({ personNumber }) => personNumber === number)?.kind),
  )
  const [kind] = kinds
  if (kinds.size !== 1 || kind === undefined) throw contract.notAMember()
  for (const held of await selectCurrent(call.sql, numbers)) {
    if (kind === 'temporary' && held.temporaryUntil && held.temporaryUntil < on) throw contract.notAMember()
  }
  return { household, kind, members, people }
}

async function refuseYoungHead(call: Call, { people }: HouseholdScene, head: PersonNumber, on: Day) {
  const person = people.get(head)
  if (!person) throw personUnknown()
  if (await isMinor(call, person, on)) throw contract.headTooYoung()
}
