import fc from 'fast-check'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { changeDetails, contactsOf } from '#population'
import { platform } from '#testing'
import { registerAttribute } from './attributes.ts'
import type { Bundle } from './bundle.ts'
import type { Prefilled } from './contract.ts'
import * as contract from './contract.ts'
import { mustKeepVerified } from './drafts.ts'
import { publishBundle } from './index.ts'
import { ownBundles } from './own-bundles.ts'
import { isGenuine } from './provenance.ts'
import {
  drafted,
  filed,
  MONDAY,
  moveTo,
  NEW_WARD,
  type Neighbourhood,
  neighbourhood,
  person,
  refused,
  TEMPORARY,
} from './scene-for-tests.ts'

let people: Neighbourhood

beforeAll(async () => {
  await platform()
}, 120_000)
beforeEach(async () => {
  const { at } = await platform()
  at(MONDAY)
  people = await neighbourhood()
})

const open = async () => {
  const { as } = await platform()
  const citizen = as(people.mother.actor)
  return { citizen, draft: await citizen.call(contract.openDraft, { params: { code: TEMPORARY } }) }
}

test('the form comes filled in, each value with its source, version, time and purpose', async () => {
  const { draft } = await open()
  const name = draft.prefilled.find(({ field }) => field === 'name')
  expect(name).toMatchObject({
    value: 'Nguyễn Thị Hường',
    state: 'verified',
    source: { en: 'National population database' },
    version: '2',
    readAt: MONDAY.toISOString(),
    purpose: 'services/prefill',
  })
  expect(draft.answers).toMatchObject({
    number: people.mother.number,
    permanentAddress: 'Số 12 ngõ 34, Phường Ba Đình, Thành phố Hà Nội',
    headName: 'Trần Văn Thủy',
    headNumber: people.father.number,
    relationToHead: 'wife',
    fromOn: '2026-11-23',
    untilOn: '2028-11-22',
  })
  expect(draft.members.map(({ name: member, relation, minor }) => [member, relation.en, minor])).toEqual(
    expect.arrayContaining([
      ['Trần Văn Thủy', 'Husband', false],
      ['Trần Nguyễn Khánh Như', 'Child', true],
    ]),
  )
  expect(draft.papers.filter(({ needed }) => needed).map(({ code }) => code)).toEqual(['lawful-dwelling'])
})

test('no value that the register holds is asked for, and at least four fifths come filled in', async () => {
  const { draft } = await open()
  const asked = draft.form.sections
    .flatMap(({ fields }) => fields)
    .filter(({ name }) => !(name in draft.answers))
    .map(({ name }) => name)
  const registers = [
    'name',
    'bornOn',
    'sex',
    'number',
    'permanentAddress',
    'headName',
    'headNumber',
    'relationToHead',
  ]
  expect(asked.filter((name) => registers.includes(name))).toEqual([])
  expect(draft.share.filled / draft.share.fields).toBeGreaterThanOrEqual(0.8)
})

test('opening again gives the same draft, not a second one', async () => {
  const { citizen, draft } = await open()
  const again = await citizen.call(contract.openDraft, { params: { code: TEMPORARY } })
  expect(again.draftId).toBe(draft.draftId)
  expect((await citizen.call(contract.listDrafts)).rows).toHaveLength(1)
})

test('what was typed is there when the window opens again, and the fee is waived with its reason', async () => {
  const { as } = await platform()
  const { draftId } = await drafted(people.mother, TEMPORARY, moveTo(people))
  const draft = await as(people.mother.actor).call(contract.readDraft, { params: { draftId } })
  expect(draft.answers).toMatchObject({
    place: { unitId: NEW_WARD, dwellingId: people.house },
    reason: 'work',
  })
  expect(draft.shown.place?.vi).toContain('Số 56 đường Trần Phú')
  expect(draft.fee).toMatchObject({ amountDong: 0, standardDong: 15000 })
  expect(draft.fee.reason.vi).toContain('miễn')
})

test('someone else finds no draft, and the content stands closed in the database', async () => {
  const { as, owner } = await platform()
  const { draftId } = await drafted(people.mother, TEMPORARY, moveTo(people))
  const stranger = await as(people.landlord.actor).send(contract.readDraft, { params: { draftId } })
  expect(stranger.status).toBe(404)
  const [row] = await owner<
    { content: Buffer }[]
  >`select content from services.drafts where draft_id = ${draftId}`
  expect(row!.content.includes(Buffer.from('Hường'))).toBe(false)
})

