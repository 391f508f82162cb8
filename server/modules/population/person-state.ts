/** From the life events of a person to the states the register shows. Pure: the same in a call, a replay, a seed. */
import type { Day, Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import { fold } from '#platform/vietnamese.ts'
import {
  type BirthPayload,
  birth,
  type CorrectedDetails,
  death,
  detailsChange,
  detailsCorrection,
  divorce,
  marriage,
  type PersonDetails,
  widowhood,
} from './civil-status-events.ts'
import { marriageAnnulment, marriageRestoration } from './family-events.ts'
import { eventsInForce, inOrderOfRecording, isKind, type LifeEvent } from './life-event.ts'
import type { Sex } from './number.ts'
import {
  comingBack,
  deathDeclaration,
  emigration,
  homecoming,
  missingDeclaration,
  nationalityGain,
  nationalityLoss,
} from './status-events.ts'

export type PersonStatus = 'alive' | 'dead' | 'missing' | 'declared-dead' | 'nationality-lost' | 'emigrated'
export type MaritalStatus = 'single' | 'married' | 'divorced' | 'widowed'

/** What the register says of a person from a day on. */
export interface PersonState {
  validFrom: Day
  status: PersonStatus
  name: string
  nameFolded: string
  sex: Sex
  bornOn: Day
  bornPrecision: 'D' | 'M' | 'Y'
  birthUnitId: number | null
  birthRegisteredUnitId: number | null
  homeTownUnitId: number | null
  ethnicGroup: string
  religion: string
  nationalities: string[]
  bloodGroup: string | null
  maritalStatus: MaritalStatus
  diedOn: Day | null
  otherName: string | null
}

/** One row of `population.person_versions`; that of `population.people` without `supersededAt`. */
export interface PersonVersion extends PersonState {
  personNumber: PersonNumber
  personId: Uuid
  version: number
  recordedAt: Instant
  supersededAt: Instant | null
  eventId: Uuid
}

const NO_RELIGION = '99'
export const VIETNAMESE = 'VNM'
/** No nationality at all: code list nationalities. */
const STATELESS = 'XXA'

/** The states of a person in the order of their days; empty when there is no birth. */
export function statesOf(events: readonly LifeEvent[]): PersonState[] {
  const inForce = eventsInForce(events)
  const born = inForce.find((one) => isKind(one, birth))
  if (!born) return []
  const corrections = inForce.filter((one) => isKind(one, detailsCorrection)).sort(inOrderOfRecording)
  const corrected = <T extends object>(one: LifeEvent<T>): T => overlay(one, born.id, corrections)
  let state = stateAtBirth(corrected(born))
  let beforeMarriage: MaritalStatus = 'single'
  const states = [state]
  for (const one of inForce) {
    const change = changeBy(one, state, beforeMarriage, corrected)
    if (!change) continue
    if (isKind(one, marriage)) beforeMarriage = state.maritalStatus
    const next = { ...state, ...change, validFrom: one.effectiveOn }
    if (sameState(next, { ...state, validFrom: next.validFrom })) continue
    if (next.validFrom <= state.validFrom) {
      next.validFrom = state.validFrom
      states.pop()
    }
    states.push(next)
    state = next
  }
  return states
}

/** The first state of a person: as born. */
export function stateAtBirth(born: BirthPayload): PersonState {
  return {
    validFrom: born.bornOn,
    status: 'alive',
    name: born.name,
    nameFolded: fold(born.name),
    sex: born.sex,
    bornOn: born.bornOn,
    bornPrecision: born.bornPrecision ?? 'D',
    birthUnitId: born.birthUnitId ?? null,
    birthRegisteredUnitId: born.birthRegisteredUnitId ?? null,
    homeTownUnitId: born.homeTownUnitId ?? null,
    ethnicGroup: born.ethnicGroup,
    religion: born.religion ?? NO_RELIGION,
    nationalities: born.nationalities ?? [VIETNAMESE],
    bloodGroup: born.bloodGroup ?? null,
    maritalStatus: 'single',
    diedOn: null,
    otherName: born.otherName ?? null,
  }
}

/** What one event changes in the state of its person; undefined when nothing. */
function changeBy(
  one: LifeEvent,
  state: PersonState,
  beforeMarriage: MaritalStatus,
  corrected: <T extends object>(one: LifeEvent<T>) => T,
): Partial<PersonState> | undefined {
  if (isKind(one, marriage) || isKind(one, marriageRestoration)) return { maritalStatus: 'married' }
  if (isKind(one, divorce)) return { maritalStatus: 'divorced' }
  if (isKind(one, marriageAnnulment)) return { maritalStatus: beforeMarriage }
  if (isKind(one, widowhood)) return { maritalStatus: 'widowed' }
  if (isKind(one, death)) return { status: 'dead', diedOn: one.effectiveOn }
  if (isKind(one, detailsChange)) return detailsAsState(corrected(one).details)
  return statusBy(one, state)
}

/** What court and nationality decisions change. */
function statusBy(one: LifeEvent, state: PersonState): Partial<PersonState> | undefined {
  if (isKind(one, missingDeclaration)) return { status: 'missing' }
  if (isKind(one, deathDeclaration)) return { status: 'declared-dead', diedOn: one.effectiveOn }
  if (isKind(one, comingBack)) {
    // The marriage ended with the declaration; where it holds again, an event of its own says so.
    const unmarried = state.status === 'declared-dead' && state.maritalStatus === 'married'
    return { status: 'alive', diedOn: null, ...(unmarried ? { maritalStatus: 'divorced' } : {}) }
  }
  if (isKind(one, nationalityLoss)) {
    const left = state.nationalities.filter((country) => country !== VIETNAMESE)
    return { status: 'nationality-lost', nationalities: left.length > 0 ? left : [STATELESS] }
  }
  if (isKind(one, nationalityGain)) {
    const { country } = one.payload
    const held = state.nationalities.filter((other) => other !== STATELESS && other !== country)
    const nationalities = country === VIETNAMESE ? [VIETNAMESE, ...held] : [...held, country]
    return { nationalities, ...(country === VIETNAMESE ? { status: 'alive' } : {}) }
  }
  if (isKind(one, emigration)) return { status: 'emigrated' }
  return isKind(one, homecoming) ? { status: 'alive' } : undefined
}

function detailsAsState(details: PersonDetails): Partial<PersonState> {
  return { ...details, ...(details.name === undefined ? {} : { nameFolded: fold(details.name) }) }
}

/** The payload as corrections say it should have been, in the order in which they were recorded. */
function overlay<T extends object>(
  one: LifeEvent<T>,
  birthId: Uuid,
  corrections: readonly LifeEvent<{ corrects?: Uuid; details: CorrectedDetails }>[],
): T {
  let payload: T = one.payload
  for (const { payload: correction } of corrections) {
    if ((correction.corrects ?? birthId) !== one.id) continue
    payload =
      one.id === birthId
        ? { ...payload, ...correction.details }
        : { ...payload, details: { ...(payload as { details?: object }).details, ...correction.details } }
  }
  return payload
}

/** Whether two states say the same of a person, from the same day. */
export function sameState(a: PersonState, b: PersonState): boolean {
  return (
    a.validFrom === b.validFrom &&
    a.status === b.status &&
    a.name === b.name &&
    a.sex === b.sex &&
    a.bornOn === b.bornOn &&
    a.bornPrecision === b.bornPrecision &&
    a.birthUnitId === b.birthUnitId &&
    a.birthRegisteredUnitId === b.birthRegisteredUnitId &&
    a.homeTownUnitId === b.homeTownUnitId &&
    a.ethnicGroup === b.ethnicGroup &&
    a.religion === b.religion &&
    a.bloodGroup === b.bloodGroup &&
    a.maritalStatus === b.maritalStatus &&
    a.diedOn === b.diedOn &&
    a.otherName === b.otherName &&
    a.nationalities.join() === b.nationalities.join()
  )
}
