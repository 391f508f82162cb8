/** Whatever holds a person's number either follows him to another one or says why it stays. */
import { expect, test } from 'vitest'
import { replaceNumber } from '#population'
import { declareAbsence } from '#residence'
import { systemCall } from './platform/call.ts'
import { dayOf } from './platform/day.ts'
import { connect } from './platform/db.ts'
import { scene } from './testing/homes.ts'
import { platform } from './testing/index.ts'
import { grounds } from './testing/people.ts'

/** Columns that keep the number of their day, and why nobody is lost by it. */
const staying: Record<string, string> = {
  'audit.salts': 'entries of earlier numbers are found by registerEarlierNumbers',
  'accounts.foreigners': 'made by us for whom the population register does not hold; it is never replaced',
  'accounts.foreigner_records': 'as the foreigner it is about',
  'platform.events': 'a message says what was so when it was sent',
  'platform.parked_events': 'as the message it stands for',
  'platform.files': 'whose a file was when it came; who may read it is asked of what keeps it',
  'population.life_events':
    'a fact keeps the number of its day; selectLifeEvents answers under the one in force',
  'population.registrations': 'what stands in a book is never rewritten; it is read under every number',
  'population.load_rows': 'the report of a load says what was recorded; annulling resolves the number',
  'population.merges': 'says which two records were meant; a number replaced since refuses the act',
  'services.visitor_codes': 'ends after five minutes',
  'population.searches': 'ends after fifteen minutes',
  'residence.stays': 'a notice keeps its number; stays are looked for under every number of the person',
}
/** Names of columns that end in number and are none of a person. */
const others = /^(file|row|registration|block|sheet|document|account|phone|card|passport)_number$/

test('every table that names a person follows him to another number, or says why it need not', async () => {
  const p = await platform()
  const { husband } = await scene(p)
  await p.act(async (call) => {
    const from = dayOf(call.now)
    const absence = {
      personNumber: husband.number,
      ground: 'd',
      from,
      destination: 'Đà Nẵng',
      reason: 'x',
    }
    await declareAbsence(call, absence)
  })
  const heard: string[] = []
  const db = connect({ ...p.place.app, max: 1, onStatement: (text) => heard.push(text) })
  await db.begin((sql) =>
    replaceNumber(
      systemCall('test', sql, p.ports),
      { personNumber: husband.number, ground: 'collected-wrongly', on: '2026-11-20' },
      grounds,
    ),
  )
  await db.end()
  const written = new Set(
    heard.flatMap((text) =>
      [...text.matchAll(/(?:update|insert into) (\w+\.\w+)/g)].map((match) => match[1]!),
    ),
  )
  const tables = await p.owner<{ table: string; column: string }[]>`
    select c.table_schema || '.' || c.table_name as table, c.column_name as column
    from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    join pg_class r on r.relname = c.table_name and r.relnamespace = c.table_schema::regnamespace
    where t.table_type = 'BASE TABLE' and not r.relispartition and c.column_name ~ '_numbers?$'
      and c.data_type in ('text', 'ARRAY', 'character', 'character varying')
      and c.table_schema not in ('pg_catalog', 'information_schema')
    order by 1, 2`
  expect(tables.length).toBeGreaterThan(40)
  const forgotten = tables.filter(
    ({ table, column }) => !others.test(column) && !written.has(table) && !(table in staying),
  )
  expect(forgotten).toEqual([])
  const unneeded = Object.keys(staying).filter((table) => !tables.some((one) => one.table === table))
  expect(unneeded).toEqual([])
  await p.close()
})
