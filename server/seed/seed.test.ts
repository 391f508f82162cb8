import { createHash } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { organisationRights } from '#accounts'
import type { Database } from '#platform/db.ts'
import { rebuild } from '#population'
import { readUnits } from '#reference'
import { platform } from '#testing'
import { takeDown } from './constraints.ts'
import { FIRM } from './demo-organisation.ts'
import { demoPeople, type Progress, type Seeded, seed } from './index.ts'
import { makeNation } from './nation.ts'
import { tables } from './rows.ts'

const today = '2026-11-20'
const persons = 1500
let owner: Database
let seeded: Seeded
let schemaBefore: unknown
const progress: Progress[] = []

beforeAll(async () => {
  owner = (await platform()).owner
  schemaBefore = await schema()
  // A seeding that was killed left its tables half filled and its indexes down; this one begins anew.
  await takeDown(owner)
  await owner`insert into population.person_ids (person_id, person_number) values (gen_random_uuid(), '001000000000')`
  seeded = await seed(owner, { persons, seed: 6, today, log: (told) => progress.push(told) })
}, 120_000)

/** Constraints and indexes of every table that is seeded. */
const schema = () => owner`
  select conrelid::regclass::text as of, conname::text as name, pg_get_constraintdef(oid) as text
  from pg_constraint
  where conrelid = any(${Object.keys(tables)}::regclass[]) and contype <> 'n' and convalidated
  union all
  select indrelid::regclass::text, indexrelid::regclass::text, pg_get_indexdef(indexrelid)
  from pg_index where indrelid = any(${Object.keys(tables)}::regclass[]) and indisvalid
  order by 1, 2, 3`

/** Rows that contradict a rule: there must be none. */
async function none(query: string) {
  const rows = await owner.unsafe(query)
  expect(rows.slice(0, 3)).toEqual([])
}

test('at least as many people as asked for, and the demo people can be found', async () => {
  const [row] = await owner<{ people: number }[]>`select count(*) as people from population.people`
  expect(row!.people).toBe(seeded.persons)
  expect(seeded.persons).toBeGreaterThanOrEqual(persons)
  const people = await demoPeople(owner)
  expect(people.map(({ role }) => role)).toEqual(
    expect.arrayContaining([
      'citizen',
      'head',
      'owner',
      'co-owner',
      'case-officer',
      'signing-leader',
      'steering-leader',
    ]),
  )
  await none(`select 1 from jsonb_to_recordset((select seeded -> 'people' from platform.installation))
    as demo("accountId" uuid, number text) left join accounts.accounts a on a.account_id = demo."accountId"
    where a.status is distinct from 'active' or a.person_number <> demo.number`)
})

test('one of the demo people acts for a firm whose account is in use, and its history says since when', async () => {
  const representative = (await demoPeople(owner)).find(({ role }) => role === 'young-father')!
  expect(representative.words.vi).toContain(FIRM.name)
  const rights = await (await platform()).act((call) => organisationRights(call, representative.number))
  expect(rights).toMatchObject([
    { organisation: { code: FIRM.code, name: FIRM.name, status: 'active' }, mandates: null },
  ])
  expect(await owner`select kind, acted_by from accounts.organisation_events order by at`).toEqual([
    { kind: 'approved', actedBy: null },
    { kind: 'activated', actedBy: representative.personId },
  ])
  await none(`select 1 from accounts.organisations o
    join accounts.accounts a on a.realm = 'citizen' and a.person_number = o.representative
    where o.approved_at < a.activated_at or o.activated_at < o.approved_at or o.activated_at > '${today}'::date`)
})

test('two foreigners have accounts, by what the sandbox’s immigration register says; the population register has neither', async () => {
  const known = (await demoPeople(owner)).filter(({ role }) => role.startsWith('foreigner'))
  expect(known.map(({ name }) => name)).toEqual(['KIM MIN JUN', 'ANNA MARIA SCHNEIDER'])
  const told = await owner`
    select f.register_id, a.level, a.foreigner from accounts.foreigners f
    join accounts.accounts a using (person_number) order by f.register_id`
  expect(told).toEqual([
    { registerId: 'SB-XNC-0001', level: 2, foreigner: true },
    { registerId: 'SB-XNC-0002', level: 1, foreigner: true },
  ])
  await none(`select 1 from accounts.foreigners join population.people using (person_number)`)
  await none(`select 1 from accounts.foreigners f where not exists (
    select 1 from accounts.applications q where q.person_number = f.person_number and q.state = 'approved')`)
})

