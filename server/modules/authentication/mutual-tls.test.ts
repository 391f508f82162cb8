/** Parties that prove themselves by a certificate, over TLS of our own and behind a trusted proxy. RFC 8705, 9440. */
import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  X509Certificate,
} from 'node:crypto'
import { request } from 'node:https'
import type { AddressInfo } from 'node:net'
import * as openid from 'openid-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CertificateRequest, issueCertificate } from '#ports/certificates.ts'
import { clientAuthorities } from '#ports/client-authorities.ts'
import { type Platform, platform, programBeside } from '#testing'
import type { CertificateNameKind } from './certificate-name-kinds.ts'
import { aRelyingParty } from './parties-for-tests.ts'
import { issuer } from './party-for-tests.ts'
import { saveRelyingParty } from './relying-parties.ts'

interface Certified {
  key: string
  cert: string
  der: Buffer
  publicKey: KeyObject
  commonName: string
}

/** A certificate that vouches for itself, or that an authority issued. */
function certified(
  commonName: string,
  authority?: Certified,
  change: Partial<CertificateRequest> = {},
): Certified {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const subject = { organization: 'Sao Mai', commonName }
  const issuer = authority
    ? {
        subject: { organization: 'Sao Mai', commonName: authority.commonName },
        publicKey: authority.publicKey,
        privateKey: createPrivateKey(authority.key),
      }
    : { subject, publicKey, privateKey }
  const der = issueCertificate({
    subject,
    publicKey,
    notBefore: new Date('2026-01-01'),
    notAfter: new Date('2036-01-01'),
    use: authority ? 'tls-client' : 'authority',
    issuer,
    ...change,
  })
  const key = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
  return { key, cert: new X509Certificate(der).toString(), der, publicKey, commonName }
}

let p: Platform
type Program = Awaited<ReturnType<typeof programBeside>>
let own: Program
let behind: Program
let port: number
const bank = certified('bank.example')
const stranger = certified('stranger.example')
let clientId: string
const authority = certified('Sao Mai CA')
const otherAuthority = certified('Sao Đen CA')

beforeAll(async () => {
  p = await platform()
  const tls = certified('localhost')
  p.ports.clientAuthorities = clientAuthorities(authority.cert)
  own = await programBeside(p, undefined, {
    tls: { key: Buffer.from(tls.key), cert: Buffer.from(tls.cert), clientCertificates: true },
  })
  behind = await programBeside(p, undefined, { trustProxy: true })
  await own.server.fastify.listen({ host: '127.0.0.1', port: 0 })
  port = (own.server.fastify.server.address() as AddressInfo).port
  const jwk = bank.publicKey.export({ format: 'jwk' })
  const { party } = await aRelyingParty({
    proof: 'certificate',
    machine: true,
    apiScopes: ['verification:match'],
    redirectUris: [],
    keys: [{ ...jwk, kty: 'EC', kid: 'certificate-1', x5c: [bank.der.toString('base64')] }],
  })
  clientId = party.clientId
  await p.act((call) => saveRelyingParty(call, party))
})
afterAll(async () => {
  for (const app of [own, behind]) await app.close()
})

/** A request over TLS with a certificate, or with none. */
function over(certificate: Certified | null) {
  return (address: string, options: { method?: string; headers?: object; body?: unknown } = {}) =>
    new Promise<Response>((done, failed) => {
      const url = new URL(address)
      const sent = request(
        {
          host: '127.0.0.1',
          port,
          path: url.pathname + url.search,
          method: options.method ?? 'GET',
          headers: Object.fromEntries(new Headers(options.headers as Record<string, string>)),
          rejectUnauthorized: false,
          agent: false,
          ...(certificate ? { key: certificate.key, cert: certificate.cert } : {}),
        },
        (answer) => {
          const parts: Buffer[] = []
          answer.on('data', (part) => parts.push(part))
          answer.on('end', () =>
            done(
              new Response(Buffer.concat(parts), {
                status: answer.statusCode ?? 500,
                headers: answer.headers as Record<string, string>,
              }),
            ),
          )
        },
      )
      sent.on('error', failed)
      sent.end(options.body === undefined || options.body === null ? undefined : String(options.body))
    })
}

const client = (certificate: Certified | null, id = clientId) =>
  openid.discovery(new URL(issuer), id, { use_mtls_endpoint_aliases: false }, openid.TlsClientAuth(), {
    [openid.customFetch]: over(certificate) as never,
    execute: [openid.allowInsecureRequests],
  })

const api = (token: string, certificate: Certified | null) =>
  over(certificate)(`https://localhost/api/verification/usage/${clientId}`, {
    headers: { authorization: `Bearer ${token}` },
  })

test('a party gets a token by its certificate, bound to it; another certificate and none open nothing with it', async () => {
  const config = await client(bank)
  const tokens = await openid.clientCredentialsGrant(config, { scope: 'verification:match' })
  const claims = JSON.parse(Buffer.from(tokens.access_token.split('.')[1] as string, 'base64url').toString())
  expect(claims.cnf).toEqual({ 'x5t#S256': createHash('sha256').update(bank.der).digest('base64url') })
  // Known: the endpoint is not a system's, so it is refused as such. Unknown: nobody.
  expect((await api(tokens.access_token, bank)).status).toBe(403)
  expect((await api(tokens.access_token, stranger)).status).toBe(401)
  expect((await api(tokens.access_token, null)).status).toBe(401)
})

