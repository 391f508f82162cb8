import { execFileSync, spawnSync } from 'node:child_process'
import { createPublicKey, verify, type X509Certificate } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { KeysRefused, KeyUnknown } from './keys.ts'
import { keysCommand } from './keys-command.ts'
import { createKeyring, openFileKeys, rotateKey } from './keys-file.ts'

const folders: string[] = []
function folder(): string {
  const made = join(mkdtempSync(join(tmpdir(), 'keys-')), 'keys')
  folders.push(made)
  return made
}
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(join(made, '..'), { recursive: true })
})

test('the sandbox makes its keys at first use, and finds the same ones again', () => {
  const at = folder()
  const first = openFileKeys(at, 'sandbox')
  const again = openFileKeys(at, 'sandbox')
  expect(first.sandbox).toBe(true)
  expect(again.publicKeys('log')[0]?.kid).toBe(first.publicKeys('log')[0]?.kid)
})

test('only the program itself can read the keys', () => {
  const at = folder()
  openFileKeys(at, 'sandbox')
  expect(statSync(at).mode & 0o777).toBe(0o700)
  for (const name of readdirSync(at)) expect(statSync(join(at, name)).mode & 0o777).toBe(0o600)
})

test('production refuses sandbox keys, and does not make keys by itself', () => {
  const at = folder()
  expect(() => openFileKeys(at, 'production')).toThrow(KeysRefused)
  openFileKeys(at, 'sandbox')
  expect(() => openFileKeys(at, 'production')).toThrow(/sandbox/)
})

test('production starts on keys that its operator made', () => {
  const at = folder()
  createKeyring(at, { sandbox: false, organization: 'Bộ Thử Nghiệm' })
  const keys = openFileKeys(at, 'production')
  expect(keys.sandbox).toBe(false)
  expect(keys.certificateChain('documents')[0]?.subject).toContain('O=Bộ Thử Nghiệm')
})

test('a second maker of the first keyring does not replace it', () => {
  const at = folder()
  const kid = openFileKeys(at, 'sandbox').publicKeys('documents')[0]?.kid
  createKeyring(at, { sandbox: true, organization: 'another' })
  expect(openFileKeys(at, 'sandbox').publicKeys('documents')[0]?.kid).toBe(kid)
})

test('a signature verifies with the public key of its kid, in both forms, and not for other data', async () => {
  const keys = openFileKeys(folder(), 'sandbox')
  const data = Buffer.from('checkpoint')
  const key = keys.publicKeys('log')[0]!
  const raw = await keys.sign('log', data)
  const der = await keys.sign('log', data, { form: 'der' })
  expect(raw.kid).toBe(key.kid)
  expect(verify('sha256', data, { key: key.key, dsaEncoding: 'ieee-p1363' }, raw.bytes)).toBe(true)
  expect(verify('sha256', data, key.key, der.bytes)).toBe(true)
  expect(verify('sha256', Buffer.from('other'), key.key, der.bytes)).toBe(false)
})

test('threat: keys, after a rotation new signatures use the new key, and the old ones still verify', async () => {
  const at = folder()
  const before = openFileKeys(at, 'sandbox')
  const data = Buffer.from('token')
  const old = await before.sign('oidc-citizen', data)
  const kid = rotateKey(at, 'oidc-citizen')
  const after = openFileKeys(at, 'sandbox')
  expect((await after.sign('oidc-citizen', data)).kid).toBe(kid)
  const kept = after.publicKeys('oidc-citizen').find((key) => key.kid === old.kid)!
  expect(verify('sha256', data, { key: kept.key, dsaEncoding: 'ieee-p1363' }, old.bytes)).toBe(true)
  // Neither is known for two hours: the one that was there first signs tokens.
  expect(after.privateJwks('oidc-citizen').map((jwk) => jwk.kid)).toEqual([old.kid, kid])
})

test('a running process finds a key that another process has added since', async () => {
  const at = folder()
  const running = openFileKeys(at, 'sandbox')
  rotateKey(at, 'storage')
  const closed = await openFileKeys(at, 'sandbox').newDataKey('storage')
  expect(await running.openDataKey('storage', closed.wrapped)).toEqual(closed.key)
})

test('a data key opens with the purpose it was closed for, and with no other', async () => {
  const keys = openFileKeys(folder(), 'sandbox')
  const { key, wrapped } = await keys.newDataKey('storage')
  expect(key).toHaveLength(32)
  expect(wrapped.includes(key)).toBe(false)
  expect(await keys.openDataKey('storage', wrapped)).toEqual(key)
  await expect(keys.openDataKey('salt', wrapped)).rejects.toThrow(KeyUnknown)
})

