/** What the registers know leads: offers made by the nightly job, taken, refused, withdrawn. */
import { beforeAll, expect, test } from 'vitest'
import { listMyNotifications } from '#notifications/contract'
import { addDays, addYears } from '#platform/day.ts'
import { registerDeath } from '#population'
import { registerPermanentResidence, registerTemporaryResidence } from '#residence'
import { platform } from '#testing'
import * as contract from './contract.ts'
import { beginOffers, type OffersAt, offerPage, offersServed, withdrawOffersOf } from './offer-making.ts'
import { offerRules } from './offer-rules.ts'
import { dwelling, household, MONDAY, type Person, person, refused } from './scene-for-tests.ts'

const TODAY = '2026-11-23'
const WARD = 1001
let mother: Person
let father: Person
let six: Person
let fourteen: Person
let sixty: Person
let lodger: Person

/** The whole nightly job, as of a moment. */
async function night(now = MONDAY) {
  const { act } = await platform()
  await act(
    async (call) => {
      let at: OffersAt | undefined = {}
      while (at) at = await offerPage(call, at)
    },
    { now },
  )
}
const as = async ({ actor }: Person) => (await platform()).as(actor)
const offersTo = async (one: Person, ended = false) =>
  (await (await as(one)).call(contract.listMyOffers, { query: { ended } })).rows
const ruleOf = (rows: readonly contract.Offer[], rule: string) => rows.find((one) => one.rule === rule)

beforeAll(async () => {
  const { act, at } = await platform()
  at(MONDAY)
  await act(
    async (call) => {
      mother = await person(call, { name: 'Nguyễn Thị Hường' })
      father = await person(call, { name: 'Trần Văn Thủy', sex: 'male' })
      const parents = { father, mother, account: false }
      const soon = addDays(TODAY, 20)
      six = await person(call, { name: 'Trần Bảo An', bornOn: addYears(soon, -6), ...parents })
      fourteen = await person(call, { name: 'Trần Gia Huy', bornOn: addYears(soon, -14), ...parents })
      sixty = await person(call, { name: 'Lê Thị Sáu', bornOn: addYears(soon, -60) })
      lodger = await person(call, { name: 'Phạm Văn Trọ', bornOn: '1995-05-05' })
      const home = await dwelling(call, WARD, 'Số 1', [father])
      await household(call, home, father, [
        { person: mother, relation: 'wife' },
        { person: six, relation: 'child' },
        { person: fourteen, relation: 'child' },
      ])
      await registerTemporaryResidence(call, {
        dwellingId: home,
        from: '2026-01-10',
        until: addDays(TODAY, 10),
        people: [{ personNumber: lodger.number, relationToHead: 'head' }],
      } as never)
    },
    { now: MONDAY },
  )
  await night()
})

test('each is offered what it is time for, once, however often the job runs', async () => {
  const before = [...(await offersTo(mother)), ...(await offersTo(father)), ...(await offersTo(sixty))]
  expect(before.map(({ rule }) => rule).sort()).toEqual(
    ['card-14', 'card-14', 'card-60', 'health-card-6', 'health-card-6', 'school-6', 'school-6'].sort(),
  )
  await night()
  const after = [...(await offersTo(mother)), ...(await offersTo(father)), ...(await offersTo(sixty))]
  expect(after.map(({ offerId }) => offerId)).toEqual(before.map(({ offerId }) => offerId))
  expect(ruleOf(before, 'health-card-6')).toMatchObject({
    level: 2,
    about: { name: 'Trần Bảo An' },
    actFor: false,
    dueOn: addDays(TODAY, 20),
    service: { code: '0.006018' },
  })
})

test('the job in the background goes through every rule, and whoever is offered something is told', async () => {
  const { settle, act } = await platform()
  await act((call) => beginOffers(call))
  await settle()
  const { rows } = await (await as(sixty)).call(listMyNotifications, { query: {} })
  const offer = ruleOf(await offersTo(sixty), 'card-60')
  expect(rows).toContainEqual(expect.objectContaining({ about: { kind: 'offer', id: offer?.offerId } }))
})

