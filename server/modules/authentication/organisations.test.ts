/** The account of an organisation, from TK02 to closing. Decree 69/2024/NĐ-CP. */
import { beforeAll, expect, test } from 'vitest'
import * as contract from '#accounts/contract'
import type { OfficerActor } from '#platform/call.ts'
import { type Platform, platform } from '#testing'
import { newHolder } from '#testing/holders.ts'
import { communes, dwelling, household } from '#testing/homes.ts'
import { type Born, born, citizen, officer } from '#testing/people.ts'

const NOW = '2026-11-23T02:00:00Z' // a Monday
let p: Platform
let police: OfficerActor
let chief: OfficerActor
let codes = 0

beforeAll(async () => {
  p = await platform()
  p.at(NOW)
  const unitId = (await communes(p))[0] as number
  const there = { level: 'commune', unitId } as const
  police = { ...officer(await born(p), there, ['residence']), factorAt: NOW }
  chief = { ...officer(await born(p), there, ['residence', 'signing-leader']), factorAt: NOW }
})

const sure = (one: Born) => ({ ...citizen(one), factorAt: NOW })
const problemOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'nothing',
    (error: { type?: string }) => error.type?.replace('/problems/accounts/', ''),
  )

/** A representative at home in the commune, and the organisation he applied for; approved unless said. */
async function approved(decide = true) {
  codes += 1
  const lan = await born(p)
  await household(p, await dwelling(p, chief.territory.unitId, lan.number), [lan])
  const body = { code: `01012345${String(codes).padStart(2, '0')}`, name: 'Công ty TNHH Hoa Sen' }
  const applied = await p.as(sure(lan)).call(contract.applyForOrganisation, { body })
  const params = { applicationId: applied.applicationId }
  if (decide) await p.as(chief).call(contract.decideApplication, { params, body: { outcome: 'approved' } })
  return { lan, body, ...applied, params: { organisationId: applied.applicationId } }
}

test('one account an organisation: applied for by its representative, decided within 15 days, activated by him', async () => {
  const { lan, body, applicationId, dueAt, params } = await approved(false)
  expect(dueAt).toBe('2026-12-08T02:00:00.000Z')
  const other = await born(p)
  expect(await problemOf(p.as(sure(other)).call(contract.applyForOrganisation, { body }))).toBe(
    'organisation-exists',
  )
  await p.as(chief).call(contract.decideApplication, {
    params: { applicationId },
    body: { outcome: 'approved' },
  })
  const list = () => p.as(citizen(lan)).call(contract.listMyOrganisations, {})
  expect((await list()).rows).toMatchObject([{ ...body, state: 'approved', right: 'representative' }])
  expect(await problemOf(p.as(sure(other)).call(contract.activateOrganisation, { params }))).toBe(
    'organisation-unknown',
  )
  const stale = { ...citizen(lan), factorAt: null }
  await expect(p.as(stale).call(contract.activateOrganisation, { params })).rejects.toMatchObject({
    type: '/problems/platform/second-factor-needed',
  })
  const view = await p.as(sure(lan)).call(contract.activateOrganisation, { params })
  expect(view).toMatchObject({ status: 'active', activateUntil: null })
  expect(view.history.map(({ words }) => words.en)).toEqual([
    'Activated by the representative',
    'The account was approved',
  ])
  expect(await problemOf(p.as(sure(lan)).call(contract.activateOrganisation, { params }))).toBe(
    'organisation-moved',
  )
  const [entry] = await p.sql`
    select actor_person from audit.entries
    where represented_organisation = ${params.organisationId} and outcome = 'done'
      and act = 'POST /accounts/organisations/:organisationId/activate'`
  expect(entry).toEqual({ actorPerson: lan.personId })
})

