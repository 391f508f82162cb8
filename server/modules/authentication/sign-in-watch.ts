import { type Account, deviceWords, tellHolder } from '#accounts'
import type { FactorMethod } from '#accounts/contract'
import { type Call, newEntry } from '#platform/call.ts'
import type { Server } from '#platform/http.ts'
import { movedTooFast } from './last-places.ts'

export interface SeenSignIn {
  /** The account was used in this browser before. */
  known: boolean
  userAgent: string
  address: string
  methods: readonly FactorMethod[]
}

/**
 * Tells the holder of a sign-in that is unlike the ones before: a browser the account does not know, a place nobody
 * could have come to since, or a recovery code used up.
 */
export async function watchSignIn(server: Server, account: Account, seen: SeenSignIn): Promise<void> {
  const { db, ports } = server
  const recovered = seen.methods.includes('recovery-code')
  const place = ports.networkPlaces.placeOf(seen.address)
  if (seen.known && !recovered && !place) return
  const now = server.clock()
  await db.begin(async (sql) => {
    const entry = newEntry('watch sign-in', now)
    const call: Call = { sql, actor: { kind: 'anonymous' }, now, ports, entry }
    const device = deviceWords(seen.userAgent)
    if (place && (await movedTooFast(sql, account.accountId, place, now)))
      await tellHolder(call, account, 'far-away', { device, place: place.name })
    if (!seen.known) await tellHolder(call, account, 'new-device', { device })
    if (recovered) await tellHolder(call, account, 'recovery-code-used', { device })
  })
}
