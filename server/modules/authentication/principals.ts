/**
 * Signing in for somebody else at a relying party (đăng nhập thay): `sub` is then whom it is for and `act` who really
 * signs in (RFC 8693, 4.1). The right is asked of the register again at each token. Civil Code 91/2015/QH13, art. 134.
 */
import {
  type Account,
  type Principal,
  type PrincipalShown,
  principalsOf,
  signInFor,
  stillPrincipal,
} from '#accounts'
import { type Call, type CitizenActor, changes, newEntry, reads } from '#platform/call.ts'
import { ageOn, dayOf } from '#platform/day.ts'
import type { Sql } from '#platform/db.ts'
import type { Server } from '#platform/http.ts'
import { personByNumber } from '#population'
import { lawParameter } from '#reference'
import type { Pseudonyms } from './pairwise.ts'
import { insertPrincipal, selectPrincipal } from './principals.store.ts'
import { hashOf } from './provider-adapter.ts'
import type { RelyingParty } from './relying-party.ts'

/** A grant lives this long at most; what it stands on is kept as long. */
const KEPT_DAYS = 91

/** What a request says of for whom: oneself, or a principal chosen on our page. */
export interface Chosen {
  principal: Principal | null
}

/** What the pages of a request decided so far of for whom; nothing when it was not asked. */
export function chosenIn(result: unknown): Chosen | undefined {
  return (result as { acting?: Chosen } | undefined)?.acting
}

export function mayActAt(party: RelyingParty | undefined): boolean {
  return party?.scopes.some(({ scope }) => scope === 'on_behalf') ?? false
}

/** A choice in a form: by what right and for whom, by public id. */
export const keyOf = ({ basis, id }: Pick<PrincipalShown, 'basis' | 'id'>): string => `${basis}:${id}`

/** Whom somebody may choose on our page. */
export async function choicesAt(server: Server, account: Account): Promise<PrincipalShown[]> {
  return await principalsOf(callOf(server), selfOf(account))
}

/** A choice made before, with its name, while the right holds. */
export async function chosenStill(server: Server, account: Account, principal: Principal) {
  return await stillPrincipal(callOf(server), selfOf(account), principal)
}

/** Takes a choice: its mandate is counted and both people find it in the log. Throws mandateUsedUp. */
export async function choose(
  server: Server,
  account: Account,
  principal: PrincipalShown,
  party: RelyingParty,
): Promise<Chosen> {
  return (await server.db.begin((sql) => chooseIn(sql, server, account, principal, party))) as Chosen
}

/** The same within a transaction that is open. */
export async function chooseIn(
  sql: Sql,
  server: Server,
  account: Account,
  { name: _, code: __, until: ___, number, ...principal }: PrincipalShown,
  party: RelyingParty,
): Promise<Chosen> {
  const now = server.clock()
  const entry = newEntry('openid on behalf', now, 'authentication/consented')
  const self = actorOf(account)
  const actor =
    principal.kind === 'person' && number
      ? ({
          ...self,
          number,
          personId: principal.id,
          representative: { ...selfOf(account), basis: principal.basis as 'parent', mandates: null },
        } as const)
      : self
  entry.organisation = principal.kind === 'organisation' ? principal.id : principal.holderId
  const call: Call = { sql, actor, now, ports: server.ports, entry }
  changes(call, account.personNumber, ['sign-in'])
  if (number) changes(call, number, ['sign-in'])
  await signInFor(call, principal, party.names.vi)
  await server.audit.write(sql, actor, entry)
  return { principal }
}

/** Keeps for whom a grant is given, with the grant. */
export async function keepPrincipal(
  sql: Sql,
  now: Date,
  grantId: string,
  account: { accountId: string; clientId: string },
  principal: Principal,
): Promise<void> {
  const expiresAt = new Date(now.getTime() + KEPT_DAYS * 86_400_000)
  await insertPrincipal(sql, { grantHash: hashOf(grantId), ...account, expiresAt }, principal)
}

/** For whom a token is: nobody else (null), whom the right still covers, or nobody any more (undefined). */
export async function principalOf(
  server: Server,
  account: Account,
  grantId: string | undefined,
): Promise<PrincipalShown | null | undefined> {
  if (!grantId) return null
  const principal = await selectPrincipal(server.db, hashOf(grantId))
  return principal ? await stillPrincipal(callOf(server), selfOf(account), principal) : null
}

/** Actor and subject of a token, under the party's own pseudonyms. RFC 8693, 4.1. */
export async function actorAndSubject(
  account: Pick<Account, 'accountId'>,
  { id, kind, basis }: PrincipalShown,
  party: RelyingParty,
  pseudonymOf: Pseudonyms,
) {
  const pairwise = party.subjectType === 'pairwise'
  const told = async (one: string) => (pairwise ? await pseudonymOf(one, party.sector) : one)
  return {
    subject: await told(id),
    act: { sub: await told(account.accountId) },
    subject_kind: kind,
    representation: basis,
  }
}

/** Whether a child is old enough to be asked too, beside the parent. Law 91/2025/QH15. */
export async function childAgreesToo(
  server: Server,
  { number, basis }: Pick<PrincipalShown, 'number' | 'basis'>,
): Promise<boolean> {
  const call = callOf(server)
  const child = number && basis === 'parent' ? await personByNumber(call, number) : undefined
  if (!child) return false
  const today = dayOf(call.now)
  const { value: age } = await lawParameter<number>(call, 'privacy.child-own-consent-age', today)
  return ageOn(child.bornOn, today) >= age
}

/** Names shown on the page stand in the log as read by him. */
export async function enterNames(server: Server, account: Account, shown: readonly PrincipalShown[]) {
  const entry = newEntry('openid on behalf names', server.clock(), 'authentication/consented')
  const call: Call = { ...callOf(server), actor: actorOf(account), entry }
  reads(call, account.personNumber, ['relations', 'mandates'])
  for (const { number } of shown) if (number) reads(call, number, ['name'])
  await server.audit.append(call.actor, entry)
}

function callOf(server: Server): Pick<Call, 'sql' | 'ports' | 'now'> {
  return { sql: server.db, ports: server.ports, now: server.clock() }
}

/** Who signs in, before he has a session. */
function actorOf(account: Account): CitizenActor {
  const { accountId, level } = account
  return { kind: 'citizen', ...selfOf(account), accountId, level, sessionId: '' }
}

function selfOf({ personNumber: number, personId }: Account) {
  return { number, personId }
}
