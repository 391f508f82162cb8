import { hash } from 'node:crypto'
import { type Adapter, type AdapterPayload, errors, Provider } from 'oidc-provider'
import type { Realm } from '#accounts/contract'
import type { Database, Sql } from '#platform/db.ts'
import { type OneRequest, stateKey, thisRequest } from './one-request.ts'
import type { PartyClients } from './party-clients.ts'
import * as store from './provider-states.store.ts'

/** Clocks of relying parties may differ by this much; what was used once is remembered this much longer. */
export const CLOCK_TOLERANCE_SECONDS = 15

/** A state that names no time of its own is kept for a day at most. */
const KEPT_SECONDS = 86_400

/** States that stand on a grant, which is read with them. */
const ON_GRANT = new Set([
  'AuthorizationCode',
  'RefreshToken',
  'AccessToken',
  'BackchannelAuthenticationRequest',
])

/**
 * Where the OpenID provider keeps its states. Two rules stand between a stolen code and a second token: `consume`
 * is one conditional update that fails when nothing was updated, and a used assertion or proof is one insert that
 * fails when it was there before (`insertUsed`). Both hold for requests that arrive at the same moment, in any
 * number of processes. Everything else a request writes is written together before its answer leaves.
 */
export function providerAdapter(
  db: Database,
  realm: Realm,
  parties: PartyClients,
): (model: string) => Adapter {
  return (model) => {
    if (model === 'Client') return clients(realm, parties)
    return {
      async upsert(id, payload, expiresIn) {
        const state = stateOf(realm, model, id, payload, expiresIn)
        const request = thisRequest()
        if (request?.together) request.saved.set(stateKey(model, id), state)
        else await store.writeStates(db, { realm, states: [state] })
        if (request && !request.together) request.read.delete(stateKey(model, id))
      },
      async find(id) {
        const request = thisRequest()
        const key = stateKey(model, id)
        if (request?.saved.has(key)) return savedPayload(request.saved.get(key), id)
        if (request?.read.has(key)) return structuredClone(request.read.get(key))
        if (request?.resuming && TAKEN.has(model)) return await take(db, request, realm, model, id)
        const found = await read(db, request, realm, model, id)
        if (model === 'BackchannelAuthenticationRequest') notTooOften(key, found)
        rememberGrant(request, found)
        const payload = payloadOf(found, id)
        // Everything decisive is decided by a statement of its own; a request need not read its step twice.
        if (model !== 'Interaction' || !request) return payload
        request.read.set(key, payload)
        return payload && structuredClone(payload)
      },
      async findByUid(uid) {
        const request = thisRequest()
        const key = stateKey('Session of', uid)
        if (request?.read.has(key)) return request.read.get(key)
        return payloadOf(await store.selectSessionByUid(db, realm, uid))
      },
      async findByUserCode() {
        return undefined
      },
      async consume(id) {
        if (thisRequest()?.taken.has(stateKey(model, id))) return
        if (!(await store.consumeState(db, realm, model, hashOf(id)))) {
          throw new errors.InvalidGrant(`${model} was used already`)
        }
      },
      async destroy(id) {
        const request = thisRequest()
        const key = stateKey(model, id)
        if (request?.taken.has(key)) return
        if (request?.together && model !== 'Grant') request.saved.set(key, null)
        else await store.deleteState(db, realm, model, hashOf(id))
      },
      async revokeByGrantId(grantId) {
        await store.deleteByGrant(db, realm, model, grantId)
      },
    }
  }
}

/** Relying parties come from their table, through memory; a change is heard in every process. */
function clients(realm: Realm, parties: PartyClients): Adapter {
  const never = async () => {
    throw new Error('relying parties are written by registration alone')
  }
  return {
    find: async (id) => (await parties.metadata(realm, id)) as AdapterPayload | undefined,
    upsert: never,
    destroy: never,
    consume: never,
    findByUid: async () => undefined,
    findByUserCode: async () => undefined,
    revokeByGrantId: never,
  }
}

/**
 * Writes what a request saved, in one statement. Answers the first of its assertions and proofs that was used
 * before, if any: then nothing was saved, and the request must be refused.
 */
export async function writeRequest(
  sql: Sql,
  realm: Realm,
  { saved, proofs }: OneRequest,
): Promise<store.UsedProof | undefined> {
  const states = [...saved.values()].filter((state) => state !== null)
  const gone = [...saved]
    .filter(([, state]) => state === null)
    .map(([key]) => {
      const [model = '', id = ''] = key.split(' ')
      return { model, idHash: hashOf(id) }
    })
  if (states.length + gone.length + proofs.length === 0) return undefined
  const fresh = await store.writeStates(sql, { realm, states, gone, proofs })
  saved.clear()
  return proofs.find(({ idHash }) => !fresh.has(idHash.toString('hex')))
}

/** A state, and what is needed with it: the grant it stands on, or how far a sign-in is at its pages. */
async function read(db: Database, request: OneRequest | undefined, realm: Realm, model: string, id: string) {
  if (ON_GRANT.has(model)) return await store.selectStateWithGrant(db, realm, model, hashOf(id))
  if (!request?.begun || model !== 'Interaction') return await store.selectState(db, realm, model, hashOf(id))
  const { state, code } = await store.selectInteraction(db, realm, hashOf(id), `sign-in:${id}`)
  request.begun.code = code
  return state
}

const TAKEN = new Set(['Interaction', 'PushedAuthorizationRequest'])

/**
 * A browser that comes back brings its interaction once: it is deleted by reading it, so of two that arrive together
 * one goes on. The same for the pushed request, which is consumed by reading it.
 */
async function take(db: Database, request: OneRequest, realm: Realm, model: string, id: string) {
  request.taken.add(stateKey(model, id))
  if (model === 'Interaction') return payloadOf(await store.takeState(db, realm, model, hashOf(id)), id)
  const found = await store.consumeStateReading(db, realm, model, hashOf(id))
  // What is not there may be consumed before or never have been: the provider refuses both alike.
  return payloadOf(found, id) ?? { jti: id, kind: model, consumed: true, exp: Number.MAX_SAFE_INTEGER }
}

const POLL_MS = 3000
const POLLS_MAX = 10_000
const polledAt = new Map<string, number>()

/** A party that polls faster than it was told to is asked to slow down, while there is nothing to tell it. */
function notTooOften(key: string, found: store.FoundState | undefined) {
  if (Provider.ctx?.oidc.route !== 'token' || found?.payload['grantId'] || found?.payload['error']) return
  const now = Date.now()
  const before = polledAt.get(key) ?? 0
  polledAt.delete(key)
  polledAt.set(key, now)
  if (polledAt.size > POLLS_MAX) polledAt.delete(polledAt.keys().next().value as string)
  if (now - before < POLL_MS) throw new errors.SlowDown('poll every 5 seconds')
}

function rememberGrant(request: OneRequest | undefined, found: store.FoundState | undefined) {
  const uid = found?.payload['sessionUid']
  if (request && typeof uid === 'string' && found?.session !== undefined)
    request.read.set(stateKey('Session of', uid), (found.session as AdapterPayload) ?? undefined)
  const grantId = found?.payload['grantId']
  if (!request || typeof grantId !== 'string' || found?.grant === undefined) return
  const grant = found.grant ? { jti: grantId, ...found.grant } : undefined
  request.read.set(stateKey('Grant', grantId), grant)
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

function savedPayload(state: store.ProviderState | null | undefined, id: string): AdapterPayload | undefined {
  return state ? { jti: id, ...state.payload } : undefined
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

export function hashOf(id: string): Buffer {
  return hash('sha256', id, 'buffer')
}
