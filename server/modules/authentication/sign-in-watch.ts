import { type Account, deviceWords, tellHolder } from '#accounts'
import type { FactorMethod } from '#accounts/contract'
import { newEntry } from '#platform/call.ts'
import type { Server } from '#platform/http.ts'

export interface SeenSignIn {
  /** The account was used in this browser before. */
  known: boolean
  userAgent: string
  address: string
  methods: readonly FactorMethod[]
}

/**
 * Tells the holder of a sign-in that is unlike the ones before: a browser the account does not know, or a recovery
 * code used up.
 */
export async function watchSignIn(server: Server, account: Account, seen: SeenSignIn): Promise<void> {
  const recovered = seen.methods.includes('recovery-code')
  if (seen.known && !recovered) return
  const { db, ports } = server
  const now = server.clock()
  await db.begin(async (sql) => {
    const entry = newEntry('watch sign-in', now)
    const call = { sql, actor: { kind: 'anonymous' as const }, now, ports, entry }
    const device = deviceWords(seen.userAgent)
    if (!seen.known) await tellHolder(call, account, 'new-device', { device })
    if (recovered) await tellHolder(call, account, 'recovery-code-used', { device })
  })
}
