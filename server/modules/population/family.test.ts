import { beforeAll, expect, test } from 'vitest'
import type { Call } from '#platform/call.ts'
import { type Platform, platform } from '#testing'
import { type Born, born, couple, grounds } from '#testing/people.ts'
import { annulEvent } from './annulments.ts'
import {
  changeContacts,
  changeDetails,
  registerBirth,
  registerDeath,
  registerDivorce,
  registerMarriage,
} from './civil-status.ts'
import * as family from './family.ts'
import { endOutgrown } from './guardians.ts'
import { selectLifeEvents } from './life-events.store.ts'
import { parseNumber } from './number.ts'
import { contactsOf, personByNumber } from './people.ts'
import { rebuild } from './rebuild.ts'
import { relationsAsOf, relationsOf } from './relatives.ts'
import * as standing from './standing.ts'

let p: Platform
beforeAll(async () => {
  p = await platform()
})

const act = <T>(work: (call: Call) => Promise<T>) => p.act(work)
const refused = (code: string) => ({ type: `/problems/population/${code}` })
const person = (number: string) => act((call) => personByNumber(call, number))
const held = async (number: string, on = '2026-11-01') =>
  (await act((call) => relationsOf(call, number, on))).map(({ kind, otherNumber }) => ({ kind, otherNumber }))
const man = (details: Parameters<typeof born>[1] = {}) =>
  born(p, { sex: 'male', name: 'Lê Văn Nam', bornOn: '1980-03-03', ...details })
const child = (details: Parameters<typeof born>[1] = {}) =>
  born(p, { name: 'Lê Thị Bé', bornOn: '2018-05-05', ...details })
const adopt = (one: Born, parents: Born[], tie?: 'step-parent', on = '2024-01-10') =>
  act((call) =>
    family.adopt(
      call,
      {
        personNumber: one.number,
        on,
        parentNumbers: parents.map(({ number }) => number),
        ...(tie ? { tie } : {}),
      },
      grounds,
    ),
  )
const guard = (ward: Born, guardian: Born, ground: 'minor-without-parents' | 'incapacity') =>
  act((call) =>
    family.appointGuardian(
      call,
      { personNumber: ward.number, on: '2024-02-01', guardianNumber: guardian.number, ground },
      grounds,
    ),
  )

test('a couple adopts a child: both sides see it, until a court ends it', async () => {
  const { husband, wife } = await couple(p)
  const one = await child()
  await adopt(one, [husband, wife])
  expect(await held(one.number)).toEqual([
    { kind: 'adoptive-parent', otherNumber: husband.number },
    { kind: 'adoptive-parent', otherNumber: wife.number },
  ])
  expect(await held(wife.number)).toContainEqual({ kind: 'adopted-child', otherNumber: one.number })
  await expect(adopt(one, [await man()])).rejects.toMatchObject(refused('already-adopted'))
  const end = { personNumber: one.number, on: '2025-06-01' }
  await act((call) => family.endAdoption(call, end, grounds))
  expect(await held(one.number)).toEqual([])
  expect(await held(husband.number, '2024-06-01')).toContainEqual({
    kind: 'adopted-child',
    otherNumber: one.number,
  })
  await expect(act((call) => family.endAdoption(call, end, grounds))).rejects.toMatchObject(
    refused('not-adopted'),
  )
})

test('adoption is refused to oneself, the unmarried together, those too near in age, and of the too old', async () => {
  const one = await child()
  await expect(adopt(one, [one])).rejects.toMatchObject(refused('of-himself'))
  await expect(adopt(one, [await man(), await born(p)])).rejects.toMatchObject(
    refused('adopters-not-married'),
  )
  const near = await man({ bornOn: '2001-01-01' })
  await expect(adopt(one, [near])).rejects.toMatchObject(refused('adopter-unfit'))
  expect(await adopt(one, [near], 'step-parent')).toMatchObject({ kind: 'adoption' })
  const grown = await born(p, { bornOn: '2005-01-01' })
  await expect(adopt(grown, [await man()])).rejects.toMatchObject(refused('adopted-too-old'))
})

test('of two adoptions, two fathers and two guardians at the same time, one is recorded', async () => {
  const [one, orphan] = [await child(), await child()]
  const [first, second] = [await man(), await man()]
  const races = [
    () => [first, second].map((parent) => adopt(one, [parent])),
    () => [first, second].map((parent) => recognise(one, parent)),
    () => [first, second].map((guardian) => guard(orphan, guardian, 'minor-without-parents')),
  ]
  for (const race of races) {
    const answers = await Promise.allSettled(race())
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  }
})

