/** Accounts to which a person has money paid (tài khoản nhận tiền). Browser-safe. */
import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'

/** Digits of an account at a bank; how many differs by bank. The bounds are not confirmed by a published text. */
export const ACCOUNT_NUMBER = '^[0-9]{6,19}$'

/** An account that money is paid to. */
export const PaymentAccount = Type.Object(
  {
    /** Code list `banks`. */
    bank: Type.String({ pattern: '^[0-9]{6}$' }),
    number: Type.String({ pattern: ACCOUNT_NUMBER }),
    /** As the bank writes it. */
    holder: Type.String({ minLength: 2, maxLength: 120 }),
  },
  { additionalProperties: false },
)
export type PaymentAccount = Static<typeof PaymentAccount>

/** One's own accounts alone: whoever acts for another sees none. */
const own = { citizen: { for: 'self' as const, level: 2 as const } }

export const listMyPaymentAccounts = endpoint({
  method: 'GET',
  path: '/payments/accounts',
  summary: 'Accounts that I had money paid to, the last used first',
  access: own,
  personal: true,
  reply: Type.Object({ rows: Type.Array(PaymentAccount) }),
})

/** A POST: an account number stands in no address. Forgotten twice is forgotten. */
export const forgetPaymentAccount = endpoint({
  method: 'POST',
  path: '/payments/accounts/forget',
  summary: 'Forget an account; what was already filed keeps it',
  access: own,
  personal: true,
  body: Type.Pick(PaymentAccount, ['bank', 'number']),
  reply: Type.Object({ rows: Type.Array(PaymentAccount) }),
})
