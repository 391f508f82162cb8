/**
 * What signing in costs: CPU of a web process of its own for one operation, against its signatures, verifications
 * and bare HTTP answers, all measured in the same run; statements are counted by the tests. The passkey sign-in is the
 * whole of it, pages and factor included. PostgreSQL's own CPU is not in it. Run: `npm run bench:identity`
 */
import { type ChildProcess, spawn } from 'node:child_process'
import {
  createHash,
  generateKeyPairSync,
  KeyObject,
  randomBytes,
  randomUUID,
  sign,
  verify,
} from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../server/config.ts'
import { accountById, hashPassword, SANDBOX_PASSWORD } from '../server/modules/accounts/index.ts'
import { giveConsent } from '../server/modules/authentication/consents.ts'
import { aRelyingParty } from '../server/modules/authentication/parties-for-tests.ts'
import { device } from '../server/modules/authentication/passkey-for-tests.ts'
import { addPasskey, askToAddPasskey } from '../server/modules/authentication/passkeys.ts'
import { saveRelyingParty } from '../server/modules/authentication/relying-parties.ts'
import { type Call, newEntry } from '../server/platform/call.ts'
import { openApp, openDatabase, openPorts } from '../server/program.ts'
import { newHolder } from '../server/testing/holders.ts'
import { median, percentile, table } from './ratio.ts'

const PEOPLE = Number(process.env['PEOPLE'] ?? 20)
const ROUNDS = Number(process.env['ROUNDS'] ?? 5)
const issuer = 'http://localhost:6006/id/citizen'

const folder = mkdtempSync(join(tmpdir(), 'dean06-bench-'))
const config = readConfig({ DATA_FOLDER: folder, PUBLIC_URL: 'http://localhost:6006' })
const database = await openDatabase(config, () => {})
const ports = await openPorts(config)
const app = await openApp(config, database, ports)
const { db } = app.server

const act = <T>(work: (call: Call) => Promise<T>): Promise<T> =>
  db.begin((sql) =>
    work({
      sql,
      ports,
      now: new Date(),
      actor: { kind: 'system', name: 'bench' },
      entry: newEntry('bench', new Date()),
    }),
  ) as Promise<T>

const made = await aRelyingParty({ machine: true, apiScopes: ['verification.match'] })
const { party } = made
const bankKey = KeyObject.from(made.privateKey as never)
await act((call) => saveRelyingParty(call, party))

interface Person {
  number: string
  own: ReturnType<typeof device>
  /** Cookies that outlive a visit. */
  lasting: Map<string, string>
}
const people: Person[] = []
for (let i = 0; i < PEOPLE; i++) {
  const { accountId, personNumber: number } = await newHolder({ act } as never)
  const account = await accountById(db, accountId)
  if (!account) throw new Error('no account')
  const own = device()
  const parts = { db, ports, now: new Date() }
  const subject = `bench:${accountId}`
  const asked = await askToAddPasskey(parts, subject, account, 'A')
  await addPasskey(parts, db, subject, account, 'phone', own.make(asked))
  await act((call) => giveConsent(call, account, party, new Set(['openid', 'profile'])))
  people.push({ number, own, lasting: new Map() })
}

const program = await child('server/testing/child-program.ts', [
  JSON.stringify({ app: database.place.app, keysFolder: config.keysFolder }),
])
const bare = await child('bench/bare-http.ts', [])
const agent = new Agent({ keepAlive: true })

interface Exchange {
  method: string
  headers: Record<string, string>
  body: string | undefined
  answerBytes: number
}
/** What one operation said and was answered, to be said again to a server that does nothing. */
let heard: Exchange[] | undefined

interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

function send(url: string, method: string, headers: Record<string, string>, body?: string): Promise<Answer> {
  return new Promise((done, fail) => {
    const asked = request(url, { method, agent, headers }, (answer) => {
      let text = ''
      answer.on('data', (chunk) => {
        text += chunk
      })
      answer.on('end', () => {
        heard?.push({ method, headers, body, answerBytes: Buffer.byteLength(text) })
        done({ status: answer.statusCode ?? 0, headers: answer.headers, body: text })
      })
    })
    asked.on('error', fail)
    asked.end(body)
  })
}

