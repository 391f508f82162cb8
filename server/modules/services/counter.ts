/**
 * Filing at the counter (tiếp nhận tại Bộ phận Một cửa): whoever stands there is found by number or card, the form opens
 * filled in, an officer types the rest, the citizen confirms. Decree 118/2025/NĐ-CP; Resolution 66.7/2025/NQ-CP.
 */

import { accountOf } from '#accounts'
import { type Call, type OfficerActor, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'
import { compareNames, resolveNumber } from '#population'
import { ancestorsOf, isWithin, unitById, unitLabel, units } from '#reference'
import { addressOf } from '#residence'
import { mustBeOldEnough } from './applicants.ts'
import type { Confirmation } from './approval-requests.ts'
import { parseCardText } from './card-qr.ts'
import { bundleInForce, bundleOf } from './catalogue.ts'
import type { CounterDraft, DeskDossier, Visitor } from './contract.ts'
import * as contract from './contract.ts'
import { agrees } from './couple.ts'
import * as decisions from './decisions.ts'
import { viewDesk } from './desk-view.ts'
import { happened, move } from './dossier-moves.ts'
import type { Dossier } from './dossiers.store.ts'
import { viewDraft } from './draft-view.ts'
import * as drafts from './drafts.store.ts'
import { enterReading, holderOf, mustBeOpen, newDraft } from './drafts.ts'
import { paymentAsked } from './events.contract.ts'
import { homeOf, peopleOf, type RegisteredPerson } from './registers.ts'
import { newDossier } from './submission.ts'
import { visitorOfCode } from './visitor-codes.ts'

/** Opens the form for who stands there. Throws visitorUnknown, cardUnreadable, cardDiffers, ownMatter. */
export async function openAtCounter(
  call: Call,
  { code, card }: { code: string; card: string },
): Promise<CounterDraft> {
  const person = await whoStandsThere(call, card)
  const { personNumber: number } = person
  if (number === (call.actor as OfficerActor).number) throw contract.ownMatter()
  const bundle = await bundleInForce(call, code)
  enterReading(call, bundle, number)
  await mustBeOldEnough(call, bundle, number)
  const draft = await newDraft(call, bundle, number)
  return { draft: await viewDraft(call, bundle, draft), visitor: await visitorOf(call, person) }
}

async function whoStandsThere(call: Call, given: string): Promise<RegisteredPerson> {
  const card = parseCardText(given)
  const digits = given.replace(/\s/g, '')
  if (!card && !/^(\d{8}|\d{9}|\d{12})$/.test(digits)) throw contract.cardUnreadable()
  const number =
    digits.length === 8
      ? await visitorOfCode(call, digits)
      : await resolveNumber(call, card?.number ?? digits)
  if (number) reads(call, number, ['name', 'birth', 'sex', 'number', 'residence'])
  const person = number ? (await peopleOf(call, [number])).get(number) : undefined
  if (!person) throw contract.visitorUnknown()
  if (person.status !== 'alive') throw contract.visitorDead()
  const differs =
    card &&
    (!agrees(compareNames(card.name, person.name)) || (card.bornOn ?? person.bornOn) !== person.bornOn)
  if (differs) throw contract.cardDiffers()
  return person
}

async function visitorOf(call: Call, person: RegisteredPerson): Promise<Visitor> {
  const { personId, name, bornOn, sex, personNumber: number } = person
  const home = await homeOf(call, number)
  const dwellingId = home?.temporaryDwellingId ?? home?.permanentDwellingId
  return {
    personId,
    name,
    bornOn,
    sex,
    number,
    address: dwellingId ? await addressOf(call, dwellingId, dayOf(call.now)) : null,
    hasAccount: await mayConfirmInApp(call, number),
  }
}

async function mayConfirmInApp(call: Call, number: PersonNumber): Promise<boolean> {
  return (await accountOf(call, 'citizen', number))?.level === 2
}

export async function readAtCounter(call: Call, draftId: Uuid): Promise<CounterDraft> {
  const draft = mustBeOpen(call, await drafts.selectDraft(call.sql, holderOf(call), draftId))
  const bundle = await bundleOf(call, draft.serviceCode, draft.serviceVersion)
  enterReading(call, bundle, draft.personNumber)
  const person = (await peopleOf(call, [draft.personNumber])).get(draft.personNumber)!
  return { draft: await viewDraft(call, bundle, draft), visitor: await visitorOf(call, person) }
}

export interface CounterSubmission {
  revision: number
  serviceVersion: number
  confirmation: Confirmation
  asksFor?: string[]
}

/**
 * Files. Throws what submitting throws, and paperHeld, cannotConfirm, officeElsewhere, ownMatter. Accepted at once when
 * it is complete, nobody else is asked and nothing is to be paid: the counter is where requests are received.
 */
export async function fileAtCounter(
  call: Call,
  draftId: Uuid,
  given: CounterSubmission,
): Promise<DeskDossier> {
  const officer = call.actor as OfficerActor
  const draft = mustBeOpen(call, await drafts.lockDraft(call.sql, holderOf(call), draftId))
  const bundle = await bundleInForce(call, draft.serviceCode)
  if (given.serviceVersion !== bundle.version || draft.serviceVersion !== bundle.version) {
    throw contract.formChanged({ with: { draft: await viewDraft(call, bundle, draft) } })
  }
  if (given.revision !== draft.revision) throw contract.draftChanged({ with: { revision: draft.revision } })
  if (given.confirmation.kind === 'app' && !(await mayConfirmInApp(call, draft.personNumber))) {
    throw contract.cannotConfirm()
  }
  const { accountId, appointmentId, agencyId } = officer
  const filed = await newDossier(call, bundle, draft, {
    channel: 'counter',
    filedBy: { accountId, appointmentId, agencyId },
    confirmation: given.confirmation,
  })
  if (filed.people.some(({ number }) => number === officer.number)) throw contract.ownMatter()
  mustNotAskFor(filed, given.asksFor ?? [])
  await mustBeOfProvince(call, filed, officer)
  await drafts.closeDraft(call.sql, draft.personNumber, draftId, filed.dossierId)
  return viewDesk(call, await received(call, filed))
}

/** What a register holds is not asked for: the refusal names the register. */
function mustNotAskFor({ papers }: Dossier, codes: readonly string[]): void {
  const held = papers.find(({ code, needed }) => codes.includes(code) && !needed)
  if (!held) return
  throw contract.paperHeld({
    detail: { vi: `${held.name.vi}: ${held.why.vi}`, en: `${held.name.en}: ${held.why.en}` },
    with: { paper: held.code },
  })
}

/** Any counter of a province takes any file of the province. */
async function mustBeOfProvince(call: Call, { unitId }: Dossier, { territory }: OfficerActor): Promise<void> {
  if (territory.level === 'nation') return
  const all = await units(call)
  const today = dayOf(call.now)
  const above = ancestorsOf(all, territory.unitId, today)
  const province = above.find(({ level }) => level === 'province')?.unitId ?? territory.unitId
  if (isWithin(all, unitId, province, today)) return
  const there = [unitId, ...ancestorsOf(all, unitId, today).map((one) => one.unitId)].at(-1)!
  const unit = unitById(all, there, today)
  throw contract.officeElsewhere({
    detail: {
      vi: `Nộp tại Bộ phận Một cửa bất kỳ của ${unit ? unitLabel(unit) : 'tỉnh, thành phố đó'}, hoặc trực tuyến.`,
      en: `File at any one-stop counter of ${unit ? unit.name : 'that province'}, or online.`,
    },
  })
}

async function received(call: Call, dossier: Dossier): Promise<Dossier> {
  if (dossier.state !== 'submitted') return dossier
  const bundle = await bundleOf(call, dossier.serviceCode, dossier.serviceVersion)
  const officer = call.actor as OfficerActor
  const handles = officer.agencyId === dossier.agencyId && officer.roles.includes('case-officer')
  const set = handles ? { holderAppointment: officer.appointmentId, holderAccount: officer.accountId } : {}
  if (dossier.fee.amountDong === 0) return decisions.accept(call, bundle, dossier, 'accept', set)
  const waiting = await move(call, dossier, { act: 'ask-payment', to: 'payment-asked', set })
  await happened(call, paymentAsked, waiting, {})
  return waiting
}
