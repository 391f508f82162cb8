/**
 * `npm run test:crash:quality`: kill −9 in the middle of sweeps and merges. Each is one transaction at a time, so a
 * killed one left nothing, the next goes on, and in the end everything was counted, found and merged exactly once.
 */
import { strict as assert } from 'node:assert'
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { openNation } from '../bench/nation.ts'
import { readConfig } from '../server/config.ts'
import { rebuild, registerBirth } from '../server/modules/population/index.ts'
import { decideMerge, proposeMerge } from '../server/modules/population/merges.ts'
import { selectRunning } from '../server/modules/population/quality-sweeps.store.ts'
import { beginSweep, sweepNext } from '../server/modules/population/quality-sweeps.ts'
import { type Call, newEntry, type OfficerActor, systemCall } from '../server/platform/call.ts'
import { connect, type Database, type Sql } from '../server/platform/db.ts'
import { uuidv7 } from '../server/platform/ids.ts'
import type { Ports } from '../server/ports/ports.ts'
import { openPorts } from '../server/program.ts'

const PEOPLE = Number(process.env['PERSONS'] ?? 20_000)
const MERGES = 40
const self = fileURLToPath(import.meta.url)

const officer = (): OfficerActor => ({
  kind: 'officer',
  number: '001099999999',
  personId: uuidv7(),
  accountId: uuidv7(),
  appointmentId: uuidv7(),
  position: 'register-steward',
  agencyId: 1,
  roles: ['residence', 'data-steward'],
  territory: { level: 'nation', unitId: 0 },
  sessionId: uuidv7(),
  factorAt: null,
})
const callOf = (sql: Sql, ports: Ports): Call => ({
  sql,
  ports,
  actor: officer(),
  now: new Date(),
  entry: newEntry('crash', new Date()),
})

if (process.env['CRASH_WORK']) await work()
else await parent()

/** The one that is killed. */
async function work() {
  const { place, dataFolder, what } = JSON.parse(process.env['CRASH_WORK']!)
  const ports = await openPorts(readConfig({ DATA_FOLDER: dataFolder }))
  const sql = connect({ ...place, max: 1 })
  if (what === 'sweep') {
    while (await selectRunning(sql)) await sql.begin((tx) => sweepNext(systemCall('crash', tx, ports)))
  } else {
    for (;;) {
      const [next] = await sql<{ mergeId: string; version: number }[]>`
        select merge_id, version from population.merges where state = 'proposed' order by merge_id limit 1`
      if (!next) break
      await sql.begin((tx) =>
        decideMerge(callOf(tx, ports), next.mergeId, { version: next.version, approve: true }),
      )
    }
  }
  process.exit(0)
}

async function parent() {
  const nation = await openNation(PEOPLE)
  const { owner, place } = nation.database
  const { ports } = nation.app.server
  const dataFolder = ports.fileFolder.replace(/\/[^/]+$/, '')
  const kill = (what: string, isDone: () => Promise<boolean>) =>
    killUntil({ place: place.app, dataFolder, what }, isDone)
  await nation.app.server.db.begin((tx) => beginSweep(systemCall('crash', tx, ports)))
  const swept = await kill('sweep', async () => !(await selectRunning(owner)))
  await proveSweep(owner)
  const before = await unlike(owner)
  await makePairs(nation.app.server.db, ports)
  const merged = await kill('merge', async () => {
    const [left] = await owner`select 1 from population.merges where state = 'proposed' limit 1`
    return !left
  })
  await proveMerges(owner, before)
  console.log(
    `${swept} kills in a sweep of ${PEOPLE}, ${merged} in ${MERGES} merges; nothing lost, nothing doubled`,
  )
  await nation.close()
  process.exit(0)
}

