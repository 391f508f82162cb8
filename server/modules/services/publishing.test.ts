import { beforeAll, expect, test } from 'vitest'
import type { OfficerActor } from '#platform/call.ts'
import { uuidv7 } from '#platform/ids.ts'
import { platform, programBeside } from '#testing'
import type { Bundle } from './bundle.ts'
import { bundleFaults } from './bundle-check.ts'
import * as contract from './contract.ts'
import { ownBundles } from './own-bundles.ts'
import { atTheCounter, MONDAY, neighbourhood, TEMPORARY } from './scene-for-tests.ts'
import './registrations.ts'

// biome-ignore lint/suspicious/noExplicitAny: bundles are made wrong on purpose.
type Wrong = any

const good = () =>
  structuredClone(ownBundles().find((one) => (one as { code: string }).code === '1.004194')) as Wrong
const fieldOf = (bundle: Wrong, name: string) =>
  bundle.form.sections.flatMap(({ fields }: Wrong) => fields).find((field: Wrong) => field.name === name)
const told = (change: (bundle: Wrong) => void) => {
  const bundle = good()
  change(bundle)
  return bundleFaults(bundle).map(({ at, fault }) => `${at}: ${fault.en}`)
}

test.each<[string, (bundle: Wrong) => void, RegExp]>([
  ['a text missing in one language', (it) => delete it.name.en, /name/],
  ['a text of spaces', (it) => (it.summary.vi = '  '), /\/summary\/vi: the text is missing in this language/],
  [
    'a dead end: nobody can sign',
    (it) => (it.workflow.states.proposed['signing-leader'].acts = []),
    /no role may sign/,
  ],
  [
    'a state that can only be withdrawn from',
    (it) => {
      for (const role of Object.values(it.workflow.states.processing) as Wrong[]) role.acts = []
      it.workflow.states.processing.applicant.acts = ['withdraw']
    },
    /processing: (a dead end|no role may propose)/,
  ],
  [
    'an act that leads nowhere',
    (it) => it.workflow.states.approved.applicant.acts.push('withdraw'),
    /withdraw leads nowhere/,
  ],
  ['an act that does not exist', (it) => it.workflow.states.submitted.counter.acts.push('bribe'), /acts/],
  [
    'nobody may accept',
    (it) => {
      for (const role of ['counter', 'case-officer'])
        it.workflow.states.submitted[role].acts = ['claim', 'reject']
    },
    /no role may accept/,
  ],
  [
    'a field nobody can read',
    (it) => {
      for (const roles of Object.values(it.workflow.states) as Wrong[])
        for (const role of Object.values(roles) as Wrong[]) role.reads = ['name']
    },
    /\/form\/place: nobody can read this field/,
  ],
  [
    'a right on a field that does not exist',
    (it) => (it.workflow.states.approved.applicant.reads = ['plaice']),
    /no field plaice/,
  ],
  [
    'a field that stands twice',
    (it) => it.form.sections[0].fields.push(it.form.sections[0].fields[0]),
    /the field stands twice/,
  ],
  ['a choice of nothing', (it) => delete fieldOf(it, 'reason').choices, /a choice of nothing/],
  ['a field without a schema', (it) => delete it.form.schema.properties.reason, /field reason has no schema/],
  [
    'a schema that lets anything through',
    (it) => delete it.form.schema.additionalProperties,
    /must refuse additional/,
  ],
  ['a schema that is none', (it) => (it.form.schema.properties.name.minLength = 'x'), /not a JSON Schema/],
  [
    'an unknown register attribute',
    (it) => (it.prefill[0].attribute = 'person.income'),
    /no register attribute person.income/,
  ],
  [
    'a value called verified that its source does not vouch for',
    (it) => (it.prefill.find((line: Wrong) => line.field === 'phone').state = 'verified'),
    /not verified by its register/,
  ],
  [
    'an unknown effect',
    (it) => (it.effects[0].command = 'population.delete-person'),
    /no effect population.delete-person/,
  ],
  ['an unknown fact', (it) => it.facts.push('applicant.income'), /no fact applicant.income/],
  [
    'an unknown finder of approvers',
    (it) => (it.approvals[0].people = 'the-mayor'),
    /no finder of approvers the-mayor/,
  ],
  ['approvers who are shown nothing', (it) => (it.approvalText = null), /approvers are shown nothing/],
  [
    'a rule on a field that does not exist',
    (it) => (fieldOf(it, 'reasonText').when = { $equals: [{ $field: 'raison' }, 'other'] }),
    /\$field raison is unknown/,
  ],
  [
    'a rule with an operation that does not exist',
    (it) => (it.eligibility[0].holds = { $always: true }),
    /\$always is no operation/,
  ],
  [
    'a limit that is not named',
    (it) => (fieldOf(it, 'untilOn').latest = { $addMonths: [{ $field: 'fromOn' }, { $param: 'years' }] }),
    /\$param years is unknown/,
  ],
  [
    'a worked example that comes out otherwise',
    (it) => (it.examples[0].approvals = []),
    /examples\/0\/approvals/,
  ],
  ['a member nobody knows', (it) => (it.colour = 'red'), /additional/],
])('publishing refuses %s', (_what, change, fault) => {
  expect(told(change).join('\n')).toMatch(fault)
})

