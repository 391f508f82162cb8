/** The province and commune merger of 1 July 2025 (Resolution 202/2025/QH15), applied to a nation of the day before. */
import { beforeAll, expect, test } from 'vitest'
import { choicesOf } from '#accounts'
import { listStrandedAppointments, settleAppointment } from '#accounts/contract'
import type { OfficerActor } from '#platform/call.ts'
import { rebuild } from '#population'
import { agencyIdOf, mapOldAddress, unitById, unitName, units } from '#reference'
import { addressOf, applyDue, chooseUnit, inTerritory } from '#residence'
import { listBoundaryActs, listUnsettled, listUnsettledDwellings } from '#residence/contract'
import { listStranded, takeStranded } from '#services/contract'
import { type Platform, platform } from '#testing'
import { officer } from '#testing/people.ts'
import { type Seeded, seed } from './index.ts'

const EVE = '2025-06-30'
const DAY = '2025-07-01'
let p: Platform
let seeded: Seeded

interface Home {
  dwellingId: string
  unitId: number
  line: string
}
let before: Home[]
let countedBefore: { people: number; temporary: number; households: number }
const homes = () => p.owner<Home[]>`
  select dwelling_id, unit_id, address_line as line from residence.dwellings order by dwelling_id`
const counted = async () => {
  const [row] = await p.owner<(typeof countedBefore)[]>`
    select sum(people)::integer as people, sum(temporary)::integer as temporary,
      sum(households)::integer as households from residence.unit_counts_v1`
  return row!
}

beforeAll(async () => {
  p = await platform()
  seeded = await seed(p.owner, { persons: 1500, seed: 6, today: EVE, log: () => {} })
  before = await homes()
  countedBefore = await counted()
  await dossierAt(oldPolice(), 'open')
  await dossierAt(oldPolice(), 'closed')
  divided = await mostDivided()
  await strand()
  p.at('2025-07-01T01:00:00Z')
  await p.act((call) => applyDue(call))
  await p.settle()
}, 200_000)

const caseOfficer = () => seeded.people.find(({ role }) => role === 'case-officer')!
let ward: number
const oldPolice = () => agencyIdOf('commune-police', ward)

/** A dossier in the queue of an old ward's police. */
async function dossierAt(agencyId: number, state: 'open' | 'closed') {
  const [appointment] = await p.owner<{ appointmentId: string; accountId: string; agencyId: number }[]>`
    select appointment_id, account_id, agency_id from accounts.appointments where account_id = ${caseOfficer().accountId}`
  ward = appointment!.agencyId - agencyIdOf('commune-police', 0)
  void agencyId
  const closed = state === 'closed'
  await p.owner`
    insert into services.dossiers (person_number, dossier_id, code, service_code, service_version, agency_id, unit_id,
      channel, version, state, answers, provenance, facts, fee, papers, shown, people, submitted_at, closed_at,
      holder_appointment, holder_account)
    values (${caseOfficer().number}, gen_random_uuid(), ${`X-${state}`}, '1.004194', 1, ${appointment!.agencyId}, ${ward},
      'online', 1, ${closed ? 'approved' : 'processing'}, '{}', '[]', '{}', '{}', '[]', '{}', '[]', '2025-06-25T02:00:00Z',
      ${closed ? '2025-06-26T02:00:00Z' : null}, ${appointment!.appointmentId}, ${appointment!.accountId})`
}

let divided: number
const dividedPolice = () => agencyIdOf('commune-police', divided)

/** The divided commune in which most dwellings lie. */
async function mostDivided(): Promise<number> {
  const country = await all()
  const counts = Map.groupBy(before, ({ unitId }) => unitId)
  const found = [...counts].filter(([unitId]) => mapOldAddress(country, unitId, DAY).length > 1)
  return found.sort((a, b) => b[1].length - a[1].length)[0]![0]
}

