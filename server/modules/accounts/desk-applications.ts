/** The desk of the commune police: an application from the card on the table to the second officer's decision. */
import { type Call, type OfficerActor, reads } from '#platform/call.ts'
import { ageOn, dayOf } from '#platform/day.ts'
import type { Database } from '#platform/db.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'
import { knownPerson, maskNumber, numberOf, peopleByNumbers, relationsOf, resolveNumber } from '#population'
import type { PhoneOwnership } from '#ports/phone-owners.ts'
import { descendantCommunes, lawParameter, units } from '#reference'
import { selectAccountOf } from './accounts.store.ts'
import type { ApplicationState, Refusal } from './application-states.ts'
import { endingOf, viewOf } from './application-view.ts'
import * as store from './applications.store.ts'
import { approve, refuse, submit } from './applications.ts'
import { codeDoor } from './code-door.ts'
import * as contract from './contract.ts'
import { selectPhoneHolder } from './holders.store.ts'

export function officer({ actor }: Call): OfficerActor {
  if (actor.kind !== 'officer') throw new Error('the desk is an officer’s')
  return actor
}

/** The person who stands at the desk. Throws personNotFound. */
export async function findForAccount(call: Call, given: string): Promise<contract.DeskPerson> {
  const number = await resolveNumber(call, given)
  if (!number) throw contract.personNotFound()
  reads(call, number, ['name', 'bornOn', 'account'])
  const person = await knownPerson(call, number)
  const account = await selectAccountOf(call.sql, 'citizen', number)
  const open = await store.selectOpen(call.sql, number)
  const age = ageOn(person.bornOn, dayOf(call.now))
  const { adult, schoolAge } = await ages(call)
  return {
    personId: person.personId,
    name: person.name,
    bornOn: person.bornOn,
    age,
    maskedNumber: maskNumber(number),
    alive: person.diedOn === null,
    account: account
      ? {
          accountId: account.accountId,
          level: account.level,
          status: account.status,
          lockGround: account.lockGround,
          phoneEnding: endingOf(account.phone),
        }
      : null,
    openApplicationId: open?.applicationId ?? null,
    levelMax: age < schoolAge ? 1 : 2,
    guardians: age < adult ? await guardiansOf(call, number) : [],
  }
}

/** The ages from which one has level 2 with a guardian's consent, and alone. Decree 69/2024/NĐ-CP. */
export async function ages(call: Call): Promise<{ adult: number; schoolAge: number }> {
  const today = dayOf(call.now)
  const [adult, schoolAge] = await Promise.all([
    lawParameter<number>(call, 'accounts.level-2-age', today),
    lawParameter<number>(call, 'accounts.child-level-2-age', today),
  ])
  return { adult: adult.value, schoolAge: schoolAge.value }
}

const CONSENTING: readonly string[] = ['father', 'mother', 'guardian', 'adoptive-parent']

/** Parents and guardians by the register's own relations; with a level-2 account they may consent. */
async function guardiansOf(call: Call, number: PersonNumber) {
  const held = await relationsOf(call, number, dayOf(call.now))
  const numbers = held.filter(({ kind }) => CONSENTING.includes(kind)).map(({ otherNumber }) => otherNumber)
  const people = await peopleByNumbers(call, numbers)
  const rows = []
  for (const guardian of people.values()) {
    reads(call, guardian.personNumber, ['name', 'account'])
    const account = await selectAccountOf(call.sql, 'citizen', guardian.personNumber)
    const mayConsent = guardian.diedOn === null && account?.status === 'active' && account.level === 2
    rows.push({ personId: guardian.personId, name: guardian.name, mayConsent })
  }
  return rows
}

export interface NewDeskApplication {
  personId: Uuid
  level: 1 | 2
  phone?: string
  email?: string
  card: 'valid' | 'none'
  guardianId?: Uuid
}

/**
 * Registers an application (TK01) and sends a code to the phone. Throws personDead, applicationOpen, guardianNeeded,
 * notTheGuardian, tooYoungForLevel2, contactCodeNotSent.
 */
