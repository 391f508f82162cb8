import type { Provider } from 'oidc-provider'
import { deviceWords, noteOnAccount } from '#accounts'
import type { Server } from '#platform/http.ts'
import type { PartyClients } from './party-clients.ts'

/**
 * A sign-in at a relying party stands in the holder's own history before the party gets its code, with the device, so
 * that he can say that it was not he. Decree 69/2024/NĐ-CP: the history of use is kept five years and shown.
 */
export function noteSignIns(server: Server, provider: Provider, parties: PartyClients): void {
  provider.use(async (ctx, next) => {
    await next()
    const { route, entities } = ctx.oidc ?? {}
    const code = entities?.['AuthorizationCode']
    if (!code || (route !== 'authorization' && route !== 'resume')) return
    const party = await parties.party(String(code.clientId))
    if (!party) return
    await noteOnAccount(
      { sql: server.db, now: server.clock() },
      String(code.accountId),
      'signed-in-elsewhere',
      {
        party: party.names.vi,
        clientId: party.clientId,
        device: deviceWords(ctx.get('user-agent')),
      },
    )
  })
}
