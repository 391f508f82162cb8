/**
 * `npm run test:crash:payments`: kill −9 while a bank tells of payments, each several times and at once. Afterwards
 * every fee is paid once, no đồng is lost or doubled, and both books agree.
 */
import { strict as assert } from 'node:assert'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { readConfig } from '../server/config.ts'
import { signInAs } from '../server/modules/accounts/index.ts'
import { askDue } from '../server/modules/payments/index.ts'
import { systemCall } from '../server/platform/call.ts'
import { dayOf } from '../server/platform/day.ts'
import { connect, type Database, OWNER_ROLE } from '../server/platform/db.ts'
import { findEmbeddedPostgres } from '../server/platform/embedded-postgres.ts'
import { uuidv7 } from '../server/platform/ids.ts'
import type { GatewayPayment, SandboxGateway } from '../server/ports/payment-gateway.ts'
import { openPorts } from '../server/program.ts'
import { startProgram } from './program.ts'

const ROUNDS = Number(process.env.CRASHES ?? 4)
const DUES = Number(process.env.DUES ?? 400)
/** Of so many payments no message ever comes: the statement has them. */
const UNTOLD = Math.floor(DUES / 20)
const AMOUNT = 8000

let program = await startProgram()
const { dataFolder } = program
const port = Number(new URL(program.url).port)
const ports = await openPorts(readConfig({ DATA_FOLDER: dataFolder, PUBLIC_URL: program.url }))
const bank = ports.payments as SandboxGateway
const references = await owe()
/** The nation has paid fees of its own. */
const before = await booked()
const payments = references.map((reference) =>
  bank.pay({ reference, amountDong: AMOUNT, paidAt: new Date().toISOString() }),
)
const told = payments.slice(UNTOLD)
const heard = new Set<string>()
let messages = 0
let crashes = 0
for (let round = 0; round < ROUNDS; round++) {
  const open = told.filter(({ transactionId }) => !heard.has(transactionId))
  const under = open.slice(0, Math.ceil(open.length / (ROUNDS - round)))
  const sending = Promise.all(under.flatMap((payment) => [tell(payment), tell(payment)]))
  const heardBefore = heard.size
  while (heard.size < heardBefore + under.length / 3) await pause(5)
  await program.kill()
  await sending
  crashes += 1
  program = await startProgram({ dataFolder, port })
}
const unheard = told.filter(({ transactionId }) => !heard.has(transactionId)).length
for (const payment of told) await tell(payment)
await reconcile()
await prove()
console.log(
  `${crashes} crashes; ${DUES} payments, ${messages} messages, ${unheard} unanswered at the last crash, ${UNTOLD} never told; nothing lost, nothing doubled`,
)
await program.stop()
program.remove()
process.exit(0)

