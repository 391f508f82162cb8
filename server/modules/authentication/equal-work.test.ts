/** Whoever asks about a name learns nothing: the same status, the same page, the same statements, known or not. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { passwordsHashed, SANDBOX_PASSWORD } from '#accounts'
import { registerDeath } from '#population'
import { makePlatform, type Platform, programBeside } from '#testing'
import { newHolder, newPerson } from '#testing/holders.ts'
import { type Born, born, grounds } from '#testing/people.ts'
import { newActivation } from './activations.ts'
import { browser, openSignIn } from './browser-for-tests.ts'

let p: Platform
let at: Platform
let app: Awaited<ReturnType<typeof programBeside>>
const said: string[] = []

beforeAll(async () => {
  p = await makePlatform()
  app = await programBeside(p, (text) => said.push(text.replace(/\s+/g, ' ').trim()))
  at = { ...p, server: app.server }
})
afterAll(async () => {
  await app.close()
  await p.close()
})

interface Seen {
  status: number
  page: string
  statements: string[]
  hashed: number
}

/** What an answer is and what was done before it left, without what the visitor typed himself. */
async function seen(
  typed: readonly string[],
  ask: () => Promise<{ statusCode: number; payload: string; headers: Record<string, unknown> }>,
): Promise<Seen> {
  said.length = 0
  const hashes = await hashesSoFar()
  const { statusCode, payload, headers } = await ask()
  // A connection that is new asks PostgreSQL for its types; that is the pool's doing, not the visitor's.
  const statements = said.filter((statement) => !statement.includes('pg_catalog.pg_type'))
  const own = [
    ...typed,
    String(headers['location'] ?? '')
      .split('/')
      .at(-1) ?? '',
  ].filter((one) => one !== '')
  const page = own.reduce((text, one) => text.replaceAll(one, '…'), payload)
  return { status: statusCode, page, statements, hashed: (await hashesSoFar()) - hashes }
}

async function hashesSoFar(): Promise<number> {
  return (await passwordsHashed.get()).values[0]?.value ?? 0
}

function expectAlike(answers: readonly Seen[]) {
  const [first, ...others] = answers
  for (const other of others) expect(other).toEqual(first)
}

let addresses = 0
function someone() {
  addresses += 1
  return browser(at, { address: `203.0.113.${addresses}` })
}

const UNKNOWN = '001190999999'

test('threat: enumeration, login: one hash and the same statements for a known and an unknown number', async () => {
  const known = await newHolder(p)
  const without = await newPerson(p)
  const answers: Seen[] = []
  for (const name of [known.personNumber, without.personNumber, UNKNOWN]) {
    const one = someone()
    const step = await openSignIn(one, 'citizen')
    const answer = await seen([name, step], () => one.form(step, { name, password: 'not the password' }))
    // What the log and his history say of it is written after the answer has left.
    const before = answer.statements.filter((text) => !/account_events|audit\./.test(text))
    answers.push({ ...answer, statements: before })
  }
  expect(answers[0]).toMatchObject({ status: 401, hashed: 1 })
  expectAlike(answers)
})

test('threat: enumeration, activation: known, unknown, active and locked are answered alike, by the same work', async () => {
  const [waiting, active, locked] = [await newHolder(p), await newHolder(p), await newHolder(p)]
  await p.owner`update accounts.accounts set status = 'approved' where account_id = ${waiting.accountId}`
  await p.owner`update accounts.accounts set status = 'locked' where account_id = ${locked.accountId}`
  await p.act((call) => newActivation(call, waiting.accountId))
  const answers: Seen[] = []
  for (const name of [waiting.personNumber, active.personNumber, locked.personNumber, UNKNOWN]) {
    const again = 'mot-mat-khau-kha-dai'
    const form = { name, code: 'AAAA-BBBB-CCCC-DDDD', password: again, again }
    answers.push(await seen([name], () => someone().form('/id/citizen/activate', form)))
  }
  expect(answers[0]).toMatchObject({ status: 401, hashed: 0 })
  expectAlike(answers)
})

test('threat: enumeration, recovery: a new activation code is asked for alike, and nobody waits for the sending', async () => {
  const [waiting, active] = [await newHolder(p), await newHolder(p)]
  await p.owner`update accounts.accounts set status = 'approved' where account_id = ${waiting.accountId}`
  const answers: Seen[] = []
  for (const name of [UNKNOWN, active.personNumber, waiting.personNumber]) {
    const answer = await seen([name], () => someone().form('/id/citizen/activate/again', { name }))
    // The log, and the code of the last one, are written after the answer has left.
    const before = answer.statements.filter((text) => !/audit\.|pg_catalog|^commit/.test(text))
    answers.push({ ...answer, statements: before.slice(0, 3) })
  }
  expect(answers[0]?.status).toBe(200)
  expectAlike(answers)
})

