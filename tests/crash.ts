/**
 * `npm run test:crash`: kill −9 under load. What was acknowledged is there after the restart, what was not is done
 * once when it is sent again with its key, and every write has its entry in the log.
 */
import { strict as assert } from 'node:assert'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { readConfig } from '../server/config.ts'
import { signInAs } from '../server/modules/accounts/index.ts'
import { connect, type Database, OWNER_ROLE } from '../server/platform/db.ts'
import { findEmbeddedPostgres } from '../server/platform/embedded-postgres.ts'
import { uuidv7 } from '../server/platform/ids.ts'
import { openPorts } from '../server/program.ts'
import { type Program, startProgram } from './program.ts'

const ROUNDS = Number(process.env.CRASHES ?? 3)
const PEOPLE = 120
const DRAFTS_EACH = 2
const SERVICES = ['1.004194', '1.010041']

interface Write {
  key: string
  code: string
  number: string
  headers: Record<string, string>
  draftId?: string
}

let program = await startProgram()
const { dataFolder } = program
const port = Number(new URL(program.url).port)
const writes = await planWrites(program)
let crashes = 0
for (let round = 0; round < ROUNDS; round++) {
  const pending = writes.filter(({ draftId }) => !draftId)
  const share = Math.ceil(pending.length / (ROUNDS - round))
  const under = pending.slice(0, share)
  const sending = Promise.all(under.map((write) => send(program, write)))
  await until(() => under.filter(({ draftId }) => draftId).length > share / 3)
  await program.kill()
  await sending
  crashes += 1
  program = await startProgram({ dataFolder, port })
}
const lost = writes.filter(({ draftId }) => !draftId).length
for (const write of writes) await send(program, write)
await prove(program)
console.log(
  `${crashes} crashes; ${writes.length} writes, ${lost} unanswered and sent again; nothing lost, nothing doubled`,
)
await program.stop()
program.remove()
process.exit(0)

/** Sends a write once; whatever happens to the connection, an unanswered one stays without its draft. */
async function send({ url }: Program, write: Write): Promise<void> {
  try {
    const answer = await fetch(`${url}/api/services/catalogue/${write.code}/drafts`, {
      method: 'POST',
      headers: { ...write.headers, 'idempotency-key': write.key },
    })
    const body = (await answer.json()) as { draftId?: string; type?: string }
    if (answer.status !== 200) throw new Error(body.type ?? String(answer.status))
    if (write.draftId) assert.equal(body.draftId, write.draftId, 'a repeated write has the first answer')
    write.draftId = body.draftId as string
  } catch (error) {
    if (!(error instanceof TypeError) && !/busy|terminated/.test(String(error))) throw error
  }
}

async function planWrites({ url }: Program): Promise<Write[]> {
  const config = readConfig({ DATA_FOLDER: dataFolder, PUBLIC_URL: url })
  const ports = await openPorts(config)
  const owner = openOwner()
  const people = await owner<{ personNumber: string }[]>`
    select a.person_number from accounts.accounts a join population.people p using (person_number)
    where a.realm = 'citizen' and a.status = 'active' and p.status = 'alive'
      and p.born_on < now() - interval '20 years'
      and not exists (select 1 from services.drafts d where d.person_number = a.person_number)
    order by a.person_number limit ${PEOPLE}`
  const planned: Write[] = []
  for (const { personNumber: number } of people) {
    const headers = await signInAs(
      { sql: owner, ports, now: new Date() },
      { app: 'citizen', personNumber: number },
    )
    for (let i = 0; i < DRAFTS_EACH; i++) planned.push({ key: uuidv7(), code: SERVICES[i]!, number, headers })
  }
  await owner.end({ timeout: 5 })
  return planned
}

/** The database holds each acknowledged draft once, no other, and an entry for each. */
async function prove(running: Program) {
  assert.ok(
    writes.every(({ draftId }) => draftId),
    'every write was answered in the end',
  )
  assert.equal(
    new Set(writes.map(({ draftId }) => draftId)).size,
    writes.length,
    'no two writes share a draft',
  )
  const owner = openOwner()
  const numbers = [...new Set(writes.map(({ number }) => number))]
  const drafts = await owner<{ draftId: string }[]>`
    select draft_id from services.drafts where person_number = any(${numbers})`
  assert.deepEqual(
    new Set(drafts.map(({ draftId }) => draftId)),
    new Set(writes.map(({ draftId }) => draftId)),
    'the drafts are those that were acknowledged',
  )
  assert.equal(drafts.length, writes.length, 'nothing is there twice')
  const [entered] = await owner<{ count: number }[]>`
    select count(*)::integer as count from audit.entries
    where act = 'POST /services/catalogue/:code/drafts' and outcome = 'done'`
  assert.ok((entered?.count ?? 0) >= writes.length, 'every write has its entry')
  await owner.end({ timeout: 5 })
  assert.equal((await fetch(`${running.url}/health/ready`)).status, 200)
}

function openOwner(): Database {
  const found = findEmbeddedPostgres(join(dataFolder, 'postgres'))
  assert.ok(found, 'the program has its PostgreSQL running')
  const address = { socketFolder: found.socketFolder, port: found.port }
  return connect({ address, database: 'dean06', user: OWNER_ROLE, max: 2 })
}

async function until(holds: () => boolean) {
  while (!holds()) await pause(20)
}
