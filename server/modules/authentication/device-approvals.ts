import { errors, type Provider } from 'oidc-provider'
import {
  accountById,
  amrOf,
  type Identify,
  noteOnAccount,
  type PrincipalShown,
  principalsOf,
} from '#accounts'
import type { Factor } from '#accounts/contract'
import { stepUpNeeded } from '#platform/access.ts'
import { type Call, type CitizenActor, changes, reads } from '#platform/call.ts'
import { emit } from '#platform/events.ts'
import type { Server } from '#platform/http.ts'
import { enqueue } from '#platform/jobs.ts'
import type { Uuid } from '#platform/schemas.ts'
import { acrOf } from './acr.ts'
import { decidedScopes, giveConsent } from './consents.ts'
import * as contract from './device-approvals.contract.ts'
import * as store from './device-approvals.store.ts'
import { inRequest, newRequest } from './one-request.ts'
import { ping } from './pings.ts'
import { childAgreesToo, chooseIn, keepPrincipal, keyOf } from './principals.ts'
import { writeRequest } from './provider-adapter.ts'
import { realmProviderOf } from './providers.ts'
import { relyingParty } from './relying-parties.ts'
import { type ScopeName, scopes } from './scopes.ts'

export const PING = 'authentication.ping'

/** What other places ask the caller to approve, answered ones of the last day too. */
export async function listDeviceApprovals(
  call: Call,
  server: Server,
): Promise<{ rows: contract.DeviceApproval[] }> {
  const { number } = call.actor as CitizenActor
  reads(call, number, ['device-approvals'])
  const rows = await store.selectDeviceApprovals(call.sql, number, call.now)
  const ids = [...new Set(rows.map(({ clientId }) => clientId))]
  const parties = new Map(
    (await Promise.all(ids.map((id) => relyingParty(call.sql, id)))).map((one) => [one?.clientId, one]),
  )
  const asksForWhom = rows.some(
    ({ state, scopes: asked }) => state === 'asked' && asked.includes('on_behalf'),
  )
  const choices = asksForWhom ? await choicesOf(call, server) : []
  return {
    rows: rows.flatMap(({ clientId, scopes: asked, ...row }) => {
      const party = parties.get(clientId)
      if (!party) return []
      const forWhom = row.state === 'asked' && asked.includes('on_behalf') ? choices : null
      const data = party.scopes.filter(({ scope }) => asked.includes(scope))
      return {
        ...row,
        forWhom,
        party: party.names,
        organisation: party.organisation,
        data: data.map((one) => ({ ...one, words: scopes[one.scope].words })),
      }
    }),
  }
}

/**
 * Approves, once: the party gets what it asked for and the person agreed to, at the level of authentication that was
 * reached on the phone. Throws deviceApprovalOver, stepUpNeeded.
 */
export async function approveOnDevice(
  call: Call,
  server: Server,
  id: Uuid,
  { also, whom, childAgrees = false }: { also: readonly string[]; whom?: string; childAgrees?: boolean },
): Promise<{ state: 'approved' }> {
  const self = call.actor as CitizenActor
  changes(call, self.number, ['device-approvals'])
  const decided = await store.decide(call.sql, self.number, id, 'approved', call.now)
  if (!decided) throw contract.deviceApprovalOver()
  const level = self.authenticationLevel ?? 0
  if (level < decided.level) throw stepUpNeeded({ with: { authenticationLevel: decided.level } })
  const { provider, realm, parties } = await realmProviderOf(server, 'citizen')
  const party = await parties.party(decided.clientId)
  const account = await accountById(call.sql, self.accountId)
  if (!party || account?.status !== 'active') throw contract.deviceApprovalOver()
  const asked = party.scopes.filter(({ scope }) => decided.scopes.includes(scope))
  const chosen = asked.filter((one) => one.needed || also.includes(one.scope)).map(({ scope }) => scope)
  const principal = decided.scopes.includes('on_behalf')
    ? await chosenFor(call, server, whom, childAgrees)
    : null
  if (principal) await chooseIn(call.sql, server, account, principal, party)
  const before = await decidedScopes(call.sql, self.accountId, party, call.now, principal?.id)
  const agreed = new Set<ScopeName>([...before.agreed, ...chosen])
  await giveConsent(call, account, party, agreed, agreed, principal)
  const factors = factorsOf(server, self)
  await answer(call, provider, realm, decided, async () => {
    const grant = new provider.Grant({ accountId: self.accountId, clientId: party.clientId })
    grant.addOIDCScope(chosen.join(' '))
    const grantId = await grant.save()
    if (principal) {
      const { clientId } = party
      await keepPrincipal(call.sql, call.now, grantId, { accountId: self.accountId, clientId }, principal)
    }
    return {
      result: grant,
      proved: {
        acr: acrOf(level as 1 | 2 | 3 | 4),
        amr: amrOf(factors),
        authTime: Math.floor(Date.parse(self.factorAt ?? call.now.toISOString()) / 1000),
      },
    }
  })
  await noteOnAccount(call, self.accountId, 'approved-elsewhere', { party: party.names.vi })
  if (party.ciba === 'ping') await enqueue(call, PING, { id })
  return { state: 'approved' }
}

