/** Which system may follow the change feed, and whose changes it is told: everybody's by a law, else of who agreed. */
import type { Call } from '#platform/call.ts'
import type { FeedAsked, FeedRights } from '#population'
import { agreedSince } from '#privacy'
import { askingOf } from './asking.ts'
import { selectHeld } from './checks.store.ts'

const fields = ['lifeEvents'] as const

/** Throws partyUnknown, throughProvider, recipientNeeded, purposeNotGranted. */
export async function feedRightsOf(call: Call, { purpose, forClientId }: FeedAsked): Promise<FeedRights> {
  const { recipient, through, basis } = await askingOf(call, {
    purpose,
    forClientId,
    act: 'population.changes',
    fields,
  })
  return {
    byLaw: basis === 'law',
    async toldSince(numbers) {
      const since =
        basis === 'law'
          ? new Map(numbers.map((number) => [number, null]))
          : await agreedSince(call, {
              numbers,
              recipientId: recipient.clientId,
              throughAgencyId: through?.agencyId ?? null,
              purpose,
              fields,
            })
      const held = await selectHeld(call.sql, numbers, recipient.clientId)
      return new Map([...since].filter(([number]) => !held.has(number)))
    },
  }
}
