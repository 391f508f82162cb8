/**
 * Indexes and constraints that look across rows are taken down while millions of rows come in, and put up again
 * over all of them: each is validated then. What was taken down stands in `platform.seeding` until it is up again, so
 * that a seeding that was killed is begun anew and ends with the same schema.
 */
import type { Database, Sql } from '#platform/db.ts'
import { type Table, tables } from './rows.ts'

interface Taken {
  place: number
  /** 1: keys, indexes, exclusions; 2: foreign keys, which need the keys they point to. */
  phase: number
  statement: string
}

const names = Object.keys(tables) as Table[]

/** Whether a seeding began and did not end. */
export async function isUnfinished(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ begun: boolean }[]>`select to_regclass('platform.seeding') is not null as begun`
  return row!.begun
}

/** Empties the tables and takes indexes and constraints down, in one transaction. */
export async function takeDown(owner: Database): Promise<void> {
  const begun = await isUnfinished(owner)
  await owner.begin(async (sql) => {
    await sql.unsafe(`truncate ${names.join(', ')} cascade`)
    if (begun) return
    await sql.unsafe(
      'create table platform.seeding (place serial primary key, phase integer, statement text)',
    )
    const found = await sql<{ drop: string; phase: number; statement: string }[]>`
      with ours as (select unnest(${names}::text[])::regclass as oid)
      select format('alter table %s drop constraint %I', c.conrelid::regclass, c.conname) as drop,
        case c.contype when 'f' then 2 else 1 end as phase,
        format('alter table %s add constraint %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid))
          as statement
      from pg_constraint c
      where (c.conrelid in (select oid from ours) and c.contype in ('p', 'u', 'x', 'f'))
        or (c.confrelid in (select oid from ours) and c.contype = 'f')
      union all
      select format('drop index %s', i.indexrelid::regclass), 1, pg_get_indexdef(i.indexrelid)
      from pg_index i
      where i.indrelid in (select oid from ours)
        and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid)
      order by phase desc`
    for (const { phase, statement } of found) {
      await sql`insert into platform.seeding (phase, statement) values (${phase}, ${statement})`
    }
    for (const { drop } of found) await sql.unsafe(drop)
  })
}

/** Puts everything up again, several at once; each disappears from the list in its own transaction. */
export async function putUp(
  owner: Database,
  connections: number,
  told: (left: number) => void,
): Promise<void> {
  for (const phase of [1, 2]) {
    const left = await owner<Taken[]>`
      select place, phase, statement from platform.seeding where phase = ${phase} order by place`
    const work = async () => {
      for (let next = left.shift(); next; next = left.shift()) {
        const { place, statement } = next
        await owner.begin(async (sql) => {
          await sql`set local maintenance_work_mem = '256MB'`
          await sql.unsafe(statement)
          await sql`delete from platform.seeding where place = ${place}`
        })
        told(left.length)
      }
    }
    await Promise.all(Array.from({ length: connections }, work))
  }
}

/** Ends the seeding: from here on the register is complete. */
export async function noteFinished(sql: Sql): Promise<void> {
  await sql`drop table platform.seeding`
}