export async function openAtDesk(call: Call, db: Database, wanted: NewDeskApplication) {
  const number = await numberOf(call, wanted.personId)
  reads(call, number, ['name', 'bornOn', 'account'])
  const person = await knownPerson(call, number)
  if (person.diedOn !== null) throw contract.personDead()
  const age = ageOn(person.bornOn, dayOf(call.now))
  const { adult, schoolAge } = await ages(call)
  if (age < schoolAge && wanted.level === 2) throw contract.tooYoungForLevel2()
  const guardian = age < adult ? await consenting(call, number, wanted.guardianId) : null
  const phone = guardian ? guardian.phone : (wanted.phone ?? null)
  const holder = phone && !guardian ? await selectPhoneHolder(call.sql, 'citizen', phone) : undefined
  const own = await selectAccountOf(call.sql, 'citizen', number)
  const application = {
    applicationId: uuidv7(call.now.getTime()),
    kind: guardian ? ('child' as const) : ('person' as const),
    level: wanted.level,
    channel: 'desk' as const,
    personNumber: number,
    personId: person.personId,
    applicantNumber: guardian?.personNumber ?? null,
    unitId: officer(call).territory.level === 'commune' ? officer(call).territory.unitId : null,
    phone,
    email: wanted.email ?? null,
    card: wanted.card,
    organisationCode: null,
    organisationName: null,
    registeredBy: officer(call).appointmentId,
    openedAt: call.now,
    refusal: null,
    claimsPhone: holder !== undefined && holder !== own?.accountId,
  }
  return await begin(call, db, application)
}

/** Enters an application and sends a code to each contact. Throws applicationOpen, contactCodeNotSent. */
export async function begin(call: Call, db: Database, application: store.NewApplication) {
  if (!(await store.insertApplication(call.sql, application))) throw contract.applicationOpen()
  const { phone, email } = application
  const channels = [...(phone ? ['phone' as const] : []), ...(email ? ['email' as const] : [])]
  for (const channel of channels) await sendCode(call, db, application, channel)
  return await viewOf(call, (await store.selectApplication(call.sql, application.applicationId))!)
}

async function consenting(call: Call, child: PersonNumber, guardianId: Uuid | undefined) {
  if (!guardianId) throw contract.guardianNeeded()
  const guardian = (await guardiansOf(call, child)).find(({ personId }) => personId === guardianId)
  if (!guardian) throw contract.notTheGuardian()
  if (!guardian.mayConsent) throw contract.guardianNeeded()
  const personNumber = await numberOf(call, guardianId)
  const account = await selectAccountOf(call.sql, 'citizen', personNumber)
  return { personNumber, phone: account?.phone ?? null }
}

type Channel = 'phone' | 'email'
const subjectOf = (applicationId: Uuid, channel: Channel) => `application:${applicationId}:${channel}`

async function sendCode(
  call: Call,
  db: Database,
  { applicationId, phone, email }: { applicationId: Uuid; phone: string | null; email: string | null },
  channel: Channel,
): Promise<string> {
  const parts = { db, ports: call.ports, now: call.now }
  const to = channel === 'phone' ? { phone: phone ?? '' } : { email: email ?? '' }
  if (!(await codeDoor().send(parts, subjectOf(applicationId, channel), applicationId, to)))
    throw contract.contactCodeNotSent()
  return channel === 'phone' ? `•••• ••• ${phone?.slice(-3)}` : `•••@${email?.split('@')[1]}`
}

/** Throws applicationUnknown, applicationMoved, contactCodeNotSent. */
export async function resendCode(call: Call, db: Database, applicationId: Uuid, channel: Channel) {
  const application = await confirming(call, applicationId)
  if (!application[channel]) throw contract.applicationMoved()
  return { sentTo: await sendCode(call, db, application, channel) }
}

/** Before the transaction: whose a phone is that is on another account; null when nobody has to be asked. */
export async function askPhoneOwner(
  call: Call,
  applicationId: Uuid,
  channel: Channel,
): Promise<PhoneOwnership | null> {
  const { phone, personNumber, claimsPhone } = await atMyDesk(call, applicationId)
  if (channel !== 'phone' || !claimsPhone || !phone || !personNumber) return null
  return await call.ports.phoneOwners.check({ phone, personNumber })
}

/**
 * Confirms a phone or e-mail by its code. A phone of another account is taken over only when its operator says that it
 * is the applicant's, or a subscriber contract was shown. Throws contactCodeWrong, phoneOfAnother, phoneOwnerUnknown.
 */
export async function confirmContact(
  call: Call,
  db: Database,
  applicationId: Uuid,
  { channel, code, ownerPaper }: { channel: Channel; code: string; ownerPaper?: string },
  ownership: PhoneOwnership | null,
) {
  await confirming(call, applicationId)
  if (ownership === 'other') throw contract.phoneOfAnother()
  if (ownership === 'unknown' && !ownerPaper) throw contract.phoneOwnerUnknown()
  const parts = { db, ports: call.ports, now: call.now }
  if (!(await codeDoor().check(parts, subjectOf(applicationId, channel), code)))
    throw contract.contactCodeWrong()
  await store.updateConfirmed(call.sql, applicationId, channel, call.now)
  return await readAgain(call, applicationId)
}

