/**
 * Replaying every life event from the first must give the registers, bit for bit. The replay writes into scratch
 * tables of a transaction that is rolled back, by the same pure functions that a call uses; then both are hashed.
 */
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Database, Sql } from '#platform/db.ts'
import type { Day, PersonNumber, Uuid } from '#platform/schemas.ts'
import { birth } from './civil-status-events.ts'
import { contactsRowOf } from './contacts.ts'
import { copyColumns } from './copy-columns.ts'
import { copyLine } from './copy-text.ts'
import { inOrderOfRecording, type LifeEvent } from './life-event.ts'
import { numberReplacement } from './number-events.ts'
import { historyOf } from './person-history.ts'
import { type RegisterHash, registerHash } from './register-hash.ts'

/** Rows by table that one person's events leave. */
export type ReplayedRows = Record<string, readonly object[]>

/** A module's part in a replay. */
export interface Replay {
  /** Tables that are rebuilt, with the columns that `rows` fills. */
  tables: Record<string, readonly string[]>
  rows(events: readonly LifeEvent[]): ReplayedRows
  /** What follows from the rows of all people, in SQL, over the same table names. */
  finish?(sql: Sql): Promise<void>
}

const replays: Replay[] = [
  {
    tables: {
      'population.people': copyColumns['population.people'],
      'population.person_versions': copyColumns['population.person_versions'],
      'population.person_ids': copyColumns['population.person_ids'],
      'population.relations': copyColumns['population.relations'],
      'population.contacts': [...copyColumns['population.contacts'], 'event_id'],
    },
    rows: (events) => {
      const { current, versions, relations } = historyOf(events)
      return {
        'population.people': current ? [current] : [],
        'population.person_versions': versions,
        'population.person_ids': [current ?? versions.at(-1)!],
        'population.relations': relations,
        'population.contacts': contactsIn(events),
      }
    },
    // What was collected without an event is nobody's to replay; it stands until an event says otherwise.
    async finish(sql) {
      await sql`
        insert into population.contacts
        select * from population.contacts_kept k where event_id is null
          and not exists (select 1 from population.contacts c where c.person_number = k.person_number)`
    },
  },
]

/** Under the number in force: contacts move with the person. */
function contactsIn(events: readonly LifeEvent[]): object[] {
  const row = contactsRowOf(events)
  const last = [...events].sort(inOrderOfRecording).at(-1)
  return row && last ? [{ ...row, personNumber: last.personNumber }] : []
}

/** Adds a module's part, once, when the module is loaded. */
export function registerReplay(replay: Replay): void {
  replays.push(replay)
}

export interface Rebuilt {
  /** Whether the replay gave the registers as they are. */
  same: boolean
  kept: RegisterHash
  replayed: RegisterHash
  events: number
  people: number
}

const PEOPLE_AT_ONCE = 2000

class Done extends Error {}

/**
 * Replays all life events and compares. Needs the owner's connection and a register nobody writes to: the kept rows
 * are set aside inside the transaction and stand again when it is rolled back.
 */
export async function rebuild(owner: Database): Promise<Rebuilt> {
  let found: Rebuilt | undefined
  try {
    await owner.begin('isolation level repeatable read', async (sql) => {
      const kept = await registerHash(sql)
      for (const { tables } of replays) {
        for (const table of Object.keys(tables)) await setAside(sql, table)
      }
      const counted = await replayAll(sql)
      for (const { finish } of replays) await finish?.(sql)
      const replayed = await registerHash(sql)
      found = { same: kept.hash === replayed.hash, kept, replayed, ...counted }
      throw new Done()
    })
  } catch (error) {
    if (!(error instanceof Done)) throw error
  }
  return found!
}

/** An empty table of the same shape stands in for the kept one until the transaction is rolled back. */
async function setAside(sql: Sql, table: string): Promise<void> {
  const [schema, name] = table.split('.') as [string, string]
  await sql.unsafe(`alter table ${table} rename to ${name}_kept`)
  await sql.unsafe(`create table ${schema}.${name} (like ${schema}.${name}_kept including defaults)`)
}

/**
 * Reads events person by person, in the order of their numbers, and streams the rows they leave. Whoever had other
 * numbers before has the events of those too.
 */