const form = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
function jws(key: KeyObject, header: unknown, payload: unknown): string {
  const text = `${encode(header)}.${encode(payload)}`
  return `${text}.${sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`
}
const seconds = () => Math.floor(Date.now() / 1000)
const assertion = () => ({
  client_id: party.clientId,
  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  client_assertion: jws(
    bankKey,
    { alg: 'ES256', kid: made.kid },
    {
      iss: party.clientId,
      sub: party.clientId,
      aud: issuer,
      jti: randomUUID(),
      iat: seconds(),
      exp: seconds() + 60,
    },
  ),
})
const own = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const proof = (path: string) =>
  jws(
    own.privateKey,
    { alg: 'ES256', typ: 'dpop+jwt', jwk: own.publicKey.export({ format: 'jwk' }) },
    { jti: randomUUID(), htm: 'POST', htu: `${issuer}${path}`, iat: seconds() },
  )

/** A browser's cookies, as much as these pages need. */
function jar(kept = new Map<string, string>()) {
  return {
    keep({ headers }: Answer) {
      for (const line of [headers['set-cookie'] ?? []].flat()) {
        const [pair = ''] = line.split(';')
        const at = pair.indexOf('=')
        kept.set(pair.slice(0, at), pair.slice(at + 1))
      }
    },
    /** What stays when the browser is closed: that the account is known here. */
    lasting: () => new Map([...kept].filter(([name]) => name.startsWith('__Host-known-'))),
    header: () => ({ cookie: [...kept].map(([name, value]) => `${name}=${value}`).join('; ') }),
  }
}

async function fapiSignIn(person: Person): Promise<void> {
  const { own: phone } = person
  const verifier = randomBytes(32).toString('base64url')
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  const pushed = await send(
    `${program.url}/id/citizen/request`,
    'POST',
    { ...form, dpop: proof('/request') },
    new URLSearchParams({
      ...assertion(),
      response_type: 'code',
      redirect_uri: party.redirectUris[0] as string,
      scope: 'openid profile',
      code_challenge: challenge,
      code_challenge_method: 'S256',
    }).toString(),
  )
  if (pushed.status !== 201) throw new Error(pushed.body)
  const { request_uri: uri } = JSON.parse(pushed.body)
  const cookies = jar(person.lasting)
  const go = async (url: string, method = 'GET', body?: string) => {
    const path = url.replace('http://localhost:6006', '')
    const answer = await send(
      `${program.url}${path}`,
      method,
      { ...(body ? form : {}), ...cookies.header() },
      body,
    )
    cookies.keep(answer)
    if (answer.status >= 400)
      throw new Error(`${path} was answered with ${answer.status}: ${answer.body.slice(0, 2000)}`)
    return answer
  }
  const begun = await go(
    `/id/citizen/auth?${new URLSearchParams({ client_id: party.clientId, request_uri: uri })}`,
  )
  const step = String(begun.headers['location'])
  await go(step)
  const asked = JSON.parse((await go(`${step}/passkey-options`, 'POST', 'x=')).body)
  const credential = JSON.stringify(phone.use(asked))
  const passed = await go(`${step}/passkey`, 'POST', new URLSearchParams({ credential }).toString())
  person.lasting = cookies.lasting()
  const back = await go(String(passed.headers['location']))
  const code = new URL(String(back.headers['location'])).searchParams.get('code')
  if (!code) throw new Error(`no code: ${back.status} ${back.headers['location']}`)
  const token = await send(
    `${program.url}/id/citizen/token`,
    'POST',
    { ...form, dpop: proof('/token') },
    new URLSearchParams({
      ...assertion(),
      grant_type: 'authorization_code',
      code,
      redirect_uri: party.redirectUris[0] as string,
      code_verifier: verifier,
    }).toString(),
  )
  if (token.status !== 200) throw new Error(token.body)
}

async function clientCredentials(): Promise<void> {
  const answer = await send(
    `${program.url}/id/citizen/token`,
    'POST',
    { ...form, dpop: proof('/token') },
    new URLSearchParams({
      ...assertion(),
      grant_type: 'client_credentials',
      scope: 'verification.match',
    }).toString(),
  )
  if (answer.status !== 200) throw new Error(answer.body)
}

