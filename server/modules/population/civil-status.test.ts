import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { type Platform, platform } from '#testing'
import { born, couple, grounds } from '#testing/people.ts'
import { annulEvent } from './annulments.ts'
import {
  changeDetails,
  correctDetails,
  registerDeath,
  registerDivorce,
  registerMarriage,
} from './civil-status.ts'
import { birth as birthKind } from './civil-status-events.ts'
import { selectLifeEvents } from './life-events.store.ts'
import { declare } from './life-events.ts'
import { numberMismatches, parseNumber } from './number.ts'
import { claimNumber } from './people.store.ts'
import { isMinor, personAsOf, personByNumber } from './people.ts'
import { rebuild } from './rebuild.ts'
import { personHash } from './register-hash.ts'
import { childrenOf, parentsOf, relationsAsOf, spouseOf } from './relatives.ts'

let p: Platform
beforeAll(async () => {
  p = await platform()
})

const refused = (code: string) => ({ type: `/problems/population/${code}` })
const person = (number: string) => p.act((call) => personByNumber(call, number))

test('a birth gives the child a number of its place, sex and year, and its parents', async () => {
  const { husband, wife } = await couple(p)
  const child = await born(p, {
    name: 'Trần  Minh   Anh',
    bornOn: '2020-02-29',
    fatherNumber: husband.number,
    motherNumber: wife.number,
  })
  expect(parseNumber(child.number)).toMatchObject({ place: '001', sex: 'female', bornInYear: 2020 })
  const row = await person(child.number)
  expect(row).toMatchObject({
    name: 'Trần Minh Anh',
    nameFolded: 'tran minh anh',
    version: 1,
    status: 'alive',
  })
  expect(numberMismatches(child.number, row!)).toEqual([])
  const parents = await p.act((call) => parentsOf(call, child.number))
  expect(parents).toEqual({ father: husband.number, mother: wife.number })
  expect(await p.act((call) => childrenOf(call, wife.number))).toEqual([child.number])
  expect(await p.act((call) => isMinor(call, row!, '2026-11-21'))).toBe(true)
  expect(await p.act((call) => isMinor(call, row!, '2038-03-01'))).toBe(false)
})

test.each([
  ['a mother younger than the child', { motherBorn: '2021-01-01' }, 'parent-too-young'],
  ['a mother born on the same day', { motherBorn: '2020-02-29' }, 'parent-too-young'],
  ['a mother dead before the birth', { motherDied: '2020-02-28' }, 'parent-died'],
  ['a father as mother', { motherSex: 'male' as const }, 'parent-of-wrong-sex'],
])(
  '%s is refused',
  async (_, { motherBorn, motherDied, motherSex }: Record<string, string | undefined>, code) => {
    const mother = await born(p, {
      bornOn: motherBorn ?? '1990-01-01',
      sex: (motherSex ?? 'female') as 'female',
    })
    if (motherDied) {
      await p.act((call) => registerDeath(call, { personNumber: mother.number, diedOn: motherDied }, grounds))
    }
    await expect(born(p, { bornOn: '2020-02-29', motherNumber: mother.number })).rejects.toMatchObject(
      refused(code),
    )
  },
)

test('a mother who died on the day, and a father who died 300 days before, had the child', async () => {
  const mother = await born(p)
  const father = await born(p, { sex: 'male' })
  await p.act((call) => registerDeath(call, { personNumber: mother.number, diedOn: '2020-12-31' }, grounds))
  await p.act((call) => registerDeath(call, { personNumber: father.number, diedOn: '2020-03-06' }, grounds))
  const parents = { motherNumber: mother.number, fatherNumber: father.number }
  const child = await born(p, { bornOn: '2020-12-31', ...parents })
  expect(await p.act((call) => parentsOf(call, child.number))).toEqual({
    father: father.number,
    mother: mother.number,
  })
  await expect(born(p, { bornOn: '2021-01-01', fatherNumber: father.number })).rejects.toMatchObject(
    refused('parent-died'),
  )
})

test('an unknown parent, a birth tomorrow, and a code outside its list are refused', async () => {
  await expect(born(p, { motherNumber: '001190000000' })).rejects.toMatchObject(refused('person-unknown'))
  await expect(born(p, { bornOn: '2090-01-01' })).rejects.toMatchObject(refused('day-in-future'))
  await expect(born(p, { ethnicGroup: '99' })).rejects.toMatchObject(refused('code-unknown'))
})