/** An officer of the divided commune, a dossier about one of its dwellings, and one about none. */
async function strand() {
  const second = seeded.people.find(({ role }) => role === 'second-case-officer')!
  await p.owner`
    insert into accounts.appointments (appointment_id, account_id, person_number, agency_id, position, valid_from)
    values (gen_random_uuid(), ${second.accountId}, ${second.number}, ${dividedPolice()}, 'commune-police-officer', '2021-07-01')`
  const home = before.find(({ unitId }) => unitId === divided)!.dwellingId
  for (const [code, answers] of [
    ['Y-home', { place: { dwellingId: home } }],
    ['Y-none', {}],
  ] as const) {
    await p.owner`
      insert into services.dossiers (person_number, dossier_id, code, service_code, service_version, agency_id, unit_id,
        channel, version, state, answers, provenance, facts, fee, papers, shown, people, submitted_at)
      values (${second.number}, gen_random_uuid(), ${code}, '1.004194', 1, ${dividedPolice()}, ${divided}, 'online', 1,
        'processing', ${p.owner.json(answers)}, '[]', '{}', '{}', '[]', '{}', '[]', '2025-06-25T02:00:00Z')`
  }
}

const all = () => units({ sql: p.sql, ports: p.ports })

test('the nation of before lives in communes of before', async () => {
  const country = await all()
  expect(before.length).toBeGreaterThan(300)
  expect(before.filter(({ unitId }) => unitById(country, unitId, EVE)?.level !== 'commune')).toEqual([])
  const known = await p.owner`
    select 1 from residence.residences r where not exists (
      select 1 from residence.dwellings d where d.dwelling_id = r.dwelling_id
        and coalesce(d.first_unit_id, d.unit_id) = r.unit_id)`
  expect(known).toEqual([])
})

test('every dwelling lies where the law put it; where the law left a choice, nobody guessed', async () => {
  const country = await all()
  const after = new Map((await homes()).map((home) => [home.dwellingId, home.unitId]))
  let left = 0
  const wrong = before.filter(({ dwellingId, unitId }) => {
    const became = mapOldAddress(country, unitId, DAY)
    if (became.length > 1) left += 1
    return after.get(dwellingId) !== (became.length === 1 ? became[0]!.unitId : unitId)
  })
  expect(wrong).toEqual([])
  expect(left).toBeGreaterThan(0)
})

test('people, households and counts went with their dwellings, none lost, none doubled', async () => {
  expect(await counted()).toEqual(countedBefore)
  const wrong = await p.owner`
    select c.person_number from residence.current_residences c
    left join residence.dwellings p on p.dwelling_id = c.permanent_dwelling_id
    left join residence.dwellings t on t.dwelling_id = c.temporary_dwelling_id
    where c.permanent_unit_id is distinct from p.unit_id or c.temporary_unit_id is distinct from t.unit_id
    union all
    select h.household_id::text from residence.households h join residence.dwellings d using (dwelling_id)
    where h.unit_id <> d.unit_id`
  expect(wrong).toEqual([])
  const recounted = await p.owner`
    select c.unit_id, c.people, (select count(*)::integer from residence.current_residences r
      where r.permanent_unit_id = c.unit_id) as truly
    from residence.unit_counts_v1 c
    where c.people <> (select count(*) from residence.current_residences r where r.permanent_unit_id = c.unit_id)`
  expect(recounted).toEqual([])
})

test('an address is printed with the lawful name of the day asked, on both sides of the change', async () => {
  const country = await all()
  for (const { dwellingId, unitId, line } of before.filter((_, i) => i % 17 === 0)) {
    const became = mapOldAddress(country, unitId, DAY)
    const printed = await p.act((call) => addressOf(call, dwellingId, EVE))
    expect(printed).toBe(`${line}, ${unitName(country, unitId, EVE)}`)
    expect(printed.split(', ').at(-2)).toMatch(/^(Quận|Huyện|Thị xã|Thành phố) /)
    const now = await p.act((call) => addressOf(call, dwellingId, DAY))
    const expected =
      became.length === 1 ? unitName(country, became[0]!.unitId, DAY) : unitName(country, unitId, EVE)
    expect(now).toBe(`${line}, ${expected}`)
  }
})

