/**
 * Self-registration of level 1 (tự đăng ký): what is typed is compared with the register, and nobody learns from the
 * answer whether it fits, or whether there is an account: that is told to the phone alone, after the clock's step.
 */
import { countAttempt } from '#platform/attempts.ts'
import type { Call } from '#platform/call.ts'
import { ageOn, dayOf } from '#platform/day.ts'
import type { Database } from '#platform/db.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { Uuid } from '#platform/schemas.ts'
import { compareNames, type NameMatch, personByNumber, resolveNumber } from '#population'
import { currentOf } from '#residence'
import { selectAccountOf } from './accounts.store.ts'
import { tellHolder } from './accounts.ts'
import type { Refusal } from './application-states.ts'
import * as store from './applications.store.ts'
import { approve, refuse, submit } from './applications.ts'
import { codeDoor } from './code-door.ts'
import { ages } from './desk-applications.ts'
import { selectPhoneHolder } from './holders.store.ts'

export interface SelfRegistration {
  number: string
  name: string
  bornOn: string
  phone: string
}

/** Spellings that are the same person's: marks may be missing on a foreign keyboard. */
const fits: readonly NameMatch[] = ['exact', 'tone-placement', 'marks-missing']
const A_DAY = { minutes: 1440, perPhone: 5, perNumber: 10 }

export type Begun = { applicationId: Uuid } | 'too-many' | 'not-sent'

/**
 * Begins a registration and sends a code to the phone, whatever was typed: known, unknown and taken numbers are
 * answered alike. What was found is kept with the application and told later.
 */
export async function beginOnline(call: Call, db: Database, typed: SelfRegistration): Promise<Begun> {
  const counts = await Promise.all([
    countAttempt(db, `register-phone:${typed.phone}`, A_DAY.minutes, call.now),
    countAttempt(db, `register-number:${typed.number}`, A_DAY.minutes, call.now),
  ])
  if ((counts[0] ?? 0) > A_DAY.perPhone || (counts[1] ?? 0) > A_DAY.perNumber) return 'too-many'
  const found = await look(call, typed)
  const applicationId = uuidv7(call.now.getTime())
  const application = {
    applicationId,
    kind: 'person' as const,
    level: 1 as const,
    channel: 'online' as const,
    personNumber: found.refusal === null ? found.personNumber : null,
    personId: found.personId,
    applicantNumber: null,
    unitId: found.unitId,
    phone: typed.phone,
    email: null,
    card: null,
    organisationCode: null,
    organisationName: null,
    registeredBy: null,
    openedAt: call.now,
    refusal: found.refusal,
    claimsPhone: false,
  }
  // Of two at the same moment the second is one too many as well.
  if (!(await store.insertApplication(call.sql, application)))
    await store.insertApplication(call.sql, { ...application, personNumber: null, refusal: 'open-already' })
  const parts = { db, ports: call.ports, now: call.now }
  const sent = await codeDoor().send(parts, subjectOf(applicationId), applicationId, { phone: typed.phone })
  return sent ? { applicationId } : 'not-sent'
}

interface Found {
  personNumber: string | null
  personId: Uuid | null
  unitId: number | null
  refusal: Refusal | null
}

const nobody: Found = { personNumber: null, personId: null, unitId: null, refusal: 'no-match' }

/** Everything is read whatever is found, so that the answer takes as long for a number of nobody. */
async function look(call: Call, { number, name, bornOn, phone }: SelfRegistration): Promise<Found> {
  const personNumber = (await resolveNumber(call, number)) ?? number
  const person = await personByNumber(call, personNumber)
  const home = await currentOf(call, personNumber)
  const { adult } = await ages(call)
  const account = await selectAccountOf(call.sql, 'citizen', personNumber)
  const phoneHolder = await selectPhoneHolder(call.sql, 'citizen', phone)
  const open = await store.selectOpen(call.sql, personNumber)
  if (!person || person.diedOn !== null || person.bornOn !== bornOn) return nobody
  if (!fits.includes(compareNames(person.name, name))) return nobody
  const found = { personNumber, personId: person.personId, unitId: home?.permanentUnitId ?? null }
  if (ageOn(person.bornOn, dayOf(call.now)) < adult) return { ...found, refusal: 'too-young' }
  if (account) return { ...found, refusal: 'account-exists' }
  if (phoneHolder) return { ...found, refusal: 'phone-taken' }
  if (open) return { ...found, refusal: 'open-already' }
  return { ...found, refusal: null }
}

export const subjectOf = (applicationId: Uuid) => `application:${applicationId}:phone`

/** The code that came to the phone hands the registration in. */
export async function confirmOnline(
  call: Call,
  db: Database,
  applicationId: Uuid,
  code: string,
): Promise<'submitted' | 'wrong' | 'over'> {
  const application = await store.lockApplication(call.sql, applicationId)
  if (application?.channel !== 'online' || application.state !== 'confirming') return 'over'
  const parts = { db, ports: call.ports, now: call.now }
  if (!(await codeDoor().check(parts, subjectOf(applicationId), code))) return 'wrong'
  await store.updateConfirmed(call.sql, applicationId, 'phone', call.now)
  await submit(call, application)
  return 'submitted'
}

/**
 * Decides a self-registration: what the law makes automatic when everything fits. Looked at again, because the register
 * may have changed meanwhile. Safe to repeat.
 */
export async function decideOnline(call: Call, applicationId: Uuid): Promise<void> {
  const application = await store.lockApplication(call.sql, applicationId)
  if (application?.channel !== 'online' || application.state !== 'submitted') return
  if (application.kind === 'foreigner') return
  const { personNumber, phone, personId } = application
  if (application.refusal === 'account-exists') await tellTheHolder(call, personId)
  if (application.refusal) return await refuse(call, application, application.refusal as Refusal, null)
  const person = personNumber ? await personByNumber(call, personNumber) : undefined
  if (!person || person.diedOn !== null) return await refuse(call, application, 'no-match', null)
  if (await selectAccountOf(call.sql, 'citizen', person.personNumber))
    return await refuse(call, application, 'account-exists', null)
  if (phone && (await selectPhoneHolder(call.sql, 'citizen', phone)))
    return await refuse(call, application, 'phone-taken', null)
  await approve(call, application, null)
}

/** Whoever has the account already learns that somebody registered with his number. */
async function tellTheHolder(call: Call, personId: Uuid | null): Promise<void> {
  const [row] = personId
    ? await call.sql<{ accountId: Uuid; personNumber: string }[]>`
        select account_id, person_number from accounts.accounts
        where realm = 'citizen' and person_id = ${personId} limit 1`
    : []
  if (row) await tellHolder(call, { ...row, realm: 'citizen' }, 'applied-for')
}
