/**
 * The register at several sizes: how fast a nation is loaded beside raw COPY of a sample of its rows, how many bytes a
 * person takes, and what looking people up costs, which must not grow with the nation.
 * PERSONS=100000,1000000 unless said; each size has a data folder of its own, deleted afterwards (DATA=folder for where).
 * KNOWN_FROM=2024-01-01 gives short histories: the register begins with that day.
 * RESULTS=file keeps what was measured, and a later run with larger sizes reports those of before too.
 */
import {
  appendFileSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  type WriteStream,
} from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { readConfig } from '../server/config.ts'
import { readUnits } from '../server/modules/reference/index.ts'
import { dayOf } from '../server/platform/day.ts'
import type { Database } from '../server/platform/db.ts'
import { type OpenDatabase, openDatabase, openPorts } from '../server/program.ts'
import { seed } from '../server/seed/index.ts'
import { makeNation } from '../server/seed/nation.ts'
import { type Table, tables } from '../server/seed/rows.ts'
import { type LookUp, measureLookUps } from './look-ups.ts'
import { percentile, table } from './ratio.ts'

const sizes = (process.env['PERSONS'] ?? '100000,1000000').split(',').map(Number)
const root = process.env['DATA'] ?? tmpdir()
/** Raw COPY is measured with the rows of so many people. */
const SAMPLE = 50_000
const SEED = 6
const today = dayOf(new Date())
const knownFrom = process.env['KNOWN_FROM']
const names = Object.keys(tables) as Table[]

interface Size {
  persons: number
  seconds: number
  rawPerSecond: number
  tables: { name: string; heap: number; indexes: number }[]
  lookUps: LookUp[]
  memoryMegabytes: number
}

console.log(
  `${new Date().toISOString()} · ${cpus().length} cores ${cpus()[0]?.model} · ${Math.round(totalmem() / 2 ** 30)} GiB · Node ${process.versions.node}\n`,
)
const results = process.env['RESULTS']
const measured: Size[] = results && existsSync(results) ? lines(results) : []
for (const persons of sizes) {
  const size = await measure(persons)
  measured.push(size)
  if (results) appendFileSync(results, `${JSON.stringify(size)}\n`)
}
report(measured.toSorted((a, b) => a.persons - b.persons))
process.exit(0)

function lines(file: string): Size[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Size)
}