test('a second window that saves late is told, and what the first saved stays', async () => {
  const { citizen, draft } = await open()
  const body = {
    revision: draft.revision,
    serviceVersion: draft.service.version,
    answers: { ...draft.answers, reason: 'study' },
  }
  await citizen.call(contract.saveDraft, { params: { draftId: draft.draftId }, body })
  const late = await refused(citizen.call(contract.saveDraft, { params: { draftId: draft.draftId }, body }))
  expect(late).toMatchObject({ status: 409, type: '/problems/services/draft-changed' })
  const kept = await citizen.call(contract.readDraft, { params: { draftId: draft.draftId } })
  expect(kept.answers.reason).toBe('study')
})

test('an expired draft is answered clearly, and a new one opens filled in', async () => {
  const { at } = await platform()
  const { citizen, draft } = await open()
  at('2026-12-24T02:00:00Z')
  const expired = await refused(citizen.call(contract.readDraft, { params: { draftId: draft.draftId } }))
  expect(expired).toMatchObject({ status: 410, type: '/problems/services/draft-expired' })
  const again = await citizen.call(contract.openDraft, { params: { code: TEMPORARY } })
  expect(again.draftId).not.toBe(draft.draftId)
})

test('every tampering with a verified value is refused, whichever value and whatever it becomes', async () => {
  const { citizen, draft } = await open()
  const verified = draft.prefilled.filter(({ state }) => state === 'verified')
  const wrong = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(fc.string()),
    fc.object(),
  )
  const tampering = fc
    .tuple(fc.constantFrom(...verified), wrong)
    .filter(([{ value }, other]) => JSON.stringify(value) !== JSON.stringify(other))
    .filter(([, other]) => isParsed(other))
  let refusals = 0
  await fc.assert(
    fc.asyncProperty(tampering, async ([{ field }, other]) => {
      const answer = await citizen.send(contract.saveDraft, {
        params: { draftId: draft.draftId },
        body: {
          revision: draft.revision,
          serviceVersion: draft.service.version,
          answers: { ...draft.answers, [field]: other },
        },
      })
      expect(answer.body).toMatchObject({
        type: '/problems/services/verified-value-changed',
        fields: [field],
      })
      refusals += 1
    }),
    { numRuns: 200 },
  )
  expect(refusals).toBeGreaterThanOrEqual(200)
}, 120_000)

test('a thousand tamperings with what the server sealed are all noticed: value, source, state, time, form, person, seal', async () => {
  const { act } = await platform()
  const { draft } = await open()
  const sealedFor = { form: draft.draftId, subject: people.mother.number }
  const lines = draft.prefilled
  const other = <T>(value: T, ...others: T[]) => others.find((one) => one !== value)!
  const tamperings: Record<string, (line: Prefilled, text: string) => [Prefilled, typeof sealedFor]> = {
    value: (line, text) => [{ ...line, value: `${line.value}${text}x` }, sealedFor],
    'value of another field': (line) => [{ ...line, value: [line.value] }, sealedFor],
    nothing: (line) => [{ ...line, value: null }, sealedFor],
    field: (line, text) => [{ ...line, field: `${line.field}${text}x` }, sealedFor],
    attribute: (line) => [
      { ...line, attribute: other(line.attribute, 'contact.phone', 'person.name') },
      sealedFor,
    ],
    state: (line) => [{ ...line, state: other(line.state, 'verified', 'unverified') }, sealedFor],
    version: (line, text) => [{ ...line, version: `${line.version}${text}1` }, sealedFor],
    time: (line) => [{ ...line, readAt: '2020-01-01T00:00:00.000Z' }, sealedFor],
    purpose: (line, text) => [{ ...line, purpose: `${line.purpose}${text}x` }, sealedFor],
    seal: (line, text) => [{ ...line, signature: Buffer.from(`x${text}`).toString('base64url') }, sealedFor],
    'cut seal': (line, text) => [{ ...line, signature: line.signature.slice(0, text.length) }, sealedFor],
    form: (line) => [line, { ...sealedFor, form: people.mother.personId }],
    person: (line) => [line, { ...sealedFor, subject: people.father.number }],
  }
  const tampering = fc.tuple(
    fc.constantFrom(...lines),
    fc.constantFrom(...Object.keys(tamperings)),
    fc.string({ maxLength: 20 }),
  )
  await act(async (call) => {
    expect(lines.every((line) => isGenuine(call, sealedFor, line))).toBe(true)
    fc.assert(
      fc.property(tampering, ([line, how, text]) => {
        const [forged, of] = tamperings[how]!(line, text)
        // A value that was nothing before is not changed by becoming nothing.
        fc.pre(forged !== line || of !== sealedFor)
        fc.pre(!(how === 'nothing' && line.value === null))
        expect(isGenuine(call, of, forged), how).toBe(false)
        if (line.state === 'verified' && how === 'value') {
          expect(() => mustKeepVerified(lines, { [line.field]: forged.value })).toThrow()
        }
      }),
      { numRuns: 1000 },
    )
  })
})

