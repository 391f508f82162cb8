import { expect, test } from 'vitest'
import { platform } from '#testing'
import { runTask } from './jobs.ts'

async function runDaily(name: string) {
  const on = await platform()
  const task = on.app.worker.tasks.find((one) => one.name === name)
  if (!task) throw new Error(`no task ${name}`)
  await runTask(on.server, task, {})
  return on
}

test('kept answers are forgotten after a day, not before', async () => {
  const { owner } = await platform()
  await owner`
    insert into platform.idempotency_keys (actor, act, key, body_digest, made_at)
    values ('test', 'test', 'old-key-1', '\\x00', now() - interval '25 hours'),
      ('test', 'test', 'new-key-1', '\\x00', now() - interval '23 hours')`
  await runDaily('platform.sweep-idempotency-keys')
  expect(await owner`select key from platform.idempotency_keys where actor = 'test'`).toEqual([
    { key: 'new-key-1' },
  ])
})

test('events and log entries of this month lie in a partition of its own', async () => {
  const on = await runDaily('platform.make-months-ahead')
  const partitions = await on.owner<{ name: string }[]>`
    select inhrelid::regclass::text as name from pg_inherits
    where inhparent in ('platform.events'::regclass, 'audit.entries'::regclass)`
  const month = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 7).replace('-', '')
  expect(partitions.map(({ name }) => name)).toContain(`platform.events_${month}`)
  expect(partitions.map(({ name }) => name)).toContain(`audit.entries_${month}`)
})

test('the application cannot make or change tables, nor rewrite the log', async () => {
  const { sql } = await platform()
  await expect(sql`create table platform.mine (x integer)`).rejects.toThrow(/permission denied/)
  await expect(sql`update audit.entries set outcome = 'done'`).rejects.toThrow(/permission denied/)
  await expect(sql`delete from audit.entry_subjects`).rejects.toThrow(/permission denied/)
  await expect(sql`update platform.events set payload = '{}'`).rejects.toThrow(/permission denied/)
})