/** Starts the work, kills it after a while that grows, until it is done. Answers how often it was killed. */
async function killUntil(given: object, isDone: () => Promise<boolean>): Promise<number> {
  for (let kills = 0; ; kills++) {
    const env = { ...process.env, CRASH_WORK: JSON.stringify(given) }
    const child = spawn(process.execPath, [self], { env, stdio: ['ignore', 'inherit', 'inherit'] })
    const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)))
    const timer = setTimeout(() => child.kill('SIGKILL'), 1500 + 250 * kills)
    const code = await ended
    clearTimeout(timer)
    if (code !== null && code !== 0) throw new Error(`The work ended with ${code}`)
    if (await isDone()) return kills
  }
}

async function proveSweep(owner: Database) {
  const [people] = await owner<{ count: number }[]>`select count(*)::integer as count from population.people`
  const [checked] = await owner<{ checked: number }[]>`
    select checked from population.quality_daily where unit_id = 0 and rule = 'name-not-tidy'`
  assert.equal(checked?.checked, people?.count, 'everybody was counted once')
  const wrong = await owner`
    select d.rule from population.quality_daily d
    join (select rule, count(*) as open from population.quality_findings where resolved_at is null group by 1) f using (rule)
    where d.unit_id = 0 and d.failed <> f.open`
  assert.deepEqual([...wrong], [], 'what was counted was found')
  const twice = await owner`
    select finding_id from population.quality_finding_steps where act = 'found' group by 1 having count(*) > 1`
  assert.deepEqual([...twice], [], 'nothing was found twice')
}

async function makePairs(db: Database, ports: Ports) {
  for (let i = 0; i < MERGES; i++) {
    await db.begin(async (tx) => {
      const call = callOf(tx, ports)
      const grounds = { legalBasis: 'Luật Hộ tịch 60/2014/QH13' }
      const [unit] = await tx<{ unitId: number }[]>`
        select unit_id from reference.unit_versions where level = 'commune' and valid_until is null limit 1`
      const birth = {
        name: `Khuất Đình Thử ${'ABCDEGHIKLMNOPQRSTUVXY'[i % 22]}${'ABCDEGHIKL'[Math.floor(i / 22)]}`,
        sex: 'male' as const,
        bornOn: '1980-01-15',
        ethnicGroup: '01',
        birthRegisteredUnitId: unit!.unitId,
        homeTownUnitId: unit!.unitId,
      }
      const one = await registerBirth(call, birth, grounds)
      const two = await registerBirth(call, { ...birth, name: birth.name.replace('Đ', 'D') }, grounds)
      const [first, second] = [one.personNumber, two.personNumber].sort()
      const [pair] = await tx<{ pairId: string; version: number }[]>`
        select pair_id, version from population.duplicate_pairs
        where first_number = ${first!} and second_number = ${second!}`
      assert.ok(pair, 'the second record was found on its way in')
      await proposeMerge(call, pair.pairId, {
        version: pair.version,
        keep: 'first',
        takes: [],
        reason: 'registered-twice',
        note: 'Thử dừng đột ngột',
      })
    })
  }
}

/** Parts of the registers that a replay gives otherwise than they stand. */
async function unlike(owner: Database): Promise<string[]> {
  const { kept, replayed } = await rebuild(owner)
  return Object.keys(kept.parts).filter((part) => kept.parts[part] !== replayed.parts[part])
}

async function proveMerges(owner: Database, before: readonly string[]) {
  const [counts] = await owner<{ merged: number; events: number; aliases: number; left: number }[]>`
    select (select count(*)::integer from population.merges where state = 'merged') as merged,
      (select count(*)::integer from population.life_events where kind = 'merged-into') as events,
      (select count(*)::integer from population.number_aliases where kind = 'merged') as aliases,
      (select count(*)::integer from population.people p join population.merges m on m.gone_number = p.person_number) as left`
  assert.deepEqual({ ...counts }, { merged: MERGES, events: MERGES, aliases: MERGES, left: 0 })
  assert.deepEqual(await unlike(owner), before, 'a replay gives the same registers as before the merges')
}