/** The parser refuses a prototype before anything looks at the answers. */
function isParsed(value: unknown): boolean {
  return !/__proto__|constructor/.test(JSON.stringify(value))
}

test('whatever is sent as an answer is kept or refused at its field, never a fault of ours', async () => {
  const { citizen, draft } = await open()
  const fields = draft.form.sections.flatMap((section) => section.fields).map(({ name }) => name)
  const typed = fields.filter(
    (name) => !draft.prefilled.some((one) => one.field === name && one.state === 'verified'),
  )
  const { draftId } = draft
  let { revision } = draft
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...typed), fc.jsonValue().filter(isParsed), async (field, value) => {
      const answer = await citizen.send(contract.saveDraft, {
        params: { draftId },
        body: {
          revision,
          serviceVersion: draft.service.version,
          answers: { ...draft.answers, ...moveTo(people), [field]: value },
        },
      })
      expect([200, 422]).toContain(answer.status)
      if (answer.status !== 200) return
      revision = answer.body.revision
      const body = { revision, serviceVersion: 0 }
      const submitted = await citizen.send(contract.submitDraft, { params: { draftId }, body })
      expect(submitted.status).toBe(409)
    }),
    { numRuns: 100, examples: [['householdId', '']] },
  )
}, 120_000)

test('a value made up behind the server’s back is noticed at submission by its seal', async () => {
  const { as, owner, ports } = await platform()
  const { draftId, revision, service } = await drafted(people.mother, TEMPORARY, moveTo(people))
  const [row] = await owner<
    { content: Buffer }[]
  >`select content from services.drafts where draft_id = ${draftId}`
  const content = JSON.parse(ports.seal.open(row!.content).toString('utf8'))
  for (const value of content.prefilled) if (value.field === 'bornOn') value.value = '1980-01-01'
  content.answers.bornOn = '1980-01-01'
  await owner`
    update services.drafts set content = ${ports.seal.close(Buffer.from(JSON.stringify(content)))}
    where draft_id = ${draftId}`
  const forged = await refused(
    as(people.mother.actor).call(contract.submitDraft, {
      params: { draftId },
      body: { revision, serviceVersion: service.version },
    }),
  )
  expect(forged).toMatchObject({ type: '/problems/services/verified-value-changed', fields: ['bornOn'] })
})

test('a register that moved on while the form was filled in is shown as a difference, and nothing is lost', async () => {
  const { as, act } = await platform()
  const { draftId, revision, service } = await drafted(people.mother, TEMPORARY, moveTo(people))
  const change = {
    personNumber: people.mother.number,
    on: '2026-11-20',
    details: { name: 'Nguyễn Thị Hướng' },
  }
  await act((call) => changeDetails(call, change, { legalBasis: 'Law on Civil Status 60/2014/QH13' }))
  const citizen = as(people.mother.actor)
  const body = { revision, serviceVersion: service.version }
  const moved = await refused(citizen.call(contract.submitDraft, { params: { draftId }, body }))
  expect(moved).toMatchObject({ status: 409, type: '/problems/services/register-changed' })
  expect(moved.differences).toMatchObject([
    { field: 'name', before: 'Nguyễn Thị Hường', now: 'Nguyễn Thị Hướng' },
  ])
  const { draft, differences } = await citizen.call(contract.refreshDraft, { params: { draftId } })
  expect(differences).toHaveLength(1)
  expect(draft.answers).toMatchObject({
    name: 'Nguyễn Thị Hướng',
    reason: 'work',
    place: { dwellingId: people.house },
  })
  const submitted = await citizen.call(contract.submitDraft, {
    params: { draftId },
    body: { revision: draft.revision, serviceVersion: draft.service.version },
  })
  expect(submitted.state).toBe('awaiting-approvals')
})

