/**
 * A foreigner registers for level 1 by himself: what he types is compared with the immigration register, which was
 * asked before the transaction began. As with citizens nobody learns from the answer whether it fits; that is told to
 * the phone alone. His number is made when he is approved. Decree 69/2024/NĐ-CP, amended 320/2026/NĐ-CP.
 */
import { countAttempt } from '#platform/attempts.ts'
import type { Call } from '#platform/call.ts'
import { ageOn, dayOf } from '#platform/day.ts'
import type { Database } from '#platform/db.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { Uuid } from '#platform/schemas.ts'
import type { ResidentForeigner } from '#ports/immigration-register.ts'
import { selectAccountOf } from './accounts.store.ts'
import { tellHolder } from './accounts.ts'
import type { Refusal } from './application-states.ts'
import * as store from './applications.store.ts'
import { approve, refuse } from './applications.ts'
import { codeDoor } from './code-door.ts'
import { ages } from './desk-applications.ts'
import { selectByRegisterId } from './foreigners.store.ts'
import { documentKey, isNameOf, isResident, keepForeigner, provinceOf } from './foreigners.ts'
import { selectPhoneHolder } from './holders.store.ts'
import { type Begun, subjectOf } from './online-applications.ts'

export interface ForeignRegistration {
  /** Passport or residence card. */
  document: string
  name: string
  bornOn: string
  phone: string
}

const A_DAY = { minutes: 1440, perPhone: 5, perDocument: 10 }

/** Begins a registration and sends a code to the phone, whatever was typed. */
export async function beginForeigner(
  call: Call,
  db: Database,
  typed: ForeignRegistration,
  told: ResidentForeigner | null,
): Promise<Begun> {
  const { phone, document } = typed
  const counts = await Promise.all([
    countAttempt(db, `register-phone:${phone}`, A_DAY.minutes, call.now),
    countAttempt(db, `register-document:${documentKey(document)}`, A_DAY.minutes, call.now),
  ])
  if ((counts[0] ?? 0) > A_DAY.perPhone || (counts[1] ?? 0) > A_DAY.perDocument) return 'too-many'
  const refusal = await look(call, typed, told)
  const applicationId = uuidv7(call.now.getTime())
  await store.insertApplication(call.sql, {
    applicationId,
    kind: 'foreigner',
    level: 1,
    channel: 'online',
    personNumber: null,
    personId: null,
    applicantNumber: null,
    unitId: told && refusal === null ? await provinceOf(call, told) : null,
    phone,
    email: null,
    card: null,
    organisationCode: null,
    organisationName: null,
    registeredBy: null,
    openedAt: call.now,
    refusal,
    claimsPhone: false,
    // Of somebody else than who registers nothing is kept.
    told: refusal === 'not-resident' ? null : told,
  })
  const parts = { db, ports: call.ports, now: call.now }
  const sent = await codeDoor().send(parts, subjectOf(applicationId), applicationId, { phone })
  return sent ? { applicationId } : 'not-sent'
}

/** Everything is read whatever is found, so that the answer takes as long for a passport of nobody. */
async function look(
  call: Call,
  { name, bornOn, phone }: ForeignRegistration,
  told: ResidentForeigner | null,
): Promise<Refusal | null> {
  const { adult } = await ages(call)
  const phoneHolder = await selectPhoneHolder(call.sql, 'citizen', phone)
  const known = await selectByRegisterId(call.sql, told?.registerId ?? '')
  const account = await selectAccountOf(call.sql, 'citizen', known?.personNumber ?? '')
  const open = await store.selectOpen(call.sql, known?.personNumber ?? '')
  const today = dayOf(call.now)
  if (!told || told.bornOn !== bornOn || !isNameOf(name, told.name)) return 'not-resident'
  if (!isResident(told, today)) return 'not-resident'
  if (ageOn(told.bornOn, today) < adult) return 'too-young-foreigner'
  if (account) return 'account-exists'
  if (phoneHolder) return 'phone-taken'
  return open ? 'open-already' : null
}

/** Decides a registration, by what the register said when it was begun: his number is made now. Safe to repeat. */
export async function decideForeigner(call: Call, applicationId: Uuid): Promise<void> {
  const application = await store.lockApplication(call.sql, applicationId)
  if (application?.channel !== 'online' || application.state !== 'submitted') return
  if (application.kind !== 'foreigner') return
  const { told, phone } = application
  const known = await selectByRegisterId(call.sql, told?.registerId ?? '')
  const account = known && (await selectAccountOf(call.sql, 'citizen', known.personNumber))
  if (account) await tellHolder(call, account, 'applied-for')
  if (account) return await refuse(call, application, 'account-exists', null)
  if (application.refusal) return await refuse(call, application, application.refusal as Refusal, null)
  if (!told || !isResident(told, dayOf(call.now)))
    return await refuse(call, application, 'not-resident', null)
  if (known && (await store.selectOpen(call.sql, known.personNumber)))
    return await refuse(call, application, 'open-already', null)
  if (phone && (await selectPhoneHolder(call.sql, 'citizen', phone)))
    return await refuse(call, application, 'phone-taken', null)
  const { personNumber, personId } = await keepForeigner(call, told)
  await store.updatePerson(call.sql, applicationId, { personNumber, personId })
  await approve(call, { ...application, personNumber, personId }, null)
}