test('a data key still opens after a rotation; changed bytes and foreign keys are refused', async () => {
  const at = folder()
  const { key, wrapped } = await openFileKeys(at, 'sandbox').newDataKey('storage')
  rotateKey(at, 'storage')
  const keys = openFileKeys(at, 'sandbox')
  expect(await keys.openDataKey('storage', wrapped)).toEqual(key)
  const changed = Buffer.from(wrapped)
  changed.writeUInt8(changed.readUInt8(40) ^ 1, 40)
  await expect(keys.openDataKey('storage', changed)).rejects.toThrow()
  await expect(openFileKeys(folder(), 'sandbox').openDataKey('storage', wrapped)).rejects.toThrow(KeyUnknown)
})

test('a derived secret is the same on every start and differs by label', async () => {
  const at = folder()
  const one = await openFileKeys(at, 'sandbox').mac('cookie', 'citizen')
  const two = await openFileKeys(at, 'sandbox').mac('cookie', 'citizen')
  expect(one.bytes).toEqual(two.bytes)
  expect((await openFileKeys(at, 'sandbox').mac('cookie', 'officer')).bytes).not.toEqual(one.bytes)
})

test('certificates say SANDBOX, and the authority vouches for the signer', () => {
  const keys = openFileKeys(folder(), 'sandbox')
  const [signer, authority] = keys.certificateChain('documents') as [X509Certificate, X509Certificate]
  for (const certificate of [signer, authority]) expect(certificate.subject).toContain('SANDBOX')
  expect(signer.verify(authority.publicKey) && signer.checkIssued(authority)).toBe(true)
  expect([signer.ca, authority.ca]).toEqual([false, true])
})

const openssl = spawnSync('openssl', ['version']).error === undefined
test.skipIf(!openssl)('certificates pass OpenSSL’s strict check (skipped without openssl)', () => {
  const at = folder()
  const [signer, authority] = openFileKeys(at, 'sandbox').certificateChain('documents') as [
    X509Certificate,
    X509Certificate,
  ]
  writeFileSync(join(at, 'signer.pem'), signer.toString())
  writeFileSync(join(at, 'authority.pem'), authority.toString())
  const said = execFileSync('openssl', [
    'verify',
    '-x509_strict',
    '-CAfile',
    join(at, 'authority.pem'),
    join(at, 'signer.pem'),
  ])
  expect(said.toString()).toContain('OK')
})

test('after the authority is rotated, papers of both authorities are trusted', () => {
  const at = folder()
  const before = openFileKeys(at, 'sandbox').certificateChain('documents')[0]!
  rotateKey(at, 'authority')
  rotateKey(at, 'documents')
  const keys = openFileKeys(at, 'sandbox')
  const after = keys.certificateChain('documents')[0]!
  expect(after.issuer).not.toBe(before.issuer)
  for (const signer of [before, after]) {
    expect(keys.roots().filter((root) => signer.verify(root.publicKey))).toHaveLength(1)
  }
})

test('the public keys that are published hold nothing private', () => {
  const at = folder()
  const keys = openFileKeys(at, 'sandbox')
  for (const key of keys.publicKeys('oidc-officer')) {
    expect(key.jwk).not.toHaveProperty('d')
    expect(createPublicKey({ key: key.jwk, format: 'jwk' }).equals(key.key)).toBe(true)
  }
  expect(readFileSync(join(at, 'keyring-0001.json'), 'utf8')).toContain('"sandbox": true')
})

test('the keys command makes, rotates and lists keys, and never overwrites them', () => {
  const at = folder()
  const said: string[] = []
  const run = (...args: string[]) =>
    keysCommand({ keysFolder: at, mode: 'production' }, args, (line) => said.push(line))
  expect(run('create')).toBe(2)
  expect(run('create', 'Bộ', 'Thử', 'Nghiệm')).toBe(0)
  const kid = openFileKeys(at, 'production').publicKeys('documents')[0]?.kid
  expect(run('create', 'another')).toBe(1)
  expect(run('rotate', 'everything')).toBe(2)
  expect(run('rotate', 'documents')).toBe(0)
  expect(
    openFileKeys(at, 'production')
      .publicKeys('documents')
      .map((key) => key.kid)[1],
  ).toBe(kid)
  said.length = 0
  expect(run('list')).toBe(0)
  expect(said.filter((line) => line.startsWith('documents'))).toHaveLength(2)
  expect(said.join()).not.toContain('SANDBOX')
})