test('officers have the rights of the commune that took theirs, from the day, and lose the old ones', async () => {
  const country = await all()
  const [became] = mapOldAddress(country, ward, DAY)
  const account = await p.act(async (call) => {
    const [row] =
      await call.sql`select account_id from accounts.accounts where account_id = ${caseOfficer().accountId}`
    return row!.accountId as string
  })
  const agencyOn = async (instant: string) => {
    const choices = await p.act(
      (call) => choicesOf(call, { accountId: account } as Parameters<typeof choicesOf>[1], 'officer'),
      { now: new Date(instant) },
    )
    return choices.map(({ actingAs }) => actingAs.agencyId)
  }
  expect(await agencyOn('2025-06-30T05:00:00Z')).toEqual([oldPolice()])
  expect(await agencyOn('2025-07-01T05:00:00Z')).toEqual([agencyIdOf('commune-police', became!.unitId)])
})

test('whoever lives in a commune is served by it, also where a choice is open', async () => {
  const country = await all()
  const people = await p.owner<{ personNumber: string; unitId: number }[]>`
    select person_number, permanent_unit_id as unit_id from residence.current_residences
    where permanent_unit_id is not null order by person_number limit 200`
  for (const { personNumber, unitId } of people.filter((_, i) => i % 10 === 0)) {
    for (const one of mapOldAddress(country, unitId, DAY)) {
      const territory = { level: 'commune' as const, unitId: one.unitId }
      expect(await p.act((call) => inTerritory(call, personNumber, territory))).toBe(true)
    }
  }
})

test('dossiers are in the queue of the agency that took the old one, with whoever had them', async () => {
  const [became] = mapOldAddress(await all(), ward, DAY)
  const rows = await p.owner<{ agencyId: number; unitId: number; holder: boolean }[]>`
    select d.agency_id, d.unit_id, a.agency_id = d.agency_id and a.succeeds is not null as holder
    from services.dossiers d join accounts.appointments a on a.appointment_id = d.holder_appointment
    where d.code like 'X-%'`
  const there = {
    agencyId: agencyIdOf('commune-police', became!.unitId),
    unitId: became!.unitId,
    holder: true,
  }
  expect(rows).toEqual([there, there])
})

const c06 = (): OfficerActor => ({
  ...officer(
    { number: caseOfficer().number, personId: caseOfficer().personId, name: '' },
    { level: 'nation', unitId: 0 },
    ['residence', 'administrator'],
  ),
})

test('what waits for a choice is listed with its candidates; a street and a house are settled, and chosen again', async () => {
  const as = p.as(c06())
  const { rows: acts } = await as.call(listBoundaryActs)
  expect(acts).toMatchObject([{ effectiveOn: DAY, finishedAt: expect.any(String) }])
  expect(acts[0]!.moved + acts[0]!.waiting).toBe(acts[0]!.dwellings)
  const { rows } = await as.call(listUnsettled)
  expect(rows.every(({ candidates }) => candidates.length > 1)).toBe(true)
  expect(rows.reduce((sum, { dwellings }) => sum + dwellings, 0)).toBe(acts[0]!.waiting)
  const unit = rows.toSorted((a, b) => b.dwellings - a.dwellings)[0]!
  const [first, second] = unit.candidates
  const detail = await as.call(listUnsettledDwellings, { params: { oldUnitId: unit.oldUnitId } })
  const street = detail.streets[0]!
  const choose = (more: object) =>
    p.act(
      (call) =>
        chooseUnit(call, unit.actId, {
          oldUnitId: unit.oldUnitId,
          newUnitId: first!.unitId,
          reason: 'Theo biên bản bàn giao địa giới',
          ...more,
        }),
      { actor: c06() },
    )
  const chosen = await choose({ streetKey: street.streetKey })
  expect(chosen).toMatchObject({ moved: street.dwellings, left: 0 })
  const dwellingId = (
    await p.owner<{ dwellingId: string }[]>`
      select dwelling_id from residence.dwelling_moves where choice_id = ${chosen.choiceId} limit 1`
  )[0]!.dwellingId
  const { label } = first!
  expect(await p.act((call) => addressOf(call, dwellingId, DAY))).toContain(label)
  await choose({ dwellingId, newUnitId: second!.unitId })
  expect(await p.act((call) => addressOf(call, dwellingId, DAY))).toContain(second!.label)
  expect(await p.act((call) => addressOf(call, dwellingId, EVE))).toContain(unit.label)
  await expect(choose({ dwellingId, newUnitId: second!.unitId })).rejects.toMatchObject({
    type: '/problems/residence/settled-elsewhere',
  })
  await expect(choose({ dwellingId, newUnitId: ward })).rejects.toMatchObject({
    type: '/problems/residence/not-a-candidate',
  })
  expect(await counted()).toEqual(countedBefore)
})

