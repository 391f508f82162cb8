import type { Client, Provider } from 'oidc-provider'
import type { Realm } from '#accounts/contract'
import type { Database, Sql } from '#platform/db.ts'
import { enqueue } from '#platform/jobs.ts'
import type { Uuid } from '#platform/schemas.ts'

export const LOGOUT = 'authentication.logout'

export interface Logout {
  realm: Realm
  clientId: string
  accountId: Uuid
  /** The session as the party knows it. */
  sid: string
}

type Send = (this: Client, accountId: string, sid: string) => Promise<unknown>
const senders = new WeakMap<Provider, Send>()
const prototypeOf = (provider: Provider) =>
  provider.Client.prototype as unknown as { backchannelLogout: Send }

/** Back-channel logouts are jobs: delivered when the party answers, tried again for hours when it does not. */
export function sendLogoutsByJob(provider: Provider, db: Database, realm: Realm): void {
  senders.set(provider, prototypeOf(provider).backchannelLogout)
  prototypeOf(provider).backchannelLogout = async function (accountId, sid) {
    await enqueueLogouts(db, [{ realm, clientId: this.clientId, accountId, sid }])
  }
}

export async function enqueueLogouts(sql: Sql, logouts: readonly Logout[]): Promise<void> {
  await Promise.all(logouts.map((one) => enqueue({ sql }, LOGOUT, { ...one })))
}

/** Tells one party that a session ended, with a signed logout token. Throws when it did not answer 200 or 204. */
export async function deliverLogout(provider: Provider, { clientId, accountId, sid }: Logout): Promise<void> {
  const client = await provider.Client.find(clientId)
  if (client?.backchannelLogoutUri) await senders.get(provider)?.call(client, accountId, sid)
}

/** The sessions of an account, or one of them, at relying parties; read before they are forgotten. */
export async function openLogouts(sql: Sql, realm: Realm, accountId: Uuid): Promise<Logout[]> {
  const rows = await sql<{ clientId: string; sid: string }[]>`
    select at.key as client_id, at.value ->> 'sid' as sid
    from authentication.provider_states state,
      jsonb_each(coalesce(state.payload -> 'authorizations', '{}')) at
    where state.realm = ${realm} and state.account_id = ${accountId} and state.model = 'Session'
      and at.value ->> 'sid' is not null
    limit 200`
  return rows.map(({ clientId, sid }) => ({ realm, clientId, accountId, sid }))
}
