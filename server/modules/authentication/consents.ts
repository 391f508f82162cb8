import { createHash } from 'node:crypto'
import type { Account } from '#accounts'
import { type Call, changes } from '#platform/call.ts'
import { instantAt } from '#platform/day.ts'
import type { Sql } from '#platform/db.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { Day, PersonNumber, Uuid } from '#platform/schemas.ts'
import * as store from './consents.store.ts'
import type { PurposeOfScope, RelyingParty } from './relying-party.ts'
import { type ScopeName, scopes } from './scopes.ts'

export type { ConsentRow } from './consents.store.ts'

/** Ours, not a law's: after a year a person is asked again. */
export const CONSENT_DAYS = 365

export interface Decided {
  agreed: Set<ScopeName>
  /** Left out by the person; he is not asked again. */
  refused: Set<ScopeName>
}

/**
 * What a person decided about the data this party asks for, as long as the words are still those he was shown:
 * another purpose or legal basis is another question.
 */
export async function decidedScopes(
  sql: Sql,
  accountId: Uuid,
  party: RelyingParty,
  now: Date,
  subjectId: Uuid | null = null,
): Promise<Decided> {
  const consent = await store.selectConsentInForce(sql, accountId, subjectId, party.clientId, now)
  const decided = (terms: store.TermsByScope | undefined) =>
    new Set(party.scopes.filter((one) => terms?.[one.scope] === termsDigest(one)).map(({ scope }) => scope))
  return { agreed: decided(consent?.scopes), refused: decided(consent?.refused) }
}

/** For whom a consent is given by who represents him, and until when he may at the longest. */
export interface ConsentSubject {
  id: Uuid
  number: PersonNumber | null
  /** The day on which it is over: a child decides himself. */
  until: Day | null
}

/**
 * Keeps what a person agreed to (sự đồng ý), and what of the data asked for he left out; a consent given before to
 * the same party ends. Law 91/2025/QH15. Returns its id.
 */
export async function giveConsent(
  call: Call,
  account: Pick<Account, 'accountId' | 'personNumber'>,
  party: RelyingParty,
  chosen: ReadonlySet<ScopeName>,
  asked: ReadonlySet<ScopeName> = chosen,
  subject: ConsentSubject | null = null,
): Promise<Uuid> {
  changes(call, account.personNumber, ['consent'])
  if (subject?.number) changes(call, subject.number, ['consent'])
  const yearAhead = new Date(call.now.getTime() + CONSENT_DAYS * 86_400_000)
  const endsOn = subject?.until ? instantAt(subject.until) : null
  const terms = (scopes: readonly PurposeOfScope[]) =>
    Object.fromEntries(scopes.map((one) => [one.scope, termsDigest(one)]))
  const id = uuidv7()
  await store.replaceConsent(call.sql, {
    id,
    personNumber: account.personNumber,
    accountId: account.accountId,
    subjectId: subject?.id ?? null,
    clientId: party.clientId,
    scopes: terms(party.scopes.filter(({ scope }) => chosen.has(scope))),
    refused: terms(party.scopes.filter(({ scope }) => asked.has(scope) && !chosen.has(scope))),
    givenAt: call.now,
    expiresAt: endsOn && endsOn < yearAhead ? endsOn : yearAhead,
  })
  return id
}

/**
 * A person takes his consent back (rút lại sự đồng ý): it ends at once, and with it every token the party holds for
 * him. Returns false when it was not in force.
 */
export async function withdrawConsent(call: Call, personNumber: string, id: Uuid): Promise<boolean> {
  changes(call, personNumber, ['consent'])
  return await store.endConsents(call.sql, personNumber, { id }, call.now)
}

/** Ends all that a person agreed to at one party, after a misuse. */
export async function withdrawConsentsAt(call: Call, personNumber: string, clientId: string): Promise<void> {
  changes(call, personNumber, ['consent'])
  await store.endConsents(call.sql, personNumber, { clientId }, call.now)
}

/** Consents of a person, newest first, ended ones too. At most 100. */
export async function consentsOf(
  sql: Sql,
  personNumber: string,
  page: { after?: Uuid | undefined; limit?: number | undefined } = {},
): Promise<store.ConsentRow[]> {
  return await store.selectConsents(sql, personNumber, page.after ?? null, Math.min(page.limit ?? 50, 100))
}

/** Binds a consent to the words that were shown: what, what for, by which right. */
function termsDigest({ scope, purpose, legalBasis }: PurposeOfScope): string {
  const terms = JSON.stringify([scope, scopes[scope].claims, purpose.vi, legalBasis])
  return createHash('sha256').update(terms).digest('base64url')
}
