/** Accounts to which someone had money paid: kept with what he filed, offered the next time, forgotten on his word. */
import { type Call, type CitizenActor, changes, reads } from '#platform/call.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import type { PaymentAccount } from './payout-accounts.contract.ts'
import * as store from './payout-accounts.store.ts'

const MOST = 10

export async function accountsOf(call: Call, owner: PersonNumber): Promise<PaymentAccount[]> {
  reads(call, owner, ['payment-account'])
  return store.selectAccounts(call.sql, owner, MOST)
}

/** Used again, it is the last used. */
export async function rememberAccount(
  call: Call,
  owner: PersonNumber,
  account: PaymentAccount,
): Promise<void> {
  changes(call, owner, ['payment-account'])
  await store.upsertAccount(call.sql, owner, uuidv7(call.now.getTime()), account, call.now)
}

export async function listMyPaymentAccounts(call: Call) {
  return { rows: await accountsOf(call, (call.actor as CitizenActor).number) }
}

export async function forgetPaymentAccount(call: Call, account: Pick<PaymentAccount, 'bank' | 'number'>) {
  const { number } = call.actor as CitizenActor
  changes(call, number, ['payment-account'])
  await store.deleteAccount(call.sql, number, account)
  return listMyPaymentAccounts(call)
}
