/** Parties that prove themselves by a certificate, over TLS of our own and behind a trusted proxy. RFC 8705, 9440. */
import { createHash, generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto'
import { request } from 'node:https'
import type { AddressInfo } from 'node:net'
import * as openid from 'openid-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { issueCertificate } from '#ports/certificates.ts'
import { type Platform, platform, programBeside } from '#testing'
import { aRelyingParty } from './parties-for-tests.ts'
import { issuer } from './party-for-tests.ts'
import { saveRelyingParty } from './relying-parties.ts'

interface Certified {
  key: string
  cert: string
  der: Buffer
  publicKey: KeyObject
}

/** A certificate that vouches for itself. */
function certified(commonName: string): Certified {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const subject = { organization: 'Sao Mai', commonName }
  const der = issueCertificate({
    subject,
    publicKey,
    notBefore: new Date('2026-01-01'),
    notAfter: new Date('2036-01-01'),
    use: 'authority',
    issuer: { subject, publicKey, privateKey },
  })
  const key = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
  return { key, cert: new X509Certificate(der).toString(), der, publicKey }
}

let p: Platform
type Program = Awaited<ReturnType<typeof programBeside>>
let own: Program
let behind: Program
let port: number
const bank = certified('bank.example')
const stranger = certified('stranger.example')
let clientId: string

beforeAll(async () => {
  p = await platform()
  const tls = certified('localhost')
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

const client = (certificate: Certified | null) =>
  openid.discovery(new URL(issuer), clientId, { use_mtls_endpoint_aliases: false }, openid.TlsClientAuth(), {
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