test('a form republished while it is filled in keeps what was typed, and says so', async () => {
  const { as, act } = await platform()
  const bundle = (ownBundles() as Bundle[]).find(({ code: own }) => own === TEMPORARY)
  const code = '9.999001'
  const first = { ...bundle!, code, version: 1, examples: bundle!.examples.slice(0, 1) }
  await act((call) => publishBundle(call.sql, first, 'catalogue', MONDAY))
  const citizen = as(people.mother.actor)
  const draft = await citizen.call(contract.openDraft, { params: { code } })
  const second = structuredClone({ ...first, version: 2 })
  const reason = second.form.sections.flatMap(({ fields }) => fields).find(({ name }) => name === 'reason')!
  reason.label = { vi: 'Vì sao bạn tạm trú', en: 'Why you move' }
  await act((call) => publishBundle(call.sql, second, 'catalogue', MONDAY))
  const params = { draftId: draft.draftId }
  const answers = { ...draft.answers, ...moveTo(people, { reason: 'study' }) }
  const stale = await refused(
    citizen.call(contract.saveDraft, { params, body: { revision: 1, serviceVersion: 1, answers } }),
  )
  expect(stale).toMatchObject({ status: 409, type: '/problems/services/form-changed' })
  const carried = stale.draft as contract.Draft
  expect(carried).toMatchObject({ migratedFrom: 1, service: { version: 2 }, answers: { reason: 'study' } })
  const saved = await citizen.call(contract.saveDraft, {
    params,
    body: { revision: carried.revision, serviceVersion: 2, answers: carried.answers },
  })
  const dossier = await citizen.call(contract.submitDraft, {
    params,
    body: { revision: saved.revision, serviceVersion: 2 },
  })
  expect(dossier.service.version).toBe(2)
})

test('a register that does not answer leaves the form usable; the value is verified later', async () => {
  const { as, act } = await platform()
  let down = true
  registerAttribute({
    key: 'test.phone-of-register',
    label: { vi: 'Điện thoại', en: 'Phone' },
    source: { vi: 'Nguồn thử', en: 'Test source' },
    verified: true,
    fields: ['contacts'],
    async read(call, subject) {
      if (down) await call.sql`select 1 / 0`
      return { value: (await contactsOf(call, subject))?.phone ?? null, version: '1' }
    },
  })
  const code = '9.999002'
  const bundle = structuredClone({
    ...(ownBundles() as Bundle[]).find((one) => one.code === TEMPORARY)!,
    code,
    version: 1,
  })
  const line = bundle.prefill.find(({ field }) => field === 'phone')!
  line.attribute = 'test.phone-of-register'
  line.state = 'verified'
  await act((call) => publishBundle(call.sql, bundle, 'catalogue', MONDAY))
  const typed = (await act((call) => contactsOf(call, people.mother.number)))!.phone
  const draft = await as(people.mother.actor).call(contract.openDraft, { params: { code } })
  expect(draft.prefilled.find(({ field }) => field === 'phone')).toMatchObject({
    state: 'unverified',
    value: null,
  })
  const { dossierId } = await filed(people.mother, code, moveTo(people, { phone: typed }))
  const read = () => as(people.mother.actor).call(contract.readMyDossier, { params: { dossierId } })
  const phone = (view: contract.DossierView) =>
    view.sections.flatMap(({ rows }) => rows).find(({ field }) => field === 'phone')
  expect(phone(await read())).toMatchObject({ verified: false, source: null })
  down = false
  const { verifyValues } = await import('./verification.ts')
  await act((call) => verifyValues(call, { dossierId }), { now: MONDAY })
  expect(phone(await read())).toMatchObject({ verified: true, source: { en: 'Test source' } })
})

test('someone under age does not file himself; his parents can', async () => {
  const { as, act } = await platform()
  const boy = await act((call) => person(call, { name: 'Trần Văn Nhỏ', sex: 'male', bornOn: '2008-11-24' }), {
    now: MONDAY,
  })
  const young = await refused(as(boy.actor).call(contract.openDraft, { params: { code: TEMPORARY } }))
  expect(young).toMatchObject({ status: 422, type: '/problems/services/applicant-too-young', minimumAge: 18 })
  const { at } = await platform()
  at('2026-11-24T02:00:00Z')
  const draft = await as(boy.actor).call(contract.openDraft, { params: { code: TEMPORARY } })
  expect(draft.answers.name).toBe('Trần Văn Nhỏ')
})

test('a service that does not exist has no form', async () => {
  const { as } = await platform()
  const none = await refused(
    as(people.mother.actor).call(contract.openDraft, { params: { code: '9.000000' } }),
  )
  expect(none).toMatchObject({ status: 404, type: '/problems/services/service-unknown' })
})
