import { createHash } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { uuidv7 } from '#platform/ids.ts'
import { type Platform, platform } from '#testing'
import { dwelling, household, type Scene, scene } from '#testing/homes.ts'
import { type Born, born, grounds, officer } from '#testing/people.ts'
import { changeDetails, registerMarriage } from './civil-status.ts'
import * as contract from './contract.ts'
import { replaceNumber } from './number-replacement.ts'
import { numberOf, personByNumber, resolveNumber } from './people.ts'
import { rebuild } from './rebuild.ts'
import { parentsOf, spouseOf } from './relatives.ts'

let p: Platform
let at: Scene
beforeAll(async () => {
  p = await platform()
  at = await scene(p)
})

const territory = () => ({ level: 'province' as const, unitId: at.province })
const proposer = () => officer(at.police, territory(), ['residence'])
const approver = () => officer(at.wife, territory(), ['signing-leader', 'residence'])

/** One man registered twice: the older record with wife, child and home, the newer with a misspelt name and none. */
async function twice(name = 'Phạm Quốc Khánh') {
  const mother = await born(p, { name: 'Phạm Thị Bưởi', bornOn: '1960-03-03' })
  const details = {
    name,
    sex: 'male' as const,
    bornOn: '1988-07-09',
    motherNumber: mother.number,
    homeTownUnitId: at.here,
  }
  const newer = await born(p, {
    ...details,
    name: name
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .replaceAll('đ', 'd'),
  })
  const older = await born(p, details)
  const wife = await born(p, { name: 'Đỗ Thị Mận', bornOn: '1990-01-01' })
  await p.act((call) =>
    registerMarriage(call, { one: older.number, other: wife.number, on: '2014-02-02' }, grounds),
  )
  const child = await born(p, {
    name: 'Phạm Gia Bảo',
    sex: 'male',
    bornOn: '2016-06-06',
    fatherNumber: older.number,
    motherNumber: wife.number,
  })
  const home = await dwelling(p, at.here, older.number)
  const householdId = await household(p, home, [older, { ...wife, relation: 'wife' }])
  return { newer, older, wife, child, householdId }
}

async function pairOf(a: Born, b: Born) {
  const [first, second] = [a.number, b.number].sort()
  const [row] = await p.sql<{ pairId: string; version: number; verdict: string; state: string }[]>`
    select pair_id, version, verdict, state from population.duplicate_pairs
    where first_number = ${first!} and second_number = ${second!}`
  return row!
}

/** Keeps the newer record: everything of the older one goes over. */
async function proposed(newer: Born, older: Born) {
  const pair = await pairOf(newer, older)
  return await p.as(proposer()).call(contract.proposeMerge, {
    params: { pairId: pair.pairId },
    body: {
      version: pair.version,
      keep: newer.number < older.number ? 'first' : 'second',
      takes: ['name'],
      reason: 'registered-twice',
      note: 'Khai sinh lại năm 2010',
    },
  })
}

const decide = (actor: ReturnType<typeof officer>, { mergeId, version }: contract.Merge, approve = true) =>
  p.as(actor).call(contract.decideMerge, { params: { mergeId }, body: { version, approve } })

/** A digest of all that stands about these people, stamps of recording left out. */
async function standing(people: readonly Born[]): Promise<string> {
  const numbers = people.map(({ number }) => number)
  const rows = await p.owner.unsafe(
    `select 'p' as of, to_jsonb(t) - '{version,recorded_at,event_id}'::text[] as row from population.people t where person_number = any($1)
     union all select 'r', to_jsonb(t) - '{id,recorded_at,event_id}'::text[] from population.relations t where person_number = any($1) and superseded_at is null
     union all select 'v', to_jsonb(t) - '{version,recorded_at,event_id}'::text[] from population.person_versions t where person_number = any($1) and superseded_at is null
     union all select 'c', to_jsonb(t) - '{version,recorded_at}'::text[] from residence.current_residences t where person_number = any($1) and permanent_unit_id is not null
     union all select 'd', to_jsonb(t) - '{id,recorded_at,event_id}'::text[] from residence.residences t where person_number = any($1) and superseded_at is null
     union all select 'm', to_jsonb(t) - '{id,recorded_at,event_id}'::text[] from residence.memberships t where person_number = any($1) and superseded_at is null
     union all select 'o', to_jsonb(t) - '{id,recorded_at,event_id}'::text[] from residence.dwelling_owners t where person_number = any($1) and superseded_at is null
     union all select 'a', to_jsonb(t) from population.number_aliases t where person_number = any($1)
     union all select 'i', to_jsonb(t) from population.person_ids t where person_number = any($1)
     union all select 'u', to_jsonb(t) from residence.unit_counts_v1 t
     order by 1, 2`,
    [numbers],
  )
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex')
}