const recognise = (one: Born, parent: Born, as: 'father' | 'mother' = 'father') =>
  act((call) =>
    family.recogniseParent(
      call,
      { personNumber: one.number, on: '2024-03-01', parentNumber: parent.number, as },
      grounds,
    ),
  )

test('a father recognised later is the father since the birth; a second needs a court first', async () => {
  const mother = await born(p)
  const one = await child({ motherNumber: mother.number, fatherAbsent: 'unknown' })
  const father = await man()
  await expect(recognise(one, await born(p))).rejects.toMatchObject(refused('parent-of-wrong-sex'))
  await expect(recognise(one, await man({ bornOn: '2013-05-06' }))).rejects.toMatchObject(
    refused('parent-too-young'),
  )
  await recognise(one, father)
  const [relation] = await act((call) => relationsAsOf(call, father.number, '2019-01-01'))
  expect(relation).toMatchObject({ kind: 'child', validFrom: '2018-05-05' })
  await expect(recognise(one, await man())).rejects.toMatchObject(refused('parent-recorded'))
  const deny = {
    personNumber: one.number,
    on: '2025-03-01',
    parentNumber: father.number,
    as: 'father' as const,
  }
  await act((call) => family.denyParent(call, deny, grounds))
  expect(await held(father.number)).toEqual([])
  await expect(act((call) => family.denyParent(call, deny, grounds))).rejects.toMatchObject(
    refused('not-parent'),
  )
  expect(await recognise(one, await man())).toMatchObject({ kind: 'parent-recognition' })
})

test('the database itself refuses two fathers and the same guardian twice at a time', async () => {
  const one = await child()
  const [first, second] = [await man(), await man()]
  await recognise(one, first)
  await guard(one, first, 'minor-without-parents')
  const insert = (kind: string, other: Born) => p.sql`
    insert into population.relations (person_number, id, kind, other_number, valid_from, recorded_at, event_id)
    values (${one.number}, gen_random_uuid(), ${kind}, ${other.number}, '2024-02-05', now(), gen_random_uuid())`
  await expect(insert('father', second)).rejects.toMatchObject({ constraint_name: 'one_father_one_mother' })
  await expect(insert('guardian', first)).rejects.toMatchObject({ constraint_name: 'one_of_each_at_a_time' })
  await expect(insert('guardian', one)).rejects.toMatchObject({ code: '23514' })
})

test('a guardian is fit, needed and one; a change ends the first; a death ends it too', async () => {
  const ward = await child()
  const [first, second] = [await man(), await man()]
  const young = await born(p, { bornOn: '2012-01-01' })
  await expect(guard(ward, young, 'minor-without-parents')).rejects.toMatchObject(refused('guardian-unfit'))
  await expect(guard(ward, ward, 'minor-without-parents')).rejects.toMatchObject(refused('of-himself'))
  await expect(guard(first, second, 'minor-without-parents')).rejects.toMatchObject(
    refused('no-need-of-guardian'),
  )
  await guard(ward, first, 'minor-without-parents')
  await expect(guard(ward, second, 'minor-without-parents')).rejects.toMatchObject(refused('has-guardian'))
  const change = { personNumber: ward.number, on: '2025-01-01', guardianNumber: second.number }
  await act((call) => family.changeGuardian(call, { ...change, ground: 'minor-without-parents' }, grounds))
  expect(await held(first.number)).toEqual([])
  expect(await held(second.number)).toEqual([{ kind: 'ward', otherNumber: ward.number }])
  const death = { personNumber: second.number, diedOn: '2025-05-05' }
  const died = await act((call) => registerDeath(call, death, grounds))
  expect(await held(ward.number)).toEqual([])
  const annul = { personNumber: second.number, eventId: died.id, reason: 'Khai tử nhầm người' }
  await act((call) => annulEvent(call, annul, grounds))
  expect(await held(ward.number)).toEqual([{ kind: 'guardian', otherNumber: second.number }])
})

