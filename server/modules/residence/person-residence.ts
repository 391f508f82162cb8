/** Residence in a person's file, for the officer who may open it. */
import type { Call } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Day, Instant, Uuid } from '#platform/schemas.ts'
import { openFile, type Why } from '#population'
import type { PersonResidence } from './contract.ts'
import { knownHousehold } from './households.ts'
import { placesOf } from './my-residence.ts'
import { relationWords } from './relation-words.ts'
import { currentOf } from './residence-reducer.ts'
import { absencesOf, residenceItems } from './standing.ts'

const fields = ['permanentResidence', 'temporaryResidence', 'currentPlace', 'absence', 'household']

/** Throws personUnknown, outOfTerritory, reasonNeeded, searchEnded. */
export async function personResidence(
  call: Call,
  personId: Uuid,
  { on = dayOf(call.now), knownAt, ...why }: Why & { on?: Day; knownAt?: Instant },
): Promise<PersonResidence> {
  const number = await openFile(call, personId, why, fields)
  const held = await currentOf(call, number)
  const relation = await relationWords(call)
  const belongs = [
    { kind: 'permanent' as const, householdId: held?.permanentHouseholdId, toHead: held?.relationToHead },
    { kind: 'temporary' as const, householdId: held?.temporaryHouseholdId, toHead: held?.temporaryRelation },
  ]
  const households: PersonResidence['households'] = []
  for (const { kind, householdId, toHead } of belongs) {
    if (!householdId) continue
    const { fileNumber } = await knownHousehold(call, householdId)
    households.push({ kind, householdId, fileNumber, relation: relation(toHead ?? '') })
  }
  return {
    ...(await placesOf(call, number)),
    households,
    absences: await absencesOf(call, number, on),
    items: await residenceItems(call, number, on, knownAt),
  }
}
