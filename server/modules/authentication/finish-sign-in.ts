import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Provider } from 'oidc-provider'
import { type Account, amrOf, authenticationLevelOf, levelRules, provedAt } from '#accounts'
import type { FactorMethod } from '#accounts/contract'
import type { Server } from '#platform/http.ts'
import { acrOf } from './acr.ts'
import { knownDevice, rememberDevice } from './known-devices.ts'
import { watchSignIn } from './sign-in-watch.ts'

/** Ends the pages of a sign-in: the provider is told who it was, what was proved and which level that reaches. */
export async function finishSignIn(
  server: Server,
  provider: Provider,
  { account, methods }: { account: Account; methods: readonly FactorMethod[] },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { db, ports } = server
  const { accountId, realm } = account
  const now = server.clock()
  const known = knownDevice(ports, realm, request.headers.cookie, now)
  await watchSignIn(server, account, {
    known: known?.accounts.includes(accountId) ?? false,
    userAgent: String(request.headers['user-agent'] ?? ''),
    address: request.ip,
    methods,
  })
  reply.header('set-cookie', rememberDevice(ports, realm, known, accountId, now))
  const factors = provedAt(now.toISOString(), ...methods)
  const level = authenticationLevelOf(factors, await levelRules({ sql: db, ports, now }))
  const login = { accountId, acr: acrOf(level), amr: amrOf(factors), remember: false }
  return reply.redirect(await provider.interactionResult(request.raw, reply.raw, { login }), 303)
}
