/**
 * The keys port on files: a keyring in a folder that only the program's own user can read. In the sandbox it
 * makes itself at first use; an installation in production makes its own with `createKeyring`, or uses hardware.
 * A change writes the next generation beside the last (`keyring-0002.json`) by a link that fails when another
 * process was first, so nothing is ever half written or overwritten.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  randomBytes,
  sign,
  X509Certificate,
} from 'node:crypto'
import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { issueCertificate, type Subject } from './certificates.ts'
import {
  type Keys,
  KeysRefused,
  KeyUnknown,
  type PublicKey,
  type SecretPurpose,
  type SigningPurpose,
  secretPurposes,
  signingPurposes,
} from './keys.ts'

// A sandbox may be shown on any simulated day, so its certificates begin early.
const SANDBOX_SINCE = new Date('2020-01-01T00:00:00Z')
const AUTHORITY_YEARS = 20
const SIGNER_YEARS = 5
/** Twice the time that others may keep our JWKS. */
const PUBLISHED_FIRST_MS = 2 * 3_600_000
const WRAP_VERSION = 1
const WRAPPED_BYTES = 1 + 16 + 12 + 32 + 16

interface StoredKey {
  purpose: SigningPurpose | SecretPurpose | 'authority'
  kid: string
  createdAt: string
  privateJwk?: JsonWebKey
  /** Base64 of 32 random bytes. */
  secret?: string
  /** PEM. */
  certificate?: string
}

interface Keyring {
  version: 1
  sandbox: boolean
  organization: string
  /** Newest first. */
  keys: StoredKey[]
}

export interface KeyringOwner {
  sandbox: boolean
  /** Printed in every certificate, e.g. the ministry that runs the installation. */
  organization: string
  now?: Date
}

/**
 * Opens the keys in a folder. In sandbox mode a missing keyring is made. Throws KeysRefused in production when
 * there is none, or when it was made for a sandbox.
 */
export function openFileKeys(folder: string, mode: 'sandbox' | 'production'): Keys {
  let ring = latestRing(folder)
  if (!ring && mode === 'sandbox') {
    createKeyring(folder, { sandbox: true, organization: 'dean06 SANDBOX' })
    ring = latestRing(folder)
  }
  if (!ring) {
    throw new KeysRefused(
      `Chưa có khóa trong ${folder}. Hãy tạo bằng lệnh: keys create <tên cơ quan>\n` +
        `There are no keys in ${folder}. Make them with: keys create <organization>`,
    )
  }
  if (ring.sandbox && mode === 'production') {
    throw new KeysRefused(
      `Khóa trong ${folder} chỉ dành cho sandbox; chế độ production không chạy bằng khóa này.\n` +
        `The keys in ${folder} were made for a sandbox; production does not start on them.`,
    )
  }
  let generation = lastGeneration(folder)
  return keysOf(
    withEveryPurpose(folder, ring),
    () => latestRing(folder),
    () => {
      const last = lastGeneration(folder)
      if (last === generation) return undefined
      generation = last
      return latestRing(folder)
    },
  )
}

/** A keyring of an older version gets keys for what has been added since. */
function withEveryPurpose(folder: string, ring: Keyring): Keyring {
  const known = new Set(ring.keys.map(({ purpose }) => purpose))
  const lacking = [...signingPurposes, ...secretPurposes].filter((purpose) => !known.has(purpose))
  if (lacking.length === 0) return ring
  const now = new Date()
  const added = lacking.map((purpose) =>
    isSigning(purpose) ? newSigningKey(ring, purpose, now) : newSecret(purpose, now),
  )
  const wider = { ...ring, keys: [...added, ...ring.keys] }
  // Another process that starts at the same moment may be first: its keys stand.
  return writeGeneration(folder, lastGeneration(folder) + 1, wider) ? wider : (latestRing(folder) ?? wider)
}

/** Makes the first keyring of a folder. False when there is one already: that one stands. */
export function createKeyring(folder: string, owner: KeyringOwner): boolean {
  const now = owner.now ?? new Date()
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const ring: Keyring = { version: 1, sandbox: owner.sandbox, organization: owner.organization, keys: [] }
  ring.keys.push(newAuthority(ring, now))
  for (const purpose of signingPurposes) ring.keys.unshift(newSigningKey(ring, purpose, now))
  for (const purpose of secretPurposes) ring.keys.unshift(newSecret(purpose, now))
  return writeGeneration(folder, 1, ring)
}

/** What a keyring holds, without its secrets, current keys first. */
export function listKeys(
  folder: string,
): { purpose: string; kid: string; createdAt: string; sandbox: boolean }[] {
  const ring = latestRing(folder)
  return (ring?.keys ?? []).map(({ purpose, kid, createdAt }) => ({
    purpose,
    kid,
    createdAt,
    sandbox: ring?.sandbox ?? false,
  }))
}

/**
 * Adds a new current key for a purpose and keeps the old ones for verification (xoay vòng khóa). Running web
 * processes find it within a minute; what signs tokens is published for two hours first. Throws when another rotation
 * was first.
 */