/** Whom the caller may approve for; their names are read by him. */
async function choicesOf(call: Call, server: Server) {
  const self = call.actor as CitizenActor
  const principals = await principalsOf(call, self)
  reads(call, self.number, ['relations', 'mandates'])
  for (const { number } of principals) if (number) reads(call, number, ['name'])
  return await Promise.all(
    principals.map(async (one) => ({
      key: keyOf(one),
      name: one.name,
      basis: one.basis,
      childAgrees: await childAgreesToo(server, one),
    })),
  )
}

/** For whom the caller approves: himself (null) or a principal. Throws whomMissing, childNotAsked. */
async function chosenFor(
  call: Call,
  server: Server,
  whom: string | undefined,
  childAgrees: boolean,
): Promise<PrincipalShown | null> {
  if (whom === 'self') return null
  const principals = await principalsOf(call, call.actor as CitizenActor)
  const principal = principals.find((one) => keyOf(one) === whom)
  if (!principal) throw contract.whomMissing()
  if (!childAgrees && (await childAgreesToo(server, principal))) throw contract.childNotAsked()
  return principal
}

/** Refuses, once; "this was not me" stands in the account's history and is heard by whoever looks after parties. */
export async function refuseOnDevice(
  call: Call,
  server: Server,
  id: Uuid,
  notMe: boolean,
): Promise<{ state: 'refused' | 'reported' }> {
  const self = call.actor as CitizenActor
  changes(call, self.number, ['device-approvals'])
  const state = notMe ? 'reported' : 'refused'
  const decided = await store.decide(call.sql, self.number, id, state, call.now)
  if (!decided) throw contract.deviceApprovalOver()
  const { provider, realm, parties } = await realmProviderOf(server, 'citizen')
  await answer(call, provider, realm, decided, async () => ({
    result: new errors.AccessDenied('the person refused'),
    proved: {},
  }))
  if (notMe) {
    await noteOnAccount(call, self.accountId, 'not-me')
    const { clientId, message, askedAt } = decided
    const report = { id, clientId, personNumber: self.number, message, askedAt }
    await emit(call, contract.deviceApprovalReported, report, { person: self.number })
  }
  if ((await parties.party(decided.clientId))?.ciba === 'ping') await enqueue(call, PING, { id })
  return { state }
}

type Result = Parameters<Provider['backchannelResult']>[1]
type Proved = NonNullable<Parameters<Provider['backchannelResult']>[2]>

/** Tells the provider what was decided, in the transaction of the decision: both are kept, or neither. */
async function answer(
  call: Call,
  provider: Provider,
  realm: 'citizen' | 'officer',
  { sealed }: store.Decided,
  result: () => Promise<{ result: Result; proved: Proved }>,
): Promise<void> {
  const request = newRequest({ together: true })
  await inRequest(request, async () => {
    const { result: decision, proved } = await result()
    const id = call.ports.seal.open(sealed).toString()
    await provider.backchannelResult(id, decision, proved).catch((error: Error) => {
      if (/not found/.test(error.message)) throw contract.deviceApprovalOver()
      throw error
    })
  })
  await writeRequest(call.sql, realm, request)
}

export async function deliverPing(call: Call, server: Server, id: Uuid): Promise<void> {
  const { provider } = await realmProviderOf(server, 'citizen')
  const row = await store.selectSealed(call.sql, id)
  if (!row) return
  const client = await provider.Client.find(row.clientId)
  const request = await provider.BackchannelAuthenticationRequest.find(
    call.ports.seal.open(row.sealed).toString(),
    { ignoreExpiration: true },
  )
  if (client && request) await ping(provider, client, request)
}

/** What was proved in the session of whoever decides. */
export function factorsOf(server: Server, actor: CitizenActor): readonly Factor[] {
  return (server.identify as Identify).sessions?.of(actor)?.holder.factors ?? []
}
