/**
 * `npm run test:crash-boundaries`: kill −9, several times, while the merger of 1 July 2025 is applied to a nation of the
 * day before. Afterwards every dwelling lies where the law put it, once; people, households and counts with it; the
 * register is the one that a replay gives.
 */
import { strict as assert } from 'node:assert'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { rebuild } from '../server/modules/population/index.ts'
import { mapOldAddress, readUnits } from '../server/modules/reference/index.ts'
import '../server/modules/residence/index.ts'
import { connect, type Database, OWNER_ROLE } from '../server/platform/db.ts'
import { findEmbeddedPostgres } from '../server/platform/embedded-postgres.ts'
import { startProgram } from './program.ts'

const ROUNDS = Number(process.env.CRASHES ?? 3)
const env = { SEED_DAY: '2025-06-30', PERSONS: process.env.PERSONS ?? '20000' }
const DAY = '2025-07-01'

interface Act {
  dwellings: number
  moved: number
  people: number
  finishedAt: string | null
}

let program = await startProgram({ env })
const { dataFolder } = program
const port = Number(new URL(program.url).port)
let crashes = 0
for (let round = 0; round < ROUNDS; round++) {
  const from = (await act())?.moved ?? 0
  await until((now) => now.moved > from || now.finishedAt !== null)
  await program.kill()
  crashes += 1
  program = await startProgram({ dataFolder, port, env })
}
const cut = await act()
await until((now) => now.finishedAt !== null)
await prove(await act())
console.log(`${crashes} crashes, the last after ${cut?.moved} dwellings; nothing lost, nothing doubled`)
await program.stop()
program.remove()
process.exit(0)

async function act(): Promise<Act | undefined> {
  return await looking(async (owner) => {
    const [row] = await owner<Act[]>`
      select dwellings, moved, people, finished_at from residence.boundary_acts where effective_on = ${DAY}`
    return row
  })
}

async function until(holds: (now: Act) => boolean): Promise<void> {
  for (;;) {
    const now = await act()
    if (now && holds(now)) return
    await pause(20)
  }
}

async function prove(finished: Act | undefined): Promise<void> {
  await looking(async (owner) => {
    const units = await readUnits(owner)
    const homes = await owner<{ unitId: number; firstUnitId: number | null; moves: number }[]>`
      select d.unit_id, d.first_unit_id, (select count(*)::integer from residence.dwelling_moves m
        where m.dwelling_id = d.dwelling_id) as moves
      from residence.dwellings d`
    let moved = 0
    for (const { unitId, firstUnitId, moves } of homes) {
      const became = mapOldAddress(units, firstUnitId ?? unitId, DAY)
      const certain = became.length === 1 && became[0]!.relation !== 'same'
      assert.equal(
        unitId,
        certain ? became[0]!.unitId : (firstUnitId ?? unitId),
        'a dwelling lies where the law put it',
      )
      assert.equal(moves, certain ? 1 : 0, 'it was moved once, or not at all')
      moved += moves
    }
    assert.equal(finished?.moved, moved, 'the act counted each of them once')
    const wrong = await owner`
      select c.unit_id::text from residence.unit_counts_v1 c
      where c.people <> (select count(*) from residence.current_residences r where r.permanent_unit_id = c.unit_id)
        or c.temporary <> (select count(*) from residence.current_residences r where r.temporary_unit_id = c.unit_id)
        or c.households <> (select count(*) from residence.households h where h.unit_id = c.unit_id
          and exists (select 1 from residence.current_residences r where r.permanent_household_id = h.household_id))
      union all
      select h.file_number from residence.households h join residence.dwellings d using (dwelling_id)
      where h.unit_id <> d.unit_id
      union all
      select c.person_number from residence.current_residences c
      join residence.dwellings d on d.dwelling_id = c.permanent_dwelling_id where d.unit_id <> c.permanent_unit_id`
    assert.deepEqual([...wrong], [], 'people, households and counts went with their dwellings')
    const { same, kept } = await rebuild(owner)
    assert.ok(same, 'replaying all events gives the same register')
    console.log(
      `${homes.length} dwellings, ${moved} moved, ${finished?.people} people; register ${kept.hash.slice(0, 12)}`,
    )
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