test('one tap opens the prepared dossier: the reason is chosen, the person filled in', async () => {
  const me = await as(sixty)
  const offer = ruleOf(await offersTo(sixty), 'card-60')!
  const { draftId } = await me.call(contract.takeOffer, { params: { offerId: offer.offerId } })
  const draft = await me.call(contract.readDraft, { params: { draftId } })
  expect(draft.service.code).toBe('1.014061')
  expect(draft.answers).toMatchObject({ reason: 'expired', name: 'Lê Thị Sáu', number: sixty.number })
  // Again: the same draft, and what was typed meanwhile stays.
  const typed = { ...draft.answers, reason: 'wrong' }
  await me.call(contract.saveDraft, {
    params: { draftId },
    body: { revision: draft.revision, serviceVersion: draft.service.version, answers: typed },
  })
  expect(await me.call(contract.takeOffer, { params: { offerId: offer.offerId } })).toEqual({ draftId })
  expect((await me.call(contract.readDraft, { params: { draftId } })).answers).toMatchObject({
    reason: 'wrong',
  })
})

test('level three recommends the longest new term of a temporary residence', async () => {
  const offer = ruleOf(await offersTo(lodger), 'temporary-ends')!
  expect(offer).toMatchObject({ level: 3, dueOn: addDays(TODAY, 10) })
  const me = await as(lodger)
  const { draftId } = await me.call(contract.takeOffer, { params: { offerId: offer.offerId } })
  const { answers } = await me.call(contract.readDraft, { params: { draftId } })
  expect(answers['untilOn']).toMatch(/^2028-1[12]-/)
})

test('a form in the child’s name is opened acting for the child; a reminder has none', async () => {
  const rows = await offersTo(father)
  const card = ruleOf(rows, 'card-14')!
  expect(card).toMatchObject({ actFor: true, about: { name: 'Trần Gia Huy' } })
  const me = await as(father)
  const own = await refused(me.call(contract.takeOffer, { params: { offerId: card.offerId } }))
  expect(own.type).toBe('/problems/services/offer-of-child')
  const reminder = ruleOf(rows, 'school-6')!
  const none = await refused(me.call(contract.takeOffer, { params: { offerId: reminder.offerId } }))
  expect(none.type).toBe('/problems/services/reminder-only')
  const { as: platformAs } = await platform()
  const actor = {
    ...father.actor,
    number: fourteen.number,
    personId: fourteen.personId,
    representative: { number: father.number, personId: father.personId, basis: 'parent' },
  } as never
  const { draftId } = await platformAs(actor).call(contract.takeOffer, { params: { offerId: card.offerId } })
  expect(draftId).toBeTruthy()
})

test('a refusal is remembered with its reason, and does not come back', async () => {
  const offer = ruleOf(await offersTo(mother), 'health-card-6')!
  const me = await as(mother)
  const params = { offerId: offer.offerId }
  const done = await me.call(contract.refuseOffer, { params, body: { reason: 'never' } })
  expect(done).toMatchObject({ state: 'refused', reason: 'never' })
  await night()
  expect(ruleOf(await offersTo(mother), 'health-card-6')).toBeUndefined()
  expect(ruleOf(await offersTo(mother, true), 'health-card-6')).toMatchObject({ reason: 'never' })
  for (const asked of [
    () => me.call(contract.refuseOffer, { params, body: { reason: 'never' } }),
    () => me.call(contract.takeOffer, { params }),
  ])
    expect((await refused(asked())).type).toBe('/problems/services/offer-ended')
  // The other parent still has his.
  expect(ruleOf(await offersTo(father), 'health-card-6')).toBeDefined()
})

test('another’s offer is not found, and the attempt is refused like one that does not exist', async () => {
  const offer = ruleOf(await offersTo(father), 'school-6')!
  const stranger = await as(lodger)
  const params = { offerId: offer.offerId }
  for (const asked of [
    () => stranger.call(contract.readMyOffer, { params }),
    () => stranger.call(contract.takeOffer, { params }),
    () => stranger.call(contract.refuseOffer, { params, body: { reason: 'wrong' } }),
  ])
    expect(await refused(asked())).toMatchObject({ status: 404, type: '/problems/services/offer-unknown' })
})

test('a term that changed, a time that passed and a death end what was offered', async () => {
  const { act, owner } = await platform()
  await owner`
    update residence.current_residences set temporary_until = ${addDays(TODAY, 400)}
    where person_number = ${lodger.number}`
  await night()
  expect(ruleOf(await offersTo(lodger, true), 'temporary-ends')).toMatchObject({
    state: 'withdrawn',
    reason: 'fact-changed',
  })
  await night(new Date('2027-07-20T02:00:00Z'))
  expect(ruleOf(await offersTo(sixty, true), 'card-60')).toMatchObject({ state: 'lapsed' })
  await owner`
    update services.offers set state = 'offered', ended_at = null, reason = null
    where person_number = ${father.number} and rule = 'card-14'`
  const event = { personNumber: fourteen.number, diedOn: TODAY } as never
  await act((call) => registerDeath(call, event, { legalBasis: 'Law on Civil Status 60/2014/QH13' } as never))
  await act((call) => withdrawOffersOf(call, { personNumber: fourteen.number }))
  expect(ruleOf(await offersTo(father, true), 'card-14')).toMatchObject({
    state: 'withdrawn',
    reason: 'died',
  })
})