test('progress is told, and ends at the total', () => {
  expect(progress.length).toBeGreaterThan(5)
  expect(progress.every(({ done, total }) => done <= total)).toBe(true)
  expect(new Set(progress.map(({ stage }) => stage.en))).toEqual(
    new Set(['Making people, families and homes', 'Checking and indexing']),
  )
})

test('every index and constraint stands again, valid over all rows', async () => {
  expect(await schema()).toEqual(schemaBefore)
  await none(`select 1 where to_regclass('platform.seeding') is not null`)
})

test('a register that is filled is not seeded again', async () => {
  await expect(seed(owner, { persons: 10, today, log: () => {} })).rejects.toThrow('not empty')
})

test('replaying all life events gives the registers that were seeded', async () => {
  const { same, kept, replayed } = await rebuild(owner)
  expect(replayed.parts).toEqual(kept.parts)
  expect(same).toBe(true)
}, 60_000)

test('the same seed gives the same rows, another seed others', async () => {
  const units = await readUnits(owner)
  const digest = async (value: number) => {
    const hash = createHash('sha256')
    await makeNation({
      persons: 500,
      seed: value,
      today,
      units,
      sink: (table, line) => hash.update(table).update(line),
      written: async () => {},
    })
    return hash.digest('hex')
  }
  const first = await digest(1)
  expect(await digest(1)).toBe(first)
  expect(await digest(2)).not.toBe(first)
}, 60_000)

test('parents are old enough, and nothing happens before birth or after death', async () => {
  await none(`select 1 from population.relations r
    join population.people c using (person_number) join population.people p on p.person_number = r.other_number
    where r.kind in ('father', 'mother') and c.born_on < p.born_on + interval '14 years'`)
  await none(`select 1 from population.relations r
    join population.people c using (person_number) join population.people p on p.person_number = r.other_number
    where r.kind = 'mother' and (c.born_on > p.born_on + interval '50 years' or c.born_on > p.died_on)`)
  await none(`select 1 from population.life_events e join population.people p using (person_number)
    where e.effective_on < p.born_on or e.effective_on > p.died_on + 1`)
  await none(`select 1 from population.life_events where recorded_at > '${today}'::date`)
})

test('spouses are married to each other, adult, and no close kin', async () => {
  await none(`select 1 from population.relations a
    where a.kind = 'spouse' and a.superseded_at is null and not exists (
      select 1 from population.relations b where b.person_number = a.other_number and b.other_number = a.person_number
        and b.kind = 'spouse' and b.superseded_at is null and b.valid_from = a.valid_from)`)
  await none(`select 1 from population.relations r join population.people p using (person_number)
    where r.kind = 'spouse' and r.valid_from < p.born_on + interval '18 years'`)
  await none(`select 1 from population.relations s
    join population.relations a on a.person_number = s.person_number and a.kind in ('father', 'mother')
    join population.relations b on b.person_number = s.other_number and b.kind in ('father', 'mother')
      and b.other_number = a.other_number
    where s.kind = 'spouse'`)
  await none(`select 1 from population.people p where marital_status = 'married' and status = 'alive' and not exists (
    select 1 from population.relations r where r.person_number = p.person_number and r.kind = 'spouse'
      and r.superseded_at is null and r.valid_until is null)`)
})

/** An older record of somebody who has another: of the same mother, registered at the same place, living nowhere. */
const notTwice = `not exists (
  select 1 from population.relations r
  join population.relations s on s.kind = 'mother' and s.other_number = r.other_number
    and s.person_number <> r.person_number
  join population.people q on q.person_number = s.person_number and q.sex = p.sex
  where r.person_number = p.person_number and r.kind = 'mother'
    and extract(year from q.born_on) = extract(year from p.born_on))`

