/**
 * What the registers know leads (dịch vụ công chủ động): each night rule by rule, page by page, whoever it is time for is
 * offered it once; what is no longer so is withdrawn. A page is one transaction of a few statements, so a nation streams
 * through. Decree 224/2026/NĐ-CP.
 */
import { type Call, changes } from '#platform/call.ts'
import { addDays, ageOn, dayOf } from '#platform/day.ts'
import { emitAll } from '#platform/events.ts'
import { uuidv7 } from '#platform/ids.ts'
import { enqueue } from '#platform/jobs.ts'
import { poke } from '#platform/live.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'
import { personByNumber } from '#population'
import { membersOf } from '#residence'
import { holdLongerThan } from './card-validity.ts'
import { type Dossier, selectDossier } from './dossiers.store.ts'
import { mentionOf, type OfferRule, offerRules } from './offer-rules.ts'
import { ageOf, spansOf } from './offer-spans.ts'
import { offerMade } from './offers.contract.ts'
import * as store from './offers.store.ts'
import { type Due, type DueKey, type RestsOn, selectDue, withdrawChanged } from './offers-due.store.ts'

export const OFFERS_TASK = 'services.make-offers'
export const OFFERS_AT_ONCE = 500
const DAY_MS = 86_400_000

/** Where the job stands: what has lapsed or changed, rule by rule; then who is due, span by span. */
export type OffersAt = { ending?: number } | { span: number; after: DueKey | null }

/** Begins at the first rule; a run that is still under way begins anew, which changes nothing. */
export async function beginOffers(call: Call): Promise<void> {
  await enqueue(call, OFFERS_TASK, {}, { key: OFFERS_TASK })
}

/** One page, and the next as a job of its own. Safe to repeat. */
export async function makeOffers(call: Call, at: OffersAt): Promise<void> {
  const next = await offerPage(call, at)
  if (next) await enqueue(call, OFFERS_TASK, { ...next }, { key: OFFERS_TASK })
}

/** One page. Returns where to go on, or nothing when the night's work is done. */
export async function offerPage(call: Call, at: OffersAt): Promise<OffersAt | undefined> {
  return 'span' in at ? makePage(call, at) : endPage(call, at.ending ?? 0)
}

/** Ends what lapsed or changed of a rule. */
async function endPage(call: Call, index: number): Promise<OffersAt> {
  const rule = (await offerRules(call))[index]
  if (!rule) return { span: 0, after: null }
  const limit = OFFERS_AT_ONCE
  const lapsed = await store.lapse(call.sql, dayOf(call.now), call.now, limit)
  const changed = await withdrawChanged(call.sql, rule.id, await restsOn(call, rule), call.now, limit)
  for (const number of [...lapsed, ...changed]) changes(call, number, ['offers'])
  return { ending: Math.max(lapsed.length, changed.length) === limit ? index : index + 1 }
}

async function restsOn(call: Call, rule: OfferRule): Promise<RestsOn> {
  return (await ageOf(call, rule)) ?? ('temporaryEnds' in rule.when ? 'stay' : 'household')
}

/** Offers to a page of people of a span. */
async function makePage(
  call: Call,
  { span: index, after }: { span: number; after: DueKey | null },
): Promise<OffersAt | undefined> {
  const spans = await spansOf(call)
  const span = spans[index]
  if (!span) return undefined
  const due = await selectDue(call.sql, span, { today: dayOf(call.now), after, limit: OFFERS_AT_ONCE })
  await offerTo(call, span.rule, due)
  const last = due.at(-1)
  if (due.length < OFFERS_AT_ONCE || !last)
    return index + 1 < spans.length ? { span: index + 1, after: null } : undefined
  const { keyDay, subjectNumber, personNumber } = last
  return { span: index, after: { keyDay, subjectNumber, personNumber } }
}

