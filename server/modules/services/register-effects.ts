/** What approvals of residence services do to the registers. */

import { Type } from 'typebox'
import { type Call, changes } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { Day, PersonNumber, Uuid } from '#platform/schemas.ts'
import { declareStay, registerDwelling, registerTemporaryResidence } from '#residence'
import { type Ground, registerEffect } from './effects.ts'
import { DwellingAnswer } from './form.contract.ts'
import { homeOf } from './registers.ts'

const Moving = Type.Object({ number: PersonNumber, relation: Type.Optional(Type.String()) })

interface TemporaryResidence {
  people: { number: string; relation?: string }[]
  place: DwellingAnswer
  /** Set when the applicant proves that a new dwelling is his own. */
  ownedByApplicant?: boolean
  fromOn: string
  untilOn: string
  householdId?: string
  relationToHead?: string
}

registerEffect({
  command: 'residence.register-temporary',
  input: Type.Object({
    people: Type.Array(Moving, { minItems: 1 }),
    place: DwellingAnswer,
    ownedByApplicant: Type.Optional(Type.Boolean()),
    fromOn: Day,
    untilOn: Day,
    householdId: Type.Optional(Uuid),
    relationToHead: Type.Optional(Type.String()),
  }),
  async run(call: Call, ground: Ground, input: TemporaryResidence) {
    const dwellingId = input.place.dwellingId ?? (await newDwelling(call, ground, input))
    const people = input.people.map(({ number, relation }, i) => ({
      personNumber: number,
      relationToHead: relationInHousehold(input, i === 0, relation),
    }))
    for (const { personNumber } of people) changes(call, personNumber, ['temporaryResidence', 'household'])
    await registerTemporaryResidence(call, {
      people,
      dwellingId,
      ...(input.householdId ? { householdId: input.householdId } : {}),
      from: input.fromOn,
      until: input.untilOn,
      dossierId: ground.dossierId,
      agencyId: ground.agencyId,
      evidence: { dossier: ground.code },
    })
    return {}
  },
})

/** In a household of his own the applicant is head; in another's he is what was said, and his people are lodgers' kin. */
function relationInHousehold(
  { householdId, relationToHead }: TemporaryResidence,
  isApplicant: boolean,
  toApplicant: string | undefined,
): string {
  if (!householdId) return isApplicant ? 'head' : (toApplicant ?? 'other')
  return isApplicant ? (relationToHead ?? 'other') : 'other'
}

async function newDwelling(
  call: Call,
  { applicant }: Ground,
  { place, ownedByApplicant }: TemporaryResidence,
): Promise<string> {
  return registerDwelling(call, {
    unitId: place.unitId,
    addressLine: place.newAddressLine ?? '',
    kind: 'house',
    owners: ownedByApplicant ? [{ personNumber: applicant }] : [],
    ownedFrom: dayOf(call.now),
  })
}

interface Stay {
  guests: { number: string }[]
  place: { home: true } | DwellingAnswer
  arrivesOn: string
  leavesOn: string
  reason?: string
}

registerEffect({
  command: 'residence.declare-stay',
  input: Type.Object({
    guests: Type.Array(Type.Object({ number: PersonNumber }), { minItems: 1 }),
    place: Type.Union([Type.Object({ home: Type.Literal(true) }), DwellingAnswer]),
    arrivesOn: Day,
    leavesOn: Day,
    reason: Type.Optional(Type.String()),
  }),
  async run(call: Call, ground: Ground, { guests, place, arrivesOn, leavesOn, reason }: Stay) {
    for (const { number } of guests) changes(call, number, ['stays'])
    await declareStay(call, {
      people: guests.map(({ number }) => number),
      declaredBy: ground.applicant,
      ...(await placeOfStay(call, ground, place)),
      arrivesOn,
      leavesOn,
      ...(reason ? { reason } : {}),
      dossierId: ground.dossierId,
      agencyId: ground.agencyId,
    })
    return {}
  },
})

async function placeOfStay(call: Call, { applicant }: Ground, place: Stay['place']) {
  if ('home' in place) {
    const home = await homeOf(call, applicant)
    const dwellingId = home?.temporaryDwellingId ?? home?.permanentDwellingId
    if (!dwellingId) throw new Error('A host without a residence passed the conditions')
    return { dwellingId }
  }
  if (place.dwellingId) return { dwellingId: place.dwellingId }
  return { unitId: place.unitId, place: place.newAddressLine ?? '' }
}
