/** Asking a person, through his own app, to agree before he is checked. */
import { type Call, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Uuid } from '#platform/schemas.ts'
import { askConsent, type RequestState, requestState } from '#privacy'
import type { ConsentField } from '#privacy/contract'
import { lawParameter } from '#reference'
import { type Asking, askingOf, chainOf } from './asking.ts'
import { purposeWords } from './checks.ts'
import { isKeyed } from './comparison.ts'
import * as contract from './contract.ts'
import { countTry, type Limits } from './limits.ts'
import { subjectOf } from './subject.ts'

export interface Ask {
  purpose: string
  forClientId?: string
  idDocument: string
  name?: string
  birthdate?: string
  fields: ConsentField[]
}

/** What is settled before the transaction begins, as for a check. */
export async function beginAsk(call: Call, limits: Limits, asked: Ask): Promise<Asking> {
  const { purpose, forClientId, fields } = asked
  const asking = await askingOf(call, { purpose, forClientId, act: await actOf(call, asked), fields })
  await limits.spend(asking.recipient, call.now)
  return asking
}

/** Whoever asks learns nothing: not whether there is such a person, nor whether he was asked. */
export async function askForConsent(call: Call, { recipient, through, legalBasis }: Asking, asked: Ask) {
  const { purpose, fields } = asked
  if (asked.name === undefined && asked.birthdate === undefined) throw contract.keyNeeded()
  const follows = fields.includes('lifeEvents')
  if (follows && fields.length > 1) throw contract.followingAlone()
  const holder = await subjectOf(call, asked.idDocument)
  const number = holder?.person.personNumber ?? asked.idDocument
  await countTry(call, recipient.clientId, number)
  if (holder) reads(call, number, ['number'])
  const subject = holder && !holder.closed && isKeyed(asked, holder.person) ? holder : undefined
  const usesMax =
    recipient.kind === 'state' || follows
      ? null
      : Number((await lawParameter(call, 'privacy.private-uses-max', dayOf(call.now))).value)
  return await askConsent(call, {
    person: subject ? { number, personId: subject.person.personId } : null,
    recipient: {
      recipientId: recipient.clientId,
      agencyId: recipient.agencyId,
      throughAgencyId: through?.agencyId ?? null,
      system: recipient.names,
      organisation: recipient.organisation,
    },
    purpose: { code: purpose, words: purposeWords(purpose), legalBasis },
    fields,
    usesMax,
  })
}

/** The act that the registration grants for this purpose and these fields; a match unless only data are granted. */
async function actOf(call: Call, { purpose, forClientId, fields }: Ask) {
  const { recipient } = await chainOf(call, forClientId)
  const granted = recipient.checks.find(
    (check) => check.purpose === purpose && fields.every((field) => check.fields.includes(field)),
  )
  return granted?.acts[0] ?? 'verification.match'
}

/** Throws checkUnknown when it was not this system that asked. */
export async function readConsentRequest(
  call: Call,
  requestId: Uuid,
  forClientId: string | undefined,
): Promise<{ state: RequestState }> {
  const { recipient } = await chainOf(call, forClientId)
  const state = await requestState(call, requestId, recipient.clientId)
  if (!state) throw contract.checkUnknown()
  return { state }
}