/** Offers a rule to everybody on the list; what somebody has, filed lately or wants no more is not offered again. */
async function offerTo(call: Call, rule: OfferRule, due: readonly Due[]): Promise<void> {
  if (due.length === 0) return
  const carried = rule.card ? await holdLongerThan(call, due) : new Set<PersonNumber>()
  const rows = due.map(({ personNumber, subjectNumber, personId, unitId, dueOn }) => ({
    personNumber,
    offerId: uuidv7(call.now.getTime()),
    rule: rule.id,
    level: rule.level,
    subjectNumber,
    unitId,
    serviceCode: rule.service,
    dueOn,
    lapsesOn: addDays(dueOn, rule.keptDays),
    madeAt: call.now.toISOString(),
    // Remembered, so that the register is not asked again each night.
    ...(carried.has(subjectNumber)
      ? { state: 'withdrawn' as const, reason: 'card-holds' }
      : { state: 'offered' as const, reason: null }),
    applicant: rule.as === 'subject' ? subjectNumber : personNumber,
    mentions: mentionOf(rule, personId),
  }))
  const since = new Date(call.now.getTime() - rule.filedDays * DAY_MS)
  const made = await store.insertOffers(call.sql, rows, since)
  for (const { personNumber } of made) changes(call, personNumber, ['offers'])
  const { title, why } = rule
  const told = made.filter(({ state }) => state === 'offered')
  await emitAll(
    call,
    offerMade,
    told.map(({ offerId, personNumber }) => ({
      person: personNumber,
      payload: { offerId, personNumber, title, why },
    })),
  )
  if (told.length > 0) await poke(call, ['figures'], 'offers')
}

/** Somebody came into a household of others: what its members gain by it is offered at once. Safe to repeat. */
export async function offerToJoiner(
  call: Call,
  {
    personNumber,
    effectiveOn,
    details: { householdId },
  }: { personNumber: PersonNumber; effectiveOn: string; details: { householdId: Uuid } },
): Promise<void> {
  const person = await personByNumber(call, personNumber)
  if (person?.status !== 'alive') return
  const members = await membersOf(call, householdId)
  const isIn = members.some((one) => one.personNumber === personNumber)
  if (!isIn || members.length < 2) return
  const unitId = await store.selectUnitOf(call.sql, householdId)
  for (const rule of await offerRules(call)) {
    if (!('joinsHousehold' in rule.when) || ageOn(person.bornOn, dayOf(call.now)) < rule.when.fromAge)
      continue
    if (addDays(effectiveOn, rule.keptDays) < dayOf(call.now)) continue
    const { personId, bornOn } = person
    const due = { personNumber, subjectNumber: personNumber, personId, bornOn, unitId }
    await offerTo(call, rule, [{ ...due, dueOn: effectiveOn, keyDay: effectiveOn }])
  }
}

/** A dossier was sent: its offer has served, and the other parent need not be reminded any more. Safe to repeat. */
export async function offersServed(
  call: Call,
  filed: { applicant: PersonNumber; serviceCode: string; dossierId: string },
): Promise<void> {
  const dossier = await selectDossier(call.sql, filed.dossierId)
  if (!dossier) return
  const rules = new Map((await offerRules(call)).map((rule) => [rule.id, rule]))
  const about = (await store.selectOpenFor(call.sql, filed)).filter((offer) => {
    const rule = rules.get(offer.rule)
    return rule && isAbout(rule, offer, dossier)
  })
  for (const offer of await store.fileOffers(call.sql, about, filed.dossierId, call.now)) {
    changes(call, offer.personNumber, ['offers'])
    for (const number of await store.withdrawTwins(call.sql, offer, call.now))
      changes(call, number, ['offers'])
  }
}

/** Two children are two offers: a dossier serves that of the child it names. Pure. */
function isAbout(
  rule: OfferRule,
  offer: store.OpenOffer,
  { personNumber, answers }: Pick<Dossier, 'personNumber' | 'answers'>,
): boolean {
  const applicant = rule.as === 'subject' ? offer.subjectNumber : offer.personNumber
  return (
    applicant === personNumber &&
    Object.entries(mentionOf(rule, offer.personId)).every(([field, named]) =>
      [named].flat().every((one) => [answers[field]].flat().includes(one)),
    )
  )
}

/** Safe to repeat. */
export async function withdrawOffersOf(
  call: Call,
  { personNumber }: { personNumber: PersonNumber },
): Promise<void> {
  for (const number of await store.withdrawOf(call.sql, personNumber, call.now))
    changes(call, number, ['offers'])
}
