import { beforeAll, expect, test } from 'vitest'
import { type Platform, platform, programBeside } from '#testing'
import { forgetTries, networkOf, passwordWindows, waitMinutes } from './limits.ts'

let p: Platform
beforeAll(async () => {
  p = await platform()
})

const minutes = (from: string, count: number) => new Date(Date.parse(from) + count * 60_000)

test('the fifth try goes on, the sixth waits a minute; whoever succeeds begins anew', async () => {
  const now = new Date('2026-11-23T02:00:20Z')
  for (let i = 0; i < 5; i++) expect(await waitMinutes(p.sql, 'one', passwordWindows, now)).toBe(0)
  expect(await waitMinutes(p.sql, 'one', passwordWindows, now)).toBe(1)
  await forgetTries(p.sql, 'one', passwordWindows)
  expect(await waitMinutes(p.sql, 'one', passwordWindows, now)).toBe(0)
})

test('threat: throttle, hammering never shuts anybody out for more than about an hour', async () => {
  let blockedSince: number | null = null
  let longest = 0
  for (let minute = 0; minute < 200; minute++) {
    const now = minutes('2026-11-24T00:00:00Z', minute)
    const first = await waitMinutes(p.sql, 'two', passwordWindows, now)
    if (first === 0) for (let i = 0; i < 6; i++) await waitMinutes(p.sql, 'two', passwordWindows, now)
    blockedSince = first === 0 ? null : (blockedSince ?? minute)
    longest = Math.max(longest, blockedSince === null ? 0 : minute - blockedSince + 1)
  }
  expect(longest).toBeGreaterThan(10)
  expect(longest).toBeLessThanOrEqual(64)
})

test('threat: throttle, parallel guesses: tries at the same moment are each counted', async () => {
  const now = new Date('2026-11-25T02:00:00Z')
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => waitMinutes(p.sql, 'three', passwordWindows, now)),
  )
  expect(answers.filter((wait) => wait === 0)).toHaveLength(5)
})

test('threat: throttle, persistent across restart: a program started anew goes on counting', async () => {
  const now = new Date('2026-11-26T02:00:00Z')
  for (let i = 0; i < 5; i++) await waitMinutes(p.sql, 'four', passwordWindows, now)
  const anew = await programBeside(p)
  expect(await waitMinutes(anew.server.db, 'four', passwordWindows, now)).toBe(1)
  await anew.close()
})

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::9', '2001:db8:1:2'],
  ['2001:db8::9', '2001:db8'],
])('the network of %s is %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
