import { beforeAll, beforeEach, expect, test } from 'vitest'
import { registerDeath } from '#population'
import { readMyResidence } from '#residence/contract'
import { platform } from '#testing'
import * as contract from './contract.ts'
import {
  CONFIRMATION,
  drafted,
  filed,
  MONDAY,
  moveTo,
  type Neighbourhood,
  neighbourhood,
  person,
  refused,
  STAY,
  TEMPORARY,
} from './scene-for-tests.ts'
import { countServiceUse } from './service-use.ts'

let people: Neighbourhood

beforeAll(async () => {
  await platform()
}, 120_000)
beforeEach(async () => {
  const { at } = await platform()
  at(MONDAY)
  people = await neighbourhood()
})

const submit = async (answers: Record<string, unknown>, code = TEMPORARY) =>
  refused(filed(people.mother, code, answers))

test('in the commune of one’s permanent residence temporary residence is refused, with the article', async () => {
  const wrong = await submit(
    moveTo(people, { place: { provinceId: 1, unitId: people.wards.home, dwellingId: people.home } }),
  )
  expect(wrong).toMatchObject({ status: 422, type: '/problems/services/answers-wrong' })
  expect(wrong.errors).toMatchObject([{ field: 'place', law: expect.stringContaining('art. 27(1)') }])
})

test('each mistake is told at its field, in Vietnamese and English, and nothing is lost', async () => {
  const { as, owner } = await platform()
  const { draftId, revision } = await drafted(people.mother, TEMPORARY, {
    ...moveTo(people, { untilOn: '2029-01-01', phone: '12345' }),
    reason: undefined,
    declared: false,
  })
  const wrong = await refused(
    as(people.mother.actor).call(contract.submitDraft, {
      params: { draftId },
      body: { revision, serviceVersion: 1 },
    }),
  )
  const fields = (wrong.errors as contract.FieldError[]).map(({ field }) => field).sort()
  expect(fields).toEqual(['declared', 'phone', 'reason', 'untilOn'])
  for (const { message } of wrong.errors as contract.FieldError[])
    expect(message.vi && message.en).toBeTruthy()
  const kept = await as(people.mother.actor).call(contract.readDraft, { params: { draftId } })
  expect(kept.answers).toMatchObject({ untilOn: '2029-01-01', phone: '12345' })
  const made = await owner`select 1 from services.dossiers where person_number = ${people.mother.number}`
  expect(made).toHaveLength(0)
})

test.each([
  [
    'a commune of yesterday',
    { place: { provinceId: 1, unitId: 999_999, newAddressLine: 'Số 1' }, dwellingRight: 'own' },
  ],
  [
    'a province instead of a commune',
    { place: { provinceId: 1, unitId: 1, newAddressLine: 'Số 1' }, dwellingRight: 'own' },
  ],
  ['both a known and a new dwelling', 'both'],
  ['a dwelling of another commune', 'elsewhere'],
  [
    'an unknown dwelling',
    { place: { provinceId: 1, unitId: 1002, dwellingId: '018f0000-0000-7000-8000-000000000001' } },
  ],
  ['a household elsewhere', 'household'],
  ['someone else’s child', 'stranger'],
])('%s is refused at its field', async (_what, given) => {
  const place = { provinceId: 1, unitId: people.wards.there, dwellingId: people.house }
  const named: Record<string, Record<string, unknown>> = {
    both: { place: { ...place, newAddressLine: 'Số 1' }, dwellingRight: 'own' },
    elsewhere: { place: { ...place, unitId: people.wards.elsewhere } },
    household: { householdMode: 'join', householdId: people.homeHousehold, relationToNewHead: 'other' },
    stranger: { members: [people.landlord.personId] },
  }
  const answers = typeof given === 'string' ? named[given]! : given
  const wrong = await submit(moveTo(people, answers))
  expect(wrong.status).toBe(422)
  expect((wrong.errors as unknown[]).length).toBeGreaterThan(0)
})

test('what was answered in a field that is no longer shown counts for nothing', async () => {
  const { owner } = await platform()
  const dossier = await filed(people.mother, STAY, {
    role: 'host',
    members: [people.child.personId],
    place: { provinceId: 1, unitId: people.wards.there, dwellingId: people.house },
    guests: [{ name: 'Lê Quang Dũng', number: people.landlord.number }],
    arrivesOn: '2026-11-23',
    leavesOn: '2026-11-24',
  })
  const [row] = await owner<{ people: unknown[]; answers: object }[]>`
    select people, answers from services.dossiers where dossier_id = ${dossier.dossierId}`
  expect(row!.people).toHaveLength(1)
  expect(row!.answers).not.toHaveProperty('members')
})