test('two records are merged by two officers and parted again exactly as they were; a replay gives the same', async () => {
  const { newer, older, wife, child, householdId } = await twice()
  const all = [newer, older, wife, child]
  expect(await pairOf(newer, older)).toMatchObject({ state: 'open' })
  const before = await standing(all)
  const asked = await proposed(newer, older)
  const preview = await p.as(approver()).call(contract.previewMerge, { params: { mergeId: asked.mergeId } })
  expect(preview.refused).toBeNull()
  expect(preview.events.length).toBeGreaterThan(4)
  expect(await standing(all)).toBe(before)
  await decide(approver(), asked)
  const merge = await p.as(approver()).call(contract.readMerge, { params: { mergeId: asked.mergeId } })
  expect(merge.state).toBe('merged')
  expect(await p.act((call) => personByNumber(call, older.number))).toBeUndefined()
  expect(await p.act((call) => resolveNumber(call, older.number))).toBe(newer.number)
  expect(await p.act((call) => numberOf(call, older.personId))).toBe(newer.number)
  expect((await p.act((call) => personByNumber(call, newer.number)))?.name).toBe('Phạm Quốc Khánh')
  expect(await p.act((call) => spouseOf(call, wife.number))).toBe(newer.number)
  expect(await p.act((call) => parentsOf(call, child.number))).toMatchObject({ father: newer.number })
  const [home] = await p.sql`
    select permanent_household_id, relation_to_head from residence.current_residences where person_number = ${newer.number}`
  expect(home).toMatchObject({ permanentHouseholdId: householdId, relationToHead: 'head' })
  const replayed = await rebuild(p.owner)
  expect(replayed.replayed.parts).toEqual(replayed.kept.parts)

  const undo = await p.as(proposer()).call(contract.proposeUndo, {
    params: { mergeId: merge.mergeId },
    body: { version: merge.version, note: 'Hai người khác nhau', moves: [] },
  })
  const undone = await decide(approver(), undo)
  expect(undone.state).toBe('undone')
  expect(await standing(all)).toBe(before)
  const again = await rebuild(p.owner)
  expect(again.replayed.parts).toEqual(again.kept.parts)
  expect(await pairOf(newer, older)).toMatchObject({ state: 'open' })
})

test('whoever proposed does not approve, and what was declined changes nothing', async () => {
  const { newer, older } = await twice('Phạm Quốc Đạt')
  const asked = await proposed(newer, older)
  const self = { ...proposer(), roles: ['residence', 'signing-leader'] as const }
  const [row] = await p.sql<
    { proposedBy: string }[]
  >`select proposed_by from population.merges where merge_id = ${asked.mergeId}`
  await expect(decide({ ...self, accountId: row!.proposedBy }, asked)).rejects.toMatchObject({
    type: '/problems/population/merge-by-same-officer',
  })
  const declined = await decide(approver(), asked, false)
  expect(declined.state).toBe('declined')
  expect(await p.act((call) => personByNumber(call, older.number))).toBeDefined()
  await expect(decide(approver(), asked)).rejects.toMatchObject({ type: '/problems/population/merge-moved' })
})

test('what was recorded since is shown, and goes with the record that is chosen', async () => {
  const { newer, older } = await twice('Phạm Quốc Huy')
  const merge = await decide(approver(), await proposed(newer, older))
  await p.act((call) =>
    changeDetails(
      call,
      { personNumber: newer.number, on: '2026-05-05', details: { religion: '02' } },
      grounds,
    ),
  )
  const seen = await p.as(proposer()).call(contract.readMerge, { params: { mergeId: merge.mergeId } })
  expect(seen.since).toHaveLength(1)
  expect(seen.since[0]).toMatchObject({ movable: true })
  const undo = await p.as(proposer()).call(contract.proposeUndo, {
    params: { mergeId: merge.mergeId },
    body: { version: seen.version, note: 'Hai người khác nhau', moves: [seen.since[0]!.eventId] },
  })
  await decide(approver(), undo)
  expect((await p.act((call) => personByNumber(call, newer.number)))?.religion).toBe('99')
  expect((await p.act((call) => personByNumber(call, older.number)))?.religion).toBe('02')
  const replayed = await rebuild(p.owner)
  expect(replayed.replayed.parts).toEqual(replayed.kept.parts)
})

test('mother and child are never one person; the preview says so before anybody approves', async () => {
  const mother = await born(p, { name: 'Lê Thị Nhung', bornOn: '1970-02-02' })
  const child = await born(p, { name: 'Lê Thị Nhung', bornOn: '1990-05-02', motherNumber: mother.number })
  const [first, second] = [mother.number, child.number].sort()
  const pairId = uuidv7()
  await p.sql`
    insert into population.duplicate_pairs (pair_id, first_number, second_number, first_unit_id, verdict, score, fields, found_by, found_at)
    values (${pairId}, ${first!}, ${second!}, ${at.here}, 'likely', 20, '[]', 'test', now())`
  const asked = await proposed(child, mother)
  const preview = await p.as(approver()).call(contract.previewMerge, { params: { mergeId: asked.mergeId } })
  expect(preview.refused?.vi).toContain('không thể là một người')
  await expect(decide(approver(), asked)).rejects.toMatchObject({
    type: '/problems/population/merge-of-relatives',
  })
})

test('of two officers who approve at once one does', async () => {
  const { newer, older } = await twice('Phạm Quốc Lâm')
  const asked = await proposed(newer, older)
  const answers = await Promise.allSettled([decide(approver(), asked), decide(approver(), asked)])
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('once the number of the person was replaced since, the undo says why it is refused and changes nothing', async () => {
  const { newer, older, wife, child } = await twice('Phạm Quốc Toản')
  const merge = await decide(approver(), await proposed(newer, older))
  const replaced = await p.act((call) =>
    replaceNumber(call, { personNumber: newer.number, ground: 'forged-papers', on: '2026-11-01' }, grounds),
  )
  const all = [newer, { ...newer, number: replaced.personNumber }, older, wife, child]
  const before = await standing(all)
  const undo = await p.as(proposer()).call(contract.proposeUndo, {
    params: { mergeId: merge.mergeId },
    body: { version: merge.version, note: 'Hai người khác nhau', moves: [] },
  })
  const preview = await p.as(approver()).call(contract.previewMerge, { params: { mergeId: undo.mergeId } })
  expect(preview.refused?.vi).toContain('hủy và lập lại')
  await expect(decide(approver(), undo)).rejects.toMatchObject({
    type: '/problems/population/number-replaced-since',
  })
  expect(await standing(all)).toBe(before)
})