/** The first factor by password: the page's POST alone, in a sign-in that is under way. */
async function passwordSteps(): Promise<string[]> {
  const steps: string[] = []
  for (const _ of people) {
    const cookies = jar()
    const begun = await send(`${program.url}/auth/citizen/sign-in?moved=1`, 'GET', {})
    cookies.keep(begun)
    const at = await send(
      `${program.url}${String(begun.headers['location']).replace('http://localhost:6006', '')}`,
      'GET',
      cookies.header(),
    )
    cookies.keep(at)
    steps.push(JSON.stringify({ path: at.headers['location'], ...cookies.header() }))
  }
  return steps
}

/** CPU of a process for one operation, in milliseconds: the median of the rounds. */
async function cpuOf(process: Child, times: number, work: (i: number) => Promise<void>): Promise<number> {
  const rounds: number[] = []
  for (let i = 0; i < Math.min(times, 10); i++) await work(i)
  for (let round = 0; round < ROUNDS; round++) {
    const before = await process.cpu()
    for (let i = 0; i < times; i++) await work(i)
    rounds.push(((await process.cpu()) - before) / times)
  }
  return median(rounds)
}

function cpuHere(times: number, work: () => unknown): number {
  for (let i = 0; i < 200; i++) work()
  const rounds = Array.from({ length: ROUNDS }, () => {
    const before = process.cpuUsage()
    for (let i = 0; i < times; i++) work()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000 / times
  })
  return median(rounds)
}

const bytes = randomBytes(400)
const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const signature = sign('sha256', bytes, pair.privateKey)
const signMs = cpuHere(2000, () => sign('sha256', bytes, pair.privateKey))
const verifyMs = cpuHere(2000, () => verify('sha256', bytes, pair.publicKey, signature))
/** CPU of the same requests, with the same headers, bodies and sizes of answers, at a server that does nothing else. */
async function bareCost(operation: () => Promise<void>): Promise<number> {
  const exchanges: Exchange[] = []
  heard = exchanges
  await operation()
  heard = undefined
  return await cpuOf(bare, 100, async () => {
    for (const { method, headers, body, answerBytes } of exchanges)
      await send(`${bare.url}/${answerBytes}`, method, headers, body)
  })
}
const before = process.cpuUsage()
for (let i = 0; i < 20; i++) await hashPassword(SANDBOX_PASSWORD)
const hashed = process.cpuUsage(before)
const hashMs = (hashed.user + hashed.system) / 1000 / 20

const fapiMs = await cpuOf(program, PEOPLE, (i) => fapiSignIn(people[i % PEOPLE] as Person))
const fapiHttpMs = await bareCost(() => fapiSignIn(people[0] as Person))
const machineMs = await cpuOf(program, 100, clientCredentials)
const machineHttpMs = await bareCost(clientCredentials)
let steps: string[] = []
const passwordMs = await (async () => {
  const rounds: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    steps = await passwordSteps()
    const start = await program.cpu()
    for (const [i, text] of steps.entries()) {
      const { path, cookie } = JSON.parse(text)
      const body = new URLSearchParams({
        name: people[i]?.number ?? '',
        password: SANDBOX_PASSWORD,
      }).toString()
      await send(`${program.url}${path}`, 'POST', { ...form, cookie }, body)
    }
    rounds.push(((await program.cpu()) - start) / steps.length)
  }
  return median(rounds)
})()

const row = (name: string, ms: number, signs: number, verifies: number, httpMs: number, bar: string) => {
  const floor = signs * signMs + verifies * verifyMs + httpMs
  return {
    operation: name,
    'CPU ms': ms.toFixed(2),
    'a second and core': Math.round(1000 / ms),
    'of it HTTP ms': httpMs.toFixed(2),
    'floor ms': floor.toFixed(2),
    ratio: (ms / floor).toFixed(1),
    bar,
  }
}
console.log(
  `sign ${signMs.toFixed(3)} ms, verify ${verifyMs.toFixed(3)} ms, argon2id ${hashMs.toFixed(1)} ms (CPU)\n`,
)
console.log(
  table('Signing in', [
    row(
      'FAPI 2.0 sign-in with a passkey: all pages, consent remembered',
      fapiMs,
      1,
      5,
      fapiHttpMs,
      '≤ 6, ≥ 40 a second',
    ),
    row('client credentials: private_key_jwt, DPoP, JWT token', machineMs, 1, 2, machineHttpMs, '≤ 7'),
  ]),
)
console.log(
  table('Password', [
    {
      operation: 'the password step of a sign-in',
      'CPU ms': passwordMs.toFixed(1),
      'argon2id ms': hashMs.toFixed(1),
      ratio: (passwordMs / hashMs).toFixed(2),
      bar: '≤ 1.3',
    },
  ]),
)