test('submitting the same draft twice, also at the same moment, makes one dossier', async () => {
  const { as, owner } = await platform()
  const { draftId, revision } = await drafted(people.mother, TEMPORARY, moveTo(people))
  const once = () =>
    as(people.mother.actor).send(contract.submitDraft, {
      params: { draftId },
      body: { revision, serviceVersion: 1 },
    })
  const answers = await Promise.all([once(), once(), once()])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
  const told = answers.find(({ status }) => status === 409)!
  const made = answers.find(({ status }) => status === 200)!
  expect(told.body).toMatchObject({
    type: '/problems/services/draft-submitted',
    dossierId: made.body.dossierId,
  })
  const rows = await owner`select 1 from services.dossiers where person_number = ${people.mother.number}`
  expect(rows).toHaveLength(1)
})

test('the same request sent again with its key gives the same dossier, not a second one', async () => {
  const { as } = await platform()
  const { draftId, revision } = await drafted(people.mother, TEMPORARY, moveTo(people))
  const headers = { 'idempotency-key': `submit-${draftId}` }
  const once = () =>
    as(people.mother.actor).call(contract.submitDraft, {
      params: { draftId },
      body: { revision, serviceVersion: 1 },
      headers,
    })
  const [first, second] = [await once(), await once()]
  expect(second.dossierId).toBe(first.dossierId)
})

test('a stale revision and a closed session are answered clearly', async () => {
  const { as } = await platform()
  const { draftId, revision } = await drafted(people.mother, TEMPORARY, moveTo(people))
  const body = { revision: revision - 1, serviceVersion: 1 }
  const stale = await refused(
    as(people.mother.actor).call(contract.submitDraft, { params: { draftId }, body }),
  )
  expect(stale).toMatchObject({ status: 409, type: '/problems/services/draft-changed', revision })
  const nobody = await refused(
    as({ kind: 'anonymous' }).call(contract.submitDraft, { params: { draftId }, body }),
  )
  expect(nobody).toMatchObject({ status: 401, type: '/problems/platform/sign-in-needed' })
})

test('an oversize body and a wrong content type are answered clearly, never with a fault of ours', async () => {
  const { as } = await platform()
  const { draftId, revision, answers } = await drafted(people.mother, TEMPORARY, moveTo(people))
  const citizen = as(people.mother.actor)
  const large = await citizen.send(contract.saveDraft, {
    params: { draftId },
    body: { revision, serviceVersion: 1, answers: { ...answers, reasonText: 'x'.repeat(70_000) } },
  })
  expect(large.status).toBe(413)
  const wrongType = await citizen.send(contract.saveDraft, {
    params: { draftId },
    body: { revision, serviceVersion: 1, answers },
    headers: { 'content-type': 'text/plain' },
  })
  expect(wrongType.status).toBe(415)
})

test('dossier codes of one office and day are different and in order', async () => {
  const [one, two] = [
    await filed(people.mother, TEMPORARY, moveTo(people)),
    await filed(people.father, TEMPORARY, moveTo(people)),
  ]
  const numberOf = ({ code }: contract.DossierView) => Number(/-01(\d{4,})$/.exec(code)![1])
  expect(numberOf(two)).toBe(numberOf(one) + 1)
})

test('a new dwelling is written down, its owner named and asked at the counter, and registered on approval', async () => {
  const { as } = await platform()
  const place = { provinceId: 1, unitId: people.wards.there, newAddressLine: 'Số 88 ngõ Gạch' }
  const dossier = await filed(
    people.mother,
    TEMPORARY,
    moveTo(people, { place, dwellingRight: 'rent', ownerName: 'Đinh Văn Bình', householdMode: undefined }),
  )
  expect(dossier.approvals).toMatchObject([{ name: 'Đinh Văn Bình', state: 'at-counter' }])
  const params = { dossierId: dossier.dossierId }
  const desk = as(people.handler.actor)
  let view = await desk.call(contract.readDeskDossier, { params })
  view = await desk.call(contract.recordPaperApproval, {
    params: { ...params, approvalId: view.approvals[0]!.approvalId },
    body: {
      version: view.version,
      decision: 'approve',
      signedOn: '2026-11-23',
      evidence: 'Hợp đồng thuê nhà',
    },
  })
  view = await desk.call(contract.acceptDossier, { params, body: { version: view.version } })
  view = await desk.call(contract.proposeDecision, {
    params,
    body: { version: view.version, outcome: 'approved', reasons: [] },
  })
  await as(people.chief.actor).call(contract.signDecision, { params, body: { version: view.version } })
  const mine = await as(people.mother.actor).call(readMyResidence)
  expect(mine.temporary?.address).toContain('Số 88 ngõ Gạch')
})

