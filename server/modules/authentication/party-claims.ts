import {
  type Account,
  type AccountHolder,
  holderByNumber,
  type PrincipalShown,
  representedBy,
} from '#accounts'
import { type Call, newEntry, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Server } from '#platform/http.ts'
import { lawParameter } from '#reference'
import { addressOf, currentOf } from '#residence'
import type { Pseudonyms } from './pairwise.ts'
import { actorAndSubject } from './principals.ts'
import type { RelyingParty } from './relying-party.ts'

export interface Claims {
  sub: string
  account_level?: number
  legal_value?: string | undefined
  [claim: string]: unknown
}

/**
 * What an ID token says of an account beside who it is: the level of the account and the legal value of showing it.
 * The level of authentication is a third thing, `acr`. Decree 69/2024/NĐ-CP.
 */
export async function accountClaims(server: Server, account: Account): Promise<Claims> {
  const call = { sql: server.db, ports: server.ports }
  const { value } = await lawParameter<Record<string, string>>(
    call,
    'accounts.legal-value',
    dayOf(server.clock()),
  )
  return { sub: account.accountId, account_level: account.level, legal_value: value[account.level] }
}

/** The account as the one who acts; the subject's `sub` is the provider's to say. RFC 8693, 4.1. */
export async function principalClaims(
  own: Claims,
  account: Account,
  principal: PrincipalShown,
  party: RelyingParty,
  pseudonymOf: Pseudonyms,
): Promise<Claims> {
  const { subject: _, act, ...more } = await actorAndSubject(account, principal, party, pseudonymOf)
  const { sub, account_level, legal_value } = own
  return { sub, act: { ...act, account_level, legal_value }, ...more }
}

/**
 * What is handed to a relying party of the person's data: what he agreed to and no more. The entry stands in the log
 * before the answer leaves, in the party's name; he reads it among the accesses.
 */
export async function dataClaims(
  server: Server,
  account: Account,
  party: RelyingParty,
  scopes: ReadonlySet<string>,
  pseudonymOf: Pseudonyms,
  principal: PrincipalShown | null = null,
): Promise<Record<string, unknown>> {
  if (scopes.size === 0) return {}
  const { db: sql, ports } = server
  const now = server.clock()
  const entry = newEntry('openid userinfo', now, 'authentication/consented')
  const actor = {
    kind: 'relying-party',
    clientId: party.clientId,
    agencyId: party.agencyId,
    scopes: [...scopes],
  } as const
  const call: Call = { sql, actor, now, ports, entry }
  const claims: Record<string, unknown> = {}
  if (principal) entry.organisation = principal.kind === 'organisation' ? principal.id : principal.holderId
  if (principal) reads(call, account.personNumber, ['sign-in'])
  if (principal?.kind === 'organisation') {
    if (entry.subjects.size > 0) await server.audit.append(actor, entry)
    return { organisation_code: principal.code, organisation_name: principal.name }
  }
  const personNumber = principal?.number ?? account.personNumber
  const own = principal ? null : account
  const holder = await holderByNumber(call, personNumber)
  if (scopes.has('profile')) {
    reads(call, personNumber, ['name', 'birth-date', 'sex'])
    if (holder) Object.assign(claims, { name: holder.name, birthdate: holder.bornOn, gender: holder.sex })
  }
  if (scopes.has('number')) {
    reads(call, personNumber, ['number'])
    claims['person_number'] = personNumber
  }
  if (scopes.has('address')) {
    reads(call, personNumber, ['residence'])
    const formatted = await addressIn(call, personNumber, holder)
    if (formatted) claims['address'] = { formatted }
  }
  if (scopes.has('nationality') && holder) {
    reads(call, personNumber, ['nationality', 'residence-card'])
    Object.assign(claims, nationalityOf(holder))
  }
  if (scopes.has('phone') && own?.phone) {
    reads(call, personNumber, ['phone'])
    Object.assign(claims, { phone_number: own.phone, phone_number_verified: true })
  }
  if (scopes.has('email') && own?.email) {
    reads(call, personNumber, ['email'])
    Object.assign(claims, { email: own.email, email_verified: false })
  }
  if (scopes.has('represented')) claims['represented'] = await represented(call, account, party, pseudonymOf)
  if (entry.subjects.size > 0) await server.audit.append(actor, entry)
  return claims
}

/** Of a citizen his permanent residence, of a foreigner what the immigration register says. */
async function addressIn(call: Call, personNumber: string, holder: AccountHolder | undefined) {
  if (holder?.foreigner) return holder.foreigner.address
  const dwellingId = (await currentOf(call, personNumber))?.permanentDwellingId
  return dwellingId ? await addressOf(call, dwellingId, dayOf(call.now)) : null
}

/** ISO 3166-1 alpha-3, as in passports; and by which paper a foreigner lives here. */
function nationalityOf({ nationalities, foreigner }: AccountHolder) {
  return {
    nationalities,
    document_kind: foreigner ? `${foreigner.cardKind}-residence-card` : 'identity-card',
    ...(foreigner?.cardUntil ? { document_valid_until: foreigner.cardUntil } : {}),
  }
}

/**
 * Whom the person may act for, each under a pseudonym of the party's sector, so that who acts (`sub`) and for whom
 * stand in one answer. Names only of those he represents by law. Civil Code 91/2015/QH13, art. 134–143.
 */
async function represented(call: Call, account: Account, party: RelyingParty, pseudonymOf: Pseudonyms) {
  const { personNumber: number, personId } = account
  reads(call, number, ['relations', 'mandates'])
  const rights = await representedBy(call, { number, personId })
  return Promise.all(
    rights.map(async ({ person, basis, services, until }) => {
      const byLaw = basis !== 'mandate'
      reads(call, person.personNumber, byLaw ? ['name', 'relation'] : ['relation'])
      const sub = await pseudonymOf(person.personId, party.sector)
      return { sub, basis, ...(byLaw ? { name: person.name } : { services, until }) }
    }),
  )
}
