import { beforeAll, expect, test } from 'vitest'
import { openOrganisation } from '#accounts'
import * as accounts from '#accounts/contract'
import { listAccesses } from '#audit/contract'
import { listMyNotifications } from '#notifications/contract'
import type { CitizenActor } from '#platform/call.ts'
import { appointGuardian, endGuardianship, registerDeath } from '#population'
import { readMe } from '#population/contract'
import { platform } from '#testing'
import * as contract from './contract.ts'
import { MONDAY, type Neighbourhood, neighbourhood, type Person } from './scene-for-tests.ts'

const CONFIRMATION = '1.010041'
const GUARDIANSHIP = { legalBasis: 'Bộ luật Dân sự 91/2015/QH13' }
let people: Neighbourhood

beforeAll(async () => {
  const { at } = await platform()
  at(MONDAY)
  people = await neighbourhood()
}, 120_000)

const sure = ({ actor }: Person): CitizenActor => ({
  ...actor,
  authenticationLevel: 2,
  factorAt: MONDAY.toISOString(),
})
const acting = ({ personId }: Person) => ({ headers: { [accounts.FOR_HEADER]: personId } })

async function fileFor(agent: Person, principal: Person) {
  const { as } = await platform()
  const desk = as(sure(agent))
  const draft = await desk.call(contract.openDraft, { params: { code: CONFIRMATION }, ...acting(principal) })
  const saved = await desk.call(contract.saveDraft, {
    params: { draftId: draft.draftId },
    body: {
      revision: draft.revision,
      serviceVersion: draft.service.version,
      answers: { ...draft.answers, use: 'Nhập học', withHousehold: false },
    },
    ...acting(principal),
  })
  const submitted = await desk.send(contract.submitDraft, {
    params: { draftId: draft.draftId },
    body: { revision: saved.revision, serviceVersion: draft.service.version },
    ...acting(principal),
  })
  return { draft, submitted }
}

async function mandate(from: Person, to: Person, more: Partial<accounts.NewMandate> = {}) {
  const { as } = await platform()
  const name = to === people.landlord ? 'le quang dung' : 'x'
  const body = {
    side: 'principal' as const,
    otherNumber: to.number,
    otherName: name,
    services: [CONFIRMATION],
    validFrom: '2026-11-23',
    ...more,
  }
  return as(sure(from)).call(accounts.proposeMandate, { body })
}

test('a parent files for a minor child, in the child’s name, and both stand in the dossier and the log', async () => {
  const { as } = await platform()
  const { mother, child } = people
  const { rows } = await as(mother.actor).call(accounts.listRepresented)
  expect(rows).toMatchObject([{ personId: child.personId, basis: 'parent', services: null }])
  const { draft, submitted } = await fileFor(mother, child)
  expect(draft.answers).toMatchObject({ name: 'Trần Nguyễn Khánh Như' })
  expect(submitted).toMatchObject({ status: 200 })
  expect(submitted.body.representedBy).toMatchObject({ name: 'Nguyễn Thị Hường', basis: { vi: 'Cha, mẹ' } })
  const mine = await as(mother.actor).call(contract.listMyDossiers)
  expect(mine.rows).toEqual([])
  const log = await as(mother.actor).call(listAccesses, acting(child))
  expect(log.rows.some(({ by }) => by.representative && !by.own)).toBe(true)
})

test('whoever has no right to represent is refused, and nobody answers or locks in another’s place', async () => {
  const { as } = await platform()
  const { landlord, mother, child } = people
  await expect(as(landlord.actor).call(readMe, acting(child))).rejects.toMatchObject({
    type: '/problems/accounts/cannot-represent',
  })
  const garbled = { headers: { [accounts.FOR_HEADER]: child.personId.slice(0, -1) } }
  await expect(as(mother.actor).call(readMe, garbled)).rejects.toMatchObject({
    type: '/problems/accounts/cannot-represent',
  })
  await expect(as(mother.actor).call(contract.listMyApprovals, acting(child))).rejects.toMatchObject({
    type: '/problems/platform/not-for-others',
  })
  await expect(as(mother.actor).call(accounts.lockMyAccount, acting(child))).rejects.toMatchObject({
    type: '/problems/platform/not-for-others',
  })
})

test('a child who came of age is not represented any more', async () => {
  const { as, at } = await platform()
  const { mother, child } = people
  at('2033-11-20T02:00:00Z')
  const { rows } = await as(mother.actor).call(accounts.listRepresented)
  expect(rows).toEqual([])
  await expect(as(mother.actor).call(readMe, acting(child))).rejects.toMatchObject({
    type: '/problems/accounts/cannot-represent',
  })
  at(MONDAY)
})

