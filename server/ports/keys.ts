/**
 * The one place where signing and storage keys come from. Callers name a purpose, never a key: an adapter keeps
 * the keys (files here; PKCS#11 is a second adapter of this same port), so rotation changes nothing for them.
 * Old keys stay for verification and for opening what they closed; every signature carries its `kid`.
 */
import type { JsonWebKey, KeyObject, X509Certificate } from 'node:crypto'

/** What a key pair signs: results as PDF, checkpoints of the log, tokens of the two sign-in realms, answers of checks. */
export type SigningPurpose = 'documents' | 'log' | 'oidc-citizen' | 'oidc-officer' | 'verification'

/** What a secret key does: closes stored files, closes salts of the log, derives cookie and token secrets. */
export type SecretPurpose = 'storage' | 'salt' | 'cookie'

export const signingPurposes: readonly SigningPurpose[] = [
  'documents',
  'log',
  'oidc-citizen',
  'oidc-officer',
  'verification',
]
export const secretPurposes: readonly SecretPurpose[] = ['storage', 'salt', 'cookie']

export interface Signature {
  kid: string
  algorithm: 'ES256'
  bytes: Buffer
}

export interface PublicKey {
  /** JWK thumbprint (RFC 7638). */
  kid: string
  algorithm: 'ES256'
  key: KeyObject
  /** With `kid`, `alg` and `use`, ready for a JWKS. */
  jwk: JsonWebKey
}

export interface DataKey {
  /** 32 bytes for AES-256, to be forgotten after use. */
  key: Buffer
  /** The same key closed by the purpose's own key: this is what is stored. */
  wrapped: Buffer
}

export interface Keys {
  /** Looks whether keys were added meanwhile, by a rotation in another process. */
  refresh(): void
  /** True for keys that were made for trying out; production refuses them. */
  readonly sandbox: boolean
  /**
   * Signs with the purpose's current key, or with the one named. `raw` is r‖s as JOSE wants it (the default),
   * `der` is what CMS and X.509 want.
   */
  sign(
    purpose: SigningPurpose,
    data: Uint8Array,
    options?: { kid?: string; form?: 'raw' | 'der' },
  ): Promise<Signature>
  /** All keys that may verify, the current one first. */
  publicKeys(purpose: SigningPurpose): PublicKey[]
  /** The signer's certificate first, the authority's last. Only `documents` has certificates. */
  certificateChain(purpose: 'documents', kid?: string): X509Certificate[]
  /** The authorities that a document's signer must descend from. */
  roots(): X509Certificate[]
  /**
   * Private keys for a library that signs itself, the one to sign with first: a key made in the last two hours is
   * published only, unless there is no other. Not possible with hardware keys.
   */
  privateJwks(purpose: 'oidc-citizen' | 'oidc-officer'): JsonWebKey[]
  newDataKey(purpose: SecretPurpose): Promise<DataKey>
  /** Throws KeyUnknown, or an error when the bytes were changed. */
  openDataKey(purpose: SecretPurpose, wrapped: Uint8Array): Promise<Buffer>
  /** HMAC-SHA-256 with the purpose's current key, or with the one named: a secret derived from a label. */
  mac(
    purpose: SecretPurpose,
    data: Uint8Array | string,
    kid?: string,
  ): Promise<{ kid: string; bytes: Buffer }>
}

/** No key of this purpose has this id: the keys folder is not the one the data was written with. */
export class KeyUnknown extends Error {}

/** Production was asked to run on sandbox keys, or on no keys at all. */
export class KeysRefused extends Error {}