test('a minor’s guardianship ends on the day he comes of age, or is adopted; that of an adult stands', async () => {
  const guardian = await man()
  const ward = await child({ bornOn: '2007-03-04' })
  const grown = await man({ bornOn: '1999-01-01' })
  const [orphan, parent] = [await child(), await man()]
  await guard(ward, guardian, 'minor-without-parents')
  await guard(grown, guardian, 'incapacity')
  await guard(orphan, guardian, 'minor-without-parents')
  const adopted = await adopt(orphan, [parent], undefined, '2025-02-02')
  expect((await held(orphan.number)).map(({ kind }) => kind)).toEqual(['adoptive-parent'])
  expect(await act((call) => endOutgrown(call, ''))).toBeNull()
  expect(await act((call) => endOutgrown(call, ''))).toBeNull()
  expect(await held(ward.number)).toEqual([])
  expect(await held(ward.number, '2025-03-03')).toHaveLength(1)
  const events = await selectLifeEvents(p.sql, [ward.number])
  expect(events.at(-1)).toMatchObject({
    kind: 'guardianship-end',
    effectiveOn: '2025-03-04',
    legalBasis: expect.stringContaining('Điều 62'),
  })
  expect(events).toHaveLength(3)
  expect(await held(guardian.number)).toEqual([{ kind: 'ward', otherNumber: grown.number }])
  const annul = { personNumber: orphan.number, eventId: adopted.id, reason: 'Ghi nhầm người' }
  await act((call) => annulEvent(call, annul, grounds))
  expect(await held(orphan.number)).toEqual([{ kind: 'guardian', otherNumber: guardian.number }])
})

test('two grandparents are guardians together, nobody else beside them', async () => {
  const grandparents = await couple(p)
  const { husband, wife } = grandparents
  const mother = await born(p, {
    bornOn: '2004-01-01',
    fatherNumber: husband.number,
    motherNumber: wife.number,
  })
  const ward = await child({ bornOn: '2023-01-01', motherNumber: mother.number })
  const [aunt] = [await born(p)]
  await guard(ward, husband, 'minor-without-parents')
  await expect(guard(ward, aunt, 'minor-without-parents')).rejects.toMatchObject(refused('has-guardian'))
  await guard(ward, wife, 'minor-without-parents')
  await expect(guard(ward, wife, 'minor-without-parents')).rejects.toMatchObject(refused('has-guardian'))
  const guardians = async () => (await held(ward.number)).filter(({ kind }) => kind === 'guardian')
  expect(await guardians()).toHaveLength(2)
  const change = { personNumber: ward.number, on: '2025-01-01', guardianNumber: aunt.number }
  await act((call) => family.changeGuardian(call, { ...change, ground: 'minor-without-parents' }, grounds))
  expect(await guardians()).toEqual([{ kind: 'guardian', otherNumber: aunt.number }])
})

test('a representative is named and dismissed', async () => {
  const [one, other] = [await born(p), await man()]
  const name = { personNumber: one.number, on: '2024-01-01', representativeNumber: other.number }
  await act((call) => family.nameRepresentative(call, { ...name, scope: 'Giao dịch dân sự' }, grounds))
  expect(await held(other.number)).toEqual([{ kind: 'represented', otherNumber: one.number }])
  await act((call) => family.endRepresentation(call, { ...name, on: '2025-01-01' }, grounds))
  expect(await held(other.number)).toEqual([])
})

test.each([
  ['cousins', true],
  ['an uncle and his niece', true],
  ['second cousins', false],
  ['a stepfather and his stepdaughter', true],
])('%s: refused is %s', async (who, kin) => {
  const founder = await man({ bornOn: '1920-01-01' })
  const sons = [
    await man({ bornOn: '1945-01-01', fatherNumber: founder.number }),
    await man({ bornOn: '1946-01-01', fatherNumber: founder.number }),
  ]
  const grandsons = await Promise.all(
    sons.map((son) => man({ bornOn: '1970-01-01', fatherNumber: son.number })),
  )
  const [left, right] = grandsons as [Born, Born]
  const daughter = (father: Born) => born(p, { bornOn: '1999-01-01', fatherNumber: father.number })
  let pair: [Born, Born]
  if (who === 'cousins') {
    pair = [left, await born(p, { bornOn: '1972-01-01', fatherNumber: sons[1]!.number })]
  } else if (who === 'an uncle and his niece') {
    pair = [sons[1]!, await born(p, { bornOn: '1972-01-01', fatherNumber: sons[0]!.number })]
  } else if (who === 'second cousins') {
    pair = [await man({ bornOn: '1998-01-01', fatherNumber: left.number }), await daughter(right)]
  } else {
    const mother = await born(p, { bornOn: '1972-01-01' })
    const married = { one: left.number, other: mother.number, on: '2016-01-01' }
    await act((call) => registerMarriage(call, married, grounds))
    await act((call) => registerDivorce(call, { ...married, on: '2018-01-01' }, grounds))
    pair = [left, await born(p, { bornOn: '1999-01-01', motherNumber: mother.number })]
  }
  const marriage = { one: pair[0].number, other: pair[1].number, on: '2020-01-01' }
  const married = act((call) => registerMarriage(call, marriage, grounds))
  await (kin
    ? expect(married).rejects.toMatchObject(refused('close-kin'))
    : expect(married).resolves.toMatchObject({ kind: 'marriage' }))
})

