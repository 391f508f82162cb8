/**
 * What the registers know leads (dịch vụ công chủ động): each night rule by rule, page by page, whoever it is time for is
 * offered it once; what is no longer so is withdrawn. A page is one transaction, so a nation streams through. Decree
 * 224/2026/NĐ-CP.
 */
import { type Call, changes } from '#platform/call.ts'
import { addDays, addYears, dayOf } from '#platform/day.ts'
import { emit } from '#platform/events.ts'
import { uuidv7 } from '#platform/ids.ts'
import { enqueue } from '#platform/jobs.ts'
import { poke } from '#platform/live.ts'
import type { Day, PersonNumber } from '#platform/schemas.ts'
import { parentPairs, peopleByNumbers } from '#population'
import { lawParameter } from '#reference'
import { type Dossier, selectDossier } from './dossiers.store.ts'
import { mentionOf, type OfferRule, offerRules } from './offer-rules.ts'
import { offerMade } from './offers.contract.ts'
import * as store from './offers.store.ts'

export const OFFERS_TASK = 'services.make-offers'
export const PEOPLE_AT_ONCE = 500
const DAY_MS = 86_400_000

/** Where the job stands: which rule, and after whom. */
export interface OffersAt {
  rule?: number
  after?: { keyDay: Day; subjectNumber: PersonNumber } | null
}

/** Begins at the first rule; a run that is still under way begins anew, which changes nothing. */
export async function beginOffers(call: Call): Promise<void> {
  await enqueue(call, OFFERS_TASK, {}, { key: OFFERS_TASK })
}

/** One page; comes back at once while there are more. Safe to repeat. */
export async function makeOffers(call: Call, at: OffersAt): Promise<void> {
  const index = at.rule ?? 0
  const rules = await offerRules(call)
  const rule = rules[index]
  if (!rule) return
  const after = at.after ?? null
  const ended = after === null ? await endOffers(call, rule) : 0
  const last = ended === PEOPLE_AT_ONCE ? null : await offerPage(call, rule, after)
  if (ended === PEOPLE_AT_ONCE) await enqueue(call, OFFERS_TASK, { rule: index }, { key: OFFERS_TASK })
  else if (last) await enqueue(call, OFFERS_TASK, { rule: index, after: last }, { key: OFFERS_TASK })
  else if (index + 1 < rules.length)
    await enqueue(call, OFFERS_TASK, { rule: index + 1 }, { key: OFFERS_TASK })
}

/** What lapsed or changed. Returns how many, at most a page. */
async function endOffers(call: Call, rule: OfferRule): Promise<number> {
  const today = dayOf(call.now)
  const turns = 'turns' in rule.when ? rule.when.turns : null
  const lapsed = await store.lapse(call.sql, today, call.now, PEOPLE_AT_ONCE)
  const changed = await store.withdrawChanged(call.sql, rule.id, turns, call.now, PEOPLE_AT_ONCE)
  for (const number of [...lapsed, ...changed]) changes(call, number, ['offers'])
  return Math.max(lapsed.length, changed.length)
}

/** Offers to a page of people. Returns the key to go on from, or nothing when it was the last. */
async function offerPage(call: Call, rule: OfferRule, after: store.DuePage['after']) {
  const today = dayOf(call.now)
  const limit = PEOPLE_AT_ONCE
  const ahead = addDays(today, await daysAhead(call, rule))
  const { when } = rule
  const due =
    'turns' in when
      ? await store.selectBorn(call.sql, {
          from: addYears(today, -when.turns),
          to: addYears(ahead, -when.turns),
          after,
          limit,
        })
      : await store.selectEnding(call.sql, { from: today, to: ahead, after, limit })
  const dueOn = (keyDay: Day) => ('turns' in when ? addYears(keyDay, when.turns) : keyDay)
  const told = await offeredTo(call, rule, due)
  const rows = told.map(({ personNumber, one }) => ({
    personNumber,
    offerId: uuidv7(call.now.getTime()),
    rule: rule.id,
    level: rule.level,
    subjectNumber: one.subjectNumber,
    unitId: one.unitId,
    serviceCode: rule.service,
    dueOn: dueOn(one.keyDay),
    lapsesOn: addDays(dueOn(one.keyDay), rule.keptDays),
    madeAt: call.now.toISOString(),
    applicant: rule.as === 'subject' ? one.subjectNumber : personNumber,
    mentions: mentionOf(rule, one.personId),
  }))
  const since = new Date(call.now.getTime() - rule.filedDays * DAY_MS)
  const { title, why } = rule
  for (const { offerId, personNumber } of await store.insertOffers(call.sql, rows, since)) {
    changes(call, personNumber, ['offers'])
    await emit(call, offerMade, { offerId, personNumber, title, why }, { person: personNumber })
  }
  if (rows.length > 0) await poke(call, ['figures'], 'offers')
  const last = due.at(-1)
  return due.length === limit && last ? { keyDay: last.keyDay, subjectNumber: last.subjectNumber } : null
}

/** The days in which a temporary residence may be extended are the law's own; the others are the rule's. */
async function daysAhead(call: Call, { when, daysAhead: days }: OfferRule): Promise<number> {
  if ('turns' in when) return days
  return (await lawParameter(call, 'residence.temporary.renew-window-days', dayOf(call.now))).value
}

/** Whom to tell: himself, or the living parents of a child. */
async function offeredTo(call: Call, { to }: OfferRule, due: readonly store.Due[]) {
  if (to === 'self') return due.map((one) => ({ personNumber: one.subjectNumber, one }))
  const parents = await parentPairs(
    call,
    due.map(({ subjectNumber }) => subjectNumber),
  )
  const living = await peopleByNumbers(
    call,
    parents.map(({ otherNumber }) => otherNumber),
  )
  const byChild = Map.groupBy(parents, ({ personNumber }) => personNumber)
  return due.flatMap((one) =>
    (byChild.get(one.subjectNumber) ?? [])
      .filter(({ otherNumber }) => living.get(otherNumber)?.status === 'alive')
      .map(({ otherNumber }) => ({ personNumber: otherNumber, one })),
  )
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