test('everybody alive has a permanent residence, in a household with one adult head', async () => {
  await none(`select 1 from population.people p left join residence.current_residences c using (person_number)
    where p.status = 'alive' and c.permanent_unit_id is null and p.born_on < '${today}'::date - 70
      and ${notTwice}`)
  await none(`select permanent_household_id from residence.current_residences where permanent_household_id is not null
    group by 1 having count(*) filter (where relation_to_head = 'head') <> 1`)
  await none(`select 1 from residence.current_residences c join population.people p using (person_number)
    where 'head' in (c.relation_to_head, c.temporary_relation) and p.born_on > '${today}'::date - interval '18 years'`)
  await none(`select 1 from residence.current_residences c join population.people p using (person_number)
    where p.status <> 'alive' and (permanent_unit_id is not null or temporary_unit_id is not null)`)
})

test('nobody lives for a time in the commune of his permanent residence, and no term is over', async () => {
  await none(`select 1 from residence.current_residences where permanent_unit_id = temporary_unit_id`)
  await none(`select 1 from residence.current_residences where temporary_until < '${today}'`)
  const [row] = await owner<{ lodgers: number }[]>`
    select count(*) as lodgers from residence.current_residences where temporary_unit_id is not null`
  expect(row!.lodgers).toBeGreaterThan(25)
})

test('every dwelling has an owner who is alive, or an organisation', async () => {
  await none(`select 1 from residence.dwellings d where not exists (
    select 1 from residence.dwelling_owners o left join population.people p using (person_number)
    where o.dwelling_id = d.dwelling_id and o.superseded_at is null and o.valid_until is null
      and (o.organisation is not null or p.status = 'alive'))`)
})

test('numbers agree with sex, century and year, and with the place of registration', async () => {
  await none(`select 1 from population.people
    where substr(person_number, 4, 1)::integer % 2 <> (sex = 'female')::integer
      or 1900 + 100 * (substr(person_number, 4, 1)::integer / 2) + substr(person_number, 5, 2)::integer
        <> extract(year from born_on)`)
  await none(`select 1 from population.people p
    join reference.unit_versions v on v.unit_id = p.birth_registered_unit_id
    left join reference.unit_versions d on d.unit_id = v.parent_id
    left join reference.unit_versions r on r.unit_id = d.parent_id
    group by p.person_number
    having not bool_or(substr(p.person_number, 1, 3) in ('0' || d.code, '0' || r.code))`)
})

test('the three communes shown closely are full of people, and others have a few', async () => {
  const rows = await owner<{ code: string; people: number }[]>`
    select v.code, c.people from residence.unit_counts_v1 c join reference.unit_versions v using (unit_id)
    where v.valid_until is null order by c.people desc`
  expect(
    rows
      .slice(0, 3)
      .map(({ code }) => code)
      .sort(),
  ).toEqual(['00004', '02839', '12688'])
  expect(rows.length).toBeGreaterThan(100)
  const [upland] = await owner<{ minorities: number }[]>`
    select count(*) filter (where p.ethnic_group <> '01')::float / count(*) as minorities
    from residence.current_residences c join population.people p using (person_number)
    join reference.unit_versions v on v.unit_id = c.permanent_unit_id and v.code = '02839' and v.valid_until is null`
  expect(upland!.minorities).toBeGreaterThan(0.5)
})

test('ages are those of a living nation', async () => {
  const [row] = await owner<{ children: number; old: number; dead: number }[]>`
    select count(*) filter (where status = 'alive' and born_on > '2011-11-20')::float / count(*) as children,
      count(*) filter (where status = 'alive' and born_on < '1966-11-20')::float / count(*) as old,
      count(*) filter (where status = 'dead')::float / count(*) as dead
    from population.people`
  expect(row!.children).toBeGreaterThan(0.12)
  expect(row!.old).toBeGreaterThan(0.05)
  expect(row!.dead).toBeGreaterThan(0.05)
  expect(row!.dead).toBeLessThan(0.35)
})
