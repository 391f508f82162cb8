/**
 * Bulk work on a seeded nation: the rows a second of a delivered file, tried and then recorded, and the people a second
 * that a merger of two communes moves. Each beside a raw limit of the same run: the rows that a recorded row leaves,
 * written by one statement, and one statement that gives the same dwellings and people another commune.
 * PERSONS=20000, ROWS=3000 unless said.
 */
import { cpus, loadavg } from 'node:os'
import { loadFields } from '../server/modules/population/load-fields.ts'
import { checkLoad, mapLoad, readLoad, releaseLoad, startLoad } from '../server/modules/population/loads.ts'
import { enterBoundaryLaw, reloadReference } from '../server/modules/reference/index.ts'
import { applyDue } from '../server/modules/residence/index.ts'
import { type Call, newEntry, type OfficerActor } from '../server/platform/call.ts'
import { dayOf } from '../server/platform/day.ts'
import { uuidv7 } from '../server/platform/ids.ts'
import { settle } from '../server/platform/jobs.ts'
import { demoPeople } from '../server/seed/index.ts'
import { openNation } from './nation.ts'
import { table } from './ratio.ts'

const persons = Number(process.env['PERSONS'] ?? 20_000)
const ROWS = Number(process.env['ROWS'] ?? 3000)
const REASON = 'Thu thập bổ sung theo công văn bàn giao số 12'
/** The ward that is shown closely, as dense as life. */
const WARD = '00004'

class Undone extends Error {}
function undone(error: unknown): void {
  if (!(error instanceof Undone)) throw error
}

const nation = await openNation(persons)
const { app, database } = nation
console.log(
  `${new Date().toISOString()} · ${cpus().length} cores · load ${loadavg()[0]!.toFixed(1)} · ${persons} people\n`,
)
await work()
const loads = await loadRates()
const moves = await boundaryRate()
console.log(table('Bulk work', [...loads, moves]))
await nation.close()

async function work(): Promise<void> {
  await settle(app.server, app.worker, database.strings.app)
}

async function act<T>(actor: Call['actor'], doing: (call: Call) => Promise<T>): Promise<T> {
  const now = new Date()
  return (await database.app.begin((sql) =>
    doing({ sql, actor, now, ports: app.server.ports, entry: newEntry('bench', now) }),
  )) as T
}

async function timed(doing: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await doing()
  return (performance.now() - started) / 1000
}

async function stewards(): Promise<[OfficerActor, OfficerActor]> {
  const people = await demoPeople(database.owner)
  const made = people
    .filter(({ realm }) => realm === 'officer')
    .slice(0, 2)
    .map(({ number, personId, accountId }) => ({
      kind: 'officer' as const,
      number,
      personId,
      accountId,
      appointmentId: uuidv7(),
      position: 'commune-police-officer',
      agencyId: 2,
      roles: ['data-steward'] as const,
      territory: { level: 'nation' as const, unitId: 0 },
      sessionId: uuidv7(),
      authenticationLevel: 2 as const,
      factorAt: null,
    }))
  return made as unknown as [OfficerActor, OfficerActor]
}

/** People nobody has heard of, in a file as an office delivers it. */
function file(): Buffer {
  const names = ['An', 'Bình', 'Cúc', 'Dũng', 'Giang', 'Hà', 'Khánh', 'Lan', 'Minh', 'Nga']
  const lines = Array.from({ length: ROWS }, (_, i) => {
    const born = `${String((i % 28) + 1).padStart(2, '0')}/${String((i % 12) + 1).padStart(2, '0')}/${1950 + (i % 50)}`
    const name = `Lò ${names[i % 10]} ${names[Math.floor(i / 10) % 10]} ${names[Math.floor(i / 100) % 10]} ${names[Math.floor(i / 1000) % 10]}`
    return `${name},${born},${i % 2 ? 'Nam' : 'Nữ'},Thái`
  })
  return Buffer.from(['Họ và tên,Ngày sinh,Giới tính,Dân tộc', ...lines].join('\n'))
}