export function rotateKey(
  folder: string,
  purpose: SigningPurpose | SecretPurpose | 'authority',
  now = new Date(),
): string {
  const ring = latestRing(folder)
  if (!ring) throw new KeysRefused(`No keys in ${folder}`)
  const key =
    purpose === 'authority'
      ? newAuthority(ring, now)
      : isSigning(purpose)
        ? newSigningKey(ring, purpose, now)
        : newSecret(purpose, now)
  ring.keys.unshift(key)
  if (!writeGeneration(folder, lastGeneration(folder) + 1, ring))
    throw new Error('The keys changed meanwhile')
  return key.kid
}

function isSigning(purpose: SigningPurpose | SecretPurpose): purpose is SigningPurpose {
  return (signingPurposes as readonly string[]).includes(purpose)
}

const generationFile = (folder: string, n: number) =>
  join(folder, `keyring-${String(n).padStart(4, '0')}.json`)

function lastGeneration(folder: string): number {
  let names: string[]
  try {
    names = readdirSync(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0
    throw error
  }
  return names.reduce(
    (last, name) => Math.max(last, Number(/^keyring-(\d{4})\.json$/.exec(name)?.[1] ?? 0)),
    0,
  )
}

function latestRing(folder: string): Keyring | undefined {
  const n = lastGeneration(folder)
  if (n === 0) return undefined
  const ring = JSON.parse(readFileSync(generationFile(folder, n), 'utf8')) as Keyring
  if (ring.version !== 1)
    throw new KeysRefused(`The keyring in ${folder} is of a form this version cannot read`)
  return ring
}

/** False when this generation exists already. */
function writeGeneration(folder: string, n: number, ring: Keyring): boolean {
  const draft = join(folder, `.${randomBytes(8).toString('hex')}.draft`)
  writeFileSync(draft, JSON.stringify(ring, null, 1), { mode: 0o600, flush: true, flag: 'wx' })
  try {
    linkSync(draft, generationFile(folder, n))
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft)
  }
}

function pair(): { publicKey: KeyObject; privateKey: KeyObject; kid: string; jwk: JsonWebKey } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const jwk = privateKey.export({ format: 'jwk' })
  const { crv, kty, x, y } = jwk
  const kid = createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url')
  return { publicKey, privateKey, kid, jwk }
}

function years(from: Date, count: number): Date {
  const until = new Date(from)
  until.setUTCFullYear(until.getUTCFullYear() + count)
  return until
}

function pem(certificate: Buffer): string {
  return new X509Certificate(certificate).toString()
}

function authoritySubject(ring: Keyring): Subject {
  const commonName = ring.sandbox ? 'dean06 SANDBOX Root Authority' : `${ring.organization} Root Authority`
  return { organization: ring.organization, commonName }
}

function newAuthority(ring: Keyring, now: Date): StoredKey {
  const { publicKey, privateKey, kid, jwk } = pair()
  const subject = { ...authoritySubject(ring), organizationalUnit: kid.slice(0, 8) }
  const certificate = issueCertificate({
    subject,
    publicKey,
    notBefore: ring.sandbox ? SANDBOX_SINCE : now,
    notAfter: years(now, AUTHORITY_YEARS),
    use: 'authority',
    issuer: { subject, publicKey, privateKey },
  })
  return {
    purpose: 'authority',
    kid,
    createdAt: now.toISOString(),
    privateJwk: jwk,
    certificate: pem(certificate),
  }
}

function newSigningKey(ring: Keyring, purpose: SigningPurpose, now: Date): StoredKey {
  const { publicKey, kid, jwk } = pair()
  const key: StoredKey = { purpose, kid, createdAt: now.toISOString(), privateJwk: jwk }
  if (purpose !== 'documents') return key
  const authority = ring.keys.find((candidate) => candidate.purpose === 'authority')
  if (!authority?.privateJwk) throw new KeysRefused('The keyring has no authority')
  const issuerKey = createPrivateKey({ key: authority.privateJwk, format: 'jwk' })
  const certificate = issueCertificate({
    subject: {
      organization: ring.organization,
      commonName: ring.sandbox ? 'dean06 SANDBOX Document Signer' : `${ring.organization} Document Signer`,
    },
    publicKey,
    notBefore: ring.sandbox ? SANDBOX_SINCE : now,
    notAfter: years(now, SIGNER_YEARS),
    use: 'document-signer',
    issuer: {
      subject: { ...authoritySubject(ring), organizationalUnit: authority.kid.slice(0, 8) },
      publicKey: createPublicKey(issuerKey),
      privateKey: issuerKey,
    },
  })
  return { ...key, certificate: pem(certificate) }
}

function newSecret(purpose: SecretPurpose, now: Date): StoredKey {
  return {
    purpose,
    kid: randomBytes(16).toString('base64url'),
    createdAt: now.toISOString(),
    secret: randomBytes(32).toString('base64'),
  }
}

interface OpenedKey extends PublicKey {
  createdAt: string
  purpose: StoredKey['purpose']
  privateKey: KeyObject
  chain: X509Certificate[]
}

