import { Type } from 'typebox'
import { expect, test } from 'vitest'
import { makePlatform, type Platform } from '#testing'
import type { CitizenActor } from './call.ts'
import { changes } from './call.ts'
import { endpoint } from './endpoint.ts'
import { serve } from './http.ts'
import { problem } from './problem.ts'

const NUMBER = '001099000009'
const citizen: CitizenActor = {
  kind: 'citizen',
  number: NUMBER,
  personId: '019aa0c2-12ab-7def-8123-123456789abc',
  accountId: '019aa0c2-12ab-7def-8123-123456789abd',
  level: 2,
  sessionId: 'test',
}
const odd = problem(422, 'test/odd', { vi: 'Số lẻ', en: 'Odd' })
const count = endpoint({
  method: 'POST',
  path: '/test/count',
  summary: 'Count',
  access: { citizen: { for: 'self', level: 2 } },
  personal: true,
  body: Type.Object({ by: Type.Integer() }, { additionalProperties: false }),
  reply: Type.Object({ total: Type.Integer() }),
  problems: [odd],
})
const echo = endpoint({
  method: 'POST',
  path: '/test/echo',
  summary: 'Echo',
  access: { public: true },
  body: Type.Object({ by: Type.Integer() }, { additionalProperties: false }),
  reply: Type.Object({ by: Type.Integer() }),
})
const broken = endpoint({
  method: 'POST',
  path: '/test/broken',
  summary: 'Break',
  access: { public: true },
  reply: Type.Object({}),
})

async function counting(): Promise<Platform> {
  const on = await makePlatform()
  serve(on.server, count, async (call, { body }) => {
    changes(call, NUMBER, ['count'])
    const [row] = await call.sql<{ count: number }[]>`
      insert into platform.attempts (subject, window_start, count) values ('total', 'epoch', ${body.by})
      on conflict (subject, window_start) do update set count = attempts.count + ${body.by} returning count`
    if (body.by % 2) throw odd()
    return { total: row?.count ?? 0 }
  })
  serve(on.server, echo, async (_call, { body }) => body)
  serve(on.server, broken, async ({ sql }) => {
    await sql`select ${`${NUMBER} leaks`}::integer`
    return {}
  })
  return on
}

test('the same idempotency key gives the first answer and does the work once, in parallel too', async () => {
  const on = await counting()
  const send = () =>
    on.as(citizen).call(count, { body: { by: 2 }, headers: { 'idempotency-key': 'key-00000001' } })
  const answers = await Promise.all([send(), send(), send(), send()])
  expect(answers).toEqual(Array(4).fill({ total: 2 }))
  expect(await send()).toEqual({ total: 2 })
  const replays = await on.owner`select 1 from audit.entries where outcome = 'replayed'`
  expect(replays).toHaveLength(4)
  await on.close()
})

test('the same key with another body is refused, and a key of someone else means nothing', async () => {
  const on = await counting()
  const headers = { 'idempotency-key': 'key-00000002' }
  await on.as(citizen).call(count, { body: { by: 2 }, headers })
  await expect(on.as(citizen).call(count, { body: { by: 4 }, headers })).rejects.toMatchObject({
    type: '/problems/platform/idempotency-key-reused',
  })
  const other = { ...citizen, accountId: '019aa0c2-12ab-7def-8123-123456789ace' }
  expect(await on.as(other).call(count, { body: { by: 4 }, headers })).toEqual({ total: 6 })
  await on.close()
})

test('a refused call leaves no change, no event, no kept answer, but an entry with its subject', async () => {
  const on = await counting()
  const headers = { 'idempotency-key': 'key-00000003' }
  await expect(on.as(citizen).call(count, { body: { by: 3 }, headers })).rejects.toMatchObject({
    type: '/problems/test/odd',
    title: 'Số lẻ',
  })
  expect(await on.owner`select 1 from platform.attempts where subject = 'total'`).toHaveLength(0)
  expect(await on.owner`select 1 from platform.idempotency_keys`).toHaveLength(0)
  const [entry] = await on.owner`
    select outcome, problem, subject_count from audit.entries where act = 'POST /test/count'`
  expect(entry).toEqual({ outcome: 'refused', problem: '/problems/test/odd', subjectCount: 1 })
  await on.close()
})

test.each([
  ['no JSON', { payload: '{', type: 'application/json' }, 400, 'platform/bad-syntax'],
  ['another content type', { payload: '<a/>', type: 'application/xml' }, 415, 'platform/wrong-content-type'],
  [
    'an unknown field',
    { payload: '{"by":2,"more":1}', type: 'application/json' },
    400,
    'platform/invalid-input',
  ],
  ['text for a number', { payload: '{"by":"2"}', type: 'application/json' }, 400, 'platform/invalid-input'],
  [
    'a body over the limit',
    { payload: `{"by":2,"x":"${'x'.repeat(70_000)}"}`, type: 'application/json' },
    413,
    'platform/too-large',
  ],
])(
  '%s is answered clearly, in Vietnamese, never by a 5xx',
  async (_what, { payload, type }, status, code) => {
    const on = await counting()
    const answer = await on.server.fastify.inject({
      method: 'POST',
      url: '/api/test/echo',
      headers: { 'content-type': type },
      payload,
    })
    expect(answer.statusCode).toBe(status)
    expect(answer.json()).toMatchObject({ type: `/problems/${code}` })
    expect(answer.json().title).toMatch(/\S/)
    await on.close()
  },
)

test('an unexpected error answers without data and is remembered for operators without data', async () => {
  const on = await counting()
  const { status, body } = await on.as(citizen).send(broken, {})
  expect(status).toBe(500)
  expect(JSON.stringify(body)).not.toContain(NUMBER)
  const [error] = await on.owner`select act, kind, place, count from platform.service_errors`
  expect(error).toMatchObject({ act: 'POST /test/broken', count: 1 })
  expect(JSON.stringify(error)).not.toContain(NUMBER)
  await on.close()
})
