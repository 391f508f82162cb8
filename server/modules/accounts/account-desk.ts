/** What the desk does with an account that is there: activate with the person, lock, unlock, give back, remind. */
import { type Call, changes, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Uuid } from '#platform/schemas.ts'
import { maskNumber } from '#population'
import type { Capture } from '#ports/biometrics.ts'
import { lawParameter } from '#reference'
import { type Account, selectAccount } from './accounts.store.ts'
import { lockAccount, note, signOutEverywhere, tellHolder, unlockAccount } from './accounts.ts'
import { endingOf } from './application-view.ts'
import { bindPhone } from './applications.ts'
import { codeDoor } from './code-door.ts'
import * as contract from './contract.ts'
import { deskUnits, uuidIn } from './desk-applications.ts'
import { compare } from './desk-captures.ts'
import * as store from './holders.store.ts'

const PATH = '/id/citizen/activate'

/** The citizen's account at the desk. Throws accountUnknown. */
async function accountAtDesk(call: Call, accountId: Uuid): Promise<Account> {
  const account = await selectAccount(call.sql, accountId)
  if (account?.realm !== 'citizen') throw contract.accountUnknown()
  changes(call, account.personNumber, ['account'])
  return account
}

/** Before the transaction: whoever stands here is compared with the holder; null where no device answers. */
export async function compareHolder(call: Call, accountId: Uuid): Promise<Capture | null> {
  const account = await selectAccount(call.sql, accountId)
  if (account?.realm !== 'citizen') throw contract.accountUnknown()
  return await compare(call, account.personNumber, 'face').catch(() => null)
}

/** Throws notThePerson, noDevice. */
function mustBeHolder(compared: Capture | null): void {
  if (!compared) throw contract.noDevice()
  if (!compared.matched) throw contract.notThePerson()
}

/** Assisted activation (kích hoạt tại quầy). Throws notWaiting, notThePerson, noDevice. */
export async function issueActivation(call: Call, accountId: Uuid, compared: Capture | null) {
  const account = await accountAtDesk(call, accountId)
  if (account.status !== 'approved') throw contract.notWaiting()
  mustBeHolder(compared)
  const { code, expiresAt } = await codeDoor().newActivation(call, accountId)
  await note(call, accountId, 'code-renewed')
  return { code, expiresAt: expiresAt.toISOString(), path: PATH }
}

/** Form TK03: at once, at the holder's wish. Throws notThePerson, noDevice. */
export async function lockAtDesk(
  call: Call,
  accountId: Uuid,
  compared: Capture | null,
): Promise<{ ended: number }> {
  await accountAtDesk(call, accountId)
  mustBeHolder(compared)
  return { ended: await lockAccount(call, accountId, 'holder') }
}

/** Grounds that end at the holder's wish; the others end with their cause. Decree 69/2024/NĐ-CP, on unlocking. */
const holderMayUnlock: readonly (string | null)[] = ['holder', null]

/** Throws lockStays, notThePerson, noDevice. */
export async function unlockAtDesk(
  call: Call,
  accountId: Uuid,
  compared: Capture | null,
): Promise<{ status: string }> {
  const account = await accountAtDesk(call, accountId)
  if (account.status !== 'locked') return { status: account.status }
  if (!holderMayUnlock.includes(account.lockGround)) throw contract.lockStays()
  mustBeHolder(compared)
  await unlockAccount(call, accountId)
  return { status: (await selectAccount(call.sql, accountId))?.status ?? 'active' }
}

/**
 * Gives an account back to a holder who lost what he signed in with. Everything he had before is shut, his old phone is
 * told, and a new activation code works at once when his face was compared; without a device it works after a wait, in
 * which whoever is told can lock. Throws lockStays, notThePerson.
 */
export async function recoverAtDesk(
  call: Call,
  accountId: Uuid,
  phone: string | undefined,
  compared: Capture | null,
) {
  const account = await accountAtDesk(call, accountId)
  if (account.status === 'locked' && !holderMayUnlock.includes(account.lockGround)) throw contract.lockStays()
  if (compared && !compared.matched) throw contract.notThePerson()
  const { value: hours } = await lawParameter<number>(call, 'accounts.recovery-wait-hours', dayOf(call.now))
  const worksFrom = compared ? call.now : new Date(call.now.getTime() + hours * 3_600_000)
  await tellHolder(call, account, 'recovered')
  await signOutEverywhere(call, accountId)
  await codeDoor().forgetAuthenticators(call, accountId)
  await store.setUnactivated(call.sql, accountId)
  if (phone && phone !== account.phone) await bindPhone(call, account, phone)
  const { code, expiresAt } = await codeDoor().newActivation(call, accountId, worksFrom)
  return { code, worksFrom: worksFrom.toISOString(), expiresAt: expiresAt.toISOString(), path: PATH }
}

const PAGE = 30

/** Approved and never activated, in the desk's communes: whom to call or visit. */
export async function waitingAtDesk(call: Call, { after, limit = PAGE }: { after?: string; limit?: number }) {
  const asked = { units: await deskUnits(call), after: uuidIn(after), limit: limit + 1 }
  const found = await store.selectWaiting(call.sql, asked)
  const rows = found.slice(0, limit).map(({ personNumber, phone, ...row }) => {
    reads(call, personNumber, ['name', 'account'])
    return { ...row, maskedNumber: maskNumber(personNumber), phoneEnding: endingOf(phone) }
  })
  return { rows, next: found.length > limit ? (rows.at(-1)?.accountId ?? null) : null }
}

const REMINDED_AT_ONCE = 500

/** Reminds of activation on the days that the parameter names, each with a code that works again (R10). */
export async function remind(call: Call): Promise<number> {
  const { value: days } = await lawParameter<number[]>(call, 'accounts.reminder-days', dayOf(call.now))
  const due = await store.selectToRemind(call.sql, days, call.now, REMINDED_AT_ONCE)
  for (const { accountId } of due) {
    const account = await selectAccount(call.sql, accountId)
    if (!account) continue
    changes(call, account.personNumber, ['account'])
    await codeDoor().sendActivation(call, account, true)
    await store.countReminder(call.sql, accountId)
    await note(call, accountId, 'reminded')
  }
  return due.length
}

/** Where the holder himself asks for a code again; an unknown name is answered alike. */
export async function renewActivation(call: Call, account: Account | undefined): Promise<void> {
  if (account?.status !== 'approved') return
  changes(call, account.personNumber, ['account'])
  await codeDoor().sendActivation(call, account, true)
  await note(call, account.accountId, 'code-renewed')
}
