import { Provider } from 'oidc-provider'
import type { Realm } from '#accounts/contract'
import type { Database } from '#platform/db.ts'
import { thisRequest } from './one-request.ts'
import { CLOCK_TOLERANCE_SECONDS, hashOf, writeRequest } from './provider-adapter.ts'
import { writeStates } from './provider-states.store.ts'

/** A proof may be dated this far ahead and is then accepted that much longer (DPoP, RFC 9449, 11.1). */
const DATED_AHEAD_SECONDS = 300

/**
 * Assertions of clients and DPoP proofs are accepted once: one insert decides, in all processes. It is remembered
 * until the proof could no longer be accepted, one that was dated ahead included, and the clock tolerance longer.
 * Where nothing irrevocable happens before the answer, the insert is part of the statement that writes the rest.
 */
export function rememberUsedProofs(provider: Provider, db: Database, realm: Realm): void {
  const { ReplayDetection } = provider as unknown as {
    ReplayDetection: { unique(iss: string, jti: string, exp: number): Promise<boolean> }
  }
  ReplayDetection.unique = async (iss, jti, exp) => {
    const request = thisRequest()
    const { route, params, client } = Provider.ctx?.oidc ?? {}
    const first = (request?.shown ?? 0) === 0 && client?.clientAuthMethod === 'private_key_jwt'
    const kind = first && route !== 'userinfo' ? 'assertion' : 'dpop'
    const proof = {
      kind,
      idHash: hashOf(JSON.stringify([kind, iss, jti])),
      expiresAt: new Date((exp + DATED_AHEAD_SECONDS + CLOCK_TOLERANCE_SECONDS) * 1000),
    } as const
    if (request) request.shown += 1
    // Before a code or a refresh token is consumed the assertion must be known to be new.
    const waits =
      route === 'pushed_authorization_request' ||
      (route === 'token' && (kind === 'dpop' || params?.['grant_type'] === 'client_credentials'))
    if (request?.together && waits) return request.proofs.push(proof) > 0
    return (await writeStates(db, { realm, states: [], proofs: [proof] })).size === 1
  }
  // What a request saved is written before its answer leaves.
  provider.use(async (ctx, next) => {
    await next()
    const request = thisRequest()
    const used = request && (await writeRequest(db, realm, request))
    if (used) refuse(ctx, used.kind)
  })
}

function refuse(ctx: { status: number; body: unknown }, kind: 'assertion' | 'dpop') {
  ctx.status = kind === 'assertion' ? 401 : 400
  ctx.body =
    kind === 'assertion'
      ? { error: 'invalid_client', error_description: 'client assertion tokens must only be used once' }
      : { error: 'invalid_grant', error_description: 'DPoP proof JWT Replay detected' }
}
