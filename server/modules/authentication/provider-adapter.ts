import { createHash } from 'node:crypto'
import { type Adapter, type AdapterPayload, errors } from 'oidc-provider'
import type { Realm } from '#accounts/contract'
import type { Database } from '#platform/db.ts'
import * as store from './provider-states.store.ts'

/** Clocks of relying parties may differ by this much; what was used once is remembered this much longer. */
export const CLOCK_TOLERANCE_SECONDS = 15

/** A state that names no time of its own is kept for a day at most. */
const KEPT_SECONDS = 86_400

/**
 * Where the OpenID provider keeps its states. Two rules stand between a stolen code and a second token: `consume`
 * is one conditional update that fails when nothing was updated, and a used assertion is one insert that fails when
 * it was there before. Both hold for requests that arrive at the same moment, in any number of processes.
 */
export function providerAdapter(db: Database, realm: Realm): (model: string) => Adapter {
  return (model) => ({
    async upsert(id, payload, expiresIn) {
      const state = stateOf(realm, model, id, payload, expiresIn)
      if (model !== 'ReplayDetection') return await store.upsertState(db, state)
      if (!(await store.insertUsed(db, state))) {
        throw new errors.InvalidClientAuth('client assertion tokens must only be used once')
      }
    },
    async find(id) {
      // The insert decides whether it was used before; reading first would prove nothing.
      if (model === 'ReplayDetection') return undefined
      return payloadOf(await store.selectState(db, realm, model, hashOf(id)), id)
    },
    async findByUid(uid) {
      return payloadOf(await store.selectSessionByUid(db, realm, uid))
    },
    async findByUserCode() {
      return undefined
    },
    async consume(id) {
      if (!(await store.consumeState(db, realm, model, hashOf(id)))) {
        throw new errors.InvalidGrant(`${model} was used already`)
      }
    },
    async destroy(id) {
      await store.deleteState(db, realm, model, hashOf(id))
    },
    async revokeByGrantId(grantId) {
      await store.deleteByGrant(db, realm, grantId)
    },
  })
}

function stateOf(
  realm: Realm,
  model: string,
  id: string,
  { jti, ...payload }: AdapterPayload,
  expiresIn: number | undefined,
): store.ProviderState {
  const seconds = (expiresIn ?? KEPT_SECONDS) + CLOCK_TOLERANCE_SECONDS
  return {
    realm,
    model,
    idHash: hashOf(id),
    // A session is also found by its uid and must know its id; its cookie is signed, so the id alone opens nothing.
    payload: model === 'Session' ? { ...payload, jti } : payload,
    grantId: payload.grantId ?? null,
    uid: payload.uid ?? null,
    accountId: payload.accountId ?? null,
    clientId: payload.clientId ?? null,
    expiresAt: new Date(Date.now() + seconds * 1000),
  }
}

function payloadOf(found: store.FoundState | undefined, id?: string): AdapterPayload | undefined {
  if (!found) return undefined
  const { consumedAt } = found
  return {
    ...(id ? { jti: id } : {}),
    ...found.payload,
    ...(consumedAt ? { consumed: Math.floor(Date.parse(consumedAt) / 1000) } : {}),
  }
}

function hashOf(id: string): Buffer {
  return createHash('sha256').update(id).digest()
}
