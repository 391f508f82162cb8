/**
 * One check of one person: may it be asked, is he there, did he agree, what is said. Every answer is metered, entered
 * in the log, and seen by the person. Decree 69/2024/NĐ-CP; Law 91/2025/QH15.
 */

import { purposes } from '#audit'
import type { CheckAct } from '#authentication/contract'
import { type Call, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { emit } from '#platform/events.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { Uuid } from '#platform/schemas.ts'
import { useConsent } from '#privacy'
import type { ConsentField } from '#privacy/contract'
import { lawParameter } from '#reference'
import { type Asking, askingOf } from './asking.ts'
import { handedOver } from './attributes.ts'
import { insertCall, isHeld } from './checks.store.ts'
import { type Answers, compareAll, isKeyed, type NameBands, nothingKnown } from './comparison.ts'
import * as contract from './contract.ts'
import { countTry, forgetTries, type Limits, report, TRIES_PER_PERSON } from './limits.ts'
import { issuerOf, signedToken } from './signed.ts'
import { heldOf, type Subject, subjectOf } from './subject.ts'

interface Looked {
  asking: Asking
  fields: readonly ConsentField[]
  /** Only when the number and another field fit. */
  subject: Subject | undefined
  /** Whoever has the number, fitting or not: it is entered for him. */
  holder: Subject | undefined
  consent: { consentId: Uuid; givenAt: string } | undefined
  tries: number
}

/** What is settled before the transaction begins: who asks for what, and that he has not used up his calls. */
export async function beginCheck(
  call: Call,
  limits: Limits,
  act: CheckAct,
  asked: { purpose: string; forClientId?: string },
  fields: readonly ConsentField[],
): Promise<Asking> {
  const { purpose, forClientId } = asked
  const asking = await askingOf(call, { purpose, forClientId, act, fields })
  await limits.spend(asking.recipient, call.now)
  return asking
}

/** Says yes or no, field by field. */
export async function matchPerson(
  call: Call,
  limits: Limits,
  asking: Asking,
  asked: contract.NewMatch,
): Promise<contract.Match> {
  const fields = askedFields(asked)
  const looked = await look(call, asking, asked, fields)
  const { subject } = looked
  const open = subject && !subject.closed ? subject : undefined
  const answers: Answers = open
    ? compareAll(asked, await heldOf(call, open, fields), await nameBands(call))
    : nothingKnown(asked)
  const face = asked.face === undefined ? {} : await faceAnswer(call, asked.face, open)
  const truths = Object.entries({ ...answers, ...face }).filter(([key]) => key.endsWith('Match'))
  const isTrue = truths.every(([, value]) => value !== 'false')
  const code = codeOf(subject, isTrue)
  const callId = await settle(call, limits, 'verification.match', asked, looked, code)
  return {
    verificationId: callId,
    code,
    at: call.now.toISOString(),
    idDocumentMatch: subject ? 'true' : 'false',
    ...answers,
    ...face,
    receipt: await signedToken(call.ports, 'verification-receipt+jwt', {
      ...claimsOf(call, asking, callId, asked.purpose),
      code,
      compared: truths.map(([key]) => key.replace(/Match$/, '')),
    }),
    sandbox: call.ports.mode === 'sandbox',
  }
}

/** Hands over consented data as a signed JWT. */
export async function readAttributes(
  call: Call,
  limits: Limits,
  asking: Asking,
  asked: contract.NewAttributes,
) {
  // A face is compared, never handed over; changes are followed by the change feed.
  if (asked.fields.includes('face') || asked.fields.includes('lifeEvents')) throw contract.purposeNotGranted()
  const looked = await look(call, asking, asked, asked.fields)
  const { subject, consent } = looked
  const code = codeOf(subject, true)
  const callId = await settle(call, limits, 'verification.attributes', asked, looked, code)
  const attributes =
    subject && code === 'matches'
      ? await signedToken(call.ports, 'verified-attributes+jwt', {
          ...claimsOf(call, asking, callId, asked.purpose),
          legal_basis: asking.legalBasis,
          consent: consent?.consentId ?? null,
          account_level: subject.accountLevel,
          attributes: await handedOver(call, subject, asked.fields),
        })
      : null
  const sandbox = call.ports.mode === 'sandbox'
  return { verificationId: callId, code, at: call.now.toISOString(), attributes, sandbox }
}

/**
 * Everything before an answer. Number and consent decide what may be said, so that whoever has no consent cannot tell
 * a number that is nobody's from one that is somebody's.
 */
async function look(
  call: Call,
  asking: Asking,
  asked: Pick<contract.NewMatch, 'purpose' | 'idDocument' | 'name' | 'birthdate'>,
  fields: readonly ConsentField[],
): Promise<Looked> {
  const { purpose, idDocument } = asked
  if (asked.name === undefined && asked.birthdate === undefined) throw contract.keyNeeded()
  const { recipient, through } = asking
  const holder = await subjectOf(call, idDocument)
  const number = holder?.person.personNumber ?? idDocument
  if (holder) reads(call, number, loggedFields(fields))
  const tries = await countTry(call, recipient.clientId, number)
  if (holder && (await isHeld(call.sql, number, recipient.clientId))) throw contract.consentNeeded()
  const consent =
    asking.basis === 'consent'
      ? await useConsent(call, {
          personNumber: number,
          recipientId: recipient.clientId,
          throughAgencyId: through?.agencyId ?? null,
          purpose,
          fields,
        })
      : undefined
  if (asking.basis === 'consent' && !consent) throw contract.consentNeeded()
  const subject = holder && isKeyed(asked, holder.person) ? holder : undefined
  return { asking, fields, subject, holder, consent, tries }
}

function codeOf(subject: Subject | undefined, isTrue: boolean): contract.ReplyCode {
  if (!subject) return 'not-found'
  if (subject.closed) return 'locked-or-deceased'
  return isTrue ? 'matches' : 'differs'
}

/** Meters the call, shows it to the person, tells him once a day, and counts what did not fit. */
async function settle(
  call: Call,
  limits: Limits,
  act: CheckAct,
  asked: { purpose: string; idDocument: string; reference?: string | undefined },
  { asking, fields, subject, holder, consent, tries }: Looked,
  code: contract.ReplyCode,
): Promise<Uuid> {
  const { recipient, through } = asking
  const callId = uuidv7(call.now.getTime())
  const today = dayOf(call.now)
  const kind = act === 'verification.match' ? 'verification.fee-match' : 'verification.fee-attributes'
  const tariff = await lawParameter(call, kind, today)
  const metered = {
    at: call.now,
    callId,
    clientId: recipient.clientId,
    agencyId: recipient.agencyId,
    throughId: through?.clientId ?? null,
    throughAgency: through?.agencyId ?? null,
    act,
    purpose: asked.purpose,
    code,
    priceDong: Number(tariff.value),
    tariff: tariff.citation,
  }
  const about = holder && {
    personNumber: holder.person.personNumber,
    system: recipient.names,
    fields,
    consentId: consent?.consentId ?? null,
    reference: asked.reference ?? null,
    tellOn: subject ? today : null,
  }
  const isNew = await insertCall(call.sql, metered, about ?? null)
  if (isNew && about) {
    const { personNumber } = about
    const words = purposeWords(asked.purpose)
    const said = { callId, personNumber, organisation: recipient.organisation, purpose: words, code }
    await emit(call, contract.personChecked, said, { person: personNumber })
  }
  const number = holder?.person.personNumber ?? asked.idDocument
  if (code === 'matches') {
    if (tries > 1) await forgetTries(call, recipient.clientId, number)
  } else if (tries === TRIES_PER_PERSON) {
    await report(call, 'one-person', recipient, holder?.person.personId ?? null)
  }
  if (code === 'not-found') await limits.stranger(call, recipient)
  return callId
}

function claimsOf(call: Call, { recipient, through }: Asking, callId: Uuid, purpose: string) {
  return {
    iss: issuerOf(call.ports),
    aud: recipient.clientId,
    ...(through ? { azp: through.clientId } : {}),
    jti: callId,
    iat: Math.floor(call.now.getTime() / 1000),
    purpose,
  }
}

async function faceAnswer(call: Call, face: string, subject: Subject | undefined) {
  const { faces } = call.ports
  const same = subject ? await faces.match(Buffer.from(face, 'base64'), subject.person.personId) : null
  const faceMatch: contract.Truth = same === null ? 'not_available' : same ? 'true' : 'false'
  return { faceMatch, faceEngine: faces.engine }
}

/** What a person is asked to agree to when these fields are compared. */
export function askedFields(asked: contract.NewMatch): ConsentField[] {
  const plain = ['name', 'birthdate', 'gender', 'phoneNumber', 'email', 'face'] as const
  const fields: ConsentField[] = plain.filter((field) => asked[field] !== undefined)
  return asked.region !== undefined || asked.locality !== undefined ? [...fields, 'address'] : fields
}

/** The log's own words for what was looked at. */
const logged: Partial<Record<ConsentField, string>> = {
  birthdate: 'bornOn',
  age18: 'bornOn',
  lifeEvents: 'life-events',
  gender: 'sex',
  nationality: 'nationalities',
  address: 'permanentResidence',
  phoneNumber: 'contacts',
  email: 'contacts',
}

function loggedFields(fields: readonly ConsentField[]): string[] {
  return fields.map((field) => logged[field] ?? field)
}

async function nameBands(call: Call): Promise<NameBands> {
  return (await lawParameter<NameBands>(call, 'verification.name-bands', dayOf(call.now))).value
}

export function purposeWords(code: string) {
  const found = purposes.find((purpose) => purpose.code === code)
  return { vi: found?.vi ?? code, en: found?.en ?? code }
}
