import { Type } from 'typebox'
import { expect, test } from 'vitest'
import { FACTOR_MINUTES, factorNeeded, refusal, stepUpNeeded } from './access.ts'
import type { CitizenActor } from './call.ts'
import { endpoint } from './endpoint.ts'

const now = new Date('2026-11-27T02:00:00Z')
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString()
const citizen = (more: Partial<CitizenActor>): CitizenActor => ({
  kind: 'citizen',
  number: '001199000001',
  personId: '01a21f10-77de-74ce-8cca-87ff6e69b99d',
  accountId: '01a21f10-77de-74ce-8cca-87ff6e69b99e',
  level: 2,
  sessionId: 's',
  ...more,
})
const act = endpoint({
  method: 'POST',
  path: '/accounts/me/act',
  summary: 'An act that declares the level it needs',
  access: { citizen: { for: 'self', level: 2, authenticationLevel: 3, freshFactor: true } },
  reply: Type.Object({}),
})

test('an act is refused below the level of authentication it declares, and the answer says which one it needs', () => {
  const refused = refusal(act, citizen({ authenticationLevel: 2, factorAt: minutesAgo(1) }), now)
  expect(refused?.type).toBe(stepUpNeeded.type)
  expect(refused?.more.with).toEqual({ authenticationLevel: 3 })
})

test('a session that says nothing of its level has none', () => {
  expect(refusal(act, citizen({ factorAt: minutesAgo(1) }), now)?.type).toBe(stepUpNeeded.type)
})

test.each([
  [FACTOR_MINUTES - 1, undefined],
  [FACTOR_MINUTES, factorNeeded.type],
])('a factor confirmed %i minutes ago is answered with %s', (minutes, type) => {
  const actor = citizen({ authenticationLevel: 3, factorAt: minutesAgo(minutes) })
  expect(refusal(act, actor, now)?.type).toBe(type)
})