test('a guardian acts for an adult ward, until the guardianship ends', async () => {
  const { as, act } = await platform()
  const { father, landlord } = people
  const between = { personNumber: father.number, guardianNumber: landlord.number }
  await act((call) =>
    appointGuardian(call, { ...between, on: '2026-11-01', ground: 'incapacity' }, GUARDIANSHIP),
  )
  const { rows } = await as(landlord.actor).call(accounts.listRepresented)
  expect(rows).toMatchObject([{ personId: father.personId, basis: 'guardian', services: null }])
  const { submitted } = await fileFor(landlord, father)
  expect(submitted).toMatchObject({ status: 200, body: { representedBy: { basis: { en: 'Guardian' } } } })
  await act((call) =>
    endGuardianship(call, { ...between, on: '2026-11-20', reason: 'capacity-restored' }, GUARDIANSHIP),
  )
  expect((await as(landlord.actor).call(accounts.listRepresented)).rows).toEqual([])
  await expect(as(landlord.actor).call(readMe, acting(father))).rejects.toMatchObject({
    type: '/problems/accounts/cannot-represent',
  })
})

test('a mandate that is refused, has not begun or is over gives no right; who proposed it is told of the refusal', async () => {
  const { as, at, settle } = await platform()
  const { father, landlord } = people
  const refused = { params: { mandateId: (await mandate(father, landlord)).mandateId } }
  const agent = as(sure(landlord))
  const body = { agree: false, reason: 'Không có thời gian' }
  expect(await agent.call(accounts.answerMandate, { ...refused, body })).toMatchObject({ state: 'refused' })
  await settle()
  const told = await as(father.actor).call(listMyNotifications, { query: {} })
  expect(told.rows[0]).toMatchObject({ kind: 'mandate-refused' })
  await expect(
    agent.call(accounts.answerMandate, { ...refused, body: { agree: true } }),
  ).rejects.toMatchObject({
    type: '/problems/accounts/mandate-not-now',
  })
  const dates = { validFrom: '2026-12-01', validUntil: '2026-12-31' }
  const { mandateId } = await mandate(father, landlord, dates)
  await agent.call(accounts.answerMandate, { params: { mandateId }, body: { agree: true } })
  const open = (now: Date) => {
    at(now)
    const fresh = { ...landlord.actor, authenticationLevel: 2, factorAt: now.toISOString() } as const
    return as(fresh).send(contract.openDraft, { params: { code: CONFIRMATION }, ...acting(father) })
  }
  expect((await open(MONDAY)).status).toBe(403)
  expect((await open(new Date('2026-12-02T02:00:00Z'))).status).toBe(200)
  expect((await open(new Date('2027-01-01T02:00:00Z'))).status).toBe(403)
  at(MONDAY)
  await as(sure(father)).call(accounts.endMandate, { params: { mandateId }, body: {} })
})

test('a mandate holds when both agreed, for its services and its number of times, and no longer', async () => {
  const { as, settle } = await platform()
  const { father, landlord } = people
  const given = await mandate(father, landlord, { usesMax: 1 })
  expect(given).toMatchObject({ state: 'proposed', validUntil: '2027-11-22', waitsForYou: false })
  const agent = as(sure(landlord))
  await expect(agent.call(readMe, acting(father))).rejects.toMatchObject({
    type: '/problems/accounts/cannot-represent',
  })
  await settle()
  const told = await as(landlord.actor).call(listMyNotifications, { query: {} })
  expect(told.rows[0]).toMatchObject({ kind: 'mandate-proposed', about: { id: given.mandateId } })

  const params = { mandateId: given.mandateId }
  await expect(
    as(sure(father)).call(accounts.answerMandate, { params, body: { agree: true } }),
  ).rejects.toMatchObject({ type: '/problems/accounts/mandate-unknown' })
  await expect(
    as(landlord.actor).call(accounts.answerMandate, { params, body: { agree: true } }),
  ).rejects.toMatchObject({ type: '/problems/platform/step-up-needed' })
  const agreed = await agent.call(accounts.answerMandate, { params, body: { agree: true } })
  expect(agreed).toMatchObject({ state: 'in-force', side: 'agent', otherName: 'Trần Văn Thủy' })

  await expect(agent.call(readMe, acting(father))).rejects.toMatchObject({
    type: '/problems/platform/not-for-others',
  })
  await expect(
    agent.call(contract.openDraft, { params: { code: '1.004194' }, ...acting(father) }),
  ).rejects.toMatchObject({ type: '/problems/accounts/mandate-not-covering' })
  const { submitted } = await fileFor(landlord, father)
  expect(submitted.body.representedBy).toMatchObject({ basis: { vi: 'Người được ủy quyền' } })
  await expect(
    agent.call(contract.openDraft, { params: { code: CONFIRMATION }, ...acting(father) }),
  ).rejects.toMatchObject({ type: '/problems/accounts/cannot-represent' })
})

