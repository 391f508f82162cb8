/** Consents given while signing in with a relying party, where a person sees and withdraws all he gave. */
import type { Call } from '#platform/call.ts'
import { textIdOf } from '#privacy'
import type { Consent, ConsentReceipt } from '#privacy/contract'
import { type ConsentRow, consentsOf, withdrawConsent } from './consents.ts'
import { type ScopeName, scopes } from './scopes.ts'

const LISTED_MAX = 100

export const signInConsents = {
  async list(call: Call, person: string): Promise<Consent[]> {
    return (await consentsOf(call.sql, person, { limit: LISTED_MAX })).map((row) => shown(row, call.now))
  },
  async receipt(call: Call, person: string, id: string): Promise<ConsentReceipt | undefined> {
    const row = (await consentsOf(call.sql, person, { limit: LISTED_MAX })).find((one) => one.id === id)
    if (!row) return undefined
    const text = textOf(row)
    return {
      ...shown(row, call.now),
      text,
      textId: textIdOf(text),
      givenHow: 'app',
      accountLevel: null,
      authenticationLevel: null,
    }
  },
  withdraw: withdrawConsent,
}

function shown(row: ConsentRow, now: Date): Consent {
  const { id, organisation, names, givenAt, expiresAt, endedAt, endedBy } = row
  const isOver = Date.parse(expiresAt) <= now.getTime()
  return {
    consentId: id,
    kind: 'sign-in',
    organisation,
    system: names,
    through: null,
    purpose: { vi: `Đăng nhập vào ${names.vi}`, en: `Signing in to ${names.en}` },
    legalBasis: null,
    fields: row.scopes.map((scope) => wordsOf(scope)),
    givenAt,
    validUntil: expiresAt,
    endedAt: endedAt ?? (isOver ? expiresAt : null),
    usesMax: null,
    uses: 0,
    state: endedBy ?? (isOver ? 'expired' : 'in-force'),
  }
}

/** What each kind of data was called; the party's own purposes stand on its page of that day. */
function textOf({ organisation, names, scopes: given }: ConsentRow) {
  return {
    vi: `${organisation.vi} (${names.vi}) được nhận khi bạn đăng nhập: ${given.map((one) => wordsOf(one).vi).join('; ')}.`,
    en: `${organisation.en} (${names.en}) receives when you sign in: ${given.map((one) => wordsOf(one).en).join('; ')}.`,
  }
}

function wordsOf(scope: string) {
  return scope in scopes ? scopes[scope as ScopeName].words : { vi: scope, en: scope }
}