test('what a divided commune left is settled by people: its dossiers, then its officers', async () => {
  const country = await all()
  const became = mapOldAddress(country, divided, DAY)
  const { rows } = await p.as(c06()).call(listUnsettled)
  const actId = rows[0]!.actId
  const [home] = await p.owner<{ dwellingId: string; unitId: number }[]>`
    select w.dwelling_id, w.unit_id from services.dossiers d
    join residence.dwellings w on w.dwelling_id = (d.answers #>> '{place,dwellingId}')::uuid where d.code = 'Y-home'`
  const to = became.find(({ unitId }) => unitId !== home!.unitId)!.unitId
  await p.act(
    (call) =>
      chooseUnit(call, actId, {
        oldUnitId: divided,
        newUnitId: to,
        dwellingId: home!.dwellingId,
        reason: 'Theo biên bản bàn giao địa giới',
      }),
    { actor: c06() },
  )
  const agencyOf = async (code: string) => {
    const [row] = await p.owner<{ agencyId: number }[]>`
      select agency_id from services.dossiers where code = ${code}`
    return row!.agencyId
  }
  expect(await agencyOf('Y-home')).toBe(agencyIdOf('commune-police', to))
  expect(await agencyOf('Y-none')).toBe(dividedPolice())
  const there = agencyIdOf('commune-police', to)
  const police = {
    ...officer(
      { number: caseOfficer().number, personId: caseOfficer().personId, name: '' },
      { level: 'commune', unitId: to },
    ),
    agencyId: there,
  }
  const { rows: stranded } = await p.as(police).call(listStranded)
  expect(stranded.map(({ code }) => code)).toContain('Y-none')
  const { dossierId } = stranded.find(({ code }) => code === 'Y-none')!
  const take = { params: { dossierId }, body: { reason: 'Người nộp nay ở địa bàn này' } }
  const elsewhere = { ...police, agencyId: agencyIdOf('commune-police', ward) }
  await expect(p.as(elsewhere).call(takeStranded, take)).rejects.toMatchObject({
    type: '/problems/services/not-stranded',
  })
  await p.as(police).call(takeStranded, take)
  expect(await agencyOf('Y-none')).toBe(there)
  const administrator = p.as(c06())
  const { rows: officers } = await administrator.call(listStrandedAppointments)
  expect(officers).toHaveLength(1)
  const { appointmentId, candidates } = officers[0]!
  expect(candidates.map(({ agencyId }) => agencyId)).toContain(there)
  await administrator.call(settleAppointment, { params: { appointmentId }, body: { agencyId: there } })
  expect((await administrator.call(listStrandedAppointments)).rows).toEqual([])
})

test('ordered again it does nothing, and replaying everything gives the same register', async () => {
  const moves = await p.owner`select count(*)::integer as count from residence.dwelling_moves`
  await p.act((call) => applyDue(call))
  await p.settle()
  expect(await p.owner`select count(*)::integer as count from residence.dwelling_moves`).toEqual(moves)
  const { kept, replayed } = await rebuild(p.owner)
  expect(replayed.parts).toEqual(kept.parts)
})