beforeAll(async () => {
  await platform()
}, 120_000)

const officer = (roles: OfficerActor['roles']): OfficerActor => ({
  kind: 'officer',
  number: '001085000001',
  personId: uuidv7(),
  accountId: uuidv7(),
  appointmentId: uuidv7(),
  position: 'administrator',
  agencyId: 2,
  roles,
  territory: { level: 'nation', unitId: 0 },
  sessionId: 's',
  factorAt: null,
})

test('an administrator publishes a version without a restart; the same again does nothing; other content is refused', async () => {
  const { as } = await platform()
  const administrator = as(officer(['administrator']))
  const bundle = { ...good(), code: '9.999003' } as Bundle
  expect(await administrator.call(contract.checkService, { body: { bundle } })).toEqual({ faults: [] })
  const first = await administrator.call(contract.publishService, { body: { bundle } })
  expect(first).toEqual({ code: '9.999003', version: 1, published: true })
  const list = await as({ kind: 'anonymous' }).call(contract.listServices)
  const own = ownBundles().map((one) => (one as Bundle).code)
  expect(list.rows.map(({ code }) => code)).toEqual([...own, '9.999003'].sort())
  const page = await as({ kind: 'anonymous' }).call(contract.readService, { params: { code: '9.999003' } })
  expect(page.fee.standardDong).toBe(7000)
  const again = await administrator.call(contract.publishService, { body: { bundle } })
  expect(again.published).toBe(false)
  const other = { ...bundle, summary: { vi: 'Khác', en: 'Other' } }
  const taken = await administrator.send(contract.publishService, { body: { bundle: other } })
  expect(taken.body).toMatchObject({ status: 409, type: '/problems/services/version-taken' })
})

test('a bundle with faults is not published, and the faults are told; nobody else may publish', async () => {
  const { as } = await platform()
  const bundle = { ...good(), code: '9.999004', effects: [{ ...good().effects[0], command: 'a.b' }] }
  const wrong = await as(officer(['administrator'])).send(contract.publishService, { body: { bundle } })
  expect(wrong.body).toMatchObject({ status: 422, type: '/problems/services/bundle-refused' })
  expect((wrong.body as unknown as { faults: unknown[] }).faults).toContainEqual({
    at: '/effects',
    fault: { vi: 'không có hiệu lực a.b', en: 'no effect a.b' },
  })
  const handler = await as(officer(['case-officer'])).send(contract.publishService, {
    body: { bundle: good() },
  })
  expect(handler.status).toBe(403)
  const garbage = await as(officer(['administrator'])).send(contract.publishService, {
    body: { bundle: 'x' },
  })
  expect(garbage.status).toBe(422)
})