/** How long a read of everybody's waits, alone and while far more passwords are to be hashed than can be at once. */
const read = () => send(`${program.url}/id/citizen/jwks`, 'GET', {})
async function waitsOf(times: number): Promise<number[]> {
  const waited: number[] = []
  for (let i = 0; i < times; i++) {
    const started = performance.now()
    await read()
    waited.push(performance.now() - started)
    await new Promise((go) => setTimeout(go, 5)) // an open loop: a slow answer does not spare the next one
  }
  return waited
}
const quiet = await waitsOf(300)
steps = await passwordSteps()
let storming = true
const answered = new Map<number, number>()
const storm = Array.from({ length: 40 }, async (_, i) => {
  while (storming) {
    // The right password, so that no limit of tries ends the storm; what follows it may be refused (codes), the hash is done.
    const { path, cookie } = JSON.parse(steps[i % steps.length] as string)
    const name = people[i % people.length]?.number ?? ''
    const body = new URLSearchParams({ name, password: SANDBOX_PASSWORD }).toString()
    const { status } = await send(`${program.url}${path}`, 'POST', { ...form, cookie }, body)
    answered.set(status, (answered.get(status) ?? 0) + 1)
  }
})
const stormStarted = performance.now()
const stormy = await waitsOf(300)
storming = false
const stormSeconds = (performance.now() - stormStarted) / 1000
await Promise.all(storm)
console.log(
  table('A read while passwords are hashed', [
    {
      'p99 alone, ms': percentile(quiet, 0.99).toFixed(1),
      'p99 in the storm, ms': percentile(stormy, 0.99).toFixed(1),
      'median alone, ms': median(quiet).toFixed(1),
      'median in the storm, ms': median(stormy).toFixed(1),
      'sign-ins answered, by status': [...answered]
        .map(([status, times]) => `${status}: ${times}`)
        .join(', '),
      'in seconds': stormSeconds.toFixed(1),
    },
  ]),
)

/** Ten times what it can do: how many are told to wait, how long the served ones take, and whether it still serves. */
const flood = Number(process.env['FLOOD'] ?? 2000)
const waits: number[] = []
const statuses = new Map<number, number>()
await Promise.all(
  Array.from({ length: flood }, async () => {
    const started = performance.now()
    const body = new URLSearchParams({ ...assertion(), grant_type: 'client_credentials' }).toString()
    const { status } = await send(
      `${program.url}/id/citizen/token`,
      'POST',
      { ...form, dpop: proof('/token') },
      body,
    )
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
    if (status === 200) waits.push(performance.now() - started)
  }),
)
await clientCredentials()
console.log(
  table(`Overload: ${flood} token requests at the same moment`, [
    {
      served: statuses.get(200) ?? 0,
      'told to wait (429)': statuses.get(429) ?? 0,
      'other answers': flood - (statuses.get(200) ?? 0) - (statuses.get(429) ?? 0),
      'p99 of the served, ms': Math.round(percentile(waits, 0.99)),
      'serves afterwards': 'yes',
    },
  ]),
)

program.end()
bare.end()
agent.destroy()
await app.close()
await database.close()
rmSync(folder, { recursive: true, force: true })
process.exit(0)

interface Child {
  url: string
  cpu(): Promise<number>
  end(): void
}

async function child(file: string, args: string[]): Promise<Child> {
  const started: ChildProcess = spawn(process.execPath, [file, ...args], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const url = await new Promise<string>((done, fail) => {
    started.stdout?.on('data', (text) => {
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(String(text))
      if (found) done(found[0])
    })
    started.once('exit', (code) => fail(new Error(`${file} ended with ${code}`)))
  })
  return {
    url,
    cpu: () =>
      new Promise((done) => {
        started.once('message', (said) => {
          const { user, system } = said as NodeJS.CpuUsage
          done((user + system) / 1000)
        })
        started.send('cpu')
      }),
    end: () => started.kill('SIGKILL'),
  }
}