async function loadRates() {
  const [one, other] = await stewards()
  const [hanoi] = await database.owner<{ unitId: number }[]>`
    select unit_id from reference.unit_versions where level = 'province' and code = '01' and valid_until is null`
  const started = await act(one, (call) => startLoad(call, file()))
  const { loadId } = started
  const known = new Set(loadFields.map(({ name }) => name))
  const columns = Object.fromEntries(
    Object.entries(started.suggested['collection'] ?? {}).filter(([name]) => known.has(name)),
  )
  const mapping = {
    act: 'collection' as const,
    encoding: started.encodings[0]!.encoding,
    heads: true,
    columns,
    legalBasis: 'Nghị định 70/2024/NĐ-CP',
    unitId: hanoi!.unitId,
  }
  await act(one, (call) => mapLoad(call, loadId, { mapping, reason: REASON }))
  const checking = await timed(async () => {
    await act(one, (call) => checkLoad(call, loadId))
    await work()
  })
  const checked = await act(one, (call) => readLoad(call, loadId))
  const recording = await timed(async () => {
    await act(other, (call) => releaseLoad(call, loadId, checked.digest!))
    await work()
  })
  const done = await act(other, (call) => readLoad(call, loadId))
  console.log(JSON.stringify(done.outcomes))
  const raw = ROWS / (await rawRows())
  return [
    { what: 'raw: rows of a person by one statement', perSecond: Math.round(raw), ratio: 1 },
    rowOf('file tried, rows', ROWS / checking, raw),
    rowOf('file recorded, rows', ROWS / recording, raw),
  ]
}

function rowOf(what: string, rate: number, raw: number) {
  return { what, perSecond: Math.round(rate), ratio: Number((rate / raw).toPrecision(2)) }
}

/** What one recorded row leaves in four tables, copied by one statement each and taken back. */
async function rawRows(): Promise<number> {
  let seconds = 0
  await database.owner
    .begin(async (sql) => {
      await sql`create temp table taken on commit drop as
        select * from population.people order by person_number desc limit ${ROWS}`
      for (const name of ['life_events', 'person_versions', 'people', 'person_ids'])
        await sql.unsafe(
          `create temp table ${name}_raw (like population.${name} including all) on commit drop`,
        )
      seconds = await timed(async () => {
        for (const name of ['life_events', 'person_versions', 'people', 'person_ids'])
          await sql.unsafe(`insert into ${name}_raw select t.* from population.${name} t
            join taken using (person_number) on conflict do nothing`)
      })
      throw new Undone()
    })
    .catch(undone)
  return seconds
}

async function boundaryRate() {
  const today = dayOf(new Date())
  const communes = await database.owner<{ unitId: number; parentId: number }[]>`
    select u.unit_id, u.parent_id from reference.unit_versions u
    join reference.unit_versions w on w.parent_id = u.parent_id and w.code = ${WARD} and w.level = 'commune'
    where u.level = 'commune' and u.valid_until is null and w.valid_until is null
    order by u.code <> ${WARD}, u.code limit 2`
  const ids = communes.map(({ unitId }) => unitId)
  const raw = await rawMove(ids)
  await enterBoundaryLaw(database.owner, {
    effectiveOn: today,
    law: 'đo tốc độ',
    begins: [
      {
        key: 'joined',
        code: '99901',
        level: 'commune',
        kind: 'ward',
        name: 'Đoàn Kết',
        parent: communes[0]!.parentId,
      },
    ],
    goes: ids.map((from) => ({ from, to: 'joined', relation: 'merged' as const })),
    changes: [],
  })
  reloadReference(app.server.ports)
  const system = { kind: 'system' as const, name: 'bench' }
  const seconds = await timed(async () => {
    await act(system, (call) => applyDue(call))
    await work()
  })
  const [moved] = await database.owner<{ people: number; dwellings: number }[]>`
    select people, moved as dwellings from residence.boundary_acts where effective_on = ${today}`
  console.log(
    `${moved!.people} people, ${moved!.dwellings} dwellings; raw ${raw.toFixed(3)} s, act ${seconds.toFixed(2)} s`,
  )
  return rowOf('communes merged, people moved', moved!.people / seconds, moved!.people / raw)
}

/** One statement for each table, taken back. */
async function rawMove(ids: readonly number[]): Promise<number> {
  let seconds = 0
  const [to] = ids
  await database.owner
    .begin(async (sql) => {
      seconds = await timed(async () => {
        const from = sql`any(${ids as number[]})`
        await sql`update residence.dwellings set unit_id = ${to!} where unit_id = ${from}`
        await sql`update residence.households set unit_id = ${to!} where unit_id = ${from}`
        await sql`update residence.current_residences set permanent_unit_id = ${to!} where permanent_unit_id = ${from}`
        await sql`update residence.current_residences set temporary_unit_id = ${to!} where temporary_unit_id = ${from}`
      })
      throw new Undone()
    })
    .catch(undone)
  return seconds
}
