/** An organisation asks, the person answers in his app. Silence is no. Law 91/2025/QH15, on consent. */
import { type Call, type CitizenActor, changes, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { emit } from '#platform/events.ts'
import { uuidv7 } from '#platform/ids.ts'
import { poke } from '#platform/live.ts'
import type { PersonNumber, Uuid, Words } from '#platform/schemas.ts'
import { lawParameter } from '#reference'
import * as store from './consent-requests.store.ts'
import { consentText, textIdOf } from './consent-text.ts'
import { insertConsent, keepText, type Recipient } from './consents.store.ts'
import { fieldWords, providerName, purposeWords } from './consents.ts'
import * as contract from './contract.ts'

const LISTED_MAX = 50
/** Of one recipient to one person: nobody is worn down by asking. */
const WAITING_MAX = 2
const FORGOTTEN_AFTER_DAYS = 30
const AT_ONCE = 10_000
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

export interface Asking {
  /** Null when nobody fits what was given: it is recorded all the same and stays without an answer. */
  person: { number: PersonNumber; personId: Uuid } | null
  recipient: Recipient
  purpose: { code: string; words: Words; legalBasis: string }
  fields: readonly contract.ConsentField[]
  usesMax: number | null
}

export interface Asked {
  requestId: Uuid
  expiresAt: string
}

/** Asks a person to agree. The answer of this call is the same whether or not there is such a person. */
export async function askConsent(call: Call, asking: Asking): Promise<Asked> {
  const { recipient, purpose, fields, usesMax } = asking
  const today = dayOf(call.now)
  const minutes = Number((await lawParameter(call, 'privacy.consent-request-minutes', today)).value)
  const days = Number((await lawParameter(call, 'privacy.consent-days', today)).value)
  const through = await providerName(call, recipient.throughAgencyId)
  const { system, organisation } = recipient
  const terms = { organisation, system, through, fields, days, usesMax }
  const text = consentText({ ...terms, purpose: purpose.words, legalBasis: purpose.legalBasis })
  const textId = textIdOf(text)
  await keepText(call.sql, textId, text, call.now)
  const person = await willBeAsked(call, asking)
  const requestId = uuidv7(call.now.getTime())
  const expiresAt = new Date(call.now.getTime() + minutes * MINUTE_MS)
  await store.insertRequest(call.sql, {
    ...recipient,
    requestId,
    personNumber: person?.number ?? null,
    purpose: purpose.code,
    fields: [...fields],
    textId,
    consentDays: days,
    usesMax,
    askedAt: call.now,
    expiresAt,
  })
  if (person) {
    changes(call, person.number, ['consent-request'])
    const about = { requestId, personNumber: person.number, organisation, purpose: purpose.words }
    await emit(call, contract.consentAsked, about, { person: person.number })
    await poke(call, [`person:${person.personId}`], 'consents')
  }
  return { requestId, expiresAt: expiresAt.toISOString() }
}

/** A person who is asked too often is not asked again; whoever asks cannot tell. */
async function willBeAsked(call: Call, { person, recipient }: Asking) {
  if (!person) return null
  const waiting = await store.countWaiting(call.sql, person.number, recipient.recipientId, call.now)
  return waiting < WAITING_MAX ? person : null
}

export type RequestState = 'pending' | 'given' | 'refused' | 'expired'

/** What became of a request, for whoever asked; undefined when it is not his. */
export async function requestState(
  call: Call,
  requestId: Uuid,
  recipientId: string,
): Promise<RequestState | undefined> {
  const found = await store.selectOfRecipient(call.sql, requestId, recipientId)
  if (!found) return undefined
  return found.answer ?? (Date.parse(found.expiresAt) > call.now.getTime() ? 'pending' : 'expired')
}

/** Who asks the caller to agree. */
export async function listWaiting(call: Call): Promise<{ rows: contract.ConsentRequest[] }> {
  const { number } = call.actor as CitizenActor
  reads(call, number, ['consent-requests'])
  const rows = await store.selectWaiting(call.sql, number, call.now, LISTED_MAX)
  return {
    rows: await Promise.all(
      rows.map(async (row) => ({
        requestId: row.requestId,
        organisation: row.organisation,
        system: row.system,
        through: await providerName(call, row.throughAgencyId),
        purpose: purposeWords(row),
        legalBasis: row.legalBasis,
        fields: fieldWords(row.fields),
        text: { vi: row.textVi, en: row.textEn },
        askedAt: row.askedAt,
        expiresAt: row.expiresAt,
      })),
    ),
  }
}

/** Agrees or refuses. Throws consentUnknown, requestEnded. */
export async function answerRequest(
  call: Call,
  requestId: Uuid,
  answer: 'given' | 'refused',
): Promise<{ consentId: Uuid | null }> {
  const { number, personId, level, authenticationLevel = null } = call.actor as CitizenActor
  changes(call, number, ['consents'])
  const consentId = answer === 'given' ? uuidv7(call.now.getTime()) : null
  const request = await store.setAnswer(call.sql, number, requestId, { answer, consentId, now: call.now })
  if (!request) {
    const owner = await store.selectOwner(call.sql, requestId)
    throw owner === number ? contract.requestEnded() : contract.consentUnknown()
  }
  if (consentId) {
    const { recipientId, purpose } = request
    await insertConsent(call.sql, {
      ...request,
      personNumber: number,
      consentId,
      givenAt: call.now,
      givenHow: 'app',
      accountLevel: level,
      authenticationLevel,
      validUntil: new Date(call.now.getTime() + request.consentDays * DAY_MS),
    })
    const about = { consentId, personNumber: number, recipientId, purpose }
    await emit(call, contract.consentGiven, about, { person: number })
  }
  await poke(call, [`person:${personId}`], 'consents')
  return { consentId }
}

export async function forgetOldRequests(call: Call): Promise<void> {
  await store.deleteOld(call.sql, new Date(call.now.getTime() - FORGOTTEN_AFTER_DAYS * DAY_MS), AT_ONCE)
}
