import { beforeAll, expect, test } from 'vitest'
import { type Platform, platform } from '#testing'
import { scene } from '#testing/homes.ts'
import { born, couple, grounds } from '#testing/people.ts'
import { changeDetails, registerDivorce } from './civil-status.ts'
import { selectLifeEvents } from './life-events.store.ts'
import { parseNumber } from './number.ts'
import { allocateNumber } from './number-allocation.ts'
import { replaceNumber } from './number-replacement.ts'
import { numberOf, personAsOf, personByNumber, resolveNumber } from './people.ts'
import { rebuild } from './rebuild.ts'
import { enterRegistration, nextPlace, registrationsOf } from './registrations.ts'
import { childrenOf, parentsOf, spouseOf } from './relatives.ts'

let p: Platform
beforeAll(async () => {
  p = await platform()
})

const refused = (code: string) => ({ type: `/problems/population/${code}` })
const replace = (
  personNumber: string,
  ground: 'collected-wrongly' | 'sex-redetermined' = 'collected-wrongly',
) => p.act((call) => replaceNumber(call, { personNumber, ground, on: '2026-11-20' }, grounds))

test('a number set again keeps the person, his history, his relations and his home', async () => {
  const { husband, wife, householdId } = await scene(p)
  const child = await born(p, {
    bornOn: '2020-02-29',
    fatherNumber: husband.number,
    motherNumber: wife.number,
  })
  const before = (await p.act((call) => personByNumber(call, husband.number)))!
  const replaced = await replace(husband.number)
  const number = replaced.personNumber
  expect(number).not.toBe(husband.number)
  expect(parseNumber(number)).toMatchObject({ place: '001', sex: 'male', bornInYear: 1985 })
  const after = (await p.act((call) => personByNumber(call, number)))!
  expect(after).toMatchObject({ personId: husband.personId, name: before.name, maritalStatus: 'married' })
  expect(await p.act((call) => personByNumber(call, husband.number))).toBeUndefined()
  expect(await p.act((call) => numberOf(call, husband.personId))).toBe(number)
  expect(await p.act((call) => resolveNumber(call, husband.number))).toBe(number)
  expect(await p.act((call) => spouseOf(call, wife.number))).toBe(number)
  expect(await p.act((call) => parentsOf(call, child.number))).toMatchObject({ father: number })
  expect(await p.act((call) => childrenOf(call, number))).toEqual([child.number])
  const events = await selectLifeEvents(p.sql, [number])
  expect(events.map(({ kind }) => kind)).toContain('birth')
  const [home] = await p.sql`
    select permanent_household_id from residence.current_residences where person_number = ${number}`
  expect(home).toMatchObject({ permanentHouseholdId: householdId })
  const known = await p.act((call) => personAsOf(call, number, '2016-01-01', before.recordedAt))
  expect(known).toMatchObject({ personNumber: husband.number, maritalStatus: 'married' })

  const again = (await replace(number)).personNumber
  expect(await p.act((call) => resolveNumber(call, husband.number))).toBe(again)
  expect(await p.act((call) => resolveNumber(call, number))).toBe(again)
  const divorce = { one: again, other: wife.number, on: '2026-11-21' }
  await p.act((call) => registerDivorce(call, divorce, grounds))
  expect(await p.act((call) => spouseOf(call, wife.number, '2026-11-22'))).toBeUndefined()
  const rebuilt = await rebuild(p.owner)
  expect(rebuilt.replayed.parts).toEqual(rebuilt.kept.parts)
})

test('a ground of disagreement wants one: after a sex was determined anew the number has its digit', async () => {
  const one = await born(p)
  await expect(replace(one.number, 'sex-redetermined')).rejects.toMatchObject(refused('number-fits'))
  const change = { personNumber: one.number, on: '2026-10-01', details: { sex: 'male' as const } }
  await p.act((call) => changeDetails(call, change, grounds))
  const { personNumber } = await replace(one.number, 'sex-redetermined')
  expect(parseNumber(personNumber)).toMatchObject({ sex: 'male', bornInYear: 1990 })
  const open = await p.sql`
    select rule from population.quality_findings
    where person_number in (${one.number}, ${personNumber}) and resolved_at is null and rule like 'number%'`
  expect(open).toEqual([])
})

test('whom a person looks like, what was decided of it and what the books say follow him', async () => {
  const { husband, here } = await scene(p)
  const details = {
    name: 'Vi Thị Lụa',
    bornOn: '2023-01-02',
    fatherNumber: husband.number,
    birthRegisteredUnitId: here,
  }
  const one = await born(p, details)
  const [open, decided] = [await born(p, details), await born(p, details)]
  await p.owner`
    update population.duplicate_pairs set state = 'not-the-same', reason = 'twins'
    where ${one.number} in (first_number, second_number) and ${decided.number} in (first_number, second_number)`
  await p.act(async (call) => {
    const [birth] = await selectLifeEvents(call.sql, [one.number])
    const { personNumber, effectiveOn, id: eventId } = birth!
    const entry = { book: 'birth' as const, unitId: here, personNumber, effectiveOn, eventId }
    await enterRegistration(call, await nextPlace(call, entry.book, here), entry)
  })
  const { personNumber } = await replace(one.number)
  const pairs = await p.sql<{ state: string; other: string }[]>`
    select state, case when first_number = ${personNumber} then second_number else first_number end as other
    from population.duplicate_pairs where ${personNumber} in (first_number, second_number)`
  expect(new Map(pairs.map(({ other, state }) => [other, state]))).toEqual(
    new Map([
      [open.number, 'open'],
      [decided.number, 'not-the-same'],
    ]),
  )
  expect(await p.act((call) => registrationsOf(call, personNumber, 'birth'))).toHaveLength(1)
})

test('two offices replace one number at once: one does, the other finds it cancelled', async () => {
  const { husband } = await couple(p)
  const answers = await Promise.allSettled([replace(husband.number), replace(husband.number)])
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const failed = answers.find(({ status }) => status === 'rejected') as PromiseRejectedResult
  expect(failed.reason).toMatchObject(refused('person-unknown'))
})

test('a claim that waited for a number to be cancelled does not get it', async () => {
  const one = await born(p)
  const state = (await p.act((call) => personByNumber(call, one.number)))!
  const cancelled = Promise.withResolvers<void>()
  const mayCommit = Promise.withResolvers<void>()
  const cancelling = p.act(async (call) => {
    await replaceNumber(
      call,
      { personNumber: one.number, ground: 'collected-wrongly', on: '2026-11-20' },
      grounds,
    )
    cancelled.resolve()
    await mayCommit.promise
  })
  await cancelled.promise
  // The only number that this allocation may draw is the one being cancelled.
  const draws = [one.number.slice(6), '000001']
  const asks = Promise.withResolvers<number>()
  const claiming = p.act(async (call) => {
    const [mine] = await call.sql<{ pid: number }[]>`select pg_backend_pid() as pid`
    asks.resolve(mine!.pid)
    const stamp = { personId: one.personId, eventId: one.personId }
    return await allocateNumber(call, '001', state, stamp, () => draws.shift()!)
  })
  await waiting(await asks.promise)
  mayCommit.resolve()
  await cancelling
  expect(await claiming).toBe(`${one.number.slice(0, 6)}000001`)
})

/** Until a connection waits for a lock. */
async function waiting(pid: number) {
  for (let asked = 0; asked < 10_000; asked++) {
    const [blocked] = await p.owner`select 1 from pg_locks where pid = ${pid} and not granted`
    if (blocked) return
  }
  throw new Error('Nobody waits')
}
