import { expect, test } from 'vitest'
import { platform } from '../testing/index.ts'
import { unentangled } from './unentangled.ts'

const CALLS = 40

test('calls that read beside their own transaction all end, however many there are', async () => {
  const { sql } = await platform()
  const calls = Array.from({ length: CALLS }, () =>
    unentangled(sql, async (own) => {
      await own`select 1`
      const [beside] = await sql<{ two: number }[]>`select 2 as two`
      return beside?.two
    }),
  )
  expect(await Promise.all(calls)).toEqual(Array(CALLS).fill(2))
})

test('a transaction within a transaction is refused, which would wait for itself', async () => {
  const { sql } = await platform()
  const within = unentangled(sql, async () => await unentangled(sql, async (own) => await own`select 1`))
  await expect(within).rejects.toThrow(/within a transaction/)
  expect(await unentangled(sql, async (own) => await own`select 1 as one`)).toEqual([{ one: 1 }])
})
