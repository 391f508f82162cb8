import { expect, test } from 'vitest'
import { HashingBusy, passwordsHashed } from './hashing.ts'
import { checkPassword, hashPassword } from './passwords.ts'

test('a password is hashed and checked; a hash that is none is an error, and the next one is served', async () => {
  const hashed = await hashPassword('mật khẩu khá dài')
  expect(hashed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await checkPassword(hashed, 'mật khẩu khá dài')).toBe(true)
  expect(await checkPassword(hashed, 'mật khẩu khác')).toBe(false)
  await expect(checkPassword('not a hash', 'mật khẩu')).rejects.toThrow()
  expect(await checkPassword(null, 'mật khẩu')).toBe(false)
})

test('threat: availability, hashing is bounded: a storm is told to come back, who waits is served, and it goes on', async () => {
  const hashed = await hashPassword('mật khẩu khá dài')
  const before = (await passwordsHashed.get()).values[0]?.value ?? 0
  const answers = await Promise.allSettled(
    Array.from({ length: 1000 }, () => checkPassword(hashed, 'mật khẩu khá dài')),
  )
  const served = answers.filter(({ status }) => status === 'fulfilled').length
  const busy = answers.filter((one) => one.status === 'rejected' && one.reason instanceof HashingBusy).length
  expect(served).toBeGreaterThan(90)
  expect(served + busy).toBe(1000)
  expect(((await passwordsHashed.get()).values[0]?.value ?? 0) - before).toBe(served)
  expect(await checkPassword(hashed, 'mật khẩu khá dài')).toBe(true)
})
