import type { Call } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Sql } from '#platform/db.ts'
import type { Words } from '#platform/schemas.ts'
import { isCertificateName } from './certificate-names.ts'
import * as store from './relying-parties.store.ts'
import type { RelyingParty, RelyingPartyKey } from './relying-party.ts'
import { scopes } from './scopes.ts'

/** What is wrong with a registration, said to whoever typed it. */
export interface RegistrationFlaw {
  field: keyof RelyingParty
  words: Words
}

/**
 * Writes a relying party as it shall be from now on. Every process hears of it when the call commits; tokens of one
 * that was suspended are refused from then on. Throws FlawedRegistration.
 */
export async function saveRelyingParty(call: Call, party: RelyingParty): Promise<void> {
  const flaws = flawsOf(party, call.ports.mode)
  if (flaws.length > 0) throw new FlawedRegistration(flaws)
  await store.upsertRelyingParty(call.sql, party, call.now)
}

export class FlawedRegistration extends Error {
  flaws: readonly RegistrationFlaw[]
  constructor(flaws: readonly RegistrationFlaw[]) {
    super(flaws.map(({ field, words }) => `${field}: ${words.en}`).join('; '))
    this.flaws = flaws
  }
}

export async function relyingParty(sql: Sql, clientId: string): Promise<RelyingParty | undefined> {
  return await store.selectRelyingParty(sql, clientId)
}

/** Whether it may be served now: not suspended, within its validity, its exception not over, in a mode of its own. */
export function isServed(
  party: Pick<RelyingParty, 'status' | 'validFrom' | 'validUntil' | 'plainCodeUntil'>,
  mode: 'sandbox' | 'production',
  now: Date,
): boolean {
  const today = dayOf(now)
  return (
    party.status !== 'suspended' &&
    !(mode === 'production' && party.status === 'sandbox') &&
    party.validFrom <= today &&
    (party.validUntil === null || today < party.validUntil) &&
    (party.plainCodeUntil === null || today <= party.plainCodeUntil)
  )
}

const LISTED_MAX = 20

/** What is wrong with a registration; empty when nothing is. Registration shows these beside the fields. */
export function flawsOf(party: RelyingParty, mode: 'sandbox' | 'production'): RegistrationFlaw[] {
  const flaws: RegistrationFlaw[] = []
  const flaw = (field: keyof RelyingParty, vi: string, en: string) => flaws.push({ field, words: { vi, en } })
  const lists = ['redirectUris', 'postLogoutUris', 'scopes', 'keys', 'apiScopes'] as const
  for (const field of lists)
    if (party[field].length > LISTED_MAX)
      flaw(field, `nhiều nhất ${LISTED_MAX} mục`, `at most ${LISTED_MAX} of them`)
  if (party.redirectUris.length === 0 && !party.machine && !party.ciba)
    flaw('redirectUris', 'cần ít nhất một địa chỉ trả về', 'at least one return address is needed')
  for (const field of ['redirectUris', 'postLogoutUris'] as const)
    if (!party[field].every((uri) => isReturnAddress(uri, mode)))
      flaw(field, 'phải là https, viết đầy đủ, không có # hay *', 'must be https, written in full, no # or *')
  for (const field of ['notifyUri', 'logoutUri'] as const)
    if (party[field] !== null && !isReturnAddress(party[field], mode))
      flaw(field, 'phải là https, viết đầy đủ', 'must be https, written in full')
  if ((party.ciba === 'ping') !== (party.notifyUri !== null))
    flaw('notifyUri', 'cần khi nhận báo tin, và chỉ khi đó', 'is needed for pings, and only then')
  if ((party.profile === 'plain-code') !== (party.plainCodeUntil !== null))
    flaw('plainCodeUntil', 'ngoại lệ phải có ngày kết thúc', 'an exception needs the day it ends')
  if (!party.scopes.every(({ scope }) => scope in scopes))
    flaw('scopes', 'có loại dữ liệu không tồn tại', 'there is no such kind of data')
  if (party.subjectType === 'public' && party.scopes.some(({ scope }) => scope === 'on_behalf'))
    flaw(
      'subjectType',
      'làm thay người khác cần định danh riêng cho từng bên',
      'signing in for others needs pairwise pseudonyms',
    )
  if ((party.proof === 'authority') !== (party.certificateName !== null))
    flaw('certificateName', 'cần tên trong chứng thư', 'the name in the certificate is needed')
  if (party.certificateName && !isCertificateName(party.certificateName))
    flaw('certificateName', 'không phải tên thuộc loại đã chọn', 'is not a name of the kind that was chosen')
  const lacksKey = party.keys.length === 0 && party.proof !== 'authority'
  if (lacksKey || !party.keys.every((key) => isSigningKey(key, party.proof)))
    flaw('keys', 'cần khóa công khai EC P-256 có kid', 'a public EC P-256 key with a kid is needed')
  if (!party.apiScopes.every((scope) => /^[a-z][a-z0-9:._/-]{1,60}$/.test(scope)))
    flaw('apiScopes', 'viết thường, không dấu cách', 'lower case, no spaces')
  if (!/^[a-z0-9][a-z0-9.-]{1,200}$/.test(party.sector))
    flaw('sector', 'là tên miền viết thường', 'is a host name in lower case')
  return flaws
}

/** https written in full; plain http only to one's own machine, in the sandbox. */
function isReturnAddress(uri: string, mode: 'sandbox' | 'production'): boolean {
  const url = URL.canParse(uri) ? new URL(uri) : null
  if (!url || uri.length > 500 || /[*\s\\]/.test(uri) || url.hash || url.username || url.password)
    return false
  if (url.protocol === 'https:') return url.hostname.includes('.') || mode === 'sandbox'
  return mode === 'sandbox' && url.protocol === 'http:' && /^(localhost|127\.0\.0\.1)$/.test(url.hostname)
}

function isSigningKey(key: RelyingPartyKey, proof: RelyingParty['proof']): boolean {
  if (!key.kid || 'd' in key || 'k' in key) return false
  if (proof === 'certificate') return Array.isArray(key.x5c) && key.x5c.length > 0
  return key.kty === 'EC' && key.crv === 'P-256'
}