test('of two children the dossier serves the one it names; the other parent is not reminded of that one any more', async () => {
  const { act, as: platformAs, settle } = await platform()
  const soon = addDays(TODAY, 20)
  const [ma, ba, one, other] = await act(
    async (call) => {
      const woman = await person(call, { name: 'Đỗ Thị Lan' })
      const man = await person(call, { name: 'Vũ Văn Nam', sex: 'male' })
      const parents = { father: man, mother: woman, account: false, bornOn: addYears(soon, -6) }
      const twins = [
        await person(call, { name: 'Vũ Minh Anh', ...parents }),
        await person(call, { name: 'Vũ Minh Em', ...parents }),
      ] as const
      const home = await dwelling(call, WARD, 'Số 2', [man])
      await household(call, home, man, [
        { person: woman, relation: 'wife' },
        ...twins.map((child) => ({ person: child, relation: 'child' as const })),
      ])
      return [woman, man, ...twins] as const
    },
    { now: MONDAY },
  )
  await night()
  const cardsOf = async (who: Person, ended = false) =>
    (await offersTo(who, ended)).filter(({ rule }) => rule === 'health-card-6')
  expect(await cardsOf(ma)).toHaveLength(2)
  const first = (await cardsOf(ma)).find(({ about }) => about?.personId === one.personId)!
  const { draftId } = await platformAs(ma.actor).call(contract.takeOffer, {
    params: { offerId: first.offerId },
  })
  const draft = await platformAs(ma.actor).call(contract.readDraft, { params: { draftId } })
  expect(draft.answers['members']).toEqual([one.personId])
  const saved = await platformAs(ma.actor).call(contract.saveDraft, {
    params: { draftId },
    body: {
      revision: draft.revision,
      serviceVersion: draft.service.version,
      answers: { ...draft.answers, months: '12', declared: true },
    },
  })
  const sent = await platformAs(ma.actor).call(contract.submitDraft, {
    params: { draftId },
    body: { revision: saved.revision, serviceVersion: saved.service.version },
  })
  await settle()
  const served = { applicant: ma.number, serviceCode: '0.006018', dossierId: sent.dossierId }
  await act((call) => offersServed(call, served))
  const states = async (who: Person) =>
    [...(await cardsOf(who)), ...(await cardsOf(who, true))].map(({ about, state, reason }) => [
      about?.personId === one.personId ? 'one' : about?.personId === other.personId ? 'other' : 'nobody',
      state,
      reason,
    ])
  expect(await states(ma)).toEqual([
    ['other', 'offered', null],
    ['one', 'filed', null],
  ])
  expect(await states(ba)).toEqual([
    ['other', 'offered', null],
    ['one', 'withdrawn', 'done-by-other'],
  ])
  // Forgotten, as if the job had not run before: nothing of the first is offered anew, the other is.
  await (await platform()).owner`delete from services.offers where person_number = ${ma.number}`
  await night()
  expect(await states(ma)).toEqual([['other', 'offered', null]])
})

test('who sent the service longer ago than the rule says is offered it again', async () => {
  const { act, owner } = await platform()
  const rules = await act((call) => offerRules(call), { now: MONDAY })
  expect(rules.map(({ filedDays }) => filedDays)).toEqual(rules.map(() => 180))
  const [filed] = await owner<{ personNumber: string }[]>`
    update services.dossiers set submitted_at = submitted_at - interval '181 days'
    where service_code = '0.006018' returning person_number`
  await owner`delete from services.offers where person_number = ${filed!.personNumber}`
  await night()
  const again = await owner`
    select from services.offers where person_number = ${filed!.personNumber} and rule = 'health-card-6'`
  expect(again).toHaveLength(2)
})

