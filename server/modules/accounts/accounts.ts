import type { Call } from '#platform/call.ts'
import { changes } from '#platform/call.ts'
import { isUniqueViolation } from '#platform/db.ts'
import { emit } from '#platform/events.ts'
import { uuidv7 } from '#platform/ids.ts'
import { poke } from '#platform/live.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'
import * as store from './accounts.store.ts'
import * as contract from './contract.ts'
import { setUsed } from './holders.store.ts'
import { deleteSessions } from './sessions.store.ts'

/** Why an account is locked (khóa tài khoản). Decree 69/2024/NĐ-CP. */
export type LockGround = 'holder' | 'death' | 'nationality' | 'breach' | 'card' | 'authority' | 'residence'

export interface AccountToCreate {
  realm: contract.Realm
  personNumber: PersonNumber
  personId: Uuid
  level: 1 | 2
  phone: string | null
  email?: string | null
  /** Without one the account waits for activation (kích hoạt). */
  passwordHash?: string | null
  /** The phone is somebody else's to sign in with (a child's parent); codes of this account go there all the same. */
  sharedPhone?: boolean
  foreigner?: boolean
}

/** Opens an account (cấp tài khoản). Throws accountExists, phoneTaken. */
export async function createAccount(call: Call, wanted: AccountToCreate): Promise<Uuid> {
  changes(call, wanted.personNumber, ['account'])
  const accountId = uuidv7(call.now.getTime())
  const { passwordHash = null, email = null, sharedPhone = false, foreigner = false } = wanted
  const status = passwordHash ? 'active' : 'approved'
  try {
    await store.insertAccount(
      call.sql,
      { ...wanted, accountId, status, passwordHash, email, sharedPhone, foreigner },
      call.now,
    )
  } catch (error) {
    if (isUniqueViolation(error, 'phones_pkey')) throw contract.phoneTaken()
    if (isUniqueViolation(error)) throw contract.accountExists()
    throw error
  }
  await note(call, accountId, 'created')
  const { realm, personNumber } = wanted
  await emit(call, contract.accountCreated, { accountId, realm, personNumber }, { person: personNumber })
  return accountId
}

/** Notes the first sign-in of an account: with it the funnel ends. */
export async function noteFirstUse(call: Pick<Call, 'sql' | 'now'>, accountId: Uuid): Promise<void> {
  if (await setUsed(call.sql, accountId, call.now)) await note(call, accountId, 'first-used')
}

/** Puts an approved account into use with its first password. False when it was in use already, or is locked. */
export async function activateAccount(
  call: Call,
  account: store.Account,
  passwordHash: string,
): Promise<boolean> {
  changes(call, account.personNumber, ['account'])
  if (!(await store.setActive(call.sql, account.accountId, passwordHash, call.now))) return false
  await note(call, account.accountId, 'activated')
  const { accountId, realm, personNumber } = account
  await emit(call, contract.accountActivated, { accountId, realm, personNumber }, { person: personNumber })
  return true
}

/** Locks an account and ends its sessions; safe to repeat. Returns how many sessions ended. */
export async function lockAccount(call: Call, accountId: Uuid, ground: LockGround): Promise<number> {
  const account = await store.selectAccount(call.sql, accountId)
  if (!account) throw contract.accountUnknown()
  changes(call, account.personNumber, ['account'])
  const ended = await endSessions(call, account)
  if (!(await store.setLocked(call.sql, accountId, ground, call.now))) return ended
  const { realm, personNumber } = account
  // The subject is told at once, except of a death. Decree 69/2024/NĐ-CP, on locking.
  if (ground === 'death') await note(call, accountId, 'locked', { ground })
  else await tellHolder(call, account, 'locked', { ground })
  await emit(
    call,
    contract.accountLocked,
    { accountId, realm, personNumber, ground },
    { person: personNumber },
  )
  return ended
}

/** Locks every account of a person, in both realms: on death, or when nationality is lost. Safe to repeat. */
export async function lockPerson(call: Call, personNumber: PersonNumber, ground: LockGround): Promise<void> {
  for (const realm of contract.realms) {
    const account = await store.selectAccountOf(call.sql, realm, personNumber)
    if (account) await lockAccount(call, account.accountId, ground)
  }
}

/** Opens what one ground locked, when its cause is gone; locks on other grounds stay. */
export async function unlockPerson(
  call: Call,
  personNumber: PersonNumber,
  ground: LockGround,
): Promise<void> {
  for (const realm of contract.realms) {
    const account = await store.selectAccountOf(call.sql, realm, personNumber)
    if (account?.lockGround === ground) await unlockAccount(call, account.accountId)
  }
}

/** Unlocks an account when the cause is gone. Throws accountUnknown. */
export async function unlockAccount(call: Call, accountId: Uuid): Promise<void> {
  const account = await store.selectAccount(call.sql, accountId)
  if (!account) throw contract.accountUnknown()
  changes(call, account.personNumber, ['account'])
  if (!(await store.setUnlocked(call.sql, accountId))) return
  await tellHolder(call, account, 'unlocked')
  const { realm, personNumber } = account
  await emit(call, contract.accountUnlocked, { accountId, realm, personNumber }, { person: personNumber })
}

/** Ends every session of an account in every app of its realm. Returns how many. */
export async function signOutEverywhere(call: Call, accountId: Uuid): Promise<number> {
  const account = await store.selectAccount(call.sql, accountId)
  if (!account) throw contract.accountUnknown()
  changes(call, account.personNumber, ['sessions'])
  const ended = await endSessions(call, account)
  await note(call, accountId, 'signed-out-everywhere')
  const { realm, personNumber } = account
  await emit(call, contract.signedOutEverywhere, { accountId, realm, personNumber }, { person: personNumber })
  return ended
}

async function endSessions(call: Call, { accountId, personId }: store.Account): Promise<number> {
  const ended = await deleteSessions(call.sql, accountId)
  if (ended > 0) await poke(call, [`person:${personId}`], 'session')
  return ended
}

/** The account of a person that can be used to sign in, or nothing: he then signs on paper at the counter. */
export async function accountOf(
  call: Call,
  realm: contract.Realm,
  personNumber: PersonNumber,
): Promise<{ accountId: Uuid; personId: Uuid; level: 1 | 2 } | null> {
  const account = await store.selectAccountOf(call.sql, realm, personNumber)
  return account?.status === 'active' ? account : null
}

/** Enters something in the account's history and tells its holder at once (`authentication` sends the message). */
export async function tellHolder(
  call: Call,
  { accountId, realm, personNumber }: Pick<store.Account, 'accountId' | 'realm' | 'personNumber'>,
  kind: contract.AccountEventKind,
  detail: Record<string, string> | null = null,
): Promise<void> {
  await note(call, accountId, kind, detail)
  const device = detail?.['device'] ?? null
  await emit(
    call,
    contract.holderToTell,
    { accountId, realm, personNumber, kind, device },
    { person: personNumber },
  )
}

/** What happened to an account, for its holder to read. Kept at least five years. */
export async function note(
  call: Pick<Call, 'sql' | 'now'>,
  accountId: Uuid,
  kind: contract.AccountEventKind,
  detail: Record<string, string> | null = null,
): Promise<void> {
  await store.insertAccountEvent(call.sql, {
    accountId,
    at: call.now,
    id: uuidv7(call.now.getTime()),
    kind,
    detail,
  })
}
