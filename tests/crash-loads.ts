/**
 * `npm run test:crash-loads`: kill −9 while a nation is being made by COPY, and several times while a delivered file
 * is tried and recorded. Afterwards the register is whole, each row was recorded once, and a replay gives the same.
 */
import { strict as assert } from 'node:assert'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { readConfig } from '../server/config.ts'
import { signInAs } from '../server/modules/accounts/index.ts'
import { rebuild } from '../server/modules/population/index.ts'
import '../server/modules/residence/index.ts'
import { connect, type Database, OWNER_ROLE } from '../server/platform/db.ts'
import { findEmbeddedPostgres } from '../server/platform/embedded-postgres.ts'
import { openPorts } from '../server/program.ts'
import { startProgram } from './program.ts'

const ROUNDS = Number(process.env.CRASHES ?? 3)
const ROWS = Number(process.env.ROWS ?? 4000)
const env = { PERSONS: process.env.PERSONS ?? '10000' }

interface Load {
  loadId: string
  state: string
  digest: string | null
  rowsDone: number
  outcomes: { outcome: string; rows: number }[]
}

let program = await startProgram({ env, until: 'seeding' })
const { dataFolder } = program
const port = Number(new URL(program.url).port)
await pause(800)
await program.kill()
let crashes = 1
program = await startProgram({ dataFolder, port, env })
await looking(async (owner) => {
  const [made] = await owner<{ people: number; unfinished: boolean }[]>`
    select count(*)::integer as people, to_regclass('platform.seeding') is not null as unfinished
    from population.people`
  assert.ok(made!.people >= Number(env.PERSONS), 'the nation is there')
  assert.equal(made!.unfinished, false, 'with every index and constraint')
  assert.ok((await rebuild(owner)).same, 'a replay gives the register of the seeding')
})

const [one, other] = await stewards()
const loadId = await deliver()
await send('POST', `/population/loads/${loadId}/checks`, one!)
const before = await people()
await crashUntil('checked')
assert.equal(await people(), before, 'trying recorded nobody')
const { digest } = await read()
await send('POST', `/population/loads/${loadId}/release`, other!, { digest })
await crashUntil('loaded')
await looking(async (owner) => {
  const [made] = await owner<{ people: number; names: number; rows: number }[]>`
    select count(*)::integer as people, count(distinct p.name)::integer as names,
      (select count(*)::integer from population.load_rows r where r.load_id = ${loadId} and r.outcome = 'loaded'
        and r.person_number is not null and cardinality(r.event_ids) = 1) as rows
    from population.people p where p.name like 'Nạp Thử %'`
  assert.deepEqual({ ...made! }, { people: ROWS, names: ROWS, rows: ROWS }, 'every row was recorded, once')
  assert.equal(await people(), before + ROWS)
  assert.ok((await rebuild(owner)).same, 'a replay gives the same register')
})
console.log(`${crashes} crashes, ${ROWS} rows; nothing lost, nothing doubled`)
await program.stop()
program.remove()
process.exit(0)

/** Kills the program while the load is under way, some times, and waits until it stands. */
async function crashUntil(state: string): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    const from = (await read()).rowsDone
    for (let now = await read(); now.state !== state && now.rowsDone < from + 300; now = await read()) {
      await pause(20)
    }
    if ((await read()).state === state) break
    await program.kill()
    crashes += 1
    program = await startProgram({ dataFolder, port, env })
  }
  while ((await read()).state !== state) await pause(100)
}

async function deliver(): Promise<string> {
  const lines = Array.from({ length: ROWS }, (_, i) => {
    const digits = String(i).padStart(5, '0')
    const letters = [...digits].map((digit) => 'abcdeghikl'[Number(digit)]).join('')
    return `Nạp Thử ${letters[0]!.toUpperCase()}${letters.slice(1)},${(i % 28) + 1}/${(i % 12) + 1}/${1950 + (i % 50)},Nam,Kinh`
  })
  const file = `Họ và tên,Ngày sinh,Giới tính,Dân tộc\n${lines.join('\n')}\n`
  const sent = await fetch(`${program.url}/api/population/loads`, {
    method: 'POST',
    headers: { ...one!, 'content-type': 'application/octet-stream' },
    body: file,
  })
  const started = (await sent.json()) as { loadId: string; suggested: Record<string, object> }
  const unitId = await looking(async (owner) => {
    const [hanoi] = await owner<{ unitId: number }[]>`
      select unit_id from reference.unit_versions where level = 'province' and code = '01' limit 1`
    return hanoi!.unitId
  })
  const mapping = {
    act: 'collection',
    encoding: 'utf-8',
    heads: true,
    columns: started.suggested['collection'],
    legalBasis: 'Nghị định 70/2024/NĐ-CP',
    unitId,
  }
  await send('PUT', `/population/loads/${started.loadId}/mapping`, one!, {
    mapping,
    reason: 'Thử nạp danh sách khi máy chủ bị tắt đột ngột',
  })
  return started.loadId
}

async function read(): Promise<Load> {
  return await send<Load>('GET', `/population/loads/${loadId}`, one!)
}

async function send<T>(
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: object,
): Promise<T> {
  const answer = await fetch(`${program.url}/api${path}`, {
    method,
    headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}

/** Sessions of two stewards of one office. */
async function stewards(): Promise<Record<string, string>[]> {
  const ports = await openPorts(readConfig({ DATA_FOLDER: dataFolder, PUBLIC_URL: program.url }))
  return await looking(async (owner) => {
    const found = await owner<{ personNumber: string }[]>`
      select person_number from accounts.appointments where position = 'register-steward'
      order by person_number limit 2`
    const call = { sql: owner, ports, now: new Date() }
    return await Promise.all(
      found.map(({ personNumber }) => signInAs(call, { app: 'officer', personNumber })),
    )
  })
}

async function people(): Promise<number> {
  return await looking(async (owner) => {
    const [row] = await owner<{ count: number }[]>`select count(*)::integer as count from population.people`
    return row!.count
  })
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