test('a marriage annulled by a court leaves both as they were before it', async () => {
  const { husband, wife } = await couple(p)
  const annulled = { one: husband.number, other: wife.number, on: '2024-01-01' }
  await act((call) => family.annulMarriage(call, annulled, grounds))
  expect(await person(wife.number)).toMatchObject({ maritalStatus: 'single' })
  expect(await held(wife.number)).toEqual([])
})

const missing = (one: Born) =>
  act((call) =>
    standing.declareMissing(
      call,
      { personNumber: one.number, on: '2022-06-01', lastHeardOn: '2020-05-01' },
      grounds,
    ),
  )
const declaredDead = (one: Born) =>
  act((call) =>
    standing.declareDead(
      call,
      {
        personNumber: one.number,
        on: '2020-05-01',
        decidedOn: '2025-06-01',
        ground: 'd',
        lastHeardOn: '2020-05-01',
      },
      grounds,
    ),
  )
const back = (one: Born, on = '2026-01-01') =>
  act((call) => standing.recordComingBack(call, { personNumber: one.number, on }, grounds))

test('missing is declared after the years of the law; the missing neither marry nor emigrate', async () => {
  const husband = await man()
  const early = { personNumber: husband.number, on: '2022-04-30', lastHeardOn: '2020-05-01' }
  await expect(act((call) => standing.declareMissing(call, early, grounds))).rejects.toMatchObject(
    refused('too-early-to-declare'),
  )
  await expect(back(husband)).rejects.toMatchObject(refused('not-declared'))
  await missing(husband)
  expect(await person(husband.number)).toMatchObject({ status: 'missing' })
  const emigrate = { personNumber: husband.number, on: '2023-01-01', country: 'DEU' }
  await expect(act((call) => standing.recordEmigration(call, emigrate, grounds))).rejects.toMatchObject(
    refused('person-missing'),
  )
  const marriage = { one: husband.number, other: (await born(p)).number, on: '2023-01-01' }
  await expect(act((call) => registerMarriage(call, marriage, grounds))).rejects.toMatchObject(
    refused('person-missing'),
  )
  await back(husband, '2022-09-01')
  expect(await person(husband.number)).toMatchObject({ status: 'alive' })
})

test('declared dead and come back, the marriage holds again; unless the widow married another', async () => {
  const { husband, wife } = await couple(p)
  await declaredDead(husband)
  expect(await person(husband.number)).toMatchObject({ status: 'declared-dead', diedOn: '2020-05-01' })
  expect(await person(wife.number)).toMatchObject({ maritalStatus: 'widowed' })
  await back(husband)
  expect(await person(husband.number)).toMatchObject({ status: 'alive', maritalStatus: 'married' })
  expect(await person(wife.number)).toMatchObject({ maritalStatus: 'married' })

  const other = await couple(p)
  const declared = await declaredDead(other.husband)
  const second = { one: (await man()).number, other: other.wife.number, on: '2025-07-01' }
  await act((call) => registerMarriage(call, second, grounds))
  const annul = { personNumber: other.husband.number, eventId: declared.id, reason: 'Người này trở về' }
  await expect(act((call) => annulEvent(call, annul, grounds))).rejects.toMatchObject(
    refused('not-annullable'),
  )
  await back(other.husband)
  expect(await person(other.husband.number)).toMatchObject({ status: 'alive', maritalStatus: 'divorced' })
  expect(await held(other.wife.number)).toEqual([{ kind: 'spouse', otherNumber: second.one }])
})

