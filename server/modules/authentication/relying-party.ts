import type { Realm } from '#accounts/contract'
import type { Day, Words } from '#platform/schemas.ts'
import type { CertificateName } from './certificate-names.ts'
import type { ScopeName } from './scopes.ts'

/** One kind of data a relying party may ask for, what for, and by which right. */
export interface PurposeOfScope {
  scope: ScopeName
  /** What the person is told it is for, in plain words. */
  purpose: Words
  /** Article that allows or demands it; null when it rests on the person's consent alone. */
  legalBasis: string | null
  /** False when the person may leave it out and still sign in. */
  needed: boolean
}

/** A public key of a relying party; the certificate first in `x5c` when it proves itself by mutual TLS. */
export interface RelyingPartyKey {
  kty: string
  crv?: string
  kid: string
  use?: 'sig'
  alg?: string
  x5c?: string[]
  [member: string]: unknown
}

/**
 * A system that signs people in with us (bên sử dụng dịch vụ xác thực): what the provider has to know of it. The
 * profile is FAPI 2.0 unless an administrator granted a dated exception (`plain-code` until a day).
 */
export interface RelyingParty {
  clientId: string
  realm: Realm
  /** The organisation it belongs to, as `reference` knows it. */
  agencyId: number
  organisation: Words
  names: Words
  redirectUris: string[]
  postLogoutUris: string[]
  scopes: PurposeOfScope[]
  keys: RelyingPartyKey[]
  /**
   * By a key (private_key_jwt, tokens bound by DPoP); by a certificate that is registered, or by one that an authority
   * issued (mutual TLS, tokens bound to it).
   */
  proof: 'key' | 'certificate' | 'authority'
  /** The name in its certificate by which it is known, when an authority vouches for it. */
  certificateName: CertificateName | null
  subjectType: 'pairwise' | 'public'
  /** Parties of one sector see the same pseudonym of a person; a host name, e.g. `vcb.example`. */
  sector: string
  profile: 'fapi2' | 'plain-code'
  plainCodeUntil: Day | null
  /** May ask for approval on the citizen's phone: it polls, or is pinged at `notifyUri`. */
  ciba: 'poll' | 'ping' | null
  notifyUri: string | null
  /** Where a back-channel logout goes. */
  logoutUri: string | null
  /** May ask for tokens of its own (client credentials). */
  machine: boolean
  /** What those tokens may be used for, e.g. `verification:match`. */
  apiScopes: string[]
  status: 'sandbox' | 'production' | 'suspended'
  validFrom: Day
  /** The day it ends, excluded. */
  validUntil: Day | null
}
