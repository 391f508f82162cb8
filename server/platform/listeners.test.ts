import { Type } from 'typebox'
import { expect, test } from 'vitest'
import { makePlatform, type Platform } from '#testing'
import { event } from './event.ts'
import { emit } from './events.ts'
import { readFeed } from './feed.ts'
import type { Listener } from './jobs.ts'
import { dispatcher, retryParked } from './listeners.ts'

const moved = event('test.moved', Type.Object({ step: Type.Integer() }))
const ANNA = '001099000001'
const BINH = '001099000002'

function listener(name: string, handle: Listener['handle']): Listener {
  return { name, events: [moved], handle }
}

async function emitFor(on: Platform, person: string, step: number) {
  await on.act((call) => emit(call, moved, { step }, { person }))
}

const stepOf = (row: { payload: unknown }) => (row.payload as { step: number }).step

test('an event that commits late is not skipped by a reader that has seen a later one', async () => {
  const on = await makePlatform()
  const seen: number[] = []
  const hear = dispatcher(on.server, [
    listener('test.late', async (_call, row) => void seen.push(stepOf(row))),
  ])
  const written = Promise.withResolvers<void>()
  const letCommit = Promise.withResolvers<void>()
  const early = on.act(async (call) => {
    await emit(call, moved, { step: 1 }, { person: ANNA })
    written.resolve()
    await letCommit.promise
  })
  await written.promise
  await emitFor(on, BINH, 2)
  const waking = hear.wake()
  letCommit.resolve()
  await Promise.all([early, waking])
  await hear.wake()
  expect(seen.toSorted()).toEqual([1, 2])
  await on.close()
})

test('events of one person are handled in the order in which they were committed', async () => {
  const on = await makePlatform()
  const seen: number[] = []
  for (let step = 1; step <= 20; step++) await emitFor(on, step % 2 ? ANNA : BINH, step)
  await dispatcher(on.server, [
    listener('test.order', async (_call, row) => void seen.push(stepOf(row))),
  ]).wake()
  expect(seen).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
  await on.close()
})

test('positions are compared as numbers: nothing is skipped where transaction ids grow by a digit', async () => {
  const on = await makePlatform()
  await on.owner`
    insert into platform.events (id, generation, xid, name, payload)
    select gen_random_uuid(), 0, (7 + step)::text::xid8, ${moved.name}, jsonb_build_object('step', step)
    from generate_series(1, 300) step`
  const seen: number[] = []
  const hear = dispatcher(on.server, [
    listener('test.digits', async (_call, row) => void seen.push(stepOf(row))),
  ])
  await hear.wake()
  const all = Array.from({ length: 300 }, (_, index) => index + 1)
  expect(seen).toEqual(all)
  const read: number[] = []
  for (let after: string | null = null, more = true; more; ) {
    const page = await readFeed(on.sql, { after, names: [moved.name], scan: 7 })
    read.push(...page.rows.map(stepOf))
    ;({ next: after, more } = page)
  }
  expect(read).toEqual(all)
  await on.close()
})

test('an event that fails parks its person for that listener alone, and goes through in order when tried again', async () => {
  const on = await makePlatform()
  const seen: string[] = []
  let broken = true
  const fragile = listener('test.fragile', async (_call, row) => {
    if (broken && row.personNumber === ANNA) throw new Error('not now')
    seen.push(`${row.personNumber}:${stepOf(row)}`)
  })
  const sturdy: number[] = []
  const other = listener('test.sturdy', async (_call, row) => void sturdy.push(stepOf(row)))
  for (const [person, step] of [
    [ANNA, 1],
    [BINH, 2],
    [ANNA, 3],
  ] as const)
    await emitFor(on, person, step)
  await dispatcher(on.server, [fragile, other]).wake()
  expect(seen).toEqual([`${BINH}:2`])
  expect(sturdy).toEqual([1, 2, 3])
  const parked = await on.sql<{ eventId: string; error: string | null }[]>`
    select event_id, error from platform.parked_events order by event_id`
  expect(parked).toHaveLength(2)
  expect(JSON.stringify(parked)).not.toContain(ANNA)
  broken = false
  const first = parked[0]?.eventId as string
  expect(await retryParked(on.server, fragile, first)).toBe(2)
  expect(seen).toEqual([`${BINH}:2`, `${ANNA}:1`, `${ANNA}:3`])
  await on.close()
})

test('a handler that fails leaves nothing of its work behind', async () => {
  const on = await makePlatform()
  const half = listener('test.half', async (call) => {
    await call.sql`insert into platform.attempts (subject, window_start) values ('half', now())`
    throw new Error('after the write')
  })
  await emitFor(on, ANNA, 1)
  await dispatcher(on.server, [half]).wake()
  expect(await on.sql`select 1 from platform.attempts where subject = 'half'`).toHaveLength(0)
  await on.close()
})

test('two processes that read the same feed handle each event once', async () => {
  const on = await makePlatform()
  const seen: number[] = []
  const make = () =>
    dispatcher(on.server, [listener('test.twice', async (_call, row) => void seen.push(stepOf(row)))])
  for (let step = 1; step <= 30; step++) await emitFor(on, ANNA, step)
  await Promise.all([make().wake(), make().wake(), make().wake()])
  const committed = await on.sql`select 1 from platform.events where name = 'test.moved'`
  expect(committed).toHaveLength(30)
  expect(new Set(seen).size).toBe(30)
  await on.close()
})
