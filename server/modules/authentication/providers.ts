import type { Provider } from 'oidc-provider'
import { type Realm, realms } from '#accounts/contract'
import { errorCode } from '#platform/error-code.ts'
import type { Server } from '#platform/http.ts'
import { log } from '#platform/log.ts'
import { partyClients } from './party-clients.ts'
import { stopCounting } from './party-counts.ts'
import { kidsOf, type RealmProvider, realmProvider } from './provider.ts'

const made = new WeakMap<Server, Promise<RealmProvider[]>>()

/** The providers of a running program, one a realm, made when first asked for: by its pages or by its jobs. */
export function providersOf(server: Server): Promise<RealmProvider[]> {
  const before = made.get(server)
  if (before) return before
  const making = makeProviders(server)
  made.set(server, making)
  return making
}

export async function providerOf(server: Server, realm: Realm): Promise<Provider> {
  return (await realmProviderOf(server, realm)).provider
}

export async function realmProviderOf(server: Server, realm: Realm): Promise<RealmProvider> {
  return (await providersOf(server)).find((one) => one.realm === realm) as RealmProvider
}

const KEYS_LOOKED_AT_MS = 30_000
const timers = new WeakMap<Server, NodeJS.Timeout>()

async function makeProviders(server: Server): Promise<RealmProvider[]> {
  const parties = await partyClients(server.db, server.ports.mode, () => server.clock())
  const timer = setInterval(() => {
    followKeys(server).catch((error) => log.error({ error: errorCode(error) }, 'keys were not looked at'))
  }, KEYS_LOOKED_AT_MS)
  timers.set(server, timer.unref())
  return await Promise.all(realms.map((realm) => realmProvider(server, realm, parties)))
}

/**
 * Takes up keys that were added by a rotation, and signs with them once they were published long enough: without a
 * restart, in every process by itself. Answers in which realms something changed.
 */
export async function followKeys(server: Server): Promise<Realm[]> {
  server.ports.keys.refresh()
  const changed: Realm[] = []
  for (const one of (await made.get(server)) ?? []) {
    if (one.kids === kidsOf(server, one.realm)) continue
    Object.assign(one, await realmProvider(server, one.realm, one.parties, one.cookieKey))
    changed.push(one.realm)
  }
  return changed
}

/** Ends what the providers listen to. */
export async function closeProviders(server: Server): Promise<void> {
  clearInterval(timers.get(server))
  const [one] = (await made.get(server)) ?? []
  await one?.parties.close()
  await stopCounting(server)
}
