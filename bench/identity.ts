/**
 * What signing in costs: CPU of a web process of its own for one operation, against its signatures, verifications
 * and bare HTTP answers, all measured in the same run; statements are counted by the tests. The passkey sign-in is the
 * whole of it, pages and factor included. PostgreSQL's own CPU is not in it. Run: `npm run bench:identity`
 */
import { generateKeyPairSync, randomBytes, sign, verify } from 'node:crypto'
import { loadavg } from 'node:os'
import { hashPassword, SANDBOX_PASSWORD } from '../server/modules/accounts/index.ts'
import { clientCredentials, fapiSignIn, passwordSteps, typePassword } from './identity/flows.ts'
import { type Child, hear, send } from './identity/processes.ts'
import { bare, closeScene, type Person, people, program } from './identity/scene.ts'
import { flood, whileHashing } from './identity/storms.ts'
import { median, table } from './ratio.ts'

const ROUNDS = Number(process.env['ROUNDS'] ?? 5)
const load = loadavg()[0] as number

/** As many at once, people of their own each (PEOPLE is a multiple): a program with work to do answers several at a time. */
const AT_ONCE = 4

/**
 * CPU of a process for one operation, in milliseconds: the median of the rounds, after as many that are not counted,
 * because a program that has just started runs code nobody optimised yet. Each worker has indexes of its own.
 */
async function cpuOf(process: Child, times: number, work: (i: number) => Promise<unknown>): Promise<number> {
  const rounds: number[] = []
  for (let round = 0; round < 2 * ROUNDS; round++) {
    const before = await process.cpu()
    const workers = Array.from({ length: AT_ONCE }, async (_, worker) => {
      for (let i = worker; i < times; i += AT_ONCE) await work(i)
    })
    await Promise.all(workers)
    if (round >= ROUNDS) rounds.push(((await process.cpu()) - before) / times)
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

/** CPU of the same requests, with the same headers, bodies and sizes of answers, at a server that does nothing else. */
async function bareCost(operation: () => Promise<void>): Promise<number> {
  const exchanges = await hear(operation)
  return await cpuOf(bare, 300, async () => {
    for (const { method, headers, body, answerBytes } of exchanges)
      await send(`${bare.url}/${answerBytes}`, method, headers, body)
  })
}

/** The first factor by password: the page's POST alone, in sign-ins that are under way. */
async function passwordCost(): Promise<number> {
  const rounds: number[] = []
  for (let round = 0; round < ROUNDS + 1; round++) {
    const steps = await passwordSteps(people.length)
    const start = await program.cpu()
    for (const [i, step] of steps.entries()) {
      const { status } = await typePassword(step, people[i]?.number ?? '', SANDBOX_PASSWORD)
      if (status !== 303) throw new Error(`the password was answered with ${status}`)
    }
    if (round > 0) rounds.push(((await program.cpu()) - start) / steps.length)
  }
  return median(rounds)
}

async function hashCost(): Promise<number> {
  await hashPassword(SANDBOX_PASSWORD)
  const before = process.cpuUsage()
  for (let i = 0; i < 20; i++) await hashPassword(SANDBOX_PASSWORD)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / 20
}

const bytes = randomBytes(400)
const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const signature = sign('sha256', bytes, pair.privateKey)
const signMs = cpuHere(2000, () => sign('sha256', bytes, pair.privateKey))
const verifyMs = cpuHere(2000, () => verify('sha256', bytes, pair.publicKey, signature))
const hashMs = await hashCost()

const fapiMs = await cpuOf(program, 5 * people.length, (i) => fapiSignIn(people[i % people.length] as Person))
const fapiHttpMs = await bareCost(() => fapiSignIn(people[0] as Person))
const machineMs = await cpuOf(program, 300, clientCredentials)
const machineHttpMs = await bareCost(clientCredentials)
const passwordMs = await passwordCost()

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
  `sign ${signMs.toFixed(3)} ms, verify ${verifyMs.toFixed(3)} ms, argon2id ${hashMs.toFixed(1)} ms (CPU); load before ${load.toFixed(1)}\n`,
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

console.log(await whileHashing(hashMs))
console.log(await flood(Number(process.env['FLOOD'] ?? 2000)))
await closeScene()
process.exit(0)