async function replayAll(sql: Sql): Promise<{ events: number; people: number }> {
  const numbers = await replacedNumbers(sql)
  let after: PersonNumber = ''
  let events = 0
  let people = 0
  for (;;) {
    const read = await eventsAfter(sql, after)
    if (read.length === 0) return { events, people }
    const inForce = read.filter(({ personNumber }) => !numbers.inForce.has(personNumber))
    const found = [...new Set(inForce.map(({ personNumber }) => personNumber))]
    const earlier = await eventsOf(
      sql,
      found.flatMap((number) => numbers.before.get(number) ?? []),
    )
    const byPerson = Map.groupBy(
      [...earlier, ...inForce],
      ({ personNumber }) => numbers.inForce.get(personNumber) ?? personNumber,
    )
    for (const replay of replays) await streamRows(sql, replay, [...byPerson.values()])
    events += inForce.length + earlier.length
    people += byPerson.size
    after = read.at(-1)!.personNumber
  }
}

interface ReplacedNumbers {
  /** Cancelled number → the number in force. */
  inForce: ReadonlyMap<PersonNumber, PersonNumber>
  /** Number in force → those it replaced. */
  before: ReadonlyMap<PersonNumber, readonly PersonNumber[]>
}

/** What the events say of cancelled numbers; their aliases are written anew from it. */
async function replacedNumbers(sql: Sql): Promise<ReplacedNumbers> {
  const replacements = await sql<{ from: PersonNumber; to: PersonNumber; on: Day; eventId: Uuid }[]>`
    select payload->>'from' as "from", person_number as "to", effective_on as "on", id as event_id
    from population.life_events
    where kind = ${numberReplacement.name}`
  const next = new Map(replacements.map(({ from, to }) => [from, to]))
  const last = (number: PersonNumber): PersonNumber => {
    const to = next.get(number)
    return to === undefined ? number : last(to)
  }
  await sql`delete from population.number_aliases where kind = 'cancelled'`
  for (const { from, on, eventId } of replacements) {
    await sql`
      insert into population.number_aliases (alias, person_number, kind, ended_on, event_id)
      values (${from}, ${last(from)}, 'cancelled', ${on}, ${eventId})`
  }
  await sql`delete from population.number_aliases where kind = 'old-9-digit' and event_id is not null`
  await sql`
    insert into population.number_aliases (alias, person_number, kind, event_id)
    select b.payload->>'oldNumber', coalesce(c.person_number, b.person_number), 'old-9-digit', b.id
    from population.life_events b
    left join population.number_aliases c on c.alias = b.person_number and c.kind = 'cancelled'
    where b.kind = ${birth.name} and b.payload ? 'oldNumber'
      and not exists (select 1 from population.life_events a where a.annuls = b.id and a.person_number = b.person_number)`
  const inForce = new Map([...next.keys()].map((from) => [from, last(from)]))
  return { inForce, before: Map.groupBy(inForce.keys(), (from) => inForce.get(from)!) }
}

async function eventsAfter(sql: Sql, after: PersonNumber): Promise<LifeEvent[]> {
  return await sql<LifeEvent[]>`
    select person_number, id, kind, effective_on, recorded_at, agency_id, legal_basis, evidence, actor, dossier_id,
      caused_by, annuls, payload
    from population.life_events
    where person_number in (
      select distinct person_number from population.life_events
      where person_number > ${after} order by person_number limit ${PEOPLE_AT_ONCE})
    order by person_number, recorded_at, id`
}

/** Events as they were recorded, under these numbers alone. */
async function eventsOf(sql: Sql, numbers: readonly PersonNumber[]): Promise<LifeEvent[]> {
  if (numbers.length === 0) return []
  return await sql<LifeEvent[]>`
    select person_number, id, kind, effective_on, recorded_at, agency_id, legal_basis, evidence, actor, dossier_id,
      caused_by, annuls, payload
    from population.life_events
    where person_number = any(${numbers as string[]})
    order by recorded_at, id`
}

async function streamRows(sql: Sql, { tables, rows }: Replay, people: readonly LifeEvent[][]): Promise<void> {
  const left = people.map((events) => rows(events))
  for (const [table, columns] of Object.entries(tables)) {
    const lines = left.flatMap((one) => (one[table] ?? []).map((row) => copyLine(columns, row)))
    if (lines.length === 0) continue
    const target = await sql.unsafe(`copy ${table} (${columns.join(', ')}) from stdin`).writable()
    await pipeline(PassThrough.from(lines), target)
  }
}
