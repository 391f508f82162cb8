/**
 * Making the nation, beside raw COPY of the very same rows from files into the same tables in the same run: with
 * every index and constraint standing, and with them taken down and put up again, as the seeding itself does.
 * PERSONS=100000 unless said.
 */
import { createReadStream, createWriteStream, rmSync, type WriteStream } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { readConfig } from '../server/config.ts'
import { readUnits } from '../server/modules/reference/index.ts'
import { dayOf } from '../server/platform/day.ts'
import type { Database } from '../server/platform/db.ts'
import { openDatabase } from '../server/program.ts'
import { noteFinished, putUp, takeDown } from '../server/seed/constraints.ts'
import { seed } from '../server/seed/index.ts'
import { makeNation } from '../server/seed/nation.ts'
import { type Table, tables } from '../server/seed/rows.ts'
import { newFolder } from './folder.ts'
import { table } from './ratio.ts'

const persons = Number(process.env['PERSONS'] ?? 100_000)
const COPIES = 3
const SEED = 6
const today = dayOf(new Date())
/** A table comes after those its foreign keys point to. */
const order = Object.keys(tables).sort((a, b) => rank(a) - rank(b)) as Table[]

const folder = newFolder('seed')
const database = await openDatabase(readConfig({ DATA_FOLDER: folder }), () => {})
const { owner } = database
console.log(
  `${new Date().toISOString()} · ${cpus().length} cores ${cpus()[0]?.model} · ${Math.round(totalmem() / 2 ** 30)} GiB · Node ${process.versions.node}\n`,
)
try {
  let stage = ''
  const stages: string[] = []
  const started = performance.now()
  const made = await seed(owner, {
    persons,
    seed: SEED,
    today,
    log: (told) => {
      if (told.stage.en === stage) return
      stage = told.stage.en
      stages.push(`${stage} from ${((performance.now() - started) / 1000).toFixed(1)} s`)
    },
  })
  const seeding = (performance.now() - started) / 1000
  const memory = process.resourceUsage().maxRSS / 1024
  const { bytes } = await sizeOf()

  const rows = await writeFiles()
  await owner.unsafe(`truncate ${order.join(', ')} cascade`)
  const standing = await seconds(copyFiles)
  await takeDown(owner)
  const bare = await seconds(copyFiles)
  const indexing = await seconds(() => putUp(owner, 2, () => {}))
  await noteFinished(owner)

  const line = (name: string, time: number) => ({
    '': name,
    seconds: time.toFixed(1),
    'persons a second': Math.round(made.persons / time).toLocaleString('en'),
    'rows a second': Math.round(rows / time).toLocaleString('en'),
    'ratio to raw COPY': (standing / time).toFixed(2),
  })
  console.log(
    table(`Seeding ${made.persons.toLocaleString('en')} people, ${rows.toLocaleString('en')} rows`, [
      line('raw COPY of the same rows, indexes and constraints standing', standing),
      line('raw COPY with them down, then up', bare + indexing),
      line('seeding: simulated, reduced, written, validated', seeding),
    ]),
  )
  console.log(
    `${Math.round(bytes / made.persons)} bytes a person with indexes; the program needed ${Math.round(memory)} MB at most; ${stages.join('; ')}\n`,
  )
} finally {
  await database.close()
  rmSync(folder, { recursive: true, force: true })
}
process.exit(0)

async function sizeOf(): Promise<{ bytes: number }> {
  const [row] = await owner<{ bytes: number }[]>`
    select sum(pg_total_relation_size(name::regclass))::bigint as bytes from unnest(${order}::text[]) name`
  return row!
}

/** The rows of the same nation, as files. Returns how many. */
async function writeFiles(): Promise<number> {
  const files = new Map<Table, WriteStream>()
  for (const name of order) files.set(name, createWriteStream(join(folder, name)))
  let rows = 0
  await makeNation({
    persons,
    seed: SEED,
    today,
    units: await readUnits(owner),
    sink: (name, text) => {
      rows += 1
      files.get(name)!.write(text)
    },
    written: async () => {
      const full = [...files.values()].filter(({ writableNeedDrain }) => writableNeedDrain)
      await Promise.all(
        full.map((file) => new Promise<void>((resolve) => file.once('drain', () => resolve()))),
      )
    },
  })
  await Promise.all(
    [...files.values()].map((file) => new Promise<void>((resolve) => file.end(() => resolve()))),
  )
  return rows
}

/** Several tables at once; those that others point to come first. */
async function copyFiles() {
  for (const level of [0, 1]) {
    const waiting = order.filter((name) => rank(name) === level)
    const work = async () => {
      for (let name = waiting.shift(); name; name = waiting.shift()) await copyFile(owner, name)
    }
    await Promise.all(Array.from({ length: COPIES }, work))
  }
}

async function copyFile(sql: Database, name: Table) {
  const target = await sql.unsafe(`copy ${name} (${tables[name].join(', ')}) from stdin`).writable()
  await pipeline(createReadStream(join(folder, name), { highWaterMark: 1 << 20 }), target)
}

function rank(name: string): number {
  return name === 'residence.households' || name === 'accounts.appointments' ? 1 : 0
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return (performance.now() - from) / 1000
}
