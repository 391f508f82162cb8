import type { Provider } from 'oidc-provider'
import { type Realm, realms } from '#accounts/contract'
import type { Server } from '#platform/http.ts'
import { partyClients } from './party-clients.ts'
import { type RealmProvider, realmProvider } from './provider.ts'

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

async function makeProviders(server: Server): Promise<RealmProvider[]> {
  const parties = await partyClients(server.db, server.ports.mode, () => server.clock())
  return await Promise.all(realms.map((realm) => realmProvider(server, realm, parties)))
}

/** Ends what the providers listen to. */
export async function closeProviders(server: Server): Promise<void> {
  const [one] = (await made.get(server)) ?? []
  await one?.parties.close()
}