test('threat: enumeration, registration: whatever the register says of the number, the same work is done before the answer', async () => {
  const fits = await born(p, { name: 'Nguyễn Thị Lan' })
  const other = await born(p, { name: 'Lê Văn Bách' })
  const child = await born(p, { name: 'Nguyễn Thị Lan', bornOn: '2016-05-02' })
  const dead = await born(p, { name: 'Nguyễn Thị Lan', bornOn: '1940-05-02' })
  const waiting = await born(p, { name: 'Nguyễn Thị Lan' })
  await p.act((call) => registerDeath(call, { personNumber: dead.number, diedOn: '2026-01-02' }, grounds))
  const holder = await newHolder(p)
  const cases: [Pick<Born, 'number'>, string][] = [
    [fits, '02/05/1990'],
    [fits, '02/05/1990'],
    [other, '02/05/1990'],
    [child, '02/05/2016'],
    [dead, '02/05/1940'],
    [waiting, '03/05/1990'],
    [{ number: holder.personNumber }, '02/05/1990'],
    [{ number: UNKNOWN }, '02/05/1990'],
  ]
  const begun: Seen[] = []
  const confirmed: Seen[] = []
  for (const [i, [{ number }, bornOn]] of cases.entries()) {
    const phone = `0987${String(i).padStart(6, '0')}`
    const form = { number, name: 'Nguyễn Thị Lan', bornOn, phone }
    const one = someone()
    let step = ''
    begun.push(
      await seen([number, bornOn, phone], async () => {
        const answer = await one.form('/id/citizen/register', form)
        step = String(answer.headers.location)
        return answer
      }),
    )
    const code =
      p
        .inbox()
        .find(({ to, kind }) => to.phone === phone && kind === 'code')
        ?.text.slice(0, 6) ?? ''
    confirmed.push(await seen([step], () => one.form(step, { code })))
  }
  expect(begun[0]?.status).toBe(303)
  expectAlike(begun)
  expect(confirmed[0]?.status).toBe(200)
  expectAlike(confirmed)
})

test('threat: enumeration, foreigners: whatever the immigration register says, the same work is done before the answer', async () => {
  const fits = { number: 'M20000001', name: 'Kim Min Jun', bornOn: '14/03/1986' }
  const cases = [
    fits,
    fits,
    { ...fits, name: 'Kim Ha Jun' },
    { ...fits, bornOn: '15/03/1986' },
    { number: '20FV00005', name: 'Lucas Martin', bornOn: '30/05/1988' }, // his card is over
    { number: 'Z20000007', name: 'Priya Sharma', bornOn: '27/02/1992' }, // she has none
    { number: 'EK2000006', name: 'Li Jiayi', bornOn: '18/09/2016' }, // a child
    { ...fits, number: 'ZZ9999999' },
  ]
  const begun: Seen[] = []
  const confirmed: Seen[] = []
  for (const [i, typed] of cases.entries()) {
    const phone = `0986${String(i).padStart(6, '0')}`
    const one = someone()
    let step = ''
    begun.push(
      await seen([...Object.values(typed), phone], async () => {
        const answer = await one.form('/id/citizen/register/foreigner', { ...typed, phone })
        step = String(answer.headers.location)
        return answer
      }),
    )
    const code =
      p
        .inbox()
        .find(({ to, kind }) => to.phone === phone && kind === 'code')
        ?.text.slice(0, 6) ?? ''
    confirmed.push(await seen([step], () => one.form(step, { code })))
  }
  expect(begun[0]?.status).toBe(303)
  expectAlike(begun)
  expect(confirmed[0]?.status).toBe(200)
  expectAlike(confirmed)
})

test('threat: throttle, success is not delayed: the right password is one hash and no wait', async () => {
  const known = await newHolder(p)
  const one = someone()
  const step = await openSignIn(one, 'citizen')
  for (let i = 0; i < 3; i++) await one.form(step, { name: known.personNumber, password: 'wrong' })
  const right = await seen([step], () =>
    one.form(step, { name: known.personNumber, password: SANDBOX_PASSWORD }),
  )
  expect(right).toMatchObject({ status: 303, hashed: 1 })
})
