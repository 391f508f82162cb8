import type { Provider } from 'oidc-provider'
import type { Realm } from '#accounts/contract'
import type { Database } from '#platform/db.ts'
import { CLOCK_TOLERANCE_SECONDS, hashOf } from './provider-adapter.ts'
import { insertUsed } from './provider-states.store.ts'

/** A proof may be dated this far ahead and is then accepted that much longer (DPoP, RFC 9449, 11.1). */
const DATED_AHEAD_SECONDS = 300

/**
 * Assertions of clients and DPoP proofs are accepted once: one insert decides, in all processes. It is remembered
 * until the proof could no longer be accepted, one that was dated ahead included, and the clock tolerance longer.
 */
export function rememberUsedProofs(provider: Provider, db: Database, realm: Realm): void {
  const { ReplayDetection } = provider as unknown as {
    ReplayDetection: { unique(iss: string, jti: string, exp: number): Promise<boolean> }
  }
  ReplayDetection.unique = async (iss, jti, exp) =>
    await insertUsed(db, {
      realm,
      idHash: hashOf(JSON.stringify([iss, jti])),
      expiresAt: new Date((exp + DATED_AHEAD_SECONDS + CLOCK_TOLERANCE_SECONDS) * 1000),
    })
}
