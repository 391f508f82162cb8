import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { Type } from 'typebox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makePlatform, type Platform } from '#testing'
import { endpoint } from './endpoint.ts'
import { serve } from './http.ts'

const told = endpoint({
  method: 'GET',
  path: '/test/told',
  summary: 'Tell many times',
  access: { public: true },
  query: Type.Object({ times: Type.Integer() }),
  reply: Type.Object({ told: Type.Array(Type.String()) }),
})

let p: Platform
beforeAll(async () => {
  p = await makePlatform()
  serve(p.server, told, async (_call, { query }) => ({
    told: new Array(query.times).fill('Giấy tờ cơ quan đã có thì không phải nộp'),
  }))
})
afterAll(() => p.close())

const ask = (times: number, encoding: string) =>
  p.server.fastify.inject({ url: `/api/test/told?times=${times}`, headers: { 'accept-encoding': encoding } })

test('a long answer travels compressed, in the way the caller knows', async () => {
  const plain = await ask(200, 'identity')
  expect(plain.headers['content-encoding']).toBeUndefined()
  const brotli = await ask(200, 'gzip, br')
  expect(brotli.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' })
  expect(brotli.rawPayload.length).toBeLessThan(plain.rawPayload.length / 10)
  expect(brotliDecompressSync(brotli.rawPayload).toString()).toBe(plain.payload)
  const gzip = await ask(200, 'gzip')
  expect(gunzipSync(gzip.rawPayload).toString()).toBe(plain.payload)
})

test('a short answer stays as it is', async () => {
  expect((await ask(1, 'br')).headers['content-encoding']).toBeUndefined()
})

test('a compressed request is refused, not inflated', async () => {
  const answer = await p.server.fastify.inject({
    method: 'POST',
    url: '/api/verification/match',
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    payload: Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]),
  })
  expect(answer.statusCode).toBeGreaterThanOrEqual(400)
  expect(answer.statusCode).toBeLessThan(500)
})
