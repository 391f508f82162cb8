/** What approvals about permanent residence, its end, longer terms and split households do. Law on Residence, art. 20–28. */

import { Type } from 'typebox'
import { type Call, changes } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { Day, PersonNumber, Uuid } from '#platform/schemas.ts'
import {
  extendTemporaryResidence,
  headOf,
  registerDwelling,
  registerPermanentResidence,
  removePermanentResidence,
  splitHousehold,
} from '#residence'
import { type Ground, registerEffect } from './effects.ts'
import { DwellingAnswer } from './form.contract.ts'
import { relationOf } from './kinship.ts'

const People = Type.Array(Type.Object({ number: PersonNumber, relation: Type.Optional(Type.String()) }), {
  minItems: 1,
})
type People = { number: PersonNumber; relation?: string }[]

const by = ({ dossierId, agencyId }: Ground) => ({ dossierId, agencyId })

registerEffect({
  command: 'residence.register-permanent',
  input: Type.Object({
    people: People,
    place: DwellingAnswer,
    ownedByApplicant: Type.Optional(Type.Boolean()),
    householdId: Type.Optional(Uuid),
    relationToHead: Type.Optional(Type.String()),
  }),
  async run(
    call: Call,
    ground: Ground,
    input: {
      people: People
      place: DwellingAnswer
      ownedByApplicant?: boolean
      householdId?: Uuid
      relationToHead?: string
    },
  ) {
    const { people, place, householdId } = input
    const today = dayOf(call.now)
    const dwellingId =
      place.dwellingId ??
      (await registerDwelling(call, {
        unitId: place.unitId,
        addressLine: place.newAddressLine ?? '',
        kind: 'house',
        owners: input.ownedByApplicant ? [{ personNumber: ground.applicant }] : [],
        ownedFrom: today,
      }))
    const movers = []
    for (const [at, { number, relation }] of people.entries()) {
      const relationToHead = householdId
        ? await relationThere(call, householdId, number, at === 0 ? input.relationToHead : undefined)
        : at === 0
          ? 'head'
          : (relation ?? 'other')
      movers.push({ personNumber: number, relationToHead })
      changes(call, number, ['permanentResidence', 'household'])
    }
    await registerPermanentResidence(call, {
      people: movers,
      dwellingId,
      ...(householdId ? { householdId } : {}),
      on: today,
      evidence: { dossier: ground.code },
      ...by(ground),
    })
    return { movers: movers.map(({ personNumber }) => personNumber), permanent: true }
  },
})

/** What someone is to the head of the household he joins: by the registers, else as said in the form. */
async function relationThere(
  call: Call,
  householdId: Uuid,
  number: PersonNumber,
  said: string | undefined,
): Promise<string> {
  const head = await headOf(call, householdId)
  return (head ? await relationOf(call, number, head) : null) ?? said ?? 'other'
}

registerEffect({
  command: 'residence.remove-permanent',
  input: Type.Object({ people: People, ground: Type.String() }),
  async run(call: Call, ground: Ground, { people, ground: why }: { people: People; ground: string }) {
    for (const { number } of people) {
      changes(call, number, ['permanentResidence', 'household'])
      await removePermanentResidence(call, {
        personNumber: number,
        on: dayOf(call.now),
        ground: why,
        ...by(ground),
      })
    }
    return { movers: people.map(({ number }) => number), permanent: true }
  },
})

registerEffect({
  command: 'residence.extend-temporary',
  input: Type.Object({ people: People, untilOn: Day }),
  async run(call: Call, ground: Ground, { people, untilOn }: { people: People; untilOn: Day }) {
    for (const { number } of people) {
      changes(call, number, ['temporaryResidence'])
      await extendTemporaryResidence(call, { personNumber: number, until: untilOn, ...by(ground) })
    }
    return {}
  },
})

registerEffect({
  command: 'residence.split-household',
  input: Type.Object({ householdId: Uuid, people: People }),
  async run(call: Call, ground: Ground, input: { householdId: Uuid; people: People }) {
    const people = input.people.map(({ number, relation }, at) => ({
      personNumber: number,
      relationToHead: at === 0 ? 'head' : (relation ?? 'other'),
    }))
    for (const { personNumber } of people) changes(call, personNumber, ['household'])
    const { fileNumber } = await splitHousehold(call, {
      householdId: input.householdId,
      people,
      on: dayOf(call.now),
      ...by(ground),
    })
    return { fileNumber, permanent: true }
  },
})
