import { expect, test } from 'vitest'
import { readUnits } from '#reference'
import { copyColumns } from '#residence'
import { platform } from '#testing'
import { makeNation } from './nation.ts'
import type { Table } from './rows.ts'

type Row = Record<string, string | null>

/** Rows that a nation leaves in a table, as they are streamed. */
async function nationOf(persons: number, seed: number) {
  const lines = new Map<Table, string[]>()
  await makeNation({
    persons,
    seed,
    today: '2026-11-20',
    units: await readUnits((await platform()).owner),
    sink: (table, text) => {
      const kept = lines.get(table) ?? []
      kept.push(...text.split('\n').filter((line) => line !== ''))
      lines.set(table, kept)
    },
    written: async () => {},
  })
  return (table: Table & keyof typeof copyColumns): Row[] =>
    (lines.get(table) ?? []).map((line) => {
      const cells = line.split('\t')
      return Object.fromEntries(
        copyColumns[table].map((column, i) => [column, cells[i] === '\\N' ? null : cells[i]!]),
      )
    })
}

// Of these 3,000 one came of age just before the register began to know homes, and married soon after.
test('a household is dissolved on the day its last member left, never before it was formed', async () => {
  const rowsOf = await nationOf(3000, 9)
  const lived = new Set(
    rowsOf('residence.current_residences').flatMap((one) => [
      one.permanent_household_id,
      one.temporary_household_id,
    ]),
  )
  const lastDay = new Map<string, string>()
  for (const { household_id: id, valid_until: until, superseded_at: superseded } of rowsOf(
    'residence.memberships',
  )) {
    if (superseded === null && id && until && until > (lastDay.get(id) ?? '')) lastDay.set(id, until)
  }
  const households = rowsOf('residence.households')
  expect(households.length).toBeGreaterThan(500)
  const wrong = households.filter(({ household_id: id, formed_on: formed, dissolved_on: dissolved }) => {
    const expected = lived.has(id!) ? null : (lastDay.get(id!) ?? null)
    return dissolved !== expected || (dissolved !== null && dissolved! < formed!)
  })
  expect(wrong).toEqual([])
})