test('activation has seven days; the desk opens the term again', async () => {
  const { lan, params } = await approved()
  p.at('2026-12-01T02:00:00Z')
  const late = { ...citizen(lan), factorAt: '2026-12-01T02:00:00Z' }
  expect(await problemOf(p.as(late).call(contract.activateOrganisation, { params }))).toBe(
    'organisation-activation-over',
  )
  const body = { act: 'renew-term', document: 'Đơn đề nghị ngày 01/12/2026' } as const
  const police_ = { ...police, factorAt: '2026-12-01T02:00:00Z' }
  const chief_ = { ...chief, factorAt: '2026-12-01T02:00:00Z' }
  expect(await problemOf(p.as(police_).call(contract.moveOrganisation, { params, body }))).toBe(
    'second-officer-needed',
  )
  await p.as(chief_).call(contract.moveOrganisation, { params, body })
  expect((await p.as(late).call(contract.activateOrganisation, { params })).status).toBe('active')
  p.at(NOW)
})

test('the representative locks at once and unlocks; what an office locked only an office unlocks', async () => {
  const { lan, body, params } = await approved()
  const own = p.as(sure(lan))
  await own.call(contract.activateOrganisation, { params })
  expect(await own.call(contract.lockOrganisation, { params })).toMatchObject({
    status: 'locked',
    mayUnlock: true,
  })
  expect(await problemOf(own.call(contract.lockOrganisation, { params }))).toBe('organisation-moved')
  expect((await own.call(contract.unlockOrganisation, { params })).status).toBe('active')
  const lock = { act: 'lock', ground: 'breach', document: 'Biên bản 12/BB-CA' } as const
  await p.as(chief).call(contract.moveOrganisation, { params, body: lock })
  expect(await problemOf(own.call(contract.unlockOrganisation, { params }))).toBe('organisation-moved')
  const found = await p.as(police).call(contract.findOrganisation, { body: { code: body.code } })
  expect(found).toMatchObject({ status: 'locked', lockGround: { en: 'Breach of the terms' } })
  expect(JSON.stringify(found)).not.toContain(lan.number)
  const unlock = { act: 'unlock', document: 'Biên bản 15/BB-CA' } as const
  await p.as(chief).call(contract.moveOrganisation, { params, body: unlock })
  expect((await own.call(contract.readOrganisation, { params })).history[0]).toMatchObject({
    by: null,
    detail: 'Biên bản 15/BB-CA',
  })
})

test('a new representative takes over; a closed organisation lets nobody act and ends its mandates', async () => {
  const { lan, params } = await approved()
  await p.as(sure(lan)).call(contract.activateOrganisation, { params })
  const minh = await newHolder(p)
  const next = { number: minh.personNumber, personId: minh.personId, name: minh.name }
  const document = 'Quyết định 7/QĐ-HĐQT'
  const change = (number: string) =>
    p.as(chief).call(contract.changeRepresentative, { params, body: { number, document } })
  expect(await problemOf(change((await born(p)).number))).toBe('representative-unfit')
  await change(next.number)
  expect(await problemOf(p.as(sure(lan)).call(contract.readOrganisation, { params }))).toBe(
    'organisation-unknown',
  )
  const agent = await newHolder(p)
  const body = {
    side: 'principal' as const,
    otherNumber: agent.personNumber,
    otherName: agent.name,
    services: [contract.SIGN_IN],
    validFrom: '2026-11-23',
  }
  const given = await p.as(sure(next)).call(contract.proposeOrganisationMandate, { params, body })
  const lets = p.as(sure({ number: agent.personNumber, personId: agent.personId, name: agent.name }))
  const answer = { params: { mandateId: given.mandateId }, body: { agree: true } }
  expect(await lets.call(contract.answerMandate, answer)).toMatchObject({
    state: 'in-force',
    otherName: 'Công ty TNHH Hoa Sen',
  })
  expect((await lets.call(contract.listMyOrganisations, {})).rows).toMatchObject([{ right: 'mandate' }])
  const close = { act: 'close', document: 'Thông báo giải thể 9/TB' } as const
  await p.as(chief).call(contract.moveOrganisation, { params, body: close })
  expect((await lets.call(contract.listMyMandates, {})).rows).toMatchObject([{ state: 'ended' }])
  expect((await lets.call(contract.listMyOrganisations, {})).rows).toEqual([])
  const again = p.as(sure(next)).call(contract.proposeOrganisationMandate, { params, body })
  expect(await problemOf(again)).toBe('organisation-moved')
})
