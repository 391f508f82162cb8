/**
 * A yes or no about one person through the API: token and proof checked, purpose and limits, the register read, the
 * call metered, shown to the person and entered in the log, a signed receipt. Against its signatures at the raw cost of
 * node:crypto and its HTTP request at the bare cost of the same server, in CPU time of this process, in one run.
 */
import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto'
import { Agent, createServer, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import * as openid from 'openid-client'
import { saveRelyingParty } from '../server/modules/authentication/index.ts'
import { insertRegistration } from '../server/modules/authentication/registrations.store.ts'
import { systemCall } from '../server/platform/call.ts'
import { uuidv7 } from '../server/platform/ids.ts'
import { type Nation, openNation } from './nation.ts'
import { table } from './ratio.ts'

const CALLS = 1500
const ROUNDS = 3
const AT_ONCE = 16
const purpose = 'partner/account-opening'

export async function benchVerification(nation: Nation): Promise<string> {
  const people = await nation.database.owner<{ personNumber: string; name: string }[]>`
    select person_number, name from population.people where status = 'alive'
    order by md5(person_number) limit ${CALLS}`
  const caller = await newCaller(nation)
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
  const bare = createServer((request, answer) => request.resume().on('end', () => answer.end('ok')))
  await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve))
  const bareUrl = `http://127.0.0.1:${(bare.address() as AddressInfo).port}/`
  const rounds = []
  for (let round = 0; round < ROUNDS; round++) {
    const bodies = people.map(({ personNumber, name }) =>
      JSON.stringify({ purpose, idDocument: personNumber, name }),
    )
    // Made beforehand: what the caller signs is not our cost.
    const proofs = await Promise.all(bodies.map(() => caller.proof()))
    const http = await cpuOf(bodies.length, (i) => post(agent, bareUrl, {}, bodies[i] as string))
    const match = await cpuOf(bodies.length, (i) =>
      post(
        agent,
        `${nation.url}/api/verification/match`,
        { authorization: `DPoP ${caller.token}`, dpop: proofs[i] as string },
        bodies[i] as string,
      ),
    )
    const signatures = rawSignatures()
    rounds.push({ http, match, floorMs: http.cpuMs + signatures.signMs + signatures.verifyMs, ...signatures })
  }
  bare.close()
  agent.destroy()
  const [middle] = rounds.sort((a, b) => a.match.cpuMs - b.match.cpuMs).slice(Math.floor(ROUNDS / 2))
  if (!middle) throw new Error('no round was run')
  const { http, match, floorMs, signMs, verifyMs } = middle
  return table(`Yes or no about one person (${CALLS} people, ${AT_ONCE} at once, median of ${ROUNDS})`, [
    { what: 'bare HTTP request, CPU ms', value: http.cpuMs.toFixed(2) },
    { what: 'one ES256 signature (the receipt), CPU ms', value: signMs.toFixed(2) },
    { what: 'one ES256 verification (the proof), CPU ms', value: verifyMs.toFixed(2) },
    { what: 'floor: request + signature + verification, CPU ms', value: floorMs.toFixed(2) },
    { what: 'POST /verification/match, CPU ms of the program and its caller', value: match.cpuMs.toFixed(2) },
    { what: 'ratio to the floor', value: (match.cpuMs / floorMs).toFixed(1) },
    { what: 'a second and core (program and caller)', value: Math.round(1000 / match.cpuMs) },
    { what: 'a second as run, with PostgreSQL on the same cores', value: Math.round(match.perSecond) },
  ])
}

async function cpuOf(times: number, operation: (index: number) => Promise<unknown>) {
  let next = 0
  const before = process.cpuUsage()
  const started = performance.now()
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < times) await operation(next++)
    }),
  )
  const { user, system } = process.cpuUsage(before)
  return { cpuMs: (user + system) / 1000 / times, perSecond: times / ((performance.now() - started) / 1000) }
}

function rawSignatures() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const data = Buffer.alloc(400)
  const bytes = sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' })
  const time = (work: () => void) => {
    const before = process.cpuUsage()
    for (let i = 0; i < 2000; i++) work()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000 / 2000
  }
  return {
    signMs: time(() => sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' })),
    verifyMs: time(() => verify('sha256', data, { key: publicKey, dsaEncoding: 'ieee-p1363' }, bytes)),
  }
}

/** An approved system of a ministry, its token, and proofs for its calls. */
async function newCaller({ app, url }: Nation) {
  const { server } = app
  const { publicUrl } = server.ports
  const clientId = uuidv7()
  const pair = await generateKeyPair('ES256', { extractable: true })
  const jwk = await exportJWK(pair.publicKey)
  const words = { vi: 'Hệ thống của bộ', en: 'Ministry system' }
  const checks = [
    { purpose, basis: 'law', legalBasis: 'bench', acts: ['verification.match'], fields: ['name'] },
  ] as never
  await server.db.begin(async (sql) => {
    const call = systemCall('bench', sql, server.ports)
    await saveRelyingParty(call, {
      clientId,
      realm: 'citizen',
      agencyId: 18,
      organisation: words,
      names: words,
      redirectUris: [],
      postLogoutUris: [],
      scopes: [],
      keys: [{ ...jwk, kty: 'EC', kid: 'bench', alg: 'ES256', use: 'sig' }],
      proof: 'key',
      certificateName: null,
      subjectType: 'pairwise',
      sector: 'ministry.example',
      profile: 'fapi2',
      plainCodeUntil: null,
      ciba: null,
      notifyUri: null,
      logoutUri: null,
      machine: true,
      apiScopes: ['verification.match'],
      status: 'production',
      validFrom: '2020-01-01',
      validUntil: null,
    })
    const contact = { name: 'bench', email: 'bench@ministry.example', phone: null }
    const terms = { clientId, agencyId: 18, providerAgencyId: null, contact, securityLevel: 3, checks }
    await insertRegistration(sql, terms, uuidv7(), new Date())
  })
  const config = await openid.discovery(
    new URL(`${publicUrl}/id/citizen`),
    clientId,
    undefined,
    openid.PrivateKeyJwt({ key: pair.privateKey, kid: 'bench' }),
    {
      [openid.customFetch]: (to, options) => fetch(to.replace(publicUrl, url), options as RequestInit),
      execute: [openid.allowInsecureRequests],
    },
  )
  const held = await generateKeyPair('ES256', { extractable: true })
  const DPoP = openid.getDPoPHandle(config, held)
  const { access_token: token } = await openid.clientCredentialsGrant(
    config,
    { scope: 'verification.match' },
    { DPoP },
  )
  const { kty, crv, x, y } = await exportJWK(held.publicKey)
  const ath = createHash('sha256').update(token).digest('base64url')
  const htu = `${publicUrl}/api/verification/match`
  const proof = () =>
    new SignJWT({ jti: uuidv7(), htm: 'POST', htu, ath, iat: Math.floor(Date.now() / 1000) })
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: { kty, crv, x, y } as never })
      .sign(held.privateKey)
  return { token, proof }
}

function post(agent: Agent, url: string, headers: Record<string, string>, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest(
      url,
      { agent, method: 'POST', headers: { 'content-type': 'application/json', ...headers } },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (part: string) => {
          text += part
        })
        answer.on('end', () =>
          answer.statusCode === 200
            ? resolve()
            : reject(new Error(`${answer.statusCode} ${text.slice(0, 300)}`)),
        )
      },
    )
    asked.on('error', reject).end(body)
  })
}

if (import.meta.main) {
  const nation = await openNation(Number(process.env['PERSONS'] ?? 20_000))
  console.log(await benchVerification(nation))
  await nation.close()
  process.exit(0)
}