test('nationality is lost and recovered, a second one gained; emigrated and home again', async () => {
  const one = await born(p)
  const at = (on: string) => ({ personNumber: one.number, on })
  const gain = { ...at('2021-01-01'), country: 'DEU', way: 'naturalised' as const }
  await act((call) => standing.gainNationality(call, gain, grounds))
  await expect(act((call) => standing.gainNationality(call, gain, grounds))).rejects.toMatchObject(
    refused('has-nationality'),
  )
  await act((call) => standing.loseNationality(call, { ...at('2022-01-01'), way: 'released' }, grounds))
  expect(await person(one.number)).toMatchObject({ status: 'nationality-lost', nationalities: ['DEU'] })
  const recovered = { ...at('2023-01-01'), country: 'VNM', way: 'recovered' as const }
  await act((call) => standing.gainNationality(call, recovered, grounds))
  expect(await person(one.number)).toMatchObject({ status: 'alive', nationalities: ['VNM', 'DEU'] })
  await act((call) => standing.recordEmigration(call, { ...at('2024-01-01'), country: 'DEU' }, grounds))
  expect(await person(one.number)).toMatchObject({ status: 'emigrated' })
  await act((call) => standing.recordHomecoming(call, at('2025-01-01'), grounds))
  expect(await person(one.number)).toMatchObject({ status: 'alive' })
})

test('contacts are what the last event says; annulled, they are what the one before said', async () => {
  const one = await born(p)
  const say = (phone: string) => act((call) => changeContacts(call, { personNumber: one.number, phone }))
  await say('0912345678')
  const last = await say('0987654321')
  expect(await act((call) => contactsOf(call, one.number))).toMatchObject({ phone: '0987654321' })
  const annul = { personNumber: one.number, eventId: last.id, reason: 'Ghi nhầm số của người khác' }
  await act((call) => annulEvent(call, annul, grounds))
  expect(await act((call) => contactsOf(call, one.number))).toMatchObject({ phone: '0912345678' })
})

test('an ethnic group determined anew is that of a parent', async () => {
  const father = await man({ ethnicGroup: '02' })
  const mother = await born(p)
  const one = await child({ fatherNumber: father.number, motherNumber: mother.number })
  const change = (ethnicGroup: string) =>
    act((call) =>
      changeDetails(call, { personNumber: one.number, on: '2024-01-01', details: { ethnicGroup } }, grounds),
    )
  await expect(change('05')).rejects.toMatchObject(refused('ethnic-group-of-parents'))
  await change('02')
})

test('a child registered abroad carries its country; one left behind has no parents, and says why', async () => {
  const birth = {
    name: 'Trần Anh',
    sex: 'male' as const,
    bornOn: '2020-02-02',
    ethnicGroup: '01',
    birthRegisteredCountry: 'DEU',
  }
  const abroad = await act((call) => registerBirth(call, birth, grounds))
  expect(Number(parseNumber(abroad.personNumber)!.place)).toBeGreaterThan(100)
  const nowhere = { ...birth, birthRegisteredCountry: 'ATA' }
  await expect(act((call) => registerBirth(call, nowhere, grounds))).rejects.toMatchObject(
    refused('code-unknown'),
  )
  const foundling = await child({ foundling: true, fatherAbsent: 'left-behind', motherAbsent: 'left-behind' })
  expect(await held(foundling.number)).toEqual([])
})

test('what others rest on is not annulled before they are', async () => {
  const { husband, wife } = await couple(p)
  const [, marriage] = await selectLifeEvents(p.sql, [husband.number])
  const divorce = { one: husband.number, other: wife.number, on: '2024-01-01' }
  const divorced = await act((call) => registerDivorce(call, divorce, grounds))
  const annul = (eventId: string) =>
    act((call) => annulEvent(call, { personNumber: husband.number, eventId, reason: 'Ghi nhầm' }, grounds))
  await expect(annul(marriage!.id)).rejects.toMatchObject(refused('not-annullable'))
  await annul(divorced.id)
  await annul(marriage!.id)
  expect(await person(wife.number)).toMatchObject({ maritalStatus: 'single' })
})

test('all of it replays to the same registers', async () => {
  const rebuilt = await rebuild(p.owner)
  expect(rebuilt.replayed.parts).toEqual(rebuilt.kept.parts)
})
