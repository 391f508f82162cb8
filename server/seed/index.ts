/** The synthetic nation: `seed` fills an empty register, `demoPeople` says whom one may sign in as. */
import { fillSeededApplications, SANDBOX_PASSWORD } from '#accounts'
import type { Database, Sql } from '#platform/db.ts'
import type { Server } from '#platform/http.ts'
import { enqueue } from '#platform/jobs.ts'
import type { Day } from '#platform/schemas.ts'
import { FIRST_SWEEP, SWEEP_DUPLICATES } from '#population'
import { readUnits } from '#reference'
import { recountUnits } from '#residence'
import { noteFinished, putUp, takeDown } from './constraints.ts'
import { loading } from './copy.ts'
import type { DemoPerson } from './demo.ts'
import { seedDossiers } from './dossiers.ts'
import { makeNation } from './nation.ts'
import { seedProposals } from './proposals.ts'
import { tables } from './rows.ts'

export type { DemoPerson }

export interface Progress {
  /** What is being made now, in words. */
  stage: { vi: string; en: string }
  done: number
  total: number
}

export interface SeedOptions {
  /** How many people at least; a neighbourhood is never cut. */
  persons: number
  seed?: number
  today: Day
  /** The day with which the register begins; 2000 unless said. */
  knownFrom?: Day | undefined
  /** The program, through which requests come to the officers' desks; without it the desks are empty. */
  app?: { server: Server }
  log(progress: Progress): void
}

/** What a seeding left behind, in `platform.installation.seeded`. */
export interface Seeded {
  persons: number
  seed: number
  today: Day
  people: DemoPerson[]
}

const COPIES = 3
const BUILDS = 2

/**
 * Makes the nation in an empty register: the same one for the same seed and day. A seeding that was killed is begun
 * anew. Wakes no listener.
 */
export async function seed(owner: Database, options: SeedOptions): Promise<Seeded> {
  const { persons, seed = 6, today, knownFrom, app, log } = options
  await refuseFilled(owner)
  await takeDown(owner)
  const writer = loading(owner, COPIES)
  const making = { vi: 'Đang tạo người, gia đình và nơi ở', en: 'Making people, families and homes' }
  const nation = await makeNation({
    persons,
    seed,
    today,
    knownFrom,
    units: await readUnits(owner),
    sink: writer.sink,
    async written(done) {
      await writer.ready()
      log({ stage: making, done: Math.min(done, persons), total: persons })
    },
  })
  await writer.finish()
  const checking = { vi: 'Đang kiểm tra và lập chỉ mục', en: 'Checking and indexing' }
  let total = 0
  await putUp(owner, BUILDS, (left) => {
    total = Math.max(total, left + 1)
    log({ stage: checking, done: total - left, total })
  })
  const seeded: Seeded = { persons: nation.persons, seed, today, people: nation.known }
  await owner.begin(async (sql) => {
    await sql.unsafe(`analyze ${Object.keys(tables).join(', ')}`)
    await recountUnits(sql)
    await fillSeededApplications(sql)
    await noteFinished(sql)
    await enqueue({ sql }, FIRST_SWEEP, {})
    await enqueue({ sql }, SWEEP_DUPLICATES, {})
    await sql`update platform.installation set seeded = ${sql.json(seeded as never)}`
  })
  if (app) {
    const walking = { vi: 'Đang đưa hồ sơ đến bàn làm việc', en: 'Bringing requests to the desks' }
    const told = (done: number, total: number) => log({ stage: walking, done, total })
    await seedDossiers({ server: app.server, today, seed, people: nation.known, told })
    await seedProposals({ server: app.server, today, seed, people: nation.known })
  }
  return seeded
}

async function refuseFilled(sql: Sql) {
  const [row] = await sql<{ seeded: boolean; filled: boolean }[]>`
    select seeded is not null as seeded,
      exists (select 1 from population.people) and to_regclass('platform.seeding') is null as filled
    from platform.installation`
  if (row?.seeded || row?.filled) throw new Error('The register is not empty: nothing was seeded')
}

/** Whom one may sign in as, in a fixed order, with the password that all share. Empty before the seeding. */
export async function demoPeople(sql: Sql): Promise<(DemoPerson & { password: string })[]> {
  const [row] = await sql<{ seeded: Seeded | null }[]>`select seeded from platform.installation`
  return (row?.seeded?.people ?? []).map((person) => ({ ...person, password: SANDBOX_PASSWORD }))
}
