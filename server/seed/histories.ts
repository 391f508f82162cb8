/**
 * The rows that a seeded person's events leave, made in one pass because their order is known. Whoever's events are out
 * of the ordinary (a correction, two on one day) goes through the reducers themselves; a test compares both.
 */
import {
  historyOf,
  type LifeEvent,
  type MaritalStatus,
  type PersonVersion,
  type RelationKind,
  type RelationRow,
} from '#population'
import { type CurrentResidence, type MembershipRow, type ResidenceRow, residenceHistoryOf } from '#residence'

export interface Civil {
  current: PersonVersion
  versions: PersonVersion[]
  relations: RelationRow[]
}

export interface Residential {
  current: CurrentResidence | undefined
  residences: ResidenceRow[]
  memberships: MembershipRow[]
}

/** Row ids: the reducers draw theirs by chance, a seed has its own. */
type NewId = (event: LifeEvent) => string

const plainCivil = new Set(['birth', 'marriage', 'divorce', 'widowhood', 'death'])
const maritalStatusAfter: Record<string, MaritalStatus> = {
  marriage: 'married',
  divorce: 'divorced',
  widowhood: 'widowed',
}

/** Whether each event takes effect on a later day than the one before. */
function inPlainOrder(events: readonly LifeEvent[]): boolean {
  for (let at = 1; at < events.length; at++) {
    if (events[at]!.effectiveOn <= events[at - 1]!.effectiveOn) return false
  }
  return true
}

interface Born {
  personId: string
  name: string
  sex: 'male' | 'female'
  bornOn: string
  bornPrecision?: 'D' | 'M' | 'Y'
  birthUnitId: number
  birthRegisteredUnitId: number
  homeTownUnitId: number
  ethnicGroup: string
  religion?: string
  bloodGroup?: string
  fatherNumber?: string
  motherNumber?: string
}

export function civilHistory(events: readonly LifeEvent[], nameFolded: string, newId: NewId): Civil {
  if (!inPlainOrder(events) || !events.every(({ kind }) => plainCivil.has(kind))) {
    const byId = new Map(events.map((event) => [event.id, event]))
    const { current, versions, relations } = historyOf(events)
    for (const row of relations) row.id = newId(byId.get(row.eventId)!)
    return { current: current!, versions, relations }
  }
  const birth = events[0]!
  const born = birth.payload as Born
  const { personNumber } = birth
  let current: PersonVersion = {
    personNumber,
    personId: born.personId,
    version: 1,
    status: 'alive',
    name: born.name,
    nameFolded,
    sex: born.sex,
    bornOn: born.bornOn,
    bornPrecision: born.bornPrecision ?? 'D',
    birthUnitId: born.birthUnitId,
    birthRegisteredUnitId: born.birthRegisteredUnitId,
    homeTownUnitId: born.homeTownUnitId,
    ethnicGroup: born.ethnicGroup,
    religion: born.religion ?? '99',
    nationalities: ['VNM'],
    bloodGroup: born.bloodGroup ?? null,
    maritalStatus: 'single',
    diedOn: null,
    otherName: null,
    validFrom: born.bornOn,
    recordedAt: birth.recordedAt,
    supersededAt: null,
    eventId: birth.id,
  }
  const versions = [current]
  const relations: RelationRow[] = []
  const relate = (
    event: LifeEvent,
    from: string,
    kind: RelationKind,
    to: string,
    validFrom: string,
  ): RelationRow => {
    const row: RelationRow = {
      personNumber: from,
      id: newId(event),
      kind,
      otherNumber: to,
      validFrom,
      validUntil: null,
      recordedAt: event.recordedAt,
      supersededAt: null,
      eventId: event.id,
    }
    relations.push(row)
    return row
  }
  const { fatherNumber, motherNumber } = born
  if (fatherNumber) {
    relate(birth, personNumber, 'father', fatherNumber, born.bornOn)
    relate(birth, fatherNumber, 'child', personNumber, born.bornOn)
  }
  if (motherNumber) {
    relate(birth, personNumber, 'mother', motherNumber, born.bornOn)
    relate(birth, motherNumber, 'child', personNumber, born.bornOn)
  }
  let spouse: RelationRow | undefined
  for (let at = 1; at < events.length; at++) {
    const event = events[at]!
    const { kind, effectiveOn, recordedAt, id: eventId } = event
    const stamp = { validFrom: effectiveOn, recordedAt, eventId, version: versions.length + 1 }
    current =
      kind === 'death'
        ? { ...current, ...stamp, status: 'dead', diedOn: effectiveOn }
        : { ...current, ...stamp, maritalStatus: maritalStatusAfter[kind]! }
    versions.push(current)
    if (kind === 'marriage') {
      const { spouseNumber } = event.payload as { spouseNumber: string }
      spouse = relate(event, personNumber, 'spouse', spouseNumber, effectiveOn)
    } else if (spouse) {
      spouse.supersededAt = recordedAt
      relate(event, personNumber, 'spouse', spouse.otherNumber, spouse.validFrom).validUntil = effectiveOn
      spouse = undefined
    }
  }
  return { current, versions, relations }
}

interface Place {
  residence: 'permanent' | 'temporary'
  dwellingId: string
  unitId: number
  householdId: string
  relationToHead: string
  until: string
}

type Open = { residence: ResidenceRow; membership: MembershipRow | undefined }