test('what was published is live at once in another process; going back is a new version, and the difference is shown', async () => {
  const p = await platform()
  const administrator = p.as(officer(['administrator']))
  const beside = await programBeside(p)
  const bundle = { ...good(), code: '9.999005' } as Bundle
  await administrator.call(contract.publishService, { body: { bundle } })
  const second = structuredClone({ ...bundle, version: 2 }) as Wrong
  second.summary.en = 'A new summary'
  second.steps.push({ vi: 'Một bước nữa', en: 'One more step' })
  await administrator.call(contract.publishService, { body: { bundle: second } })
  const answer = await beside.server.fastify.inject({ url: '/api/services/catalogue/9.999005' })
  expect(answer.json()).toMatchObject({ version: 2, summary: { en: 'A new summary' } })
  await beside.close()
  const params = { code: '9.999005' }
  const compare = { params, body: { from: 1, to: { version: 2 } } }
  const { changes, more } = await administrator.call(contract.compareBundles, compare)
  expect(changes.map(({ at }) => at).sort()).toEqual([
    `/steps/${bundle.steps.length}`,
    '/summary/en',
    '/version',
  ])
  const summary = changes.find(({ at }) => at === '/summary/en')
  expect(summary).toMatchObject({ before: bundle.summary.en, after: 'A new summary' })
  expect(more).toBe(0)
  const back = await administrator.call(contract.rollBackService, { params, body: { version: 1 } })
  expect(back).toEqual({ code: '9.999005', version: 3 })
  const page = await administrator.call(contract.readPublished, { params, query: {} })
  expect(page.versions.map(({ version, inForce, byOfficer }) => [version, inForce, byOfficer])).toEqual([
    [3, true, true],
    [2, false, true],
    [1, false, true],
  ])
  expect((page.bundle as Bundle).summary).toEqual(bundle.summary)
  await expect(
    administrator.call(contract.rollBackService, { params, body: { version: 3 } }),
  ).rejects.toMatchObject({ type: '/problems/services/version-in-force' })
  const list = await administrator.call(contract.listPublished, {})
  expect(list.openPlaces).toHaveLength(11)
  expect(list.rows.find(({ code }) => code === '1.004222')).toMatchObject({ essential: ['06/QĐ-TTg · 3'] })
})

test('open dossiers keep their version; they go over only where nothing they rest on changes', async () => {
  const p = await platform()
  p.at(MONDAY)
  const administrator = p.as(officer(['administrator']))
  const people = await neighbourhood()
  const waiting = await atTheCounter(people)
  const second = { ...good(), version: 20 }
  second.summary.en = 'Only words differ'
  await administrator.call(contract.publishService, { body: { bundle: second } })
  const read = () =>
    p.as(people.mother.actor).call(contract.readMyDossier, { params: { dossierId: waiting.dossierId } })
  expect((await read()).service.version).toBe(1)
  const params = { code: TEMPORARY }
  const reason = 'Chỉ sửa câu chữ'
  const tried = await administrator.call(contract.migrateDossiers, { params, body: { try: true, reason } })
  expect(tried).toMatchObject({ version: 20, moved: 1, kept: [] })
  expect((await read()).service.version).toBe(1)
  const third = { ...second, version: 21, facts: [...second.facts, 'applicant.sex'] }
  await administrator.call(contract.publishService, { body: { bundle: third } })
  const kept = await administrator.call(contract.migrateDossiers, { params, body: { try: false, reason } })
  expect(kept).toMatchObject({ moved: 0, kept: [{ dossierCode: waiting.code, version: 1 }] })
  await administrator.call(contract.rollBackService, { params, body: { version: 20 } })
  const moved = await administrator.call(contract.migrateDossiers, { params, body: { try: false, reason } })
  expect(moved).toMatchObject({ version: 22, moved: 1, kept: [] })
  expect(await read()).toMatchObject({ service: { version: 22 }, state: 'submitted' })
  p.at(null)
})