test('whose card is good beyond the birthday is offered none, and the register is not asked again', async () => {
  const { act, owner, otherRegisters } = await platform()
  const soon = addDays(TODAY, 20)
  const [fresh, printed, silent] = await act(
    async (call) => [
      await person(call, { name: 'Lê Văn Mới', bornOn: addYears(soon, -25), sex: 'male' }),
      await person(call, { name: 'Lê Văn In', bornOn: addYears(soon, -40), sex: 'male' }),
      await person(call, { name: 'Lê Thị Lặng', bornOn: addYears(soon, -40) }),
    ],
    { now: MONDAY },
  )
  otherRegisters.hold('cards', fresh.number, { cardIssuedOn: addDays(TODAY, -600) })
  otherRegisters.hold('cards', printed.number, { cardIssuedOn: '2020-01-02', cardValidUntil: soon })
  await night()
  expect(await offersTo(fresh)).toEqual([])
  expect(await offersTo(fresh, true)).toMatchObject([{ rule: 'card-25', reason: 'card-holds' }])
  expect((await offersTo(printed)).map(({ rule }) => rule)).toEqual(['card-40'])
  // What is remembered is not asked for again; a register that does not answer leaves the age of the law.
  await owner`delete from services.offers where person_number = ${silent.number}`
  otherRegisters.tell('cards', 'down')
  await night()
  otherRegisters.tell('cards', 'works')
  expect((await offersTo(silent)).map(({ rule }) => rule)).toEqual(['card-40'])
  expect((await offersTo(fresh, true)).map(({ reason }) => reason)).toEqual(['card-holds'])
})

test('a form shows until when the card holds: the law’s day, the card’s own, and none for a card that is for life', async () => {
  const { act, otherRegisters } = await platform()
  const shown = async (bornOn: string, held: Record<string, string>) => {
    const who = await act((call) => person(call, { name: 'Bùi Văn Thẻ', bornOn }), { now: MONDAY })
    otherRegisters.hold('cards', who.number, held)
    const me = await as(who)
    const draft = await me.call(contract.openDraft, { params: { code: '1.014061' } })
    await me.call(contract.saveDraft, {
      params: { draftId: draft.draftId },
      body: { revision: draft.revision, serviceVersion: draft.service.version, answers: draft.answers },
    })
    return draft.answers['cardValidUntil']
  }
  expect(await shown('1990-03-05', { cardIssuedOn: '2022-01-01' })).toBe('2030-03-05')
  expect(await shown('1990-03-05', { cardIssuedOn: '2022-01-01', cardValidUntil: '2027-05-05' })).toBe(
    '2027-05-05',
  )
  expect(await shown('1955-03-05', { cardIssuedOn: '2024-09-10' })).toBeUndefined()
})

test('the pensionable age is that of sex and day of birth; the reminder is for the end of the month', async () => {
  const { act } = await platform()
  const [man, younger, woman] = await act(
    async (call) => [
      await person(call, { name: 'Đinh Văn Nghỉ', bornOn: '1965-07-20', sex: 'male' }),
      await person(call, { name: 'Đinh Văn Chưa', bornOn: '1966-04-20', sex: 'male' }),
      await person(call, { name: 'Đinh Thị Nghỉ', bornOn: '1970-02-03' }),
    ],
    { now: MONDAY },
  )
  const later = new Date('2027-04-05T02:00:00Z')
  await night(later)
  expect(await offersTo(man)).toMatchObject([
    { rule: 'pension', level: 1, dueOn: '2027-04-30', service: null },
  ])
  expect(await offersTo(younger)).toEqual([])
  expect(await offersTo(woman)).toMatchObject([{ rule: 'pension', dueOn: '2027-06-30' }])
  await night(later)
  expect(await offersTo(man)).toHaveLength(1)
})

test('who comes into a household of others is offered the rebate at once, once; who lives alone or is a child is not', async () => {
  const { act, settle } = await platform()
  const [owner, joiner, child] = await act(
    async (call) => {
      const host = await person(call, { name: 'Mai Văn Chủ', sex: 'male' })
      const grown = await person(call, { name: 'Mai Thị Vào', bornOn: '1999-09-09' })
      const small = await person(call, { name: 'Mai Bé', bornOn: '2015-09-09' })
      const home = await dwelling(call, WARD, 'Số 3', [host])
      const householdId = await household(call, home, host)
      await registerPermanentResidence(call, {
        dwellingId: home,
        householdId,
        on: TODAY,
        people: [grown, small].map(({ number }) => ({ personNumber: number, relationToHead: 'cousin' })),
      })
      return [host, grown, small] as const
    },
    { now: MONDAY },
  )
  await settle()
  await night()
  expect(await offersTo(joiner)).toMatchObject([
    { rule: 'household-rebate', dueOn: TODAY, service: { code: '0.006018' } },
  ])
  expect(await offersTo(owner)).toEqual([])
  expect(await offersTo(child)).toEqual([])
  const me = await as(joiner)
  const params = { offerId: (await offersTo(joiner))[0]!.offerId }
  const { draftId } = await me.call(contract.takeOffer, { params })
  expect((await me.call(contract.readDraft, { params: { draftId } })).answers).toMatchObject({
    withMe: true,
  })
})