/** `dayAfter` turns the last day of a term into the first day that is no longer in it. */
export function residentialHistory(
  events: readonly LifeEvent[],
  newId: NewId,
  dayAfter: (day: string) => string,
): Residential {
  if (!inPlainOrder(events)) {
    const byId = new Map(events.map((event) => [event.id, event]))
    const history = residenceHistoryOf(events)
    for (const row of history.residences) row.id = newId(byId.get(row.eventId)!)
    for (const row of history.memberships) row.id = newId(byId.get(row.eventId)!)
    return history
  }
  const residences: ResidenceRow[] = []
  const memberships: MembershipRow[] = []
  const open: { permanent?: Open | undefined; temporary?: Open | undefined } = {}
  let current: CurrentResidence | undefined

  const stamp = (event: LifeEvent) => ({
    personNumber: event.personNumber,
    id: newId(event),
    recordedAt: event.recordedAt,
    supersededAt: null,
    eventId: event.id,
  })
  /** What was known to last is now known to end; a term that ended by itself stays as it was. */
  const until = <Row extends ResidenceRow | MembershipRow>(
    row: Row,
    on: string,
    event: LifeEvent,
    into: Row[],
  ): Row => {
    if (row.validUntil === on) return row
    row.supersededAt = event.recordedAt
    const next = { ...row, ...stamp(event), validUntil: on }
    into.push(next)
    return next
  }
  const ends = (row: ResidenceRow | MembershipRow, on: string) =>
    row.validUntil !== null && row.validUntil < on ? row.validUntil : on
  const leave = (held: Open | undefined, event: LifeEvent) => {
    if (held?.membership) until(held.membership, ends(held.membership, event.effectiveOn), event, memberships)
    if (held) held.membership = undefined
  }
  const enter = (kind: Place['residence'], householdId: string, relationToHead: string, event: LifeEvent) => {
    const held = open[kind]
    if (!held) return
    leave(held, event)
    const { validUntil } = held.residence
    held.membership = {
      ...stamp(event),
      householdId,
      kind,
      relationToHead,
      validFrom: event.effectiveOn,
      validUntil,
    }
    memberships.push(held.membership)
  }
  const end = (kind: Place['residence'], event: LifeEvent) => {
    const held = open[kind]
    if (!held) return
    leave(held, event)
    until(held.residence, ends(held.residence, event.effectiveOn), event, residences)
    open[kind] = undefined
  }
  const begin = (kind: Place['residence'], event: LifeEvent, validUntil: string | null) => {
    const { dwellingId, unitId, householdId, relationToHead } = event.payload as Place
    end(kind, event)
    const residence: ResidenceRow = {
      ...stamp(event),
      kind,
      dwellingId,
      unitId,
      validFrom: event.effectiveOn,
      validUntil,
    }
    residences.push(residence)
    open[kind] = { residence, membership: undefined }
    enter(kind, householdId, relationToHead, event)
  }

  for (const event of events) {
    const payload = event.payload as Place
    switch (event.kind) {
      case 'permanent-residence-registration':
        begin('permanent', event, null)
        break
      case 'permanent-residence-removal':
        end('permanent', event)
        break
      case 'temporary-residence-registration':
        begin('temporary', event, dayAfter(payload.until))
        break
      case 'temporary-residence-removal':
      case 'temporary-residence-expiry':
        end('temporary', event)
        break
      case 'temporary-residence-extension': {
        const held = open.temporary
        if (!held) break
        const on = dayAfter(payload.until)
        held.residence = until(held.residence, on, event, residences)
        if (held.membership) held.membership = until(held.membership, on, event, memberships)
        break
      }
      case 'household-forming':
      case 'head-change':
        enter(payload.residence, payload.householdId, 'head', event)
        break
      case 'household-joining':
      case 'relation-to-head-change':
        enter(payload.residence, payload.householdId, payload.relationToHead, event)
        break
    }
    current = currentAfter(current, open, event)
  }
  return { current, residences, memberships }
}

function currentAfter(
  before: CurrentResidence | undefined,
  { permanent, temporary }: { permanent?: Open | undefined; temporary?: Open | undefined },
  { personNumber, recordedAt, kind, payload }: LifeEvent,
): CurrentResidence | undefined {
  if (!before && !permanent && !temporary) return undefined
  const term = kind === 'temporary-residence-registration' || kind === 'temporary-residence-extension'
  const now: CurrentResidence = {
    personNumber,
    permanentUnitId: permanent?.residence.unitId ?? null,
    permanentDwellingId: permanent?.residence.dwellingId ?? null,
    permanentHouseholdId: permanent?.membership?.householdId ?? null,
    relationToHead: permanent?.membership?.relationToHead ?? null,
    temporaryUnitId: temporary?.residence.unitId ?? null,
    temporaryDwellingId: temporary?.residence.dwellingId ?? null,
    temporaryHouseholdId: temporary?.membership?.householdId ?? null,
    temporaryRelation: temporary?.membership?.relationToHead ?? null,
    temporaryFrom: temporary?.residence.validFrom ?? null,
    temporaryUntil: !temporary ? null : term ? (payload as Place).until : (before?.temporaryUntil ?? null),
    version: (before?.version ?? 0) + 1,
    recordedAt,
  }
  const same =
    before !== undefined &&
    before.permanentDwellingId === now.permanentDwellingId &&
    before.permanentHouseholdId === now.permanentHouseholdId &&
    before.relationToHead === now.relationToHead &&
    before.permanentUnitId === now.permanentUnitId &&
    before.temporaryDwellingId === now.temporaryDwellingId &&
    before.temporaryHouseholdId === now.temporaryHouseholdId &&
    before.temporaryRelation === now.temporaryRelation &&
    before.temporaryUnitId === now.temporaryUnitId &&
    before.temporaryFrom === now.temporaryFrom &&
    before.temporaryUntil === now.temporaryUntil
  return same ? before : now
}