test('a wrong name and an unknown number are answered alike', async () => {
  const { father, landlord } = people
  const unknown = { type: '/problems/accounts/mandate-partner-unknown' }
  await expect(mandate(father, landlord, { otherName: 'Phạm Văn Khác' })).rejects.toMatchObject(unknown)
  await expect(mandate(father, landlord, { otherNumber: '001099999999' })).rejects.toMatchObject(unknown)
  await expect(mandate(father, landlord, { validFrom: '2026-01-01' })).rejects.toMatchObject({
    type: '/problems/accounts/mandate-term-wrong',
  })
  await expect(mandate(father, landlord, { services: ['9.999999'] })).rejects.toMatchObject({
    type: '/problems/accounts/mandate-service-unknown',
  })
})

test('a firm that holds a mandate acts by its representative and by whom it lets; all three stand in the dossier', async () => {
  const { as, act, sql } = await platform()
  const { mother, father, landlord } = people
  const { organisationId } = await act((call) =>
    openOrganisation(call, {
      code: '0109876543',
      name: 'Văn phòng luật sư Minh Tâm',
      representative: landlord.number,
    }),
  )
  const given = await as(sure(father)).call(accounts.proposeMandate, {
    body: {
      side: 'principal',
      otherNumber: '0109876543',
      otherName: 'văn phòng luật sư minh tâm',
      services: [CONFIRMATION],
      validFrom: '2026-11-23',
      usesMax: 2,
    },
  })
  const params = { organisationId, mandateId: given.mandateId }
  const firm = as(sure(landlord))
  await expect(
    as(sure(mother)).call(accounts.answerOrganisationMandate, { params, body: { agree: true } }),
  ).rejects.toMatchObject({ type: '/problems/accounts/organisation-unknown' })
  const agreed = await firm.call(accounts.answerOrganisationMandate, { params, body: { agree: true } })
  expect(agreed).toMatchObject({ state: 'in-force', side: 'agent', otherName: 'Trần Văn Thủy' })
  const { rows } = await as(landlord.actor).call(accounts.listRepresented)
  expect(rows).toMatchObject([{ personId: father.personId, organisation: 'Văn phòng luật sư Minh Tâm' }])
  const { submitted } = await fileFor(landlord, father)
  expect(submitted.body.representedBy).toMatchObject({
    name: 'Lê Quang Dũng – Văn phòng luật sư Minh Tâm',
    basis: { vi: 'Người được ủy quyền' },
  })
  const [entry] = await sql`
    select actor_person, represented_person from audit.entries where represented_organisation = ${organisationId}
      and act = 'POST /services/drafts/:draftId/submit'`
  expect(entry).toEqual({ actorPerson: landlord.personId, representedPerson: father.personId })

  // The firm lets the mother do nothing but sign in: the father's matter is not hers. Then it lets her file.
  const lets = async (services: string[]) => {
    const body = {
      side: 'principal' as const,
      otherNumber: mother.number,
      otherName: 'Nguyễn Thị Hường',
      services,
      validFrom: '2026-11-23',
    }
    const asked = await firm.call(accounts.proposeOrganisationMandate, { params: { organisationId }, body })
    const to = { params: { mandateId: asked.mandateId }, body: { agree: true } }
    await as(sure(mother)).call(accounts.answerMandate, to)
  }
  await lets([accounts.SIGN_IN])
  await expect(fileFor(mother, father)).rejects.toMatchObject({
    type: '/problems/accounts/cannot-represent',
  })
  await lets([CONFIRMATION])
  expect((await fileFor(mother, father)).submitted.body.representedBy).toMatchObject({
    name: 'Nguyễn Thị Hường – Văn phòng luật sư Minh Tâm',
  })
  await expect(fileFor(mother, father)).rejects.toMatchObject({ type: '/problems/accounts/cannot-represent' })
  const { history } = await firm.call(accounts.readOrganisation, { params: { organisationId } })
  expect(history.filter(({ words }) => words.en.startsWith('Filed')).map(({ by }) => by)).toEqual([
    'Nguyễn Thị Hường',
    'Lê Quang Dũng',
  ])
})

test('either side ends a mandate at once; a death ends it by itself', async () => {
  const { as, act, settle } = await platform()
  const { father, landlord } = people
  const first = await mandate(father, landlord)
  await as(sure(landlord)).call(accounts.answerMandate, {
    params: { mandateId: first.mandateId },
    body: { agree: true },
  })
  const ended = await as(landlord.actor).call(accounts.endMandate, {
    params: { mandateId: first.mandateId },
    body: {},
  })
  expect(ended.state).toBe('ended')
  const second = await mandate(father, landlord)
  await as(sure(landlord)).call(accounts.answerMandate, {
    params: { mandateId: second.mandateId },
    body: { agree: true },
  })
  await act((call) =>
    registerDeath(
      call,
      { personNumber: father.number, diedOn: '2026-11-22' },
      { legalBasis: 'Law on Civil Status 60/2014/QH13' },
    ),
  )
  await settle()
  const { rows } = await as(landlord.actor).call(accounts.listMyMandates)
  expect(rows.find(({ mandateId }) => mandateId === second.mandateId)?.state).toBe('ended')
})
