import { beforeAll, expect, test } from 'vitest'
import { agencyIdOf, type BoundaryLaw, enterBoundaryLaw, units } from '#reference'
import { applyDue } from '#residence'
import { platform } from '#testing'
import { communes, dwelling, household, provinceOf } from '#testing/homes.ts'
import * as contract from './contract.ts'
import {
  CONFIRMATION,
  drafted,
  filed,
  MONDAY,
  moveTo,
  neighbourhood,
  person,
  refused,
  STAY,
  TEMPORARY,
} from './scene-for-tests.ts'

/** A ward that goes whole into another, and one that is divided, on 1 December. */
const DAY = '2026-12-01'
let gone: number
let divided: number
let province: number
let law: BoundaryLaw
let who: Awaited<ReturnType<typeof person>>
let home: string
const idOf = (key: string) => law.begins.find((unit) => unit.key === key)!.unitId!
const place = (unitId: number) => ({
  place: { provinceId: province, unitId, newAddressLine: 'Số 5 ngõ Chùa' },
})

beforeAll(async () => {
  const on = await platform()
  on.at(MONDAY)
  ;[gone, divided] = (await communes(on)).slice(30) as [number, number]
  province = await provinceOf(on, gone)
  who = await on.act((call) => person(call, { name: 'Đặng Thị Sen' }))
  home = await dwelling(on, divided, who.number)
  await household(on, home, [{ number: who.number }])
}, 120_000)

const stay = { role: 'guest', arrivesOn: '2026-12-01', leavesOn: '2026-12-03', reason: 'visit' }

/** The law is entered and its day has come. */
async function enacted() {
  const on = await platform()
  const unit = (key: string, code: string, name: string) => ({
    key,
    code,
    level: 'commune' as const,
    kind: 'ward' as const,
    name,
    parent: province,
  })
  law = await enterBoundaryLaw(on.owner, {
    effectiveOn: DAY,
    law: '12/NQ-UBTVQH16',
    begins: [unit('joined', '99911', 'Sum Họp'), unit('east', '99912', 'Đông'), unit('west', '99913', 'Tây')],
    goes: [
      { from: gone, to: 'joined', relation: 'merged' },
      { from: divided, to: 'east', relation: 'larger-part' },
      { from: divided, to: 'west', relation: 'part' },
    ],
    changes: [],
  })
  const call = { sql: on.sql, ports: on.ports }
  await expect.poll(async () => (await units(call)).versions.has(idOf('joined'))).toBe(true)
  on.at('2026-12-01T02:00:00Z')
  await on.act((call) => applyDue(call))
  await on.settle()
}

test('a draft that names a ward which ended is opened with the lawful one; sent as it was, it is refused in plain words', async () => {
  const on = await platform()
  const people = await neighbourhood({ ownOffice: true, there: gone })
  const moving = await drafted(people.mother, TEMPORARY, moveTo(people))
  const waiting = await filed(people.father, TEMPORARY, moveTo(people))
  const visiting = await drafted(who, STAY, { ...stay, ...place(divided) })
  await enacted()
  const mother = on.as(people.mother.actor)
  const params = { draftId: moving.draftId }
  const body = { revision: moving.revision, serviceVersion: moving.service.version }
  expect((await refused(mother.call(contract.submitDraft, { params, body }))).errors).toMatchObject([
    {
      field: 'place',
      message: { vi: expect.stringMatching(/không còn từ ngày 01\/12\/2026.*Phường Sum Họp/) },
    },
  ])
  const opened = await mother.call(contract.readDraft, { params })
  expect(opened.endedUnits).toMatchObject([
    { field: 'place', endedOn: DAY, law: '12/NQ-UBTVQH16', choices: [{ unitId: idOf('joined') }] },
  ])
  expect(opened.answers.place).toEqual({
    provinceId: province,
    unitId: idOf('joined'),
    dwellingId: people.house,
  })
  const saved = await mother.call(contract.saveDraft, { params, body: { ...body, answers: opened.answers } })
  expect(saved.endedUnits).toEqual([])
  const { dossierId } = await mother.call(contract.submitDraft, {
    params,
    body: { ...body, revision: saved.revision },
  })
  const office = agencyIdOf('commune-police', idOf('joined'))
  const queued = await on.owner<{ dossierId: string; agencyId: number }[]>`
    select dossier_id, agency_id from services.dossiers where dossier_id in (${dossierId}, ${waiting.dossierId})`
  expect(queued.map(({ agencyId }) => agencyId)).toEqual([office, office])

  const guest = on.as(who.actor)
  const chosen = { params: { draftId: visiting.draftId } }
  const { answers, endedUnits, revision, service } = await guest.call(contract.readDraft, chosen)
  expect(endedUnits[0]!.choices.map(({ unitId }) => unitId)).toEqual([idOf('east'), idOf('west')])
  expect(answers.place).toMatchObject({ unitId: divided })
  const asItWas = { ...chosen, body: { revision, serviceVersion: service.version } }
  expect((await refused(guest.call(contract.submitDraft, asItWas))).errors).toMatchObject([
    { field: 'place', message: { vi: expect.stringMatching(/nay thuộc Phường Đông.* hoặc Phường Tây/) } },
  ])
  const again = await guest.call(contract.saveDraft, {
    ...chosen,
    body: { ...asItWas.body, answers: { ...answers, ...place(idOf('west')) } },
  })
  const filedNow = await guest.call(contract.submitDraft, {
    ...chosen,
    body: { ...asItWas.body, revision: again.revision },
  })
  expect(filedNow.agency.vi).toContain('Tây')
})

test('who lives in a divided ward is told who settles it; his draft is kept', async () => {
  const draft = await drafted(who, CONFIRMATION, { use: 'Xin việc' })
  const { as } = await platform()
  const send = as(who.actor).call(contract.submitDraft, {
    params: { draftId: draft.draftId },
    body: { revision: draft.revision, serviceVersion: draft.service.version },
  })
  const problem = await refused(send)
  expect(problem).toMatchObject({ type: '/problems/services/home-unsettled' })
  expect(problem.detail).toMatch(/Phường Đông.* hay Phường Tây/)
})