async function measure(persons: number): Promise<Size> {
  const folder = mkdtempSync(join(root, 'dean06-bench-register-'))
  const config = readConfig({ DATA_FOLDER: folder })
  const database = await openDatabase(config, () => {})
  try {
    const started = performance.now()
    let told = ''
    const made = await seed(database.owner, {
      persons,
      seed: SEED,
      today,
      knownFrom,
      log: ({ stage, done, total }) => {
        const line = `${stage.en} ${Math.floor((done / total) * 10) * 10} %`
        if (line !== told) console.error(`${Math.round((performance.now() - started) / 1000)} s · ${line}`)
        told = line
      },
    })
    const seconds = (performance.now() - started) / 1000
    const memoryMegabytes = Math.round(process.resourceUsage().maxRSS / 1024)
    await database.owner`vacuum analyze`
    const rawPerSecond = await rawCopy(database.owner, folder, Math.min(persons, SAMPLE))
    const lookUps = await measureLookUps(database, await openPorts(config))
    const size = { persons: made.persons, seconds, rawPerSecond, memoryMegabytes, lookUps }
    return { ...size, tables: await sizesOf(database) }
  } finally {
    await database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** People a second by raw COPY of a sample's rows into empty copies of the same tables, indexes and checks standing. */
async function rawCopy(owner: Database, folder: string, persons: number): Promise<number> {
  const files = new Map<Table, WriteStream>()
  for (const name of names) files.set(name, createWriteStream(join(folder, name)))
  const { persons: made } = await makeNation({
    persons,
    seed: SEED,
    today,
    knownFrom,
    units: await readUnits(owner),
    sink: (name, text) => void files.get(name)!.write(text),
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
  await owner`create schema bench`
  for (const name of names) {
    await owner.unsafe(`create table bench.${name.replace('.', '_')} (like ${name} including all)`)
  }
  const waiting = [...names]
  const started = performance.now()
  await Promise.all(
    Array.from({ length: 3 }, async () => {
      for (let name = waiting.shift(); name; name = waiting.shift()) {
        const into = `bench.${name.replace('.', '_')} (${tables[name].join(', ')})`
        const target = await owner.unsafe(`copy ${into} from stdin`).writable()
        await pipeline(createReadStream(join(folder, name), { highWaterMark: 1 << 20 }), target)
      }
    }),
  )
  await owner`select 1`
  const seconds = (performance.now() - started) / 1000
  await owner`drop schema bench cascade`
  return made / seconds
}

async function sizesOf({ owner }: OpenDatabase): Promise<Size['tables']> {
  return await owner<Size['tables']>`
    select name, pg_table_size(name::regclass)::bigint as heap, pg_indexes_size(name::regclass)::bigint as indexes
    from unnest(${names as string[]}::text[]) name
    order by pg_total_relation_size(name::regclass) desc`
}

function report(all: readonly Size[]): void {
  console.log(
    table(
      'Loading the register',
      all.map((size) => ({
        people: size.persons.toLocaleString('en'),
        seconds: size.seconds.toFixed(0),
        'people a second': Math.round(size.persons / size.seconds).toLocaleString('en'),
        'raw COPY of a sample, people a second': Math.round(size.rawPerSecond).toLocaleString('en'),
        ratio: (size.persons / size.seconds / size.rawPerSecond).toFixed(2),
        'memory of the program, MB': size.memoryMegabytes,
        'bytes a person': Math.round(bytesOf(size) / size.persons).toLocaleString('en'),
        'the register, GB': (bytesOf(size) / 1e9).toFixed(2),
      })),
    ),
  )
  const last = all.at(-1)!
  console.log(
    table(
      `Bytes a person at ${last.persons.toLocaleString('en')}`,
      last.tables
        .filter(({ heap }) => heap > last.persons)
        .map(({ name, heap, indexes }) => ({
          table: name,
          rows: Math.round(heap / last.persons),
          indexes: Math.round(indexes / last.persons),
        })),
    ),
  )
  const [first] = all
  for (const [title, of] of [
    ['Looking people up, everything read once before (ms)', (one: LookUp) => one.warm],
    ['The same, each person for the first time (ms)', (one: LookUp) => one.cold],
  ] as const) {
    console.log(
      table(
        title,
        first!.lookUps.map((look, at) => {
          const p95 = all.map((size) => percentile(of(size.lookUps[at]!), 0.95))
          const p50 = all.map((size) => percentile(of(size.lookUps[at]!), 0.5))
          return {
            what: look.name,
            ...Object.fromEntries(
              all.map(({ persons }, i) => [
                `${persons.toLocaleString('en')}: p50 / p95`,
                `${p50[i]!.toFixed(2)} / ${p95[i]!.toFixed(2)}`,
              ]),
            ),
            'largest : smallest (p50)': (p50.at(-1)! / p50[0]!).toFixed(2),
          }
        }),
      ),
    )
  }
  for (const { persons, lookUps } of all) {
    const of = (name: string) => percentile(lookUps.find((one) => one.name === name)!.warm, 0.5)
    console.log(
      `${persons.toLocaleString('en')}: as of a day and instant, against the current row: ${(of('state as of a day') / of('person by number')).toFixed(2)}`,
    )
  }
  const bytes = bytesOf(last) / last.persons
  console.log(
    `\nProjection to 100,000,000 from ${last.persons.toLocaleString('en')}: ${((bytes * 1e8) / 1e12).toFixed(2)} TB, ${(1e8 / (last.persons / last.seconds) / 3600).toFixed(1)} hours on this machine`,
  )
}

function bytesOf({ tables: all }: Size): number {
  return all.reduce((sum, { heap, indexes }) => sum + heap + indexes, 0)
}
