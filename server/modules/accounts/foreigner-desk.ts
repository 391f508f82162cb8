/**
 * The desk where foreigners prove themselves for level 2: which desk that is, is dated data. From the codes on, their
 * applications go the way of everybody's (`desk-applications.ts`). Decree 69/2024/NĐ-CP, amended 320/2026/NĐ-CP.
 */
import { type Call, changes, reads } from '#platform/call.ts'
import { ageOn, dayOf } from '#platform/day.ts'
import type { Database } from '#platform/db.ts'
import { uuidv7 } from '#platform/ids.ts'
import { maskNumber } from '#population'
import type { ResidentForeigner } from '#ports/immigration-register.ts'
import { agencyIdOf, lawParameter, type UnitAgencyKind } from '#reference'
import { selectAccountOf } from './accounts.store.ts'
import { endingOf } from './application-view.ts'
import * as store from './applications.store.ts'
import * as contract from './contract.ts'
import { ages, begin, officer } from './desk-applications.ts'
import { renew } from './foreigner-cards.ts'
import { selectByRegisterId } from './foreigners.store.ts'
import { askImmigration, documentKey, isHeld, isResident, keepForeigner } from './foreigners.ts'
import { selectPhoneHolder } from './holders.store.ts'

/**
 * Before the transaction: this is the desk for it, and the register is asked. Throws foreignersElsewhere,
 * foreignerUnknown, immigrationUnreachable.
 */
export async function askAtDesk(call: Call, document: string): Promise<ResidentForeigner> {
  const { agencyId, territory } = officer(call)
  const { value: desks } = await lawParameter<UnitAgencyKind[]>(
    call,
    'accounts.foreigner-desks',
    dayOf(call.now),
  )
  if (!desks.some((kind) => agencyIdOf(kind, territory.unitId) === agencyId))
    throw contract.foreignersElsewhere()
  const told = await askImmigration(call, (register) => register.find(documentKey(document)))
  if (!told) throw contract.foreignerUnknown()
  return told
}

/** The foreigner who stands at the desk; nothing of him is kept by looking. */
export async function viewForeigner(call: Call, told: ResidentForeigner): Promise<contract.ForeignerAtDesk> {
  const known = await selectByRegisterId(call.sql, told.registerId)
  const number = known?.personNumber
  if (number) reads(call, number, ['name', 'birth-date', 'account', 'residence-card'])
  const account = number ? await selectAccountOf(call.sql, 'citizen', number) : undefined
  const open = number ? await store.selectOpen(call.sql, number) : undefined
  const today = dayOf(call.now)
  const age = ageOn(told.bornOn, today)
  return {
    name: told.name,
    bornOn: told.bornOn,
    age,
    nationality: told.nationality,
    passportEnding: told.passportNumber.slice(-3),
    cardKind: told.card?.kind ?? null,
    cardUntil: told.card?.validUntil ?? null,
    cardValid: isResident(told, today),
    held: isHeld(told),
    oldEnough: age >= (await ages(call)).adult,
    maskedNumber: number ? maskNumber(number) : null,
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
  }
}

/** Throws residenceCardNeeded, foreignerTooYoung, applicationOpen, contactCodeNotSent. */
export async function openForeigner(
  call: Call,
  db: Database,
  { level, phone, email }: { level: 1 | 2; phone?: string; email?: string },
  told: ResidentForeigner,
) {
  const today = dayOf(call.now)
  if (!isResident(told, today)) throw contract.residenceCardNeeded()
  if (ageOn(told.bornOn, today) < (await ages(call)).adult) throw contract.foreignerTooYoung()
  const { personNumber, personId } = await keepForeigner(call, told)
  const holder = phone ? await selectPhoneHolder(call.sql, 'citizen', phone) : undefined
  const own = await selectAccountOf(call.sql, 'citizen', personNumber)
  const { territory, appointmentId } = officer(call)
  return await begin(call, db, {
    applicationId: uuidv7(call.now.getTime()),
    kind: 'foreigner',
    level,
    channel: 'desk',
    personNumber,
    personId,
    applicantNumber: null,
    unitId: territory.unitId,
    phone: phone ?? null,
    email: email ?? null,
    card: isHeld(told) ? 'valid' : 'none',
    organisationCode: null,
    organisationName: null,
    registeredBy: appointmentId,
    openedAt: call.now,
    refusal: null,
    claimsPhone: holder !== undefined && holder !== own?.accountId,
  })
}

/** He has a new card or passport. Throws foreignerUnknown, residenceCardNeeded. */
export async function renewAtDesk(call: Call, told: ResidentForeigner): Promise<contract.ForeignerAtDesk> {
  const known = await selectByRegisterId(call.sql, told.registerId)
  if (!known) throw contract.foreignerUnknown()
  changes(call, known.personNumber, ['foreigner-identity'])
  await renew(call, told)
  return await viewForeigner(call, told)
}
