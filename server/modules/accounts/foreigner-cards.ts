/**
 * A foreigner's account lives as long as his residence card: its end is told beforehand, then the account is locked,
 * and a new card opens it. How the law says it is not confirmed; the days are dated data (`accounts.foreigner-…`).
 */
import { type Call, type CitizenActor, changes, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { enqueue } from '#platform/jobs.ts'
import type { ResidentForeigner } from '#ports/immigration-register.ts'
import { lawParameter } from '#reference'
import { lockAccount, tellHolder, unlockPerson } from './accounts.ts'
import * as contract from './contract.ts'
import { type Foreigner, selectEnded, selectEnding, setExpiryReminders } from './foreigners.store.ts'
import { askImmigration, foreignerByNumber, isResident, keepForeigner } from './foreigners.ts'

const AT_ONCE = 500

export const CARDS_TASK = 'accounts.residence-cards'

/** Tells whose card ends soon, locks the accounts of those whose card is over, and comes back while there are more. */
export async function followCards(call: Call): Promise<{ told: number; locked: number }> {
  const today = dayOf(call.now)
  const { value: days } = await lawParameter<number[]>(call, 'accounts.foreigner-card-notice-days', today)
  const ending = await selectEnding(call.sql, days, today, AT_ONCE)
  for (const { accountId, personNumber, notices } of ending) {
    changes(call, personNumber, ['account'])
    await tellHolder(call, { accountId, personNumber, realm: 'citizen' }, 'card-ends')
    await setExpiryReminders(call.sql, personNumber, notices)
  }
  const ended = await selectEnded(call.sql, today, AT_ONCE)
  for (const { accountId } of ended) await lockAccount(call, accountId, 'residence')
  if (ending.length === AT_ONCE || ended.length === AT_ONCE)
    await enqueue(call, CARDS_TASK, {}, { key: CARDS_TASK })
  return { told: ending.length, locked: ended.length }
}

/** Takes over what the register says today; a valid card opens what its end had locked. Throws residenceCardNeeded. */
export async function renew(call: Call, told: ResidentForeigner): Promise<Foreigner> {
  if (!isResident(told, dayOf(call.now))) throw contract.residenceCardNeeded()
  const foreigner = await keepForeigner(call, told)
  await unlockPerson(call, foreigner.personNumber, 'residence')
  return foreigner
}

/** Who I am by the register, and the number made for me. Throws notAForeigner. */
export async function myForeignIdentity(call: Call): Promise<contract.ForeignIdentity> {
  const { number } = call.actor as CitizenActor
  const foreigner = await foreignerByNumber(call, number)
  if (!foreigner) throw contract.notAForeigner()
  reads(call, number, ['foreigner-identity'])
  return shown(foreigner)
}

/** Before the transaction the register is asked. Throws notAForeigner, foreignerUnknown, immigrationUnreachable. */
export async function askAboutMe(call: Call): Promise<ResidentForeigner> {
  const foreigner = await foreignerByNumber(call, (call.actor as CitizenActor).number)
  if (!foreigner) throw contract.notAForeigner()
  const told = await askImmigration(call, (register) => register.read(foreigner.registerId))
  if (!told) throw contract.foreignerUnknown()
  return told
}

/** My card or passport is new. Throws residenceCardNeeded. */
export async function renewMine(call: Call, told: ResidentForeigner): Promise<contract.ForeignIdentity> {
  return shown(await renew(call, told))
}

function shown({ personNumber: number, ...foreigner }: Foreigner): contract.ForeignIdentity {
  const { name, bornOn, sex, nationality, passportNumber, cardKind, cardNumber, cardUntil } = foreigner
  const { address, recordedAt } = foreigner
  return {
    number,
    name,
    bornOn,
    sex,
    nationality,
    passportNumber,
    cardKind,
    cardNumber,
    cardUntil,
    address,
    recordedAt,
  }
}