test('a number that another call is giving out is not given out again, unless that call fails', async () => {
  const someone = (await person((await born(p)).number))!
  const number = '001190777777'
  const row = { ...someone, personNumber: number }
  const claims = async (fails: boolean) => {
    const held = Promise.withResolvers<void>()
    const asks = Promise.withResolvers<number>()
    const first = p.sql.begin(async (sql) => {
      expect(await claimNumber(sql, row)).toBe(true)
      held.resolve()
      await waiting(await asks.promise)
      if (fails) throw new Error('the call failed')
    })
    await held.promise
    const second = p.sql.begin(async (sql) => {
      const [mine] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`
      asks.resolve(mine!.pid)
      return await claimNumber(sql, row)
    })
    const [, answer] = await Promise.allSettled([first, second])
    return answer
  }
  expect(await claims(true)).toMatchObject({ value: true })
  await p.owner`delete from population.people where person_number = ${number}`
  expect(await claims(false)).toMatchObject({ value: false })
  await p.owner`delete from population.people where person_number = ${number}`
})

/** Until a connection waits for a lock. */
async function waiting(pid: number) {
  for (let asked = 0; asked < 10_000; asked++) {
    const [blocked] = await p.owner`select 1 from pg_locks where pid = ${pid} and not granted`
    if (blocked) return
  }
  throw new Error('Nobody waits')
}

test('a marriage makes both married; a second one of either is refused', async () => {
  const { husband, wife } = await couple(p)
  const other = await born(p)
  expect(await person(husband.number)).toMatchObject({ maritalStatus: 'married', version: 2 })
  expect(await p.act((call) => spouseOf(call, wife.number))).toBe(husband.number)
  const again = { one: husband.number, other: other.number, on: '2020-01-01' }
  await expect(p.act((call) => registerMarriage(call, again, grounds))).rejects.toMatchObject(
    refused('already-married'),
  )
  const before = { ...again, on: '2014-01-01' }
  await expect(p.act((call) => registerMarriage(call, before, grounds))).rejects.toMatchObject(
    refused('already-married'),
  )
})

test('of two marriages of one person at the same time, one is recorded', async () => {
  const man = await born(p, { sex: 'male', bornOn: '1985-01-01' })
  const women = [await born(p), await born(p)]
  const answers = await Promise.allSettled(
    women.map(({ number }) =>
      p.act((call) => registerMarriage(call, { one: man.number, other: number, on: '2020-01-01' }, grounds)),
    ),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const failed = answers.find(({ status }) => status === 'rejected') as PromiseRejectedResult
  expect(failed.reason).toMatchObject(refused('already-married'))
})

test('the database itself refuses two spouses at one time, and any rewriting of a fact', async () => {
  const { husband } = await couple(p)
  const other = await born(p)
  const twice = p.sql`
    insert into population.relations (person_number, id, kind, other_number, valid_from, recorded_at, event_id)
    values (${husband.number}, gen_random_uuid(), 'spouse', ${other.number}, '2019-01-01', now(), gen_random_uuid())`
  await expect(twice).rejects.toMatchObject({ constraint_name: 'one_spouse_at_a_time' })
  await expect(p.sql`update population.person_versions set name = 'x'`).rejects.toMatchObject({
    code: '42501',
  })
  await expect(p.sql`update population.life_events set kind = 'x'`).rejects.toMatchObject({ code: '42501' })
  await expect(p.sql`delete from population.relations`).rejects.toMatchObject({ code: '42501' })
})

test.each([
  ['brother and sister', 'close-kin'],
  ['two women', 'same-sex-marriage'],
  ['a man of 19', 'under-marriage-age'],
  ['the dead', 'person-dead'],
])('%s are not married', async (who, code) => {
  const father = await born(p, { sex: 'male', bornOn: '1970-01-01' })
  const parents = { fatherNumber: father.number }
  const bride = await born(p, { bornOn: '2000-01-01', ...(who === 'brother and sister' ? parents : {}) })
  const groom = await born(p, {
    sex: who === 'two women' ? 'female' : 'male',
    bornOn: who === 'a man of 19' ? '2005-06-02' : '2000-01-01',
    ...(who === 'brother and sister' ? { bornOn: '1999-01-01', ...parents } : {}),
  })
  if (who === 'the dead') {
    await p.act((call) => registerDeath(call, { personNumber: groom.number, diedOn: '2024-01-01' }, grounds))
  }
  const marriage = { one: groom.number, other: bride.number, on: '2025-06-01' }
  await expect(p.act((call) => registerMarriage(call, marriage, grounds))).rejects.toMatchObject(
    refused(code),
  )
})

test('after a divorce both may marry again; only spouses divorce', async () => {
  const { husband, wife } = await couple(p)
  const other = await born(p)
  const divorce = { one: husband.number, other: other.number, on: '2020-01-01' }
  await expect(p.act((call) => registerDivorce(call, divorce, grounds))).rejects.toMatchObject(
    refused('not-married'),
  )
  await p.act((call) => registerDivorce(call, { ...divorce, other: wife.number }, grounds))
  expect(await person(wife.number)).toMatchObject({ maritalStatus: 'divorced' })
  await p.act((call) => registerMarriage(call, { ...divorce, on: '2020-01-01' }, grounds))
  expect(await p.act((call) => spouseOf(call, husband.number))).toBe(other.number)
  expect(await p.act((call) => spouseOf(call, husband.number, '2019-12-31'))).toBe(wife.number)
})

test('a death leaves a widow by an event it caused; nothing more happens to the dead', async () => {
  const { husband, wife } = await couple(p)
  const early = { personNumber: husband.number, diedOn: '1984-01-01' }
  await expect(p.act((call) => registerDeath(call, early, grounds))).rejects.toMatchObject(
    refused('before-birth'),
  )
  const unmarried = { personNumber: husband.number, diedOn: '2015-05-31' }
  await expect(p.act((call) => registerDeath(call, unmarried, grounds))).rejects.toMatchObject(
    refused('out-of-order'),
  )
  const died = await p.act((call) =>
    registerDeath(call, { personNumber: husband.number, diedOn: '2026-03-01' }, grounds),
  )
  expect(await person(husband.number)).toMatchObject({ status: 'dead', diedOn: '2026-03-01' })
  expect(await person(wife.number)).toMatchObject({ maritalStatus: 'widowed' })
  const [widowhood] = (await selectLifeEvents(p.sql, [wife.number])).slice(-1)
  expect(widowhood).toMatchObject({ kind: 'widowhood', causedBy: died.id })
  const again = { personNumber: husband.number, diedOn: '2026-03-02' }
  await expect(p.act((call) => registerDeath(call, again, grounds))).rejects.toMatchObject(
    refused('person-dead'),
  )
  const renamed = { personNumber: husband.number, on: '2026-04-01', details: { name: 'Trần Văn Hưng' } }
  await expect(p.act((call) => changeDetails(call, renamed, grounds))).rejects.toMatchObject(
    refused('person-dead'),
  )
})

test('a change holds from its day, a correction from the birth; what we knew before stays known', async () => {
  const one = await born(p, { name: 'Nguyễn Thị Hoà' })
  const { recordedAt: knownAt } = (await person(one.number))!
  await p.act((call) =>
    changeDetails(
      call,
      { personNumber: one.number, on: '2020-01-01', details: { name: 'Nguyễn Thị Thu Hà' } },
      grounds,
    ),
  )
  await p.act((call) =>
    correctDetails(
      call,
      { personNumber: one.number, details: { name: 'Nguyễn Thị Hòa', ethnicGroup: '02' } },
      grounds,
    ),
  )
  const asOf = (day: string, known?: string) => p.act((call) => personAsOf(call, one.number, day, known))
  expect(await asOf('2019-12-31')).toMatchObject({ name: 'Nguyễn Thị Hòa', ethnicGroup: '02' })
  expect(await asOf('2020-01-01')).toMatchObject({ name: 'Nguyễn Thị Thu Hà', ethnicGroup: '02' })
  expect(await asOf('2020-01-01', knownAt)).toMatchObject({ name: 'Nguyễn Thị Hoà', ethnicGroup: '01' })
  expect(await asOf('1990-05-01')).toBeUndefined()
  expect(await person(one.number)).toMatchObject({
    name: 'Nguyễn Thị Thu Hà',
    nameFolded: 'nguyen thi thu ha',
  })
})

test('a corrected year of birth flags the number; one after the children is refused', async () => {
  const mother = await born(p)
  await born(p, { bornOn: '2015-01-01', motherNumber: mother.number })
  const correct = (bornOn: string) =>
    p.act((call) => correctDetails(call, { personNumber: mother.number, details: { bornOn } }, grounds))
  await expect(correct('2015-01-02')).rejects.toMatchObject(refused('parent-too-young'))
  await correct('1989-05-02')
  expect(await person(mother.number)).toMatchObject({ bornOn: '1989-05-02', validFrom: '1989-05-02' })
  const findings =
    await p.sql`select rule from population.quality_findings where person_number = ${mother.number}`
  expect(findings.map(({ rule }) => rule)).toContain('number-birth-year')
})

test('an annulled death gives the person and the marriage back, and is known to have been recorded', async () => {
  const { husband, wife } = await couple(p)
  const before = await p.act((call) => personHash(call.sql, wife.number))
  const died = await p.act((call) =>
    registerDeath(call, { personNumber: husband.number, diedOn: '2026-03-01' }, grounds),
  )
  const knownAt = died.recordedAt
  const annul = { personNumber: husband.number, eventId: died.id, reason: 'Khai tử nhầm người' }
  await p.act((call) => annulEvent(call, annul, grounds))
  expect(await person(husband.number)).toMatchObject({ status: 'alive', diedOn: null })
  expect(await person(wife.number)).toMatchObject({ maritalStatus: 'married' })
  expect(await p.act((call) => spouseOf(call, wife.number))).toBe(husband.number)
  const known = await p.act((call) => relationsAsOf(call, wife.number, '2026-06-01', knownAt))
  expect(known).toEqual([])
  const now = await p.act((call) => relationsAsOf(call, wife.number, '2026-06-01'))
  expect(now.map(({ kind }) => kind)).toEqual(['spouse'])
  expect((await p.act((call) => personHash(call.sql, wife.number))).hash).not.toBe(before.hash)
  await expect(p.act((call) => annulEvent(call, annul, grounds))).rejects.toMatchObject(
    refused('already-annulled'),
  )
})

test('a birth, or a death after which the widow married again, is not annulled', async () => {
  const { husband, wife } = await couple(p)
  const [birth] = await selectLifeEvents(p.sql, [wife.number])
  const annulBirth = { personNumber: wife.number, eventId: birth!.id, reason: 'Nhầm' }
  await expect(p.act((call) => annulEvent(call, annulBirth, grounds))).rejects.toMatchObject(
    refused('not-annullable'),
  )
  const died = await p.act((call) =>
    registerDeath(call, { personNumber: husband.number, diedOn: '2020-03-01' }, grounds),
  )
  const second = await born(p, { sex: 'male' })
  const again = { one: wife.number, other: second.number, on: '2022-01-01' }
  await p.act((call) => registerMarriage(call, again, grounds))
  const annulDeath = { personNumber: husband.number, eventId: died.id, reason: 'Nhầm' }
  await expect(p.act((call) => annulEvent(call, annulDeath, grounds))).rejects.toMatchObject(
    refused('not-annullable'),
  )
})

test('whatever is declared in whatever order, nobody has two spouses at once and a replay gives the same', async () => {
  const people = [
    ...(await Promise.all([1, 2, 3].map(() => born(p, { sex: 'male', bornOn: '1980-01-01' })))),
    ...(await Promise.all([1, 2, 3].map(() => born(p, { bornOn: '1981-01-01' })))),
  ]
  const pick = fc.integer({ min: 0, max: 5 })
  const day = fc.integer({ min: 2005, max: 2025 }).map((year) => `${year}-07-01`)
  const act = fc.tuple(fc.constantFrom('marry', 'divorce', 'die', 'annul'), pick, pick, day)
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 8 }), async (acts) => {
      for (const [what, i, j, on] of acts) {
        const [one, other] = [people[i]!.number, people[j]!.number]
        const done = p.act(async (call) => {
          if (what === 'marry') return await registerMarriage(call, { one, other, on }, grounds)
          if (what === 'divorce') return await registerDivorce(call, { one, other, on }, grounds)
          if (what === 'die' && i === 0)
            return await registerDeath(call, { personNumber: one, diedOn: on }, grounds)
          const [last] = (await selectLifeEvents(call.sql, [one])).slice(-1)
          const annul = { personNumber: one, eventId: last!.id, reason: 'Thử' }
          return await annulEvent(call, annul, grounds)
        })
        await done.catch((error: { name?: string }) => expect(error.name).toBe('Problem'))
      }
    }),
    { numRuns: 12 },
  )
  const overlapping = await p.sql`
    select 1 from population.relations a
    join population.relations b on b.person_number = a.person_number and b.id > a.id and b.kind = 'spouse'
    where a.kind = 'spouse' and a.superseded_at is null and b.superseded_at is null
      and daterange(a.valid_from, a.valid_until) && daterange(b.valid_from, b.valid_until)`
  expect(overlapping).toHaveLength(0)
  const rebuilt = await rebuild(p.owner)
  expect(rebuilt.replayed.parts).toEqual(rebuilt.kept.parts)
  expect(rebuilt.people).toBeGreaterThan(50)
})

test('a register that was changed without a life event is told apart by a replay', async () => {
  const one = await born(p)
  await p.owner`update population.people set name = 'Ai đó' where person_number = ${one.number}`
  expect(await rebuild(p.owner)).toMatchObject({ same: false })
  await p.owner`update population.people set name = ${one.name} where person_number = ${one.number}`
  expect(await rebuild(p.owner)).toMatchObject({ same: true })
})

test('a birth registered twice under one number is refused', async () => {
  const one = await born(p)
  const [event] = await selectLifeEvents(p.sql, [one.number])
  const again = {
    personNumber: one.number,
    effectiveOn: '1990-05-02',
    payload: event!.payload as never,
    ...grounds,
  }
  await expect(p.act((call) => declare(call, birthKind, again))).rejects.toMatchObject(
    refused('already-born'),
  )
})