test('a guest’s stay is recorded at once, without an officer', async () => {
  const { as } = await platform()
  const place = { provinceId: 1, unitId: people.wards.there, dwellingId: people.house }
  const dossier = await filed(people.mother, STAY, {
    role: 'guest',
    place,
    arrivesOn: '2026-11-23',
    leavesOn: '2026-11-25',
  })
  expect(dossier).toMatchObject({ state: 'returned', nationalCode: 10, decision: { outcome: 'approved' } })
  const mine = await as(people.mother.actor).call(readMyResidence)
  expect(mine.stays).toMatchObject([{ arrivesOn: '2026-11-23', leavesOn: '2026-11-25' }])
})

test('a host gives notice for a guest by name and number; a guest that does not exist is refused', async () => {
  const { as, act } = await platform()
  const guest = await act((call) => person(call, { name: 'Bùi Thị Xuân' }), { now: MONDAY })
  const stay = { role: 'host', arrivesOn: '2026-11-23', leavesOn: '2026-11-24' }
  const unknown = await submit({ ...stay, guests: [{ name: 'Bùi Thị Hạ', number: guest.number }] }, STAY)
  expect(unknown).toMatchObject({ type: '/problems/services/not-eligible', errors: [{ field: 'guests' }] })
  const dossier = await filed(people.mother, STAY, {
    ...stay,
    guests: [{ name: 'bui thi xuan', number: guest.number }],
  })
  expect(dossier.state).toBe('returned')
  const seen = await as(guest.actor).call(readMyResidence)
  expect(seen.stays).toHaveLength(1)
})

test('what the register refuses of a stay is told to the citizen, and no dossier stays behind', async () => {
  const { owner } = await platform()
  const stay = {
    role: 'guest',
    place: { provinceId: 1, unitId: people.wards.there, dwellingId: people.house },
    arrivesOn: '2026-11-23',
    leavesOn: '2026-11-25',
  }
  await filed(people.mother, STAY, stay)
  const twice = await submit(stay, STAY)
  expect(twice).toMatchObject({ status: 409, type: '/problems/residence/stay-declared-before' })
  const rows = await owner`select 1 from services.dossiers where person_number = ${people.mother.number}`
  expect(rows).toHaveLength(1)
})

test('a confirmation of residence comes at once, signed, when the register has it', async () => {
  const { as, at, settle } = await platform()
  at('2026-11-23T02:30:00Z')
  const dossier = await filed(people.mother, CONFIRMATION, { use: 'Vay vốn ngân hàng', withHousehold: true })
  expect(dossier).toMatchObject({ state: 'approved', decision: { outcome: 'approved' } })
  await settle()
  const seen = await as(people.mother.actor).call(contract.readMyDossier, {
    params: { dossierId: dossier.dossierId },
  })
  expect(seen).toMatchObject({ state: 'returned', documents: [{ kind: 'CT07', state: 'signed' }] })
})

test('whoever the register holds no residence of is confirmed by an officer', async () => {
  const { as, act } = await platform()
  const newcomer = await act((call) => person(call, { name: 'Ngô Văn Mới', sex: 'male' }), { now: MONDAY })
  const place = { provinceId: 1, unitId: people.wards.there, newAddressLine: 'Xóm Trại' }
  const dossier = await filed(newcomer, CONFIRMATION, { use: 'Xin việc', place })
  expect(dossier.state).toBe('submitted')
  const params = { dossierId: dossier.dossierId }
  const desk = as(people.handler.actor)
  const accepted = await desk.call(contract.acceptDossier, { params, body: { version: dossier.version } })
  expect(accepted.clock.dueOn).toBe('2026-11-27')
})

test('a request ends with its applicant', async () => {
  const { act, owner, settle } = await platform()
  const dossier = await filed(people.mother, TEMPORARY, moveTo(people))
  const died = { personNumber: people.mother.number, diedOn: '2026-11-22' }
  await act((call) => registerDeath(call, died, { legalBasis: 'Law on Civil Status 60/2014/QH13' }), {
    now: MONDAY,
  })
  await settle()
  const [row] = await owner<{ state: string }[]>`
    select state from services.dossiers where dossier_id = ${dossier.dossierId}`
  expect(row!.state).toBe('stopped')
})

test('what was read and changed stands in the log with the dossier and the purpose', async () => {
  const { owner } = await platform()
  const dossier = await filed(people.mother, TEMPORARY, moveTo(people))
  const entries = await owner<{ act: string; purpose: string }[]>`
    select act, purpose from audit.entries where dossier_id = ${dossier.dossierId}`
  expect(entries).toMatchObject([
    { act: 'POST /services/drafts/:draftId/submit', purpose: 'services/prefill' },
  ])
})

test('what is filed most stands first in the list of services', async () => {
  const { act, as } = await platform()
  await filed(people.mother, TEMPORARY, moveTo(people))
  await act(countServiceUse, { now: MONDAY })
  const { rows } = await as({ kind: 'anonymous' }).call(contract.listServices)
  expect(rows[0]?.code).toBe(TEMPORARY)
})