/** Throws contactsNotConfirmed, capturesMissing, notThePerson. */
export async function submitAtDesk(call: Call, applicationId: Uuid) {
  const application = await confirming(call, applicationId)
  const { phone, email, phoneConfirmedAt, emailConfirmedAt, captures } = application
  if (!phone && !email) throw contract.contactsNotConfirmed()
  if ((phone && !phoneConfirmedAt) || (email && !emailConfirmedAt)) throw contract.contactsNotConfirmed()
  const needed = comparedFor(application)
  const of = (kind: string) => captures.find((one) => one.kind === kind)
  if (needed.some((kind) => !of(kind))) throw contract.capturesMissing()
  if (needed.some((kind) => !of(kind)?.matched)) throw contract.notThePerson()
  await submit(call, application)
  return await readAgain(call, applicationId)
}

/** A passport's chip has a face: of a foreigner whom no register holds, more is not compared. */
function comparedFor({ kind, level, card }: store.Application): readonly ('face' | 'fingerprint')[] {
  return level === 1 || (kind === 'foreigner' && card === 'none') ? ['face'] : ['face', 'fingerprint']
}

/** A second officer approves or refuses. Throws secondOfficerNeeded, applicationMoved. */
export async function decide(
  call: Call,
  applicationId: Uuid,
  decision: { outcome: 'approved' } | { outcome: 'refused'; reason: Refusal },
) {
  const application = await known(call, applicationId)
  const { roles, appointmentId } = officer(call)
  if (!roles.includes('signing-leader') || application.registeredBy === appointmentId)
    throw contract.secondOfficerNeeded()
  if (!(await isOfMyDesk(call, application))) throw contract.applicationUnknown()
  if (decision.outcome === 'approved') await approve(call, application, appointmentId)
  else await refuse(call, application, decision.reason, appointmentId)
  return await readAgain(call, applicationId)
}

const PAGE = 30

export async function applicationsOfDesk(
  call: Call,
  { state = 'submitted', after, limit = PAGE }: { state?: ApplicationState; after?: string; limit?: number },
) {
  const asked = { units: await deskUnits(call), state, after: uuidIn(after), limit: limit + 1 }
  const found = await store.selectApplications(call.sql, asked)
  const rows = []
  for (const application of found.slice(0, limit)) rows.push(await viewOf(call, application))
  return { rows, next: found.length > limit ? (rows.at(-1)?.applicationId ?? null) : null }
}

/** The communes whose applications an officer handles; null for the whole nation. */
export async function deskUnits(call: Call): Promise<number[] | null> {
  const { territory } = officer(call)
  if (territory.level === 'nation') return null
  if (territory.level === 'commune') return [territory.unitId]
  // A province's own desk is that of foreigners.
  const communes = descendantCommunes(await units(call), territory.unitId, dayOf(call.now))
  return [territory.unitId, ...communes]
}

async function isOfMyDesk(call: Call, { unitId }: store.Application): Promise<boolean> {
  const mine = await deskUnits(call)
  return mine === null || (unitId !== null && mine.includes(unitId))
}

/** An application of one's own desk. Throws applicationUnknown. */
export async function readAtDesk(call: Call, applicationId: Uuid) {
  const application = await store.selectApplication(call.sql, applicationId)
  if (!application || !(await isOfMyDesk(call, application))) throw contract.applicationUnknown()
  return await viewOf(call, application)
}

async function known(call: Call, applicationId: Uuid): Promise<store.Application> {
  const application = await store.lockApplication(call.sql, applicationId)
  if (!application) throw contract.applicationUnknown()
  for (const number of [application.personNumber, application.applicantNumber])
    if (number) reads(call, number, ['account'])
  return application
}

/** An application that is being filled in at this desk, before the transaction. Throws as `confirming`. */
export async function atMyDesk(call: Call, applicationId: Uuid): Promise<store.Application> {
  const application = await store.selectApplication(call.sql, applicationId)
  if (!application || !(await isOfMyDesk(call, application))) throw contract.applicationUnknown()
  if (application.state !== 'confirming') throw contract.applicationMoved()
  return application
}

/** An application that is still being filled in, at this desk. Throws applicationUnknown, applicationMoved. */
export async function confirming(call: Call, applicationId: Uuid): Promise<store.Application> {
  const application = await known(call, applicationId)
  if (!(await isOfMyDesk(call, application))) throw contract.applicationUnknown()
  if (application.state !== 'confirming') throw contract.applicationMoved()
  return application
}

export async function readAgain(call: Call, applicationId: Uuid) {
  return await viewOf(call, (await store.selectApplication(call.sql, applicationId))!)
}

export function uuidIn(text: string | undefined): Uuid | null {
  return text && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : null
}
