import { beforeAll, expect, test } from 'vitest'
import { agencyById, agencyIdOf, ancestorsOf, units } from '#reference'
import { platform } from '#testing'
import type { Bundle } from './bundle.ts'
import * as contract from './contract.ts'
import { desk } from './desk-for-tests.ts'
import { officeOf } from './matter.ts'
import { ownBundles } from './own-bundles.ts'
import {
  committee,
  filed,
  MONDAY,
  type Neighbourhood,
  neighbourhood,
  provincial,
  refused,
} from './scene-for-tests.ts'

/** Recognition of a foreign diploma: the department of education decides. */
const DIPLOMA = '0.422012'
const POWER = '0.006025'

let people: Neighbourhood
let office: Awaited<ReturnType<typeof committee>>
let provinceId: number
beforeAll(async () => {
  const p = await platform()
  p.at(MONDAY)
  people = await neighbourhood()
  office = await committee(people.wards.elsewhere)
  provinceId = await p.act(
    async (call) => ancestorsOf(await units(call), people.wards.home, '2026-11-23').at(-1)!.unitId,
    { now: MONDAY },
  )
})

async function fileAtCounter(code: string, answers: Record<string, unknown>, at = office.oneStop) {
  const counter = await desk(at)
  const { draft } = await counter.call(contract.openCounterDraft, {
    body: { code, card: people.mother.number },
  })
  const params = { draftId: draft.draftId }
  const saved = await counter.call(contract.saveCounterDraft, {
    params,
    body: {
      revision: draft.revision,
      serviceVersion: draft.service.version,
      answers: { ...draft.answers, ...answers, declared: true },
    },
  })
  return counter.call(contract.submitCounterDraft, {
    params,
    body: {
      revision: saved.revision,
      serviceVersion: saved.service.version,
      confirmation: { kind: 'signature', evidence: 'Ký tờ khai tại quầy' },
    },
  })
}

test('every service has an office that decides, for a commune as for its province', async () => {
  const p = await platform()
  const services = ownBundles() as Bundle[]
  const names = await p.act(
    async (call) => {
      const found = []
      for (const bundle of services)
        found.push([bundle.code, (await officeOf(call, bundle, people.wards.home, '2026-11-23')).kind])
      return Object.fromEntries(found) as Record<string, string>
    },
    { now: MONDAY },
  )
  expect(names).toMatchObject({
    '1.001193': 'commune-committee',
    '1.004222': 'commune-police',
    '2.002397': 'province-police',
    '3.000333': 'province-police',
    [DIPLOMA]: 'province-education',
    '1.013833': 'province-land-registry',
    '1.012568': 'province-tax',
    '0.422003': 'province-social-insurance',
    [POWER]: 'province-power-company',
  })
})

test('what a provincial office decides is its dossier, under its code, of the province; its officers see it', async () => {
  const p = await platform()
  const sent = await filed(people.mother, POWER, { customerCode: 'PD12345678901', declared: true })
  const agencyId = agencyIdOf('province-power-company', provinceId)
  const agency = await p.act((call) => agencyById(call.sql, agencyId), { now: MONDAY })
  expect(sent.agency.vi).toBe(agency!.nameVi)
  expect(sent.code.startsWith(agency!.dossierCode)).toBe(true)
  const [row] = await p.owner<{ agencyId: number; unitId: number }[]>`
    select agency_id, unit_id from services.dossiers where dossier_id = ${sent.dossierId}`
  expect(row).toEqual({ agencyId, unitId: provinceId })
  const theirs = await provincial('province-power-company', people.wards.home)
  const params = { dossierId: sent.dossierId }
  expect((await (await desk(theirs)).call(contract.readDeskDossier, { params })).code).toBe(sent.code)
  const commune = await committee(people.wards.home)
  const stranger = (await desk(commune.registrar)).call(contract.readDeskDossier, { params })
  expect((await refused(stranger)).status).toBe(404)
})

test('any counter of the province takes it: it goes to the office at once, the counter keeps its receipt', async () => {
  const p = await platform()
  const made = await fileAtCounter(POWER, { customerCode: 'PD12345678902' })
  const agencyId = agencyIdOf('province-power-company', provinceId)
  const [row] = await p.owner<{ agencyId: number; filedBy: { agencyId: number }; dueAt: Date | null }[]>`
    select agency_id, filed_by, due_at from services.dossiers where dossier_id = ${made.dossierId}`
  expect(row).toMatchObject({
    agencyId,
    filedBy: { agencyId: agencyIdOf('commune-service-centre', people.wards.elsewhere) },
  })
  expect(row!.dueAt).not.toBeNull()
  const counter = await desk(office.oneStop)
  const { rows } = await counter.call(contract.listCounterFilings, { query: {} })
  expect(rows.find(({ dossierId }) => dossierId === made.dossierId)?.agency.vi).toContain('Công ty Điện lực')
  expect((await counter.call(contract.readDeskDossier, { params: made })).dossierId).toBe(made.dossierId)
})

test('a counter of another province says where to go instead', async () => {
  const p = await platform()
  const far = await p.act(
    async (call) =>
      [...(await units(call)).versions.values()]
        .map((versions) => versions.at(-1)!)
        .find((one) => one.level === 'commune' && !one.validUntil && one.parentId !== provinceId)!.unitId,
    { now: MONDAY },
  )
  const away = await committee(far)
  const elsewhere = await refused(fileAtCounter(POWER, { customerCode: 'PD12345678903' }, away.oneStop))
  expect(elsewhere).toMatchObject({ type: '/problems/services/office-elsewhere' })
  expect(elsewhere['detail']).toMatch(/Nộp tại Bộ phận Một cửa bất kỳ của /)
})
