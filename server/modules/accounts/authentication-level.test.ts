import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { platform } from '#testing'
import {
  amrOf,
  authenticationLevelOf,
  factorsOfAmr,
  type LevelRule,
  levelRules,
  mergeFactors,
  provedAt,
} from './authentication-level.ts'
import { type FactorMethod, factorMethods } from './factors.contract.ts'

let rules: readonly LevelRule[]
beforeAll(async () => {
  const p = await platform()
  rules = await p.act((call) => levelRules(call))
})

const at = '2026-11-27T02:00:00.000Z'
const levelOf = (...methods: FactorMethod[]) => authenticationLevelOf(provedAt(at, ...methods), rules)
const methods = Object.keys(factorMethods) as FactorMethod[]
const someMethods = fc.uniqueArray(fc.constantFrom(...methods))

test.each<[FactorMethod[], number]>([
  [[], 0],
  [['password'], 1],
  [['sms-code'], 1],
  [['face'], 0], // the first level is knowledge or possession
  [['face', 'fingerprint'], 0],
  [['password', 'pin'], 1], // two of one kind are one
  [['sms-code', 'totp'], 1],
  [['password', 'sms-code'], 2],
  [['password', 'recovery-code'], 2],
  [['passkey'], 1],
  [['passkey', 'device-unlock'], 2], // whether by PIN or by face the device does not say
  [['password', 'face'], 3],
  [['chip-card', 'fingerprint'], 3],
  [['password', 'chip-card', 'face'], 4],
  [['passkey', 'device-unlock', 'face'], 4],
])('%j reaches authentication level %i (Decree 69/2024/NĐ-CP, art. 20)', (used, level) => {
  expect(levelOf(...used)).toBe(level)
})

test('one more factor never lowers the level, and no order of them changes it', () => {
  fc.assert(
    fc.property(someMethods, fc.constantFrom(...methods), (used, one) => {
      expect(levelOf(...used, one)).toBeGreaterThanOrEqual(levelOf(...used))
      expect(levelOf(...[...used].reverse())).toBe(levelOf(...used))
    }),
  )
})

test('no level 3 or 4 without a biometric, no level 2 from one kind', () => {
  fc.assert(
    fc.property(someMethods, (used) => {
      const kinds = new Set(used.map((method) => factorMethods[method]))
      if (levelOf(...used) >= 3) expect(kinds).toContain('biometric')
      if (levelOf(...used) >= 2) expect(kinds.size).toBeGreaterThanOrEqual(2)
      if (levelOf(...used) === 4) expect(kinds.size).toBe(3)
    }),
  )
})

test('the factors of a sign-in can be read back from the amr of its ID token', () => {
  fc.assert(
    fc.property(someMethods, (used) => {
      const back = factorsOfAmr(amrOf(provedAt(at, ...used)), at).map(({ method }) => method)
      expect(new Set(back)).toEqual(new Set(used))
    }),
  )
  expect(amrOf(provedAt(at, 'password', 'sms-code'))).toEqual(['pwd', 'sms', 'mfa'])
  expect(amrOf(provedAt(at, 'password', 'pin'))).toEqual(['pwd', 'pin'])
})

test('a way proved again counts from then', () => {
  const later = '2026-11-27T02:30:00.000Z'
  expect(mergeFactors(provedAt(at, 'password', 'sms-code'), provedAt(later, 'sms-code'))).toEqual([
    { method: 'password', at },
    { method: 'sms-code', at: later },
  ])
})