test('a certificate that is not registered, and none, get no token; browsers need none', async () => {
  for (const certificate of [stranger, null])
    await expect(openid.clientCredentialsGrant(await client(certificate), {})).rejects.toMatchObject({
      error: 'invalid_client',
    })
  expect((await over(null)('https://localhost/health/live')).status).toBe(200)
})

test('behind a proxy we trust the certificate comes in its header; without such a proxy the header is nobody’s', async () => {
  const handed = { 'client-cert': `:${bank.der.toString('base64')}:` }
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId }).toString()
  const ask = (app: Program['server'], headers: Record<string, string>) =>
    app.fastify.inject({
      method: 'POST',
      url: '/id/citizen/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      payload: form,
    })
  expect((await ask(behind.server, handed)).statusCode).toBe(200)
  expect((await ask(behind.server, {})).statusCode).toBe(401)
  const other = { 'client-cert': `:${stranger.der.toString('base64')}:` }
  expect((await ask(behind.server, other)).statusCode).toBe(401)
  expect((await ask(p.server, handed)).statusCode).toBe(401)
})

/** A party known by a name in certificates that the listed authority issues. */
async function known(kind: CertificateNameKind, value: string): Promise<string> {
  const { party } = await aRelyingParty({
    proof: 'authority',
    certificateName: { kind, value },
    machine: true,
    apiScopes: ['verification:match'],
    redirectUris: [],
    keys: [],
  })
  await p.act((call) => saveRelyingParty(call, party))
  return party.clientId
}

const hosts = ['api.bank.example', 'other.bank.example']
const issued = certified('bank.example', authority, { hosts })
const token = async (id: string, certificate: Certified | null) =>
  await openid.clientCredentialsGrant(await client(certificate, id), { scope: 'verification:match' })

test.each<[CertificateNameKind, string]>([
  ['subject_dn', 'CN=bank.example,O=Sao Mai,C=VN'],
  ['subject_dn', 'CN=bank.example, O=Sao Mai, C=VN'],
  ['san_dns', 'api.bank.example'],
  ['san_dns', 'OTHER.bank.example'],
])('by an authority: %s %s proves the party, and binds its token to the certificate', async (kind, value) => {
  const id = await known(kind, value)
  const { access_token: given } = await token(id, issued)
  const claims = JSON.parse(Buffer.from(given.split('.')[1] as string, 'base64url').toString())
  expect(claims.cnf).toEqual({ 'x5t#S256': createHash('sha256').update(issued.der).digest('base64url') })
  // A new certificate under the same name needs no registration; the token stays with the old one.
  expect((await token(id, certified('bank.example', authority, { hosts }))).access_token).toBeTruthy()
  expect((await api(given, issued)).status).toBe(403)
  expect((await api(given, certified('bank.example', authority, { hosts }))).status).toBe(401)
})

test.each<[string, Certified | null]>([
  ['no certificate', null],
  ['another name', certified('stranger.example', authority, { hosts: ['stranger.example'] })],
  [
    'the name as part of another',
    certified('bank.example.evil', authority, { hosts: ['api.bank.example.evil'] }),
  ],
  ['the right name by an authority that is not listed', certified('bank.example', otherAuthority, { hosts })],
  ['the right name, vouched for by itself', certified('bank.example')],
  [
    'a name like the authority’s on a key of its own',
    certified('bank.example', { ...otherAuthority, commonName: 'Sao Mai CA' }, { hosts }),
  ],
  [
    'a certificate that is over',
    certified('bank.example', authority, { hosts, notAfter: new Date('2026-06-01') }),
  ],
  [
    'a certificate that has not begun',
    certified('bank.example', authority, { hosts, notBefore: new Date('2035-06-01') }),
  ],
  [
    'a certificate for signing papers',
    certified('bank.example', authority, { hosts, use: 'document-signer' }),
  ],
  ['an authority beneath it', certified('bank.example', authority, { hosts, use: 'authority' })],
])('by an authority: %s gets no token', async (_, certificate) => {
  for (const id of [
    await known('subject_dn', 'CN=bank.example,O=Sao Mai,C=VN'),
    await known('san_dns', 'api.bank.example'),
  ])
    await expect(token(id, certificate)).rejects.toMatchObject({ error: 'invalid_client' })
})

test('by an authority, behind a proxy we trust: the handed certificate is examined as our own TLS would', async () => {
  const id = await known('san_dns', 'api.bank.example')
  const ask = async (app: Program['server'], { der }: Certified) => {
    const { statusCode } = await app.fastify.inject({
      method: 'POST',
      url: '/id/citizen/token',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'client-cert': `:${der.toString('base64')}:`,
      },
      payload: new URLSearchParams({ grant_type: 'client_credentials', client_id: id }).toString(),
    })
    return statusCode
  }
  expect(await ask(behind.server, issued)).toBe(200)
  expect(await ask(behind.server, certified('bank.example', otherAuthority, { hosts }))).toBe(401)
  expect(await ask(p.server, issued)).toBe(401)
})

test('a list of authorities that holds none, or something else, stops the program', () => {
  expect(() => clientAuthorities('')).toThrow('no certificate')
  expect(() => clientAuthorities(issued.cert)).toThrow('is no authority')
})