function opened(ring: Keyring) {
  const authorities = ring.keys
    .filter((key) => key.purpose === 'authority')
    .map((key) => new X509Certificate(key.certificate ?? ''))
  const pairs = ring.keys
    .filter((key) => key.privateJwk && key.purpose !== 'authority')
    .map((key): OpenedKey => {
      const privateKey = createPrivateKey({ key: key.privateJwk ?? {}, format: 'jwk' })
      const publicKey = createPublicKey(privateKey)
      const own = key.certificate ? new X509Certificate(key.certificate) : undefined
      const issuer = own && authorities.find((authority) => own.checkIssued(authority))
      return {
        purpose: key.purpose,
        createdAt: key.createdAt,
        kid: key.kid,
        algorithm: 'ES256',
        key: publicKey,
        jwk: { ...publicKey.export({ format: 'jwk' }), kid: key.kid, alg: 'ES256', use: 'sig' },
        privateKey,
        chain: own && issuer ? [own, issuer] : [],
      }
    })
  const secrets = ring.keys
    .filter((key) => key.secret)
    .map((key) => ({ purpose: key.purpose, kid: key.kid, secret: Buffer.from(key.secret ?? '', 'base64') }))
  return { authorities, pairs, secrets }
}

function keysOf(first: Keyring, reload: () => Keyring | undefined, changed: () => Keyring | undefined): Keys {
  let ring = opened(first)

  /** The current key, or the named one; a name not seen before may come from a rotation by another process. */
  function find<K extends { purpose: string; kid: string }>(
    list: () => K[],
    purpose: string,
    kid?: string,
  ): K {
    const search = () =>
      list().find((key) => key.purpose === purpose && (kid === undefined || key.kid === kid))
    const known = search()
    if (known) return known
    const fresh = reload()
    if (fresh) ring = { ...opened(fresh) }
    const found = search()
    if (!found) throw new KeyUnknown(`No ${purpose} key with this id`)
    return found
  }
  const pairs = () => ring.pairs
  const secrets = () => ring.secrets

  return {
    sandbox: first.sandbox,
    refresh() {
      const fresh = changed()
      if (fresh) ring = opened(fresh)
    },
    async sign(purpose, data, { kid, form = 'raw' } = {}) {
      const key = find(pairs, purpose, kid)
      const dsaEncoding = form === 'raw' ? 'ieee-p1363' : 'der'
      const bytes = sign('sha256', data, { key: key.privateKey, dsaEncoding })
      return { kid: key.kid, algorithm: key.algorithm, bytes }
    },
    publicKeys(purpose) {
      find(pairs, purpose)
      return ring.pairs.filter((key) => key.purpose === purpose)
    },
    certificateChain: (purpose, kid) => find(pairs, purpose, kid).chain,
    roots: () => ring.authorities,
    privateJwks(purpose) {
      find(pairs, purpose)
      const own = ring.pairs.filter((key) => key.purpose === purpose)
      const known = own.filter(({ createdAt }) => Date.now() - Date.parse(createdAt) > PUBLISHED_FIRST_MS)
      // A new key is published before it signs: whoever keeps our JWKS for an hour knows it by then.
      // Where none is known that long, the first there was is known best.
      const inUse =
        known.length > 0 ? [...known, ...own.filter((key) => !known.includes(key))] : own.toReversed()
      return inUse.map((key) => ({ ...key.privateKey.export({ format: 'jwk' }), ...key.jwk }))
    },
    async newDataKey(purpose) {
      const closing = find(secrets, purpose)
      const key = randomBytes(32)
      const iv = randomBytes(12)
      const head = Buffer.concat([Buffer.from([WRAP_VERSION]), Buffer.from(closing.kid, 'base64url')])
      const cipher = createCipheriv('aes-256-gcm', closing.secret, iv)
      cipher.setAAD(Buffer.concat([head, Buffer.from(purpose)]))
      const closed = Buffer.concat([cipher.update(key), cipher.final()])
      return { key, wrapped: Buffer.concat([head, iv, closed, cipher.getAuthTag()]) }
    },
    async openDataKey(purpose, wrapped) {
      const bytes = Buffer.from(wrapped)
      if (bytes.length !== WRAPPED_BYTES || bytes[0] !== WRAP_VERSION)
        throw new KeyUnknown('Not a wrapped key')
      const head = bytes.subarray(0, 17)
      const closing = find(secrets, purpose, bytes.subarray(1, 17).toString('base64url'))
      const decipher = createDecipheriv('aes-256-gcm', closing.secret, bytes.subarray(17, 29), {
        authTagLength: 16,
      })
      decipher.setAAD(Buffer.concat([head, Buffer.from(purpose)]))
      decipher.setAuthTag(bytes.subarray(61))
      return Buffer.concat([decipher.update(bytes.subarray(29, 61)), decipher.final()])
    },
    async mac(purpose, data, kid) {
      const key = find(secrets, purpose, kid)
      return { kid: key.kid, bytes: createHmac('sha256', key.secret).update(data).digest() }
    },
  }
}
