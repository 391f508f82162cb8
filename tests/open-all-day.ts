import { join } from 'node:path'
import { connect, OWNER_ROLE } from '../server/platform/db.ts'
import { findEmbeddedPostgres } from '../server/platform/embedded-postgres.ts'
import type { Program } from './program.ts'

/** Counters of a running program give numbers at any hour of any day, so that a journey may come when it likes. */
export async function openAllDay({ dataFolder }: Program): Promise<void> {
  const found = findEmbeddedPostgres(join(dataFolder, 'postgres'))
  if (!found) throw new Error('The program has no PostgreSQL of its own')
  const address = { socketFolder: found.socketFolder, port: found.port }
  const owner = connect({ address, database: 'dean06', user: OWNER_ROLE, max: 1 })
  const hours = [{ weekdays: [1, 2, 3, 4, 5, 6, 7], spans: [{ from: '00:00', until: '24:00' }] }]
  await owner`delete from reference.special_days`
  await owner`
    update reference.law_parameters set value = jsonb_set(value, '{hours}', ${owner.json(hours)})
    where key = 'services.queue'`
  await owner`select pg_notify('live', '{"topic":"reference","what":"law"}')`
  await owner.end({ timeout: 5 })
}