/** The bank tells of a payment; what is not answered it tells again later. */
async function tell(payment: GatewayPayment): Promise<void> {
  messages += 1
  try {
    const jws = await bank.tell(payment, new Date().toISOString())
    const answer = await fetch(`${program.url}/api/payments/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jws }),
    })
    const body = (await answer.json()) as { outcome?: string; type?: string }
    if (answer.status !== 200) throw new Error(body.type ?? String(answer.status))
    assert.equal(body.outcome, 'paid', 'what is told again has the first answer')
    heard.add(payment.transactionId)
  } catch (error) {
    if (!(error instanceof TypeError) && !/busy|terminated/.test(String(error))) throw error
  }
}

/** Fees of people of the register, and their references. */
async function owe(): Promise<string[]> {
  return looking(async (owner) => {
    const people = await owner<{ personNumber: string }[]>`
      select person_number from population.people where status = 'alive' order by person_number limit ${DUES}`
    const [office] = await owner<{ agencyId: number }[]>`
      select agency_id from accounts.appointments where position = 'civil-status-officer' limit 1`
    await owner.begin(async (sql) => {
      const call = systemCall('test', sql, ports)
      for (const [at, { personNumber }] of people.entries())
        await askDue(call, {
          personNumber,
          dossierId: uuidv7(),
          code: `TEST-${at}`,
          service: { vi: 'Cấp bản sao trích lục', en: 'Copy of an extract' },
          agencyId: office!.agencyId,
          amountDong: AMOUNT,
          fee: {
            standardDong: AMOUNT,
            reason: { vi: 'Mức thu theo quy định', en: 'The regular fee' },
            law: '–',
          },
        })
    })
    const rows = await owner<{ reference: string }[]>`
      select reference from payments.dues where code like 'TEST-%' order by code`
    return rows.map(({ reference }) => reference)
  })
}

/** An administrator compares the day with the bank's statement. */
async function reconcile() {
  const headers = await looking(async (owner) => {
    const [found] = await owner<{ personNumber: string }[]>`
      select person_number from accounts.appointments where position = 'administrator' limit 1`
    return signInAs(
      { sql: owner, ports, now: new Date() },
      { app: 'officer', personNumber: found!.personNumber },
    )
  })
  for (const day of new Set(payments.map(({ paidAt }) => dayOf(new Date(paidAt))))) {
    const answer = await fetch(`${program.url}/api/payments/reconciliations/${day}`, {
      method: 'POST',
      headers,
    })
    assert.equal(answer.status, 200, 'the day is compared')
    const made = (await answer.json()) as Record<string, number>
    assert.deepEqual([made.surplus, made.differing], [0, 0], 'we have nothing the bank has not')
  }
}

/** What both books hold in all: ours, and the bank's own. */
async function booked() {
  const theirs = (await bank.statement('2000', '3000')).reduce((sum, { amountDong }) => sum + amountDong, 0)
  const [ours] = await looking(
    (owner) => owner<{ transfers: number; dong: number; told: number }[]>`
      select
        (select count(*) from payments.transfers where transfer_id like 'pay:%')::integer as transfers,
        (select coalesce(sum(amount_dong), 0) from payments.transfers where debit = 'gateway')::integer as dong,
        (select count(*) from payments.gateway_payments where outcome = 'paid')::integer as told`,
  )
  return { ...ours!, theirs }
}

async function prove() {
  const [own] = await looking(
    (owner) => owner<Record<string, number>[]>`
      select
        (select count(*) from payments.dues where code like 'TEST-%' and state = 'paid')::integer as paid,
        (select count(distinct receipt_number) from payments.dues where code like 'TEST-%')::integer as receipts,
        (select count(*) from documents.documents where kind = 'BienLai'
          and dossier_id in (select dossier_id from payments.dues where code like 'TEST-%'))::integer as papers,
        (select count(*) from platform.events where name = 'payments.due-paid'
          and payload->>'code' like 'TEST-%')::integer as events`,
  )
  assert.deepEqual({ ...own }, { paid: DUES, receipts: DUES, papers: DUES, events: DUES })
  assert.deepEqual(await booked(), {
    transfers: before.transfers + DUES,
    dong: before.dong + DUES * AMOUNT,
    told: before.told + DUES,
    theirs: before.theirs + DUES * AMOUNT,
  })
  const back = bank
    .refunds()
    .filter((one) => payments.some((each) => each.transactionId === one.transactionId))
  assert.equal(back.length, 0, 'nothing was taken twice, so nothing goes back')
}

async function looking<T>(work: (owner: Database) => Promise<T>): Promise<T> {
  const found = findEmbeddedPostgres(join(dataFolder, 'postgres'))
  assert.ok(found, 'the program has its PostgreSQL running')
  const address = { socketFolder: found.socketFolder, port: found.port }
  const owner = connect({ address, database: 'dean06', user: OWNER_ROLE, max: 2 })
  try {
    return await work(owner)
  } finally {
    await owner.end({ timeout: 5 })
  }
}
