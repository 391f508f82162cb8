/** Offers as whoever was offered them sees them: go on with one tap, or refuse. Decree 224/2026/NĐ-CP. */
import { type Call, type CitizenActor, changes, reads } from '#platform/call.ts'
import type { Day, Uuid } from '#platform/schemas.ts'
import { peopleByNumbers } from '#population'
import { serviceName } from './catalogue.ts'
import { openDraft, saveDraft } from './drafts.ts'
import { answersFor, type OfferRule, offerRules } from './offer-rules.ts'
import type { Offer, RefusalReason } from './offers.contract.ts'
import * as contract from './offers.contract.ts'
import * as store from './offers.store.ts'

const PAGE = 20

export async function listMyOffers(
  call: Call,
  { ended = false, after, limit = PAGE }: { ended?: boolean; after?: string; limit?: number },
) {
  const { number } = call.actor as CitizenActor
  reads(call, number, ['offers'])
  const found = await store.selectOffers(call.sql, number, { ended, after: keyOf(after), limit: limit + 1 })
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  return {
    rows: await views(call, shown),
    next: found.length > limit && last ? `${last.dueOn}_${last.offerId}` : null,
  }
}

export async function readMyOffer(call: Call, offerId: Uuid): Promise<Offer> {
  const [view] = await views(call, [await myOffer(call, offerId)])
  return view!
}

/** Opens the dossier, filled in with what the registers and the rule know. Throws offerEnded, reminderOnly, offerOfChild. */
export async function takeOffer(call: Call, offerId: Uuid): Promise<{ draftId: Uuid }> {
  const { number } = call.actor as CitizenActor
  const offer = await myOffer(call, offerId, true)
  if (offer.state !== 'offered') throw contract.offerEnded()
  const rule = await ruleOf(call, offer)
  if (!rule || offer.serviceCode === null) throw contract.reminderOnly()
  if (number !== (rule.as === 'subject' ? offer.subjectNumber : offer.personNumber))
    throw contract.offerOfChild()
  const draft = await openDraft(call, offer.serviceCode)
  const subject = (await peopleByNumbers(call, [offer.subjectNumber])).get(offer.subjectNumber)
  const known = subject ? answersFor(rule, subject.personId) : {}
  // What he typed himself stays.
  const answers = { ...known, ...draft.answers }
  await saveDraft(call, draft.draftId, {
    revision: draft.revision,
    serviceVersion: draft.service.version,
    answers,
  })
  return { draftId: draft.draftId }
}

/** Throws offerEnded. */
export async function refuseOffer(
  call: Call,
  offerId: Uuid,
  { reason }: { reason: RefusalReason },
): Promise<Offer> {
  const offer = await myOffer(call, offerId, true)
  if (offer.state !== 'offered') throw contract.offerEnded()
  changes(call, offer.personNumber, ['offers'])
  await store.endOffer(call.sql, offer, 'refused', reason, call.now)
  const [view] = await views(call, [{ ...offer, state: 'refused', reason }])
  return view!
}

/** Another's is not found, and the attempt is entered. */
async function myOffer(call: Call, offerId: Uuid, hold = false): Promise<store.OfferRow> {
  const { number } = call.actor as CitizenActor
  reads(call, number, ['offers'])
  const found = await store.selectOffer(call.sql, number, offerId, hold)
  if (!found) throw contract.offerUnknown()
  return found
}

async function ruleOf(call: Call, { rule }: store.OfferRow): Promise<OfferRule | undefined> {
  return (await offerRules(call)).find(({ id }) => id === rule)
}

async function views(call: Call, rows: readonly store.OfferRow[]): Promise<Offer[]> {
  const { number } = call.actor as CitizenActor
  const others = rows.map(({ subjectNumber }) => subjectNumber).filter((other) => other !== number)
  const people = await peopleByNumbers(call, others)
  const rules = new Map((await offerRules(call)).map((rule) => [rule.id, rule]))
  const found: Offer[] = []
  for (const row of rows) {
    const rule = rules.get(row.rule)
    const subject = people.get(row.subjectNumber)
    if (subject) reads(call, row.subjectNumber, ['name'])
    // A rule that is no longer in force offers nothing to see.
    if (!rule) continue
    const { offerId, level, serviceCode, dueOn, lapsesOn, state, reason, madeAt, dossierId } = row
    found.push({
      offerId,
      rule: row.rule,
      level,
      title: rule.title,
      why: rule.why,
      law: rule.law,
      dueOn,
      lapsesOn,
      about: subject ? { personId: subject.personId, name: subject.name } : null,
      actFor: rule.as === 'subject' && row.subjectNumber !== number,
      service:
        serviceCode === null ? null : { code: serviceCode, name: await serviceName(call, serviceCode, null) },
      state,
      reason,
      madeAt,
      dossierId,
    })
  }
  return found
}

function keyOf(after: string | undefined): { dueOn: Day; offerId: Uuid } | null {
  const key = /^(\d{4}-\d{2}-\d{2})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(after ?? '')
  return key ? { dueOn: key[1]!, offerId: key[2]! } : null
}
