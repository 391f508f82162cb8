/**
 * Where money is paid to, in a form (tài khoản nhận tiền): the applicant's own accounts used before are offered, the last
 * of them is filled in, and what is filed is kept for the next time.
 */
import { accountsOf, rememberAccount } from '#payments'
import type { PaymentAccount } from '#payments/contract'
import type { Call } from '#platform/call.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import { registerAttribute } from './attributes.ts'
import type { Bundle } from './bundle.ts'
import type { Dossier } from './dossiers.store.ts'
import { isPresent } from './rules/expression.ts'
import { fieldsOf } from './rules/form.ts'

const fieldsFor = ({ form }: Bundle) => fieldsOf(form).filter(({ kind }) => kind === 'payment-account')

registerAttribute({
  key: 'payments.last-account',
  label: { vi: 'Tài khoản nhận tiền', en: 'Account for payments' },
  source: { vi: 'Tài khoản bạn đã dùng lần trước', en: 'The account you used last time' },
  verified: false,
  fields: ['payment-account'],
  async read(call, subject) {
    const [last] = await accountsOf(call, subject)
    return last ? { value: last, version: null } : null
  },
})

/** The applicant's own accounts, for himself alone; a counter gets only what is filled in. */
export async function choosableAccounts(
  call: Call,
  bundle: Bundle,
  applicant: PersonNumber,
): Promise<PaymentAccount[]> {
  const { actor } = call
  if (actor.kind !== 'citizen' || actor.representative || fieldsFor(bundle).length === 0) return []
  return accountsOf(call, applicant)
}

/** The accounts in what was filed, kept for the next form. */
export async function keepAccounts(
  call: Call,
  bundle: Bundle,
  { personNumber, answers }: Pick<Dossier, 'personNumber' | 'answers'>,
): Promise<void> {
  for (const { name } of fieldsFor(bundle)) {
    const account = answers[name]
    if (isPresent(account)) await rememberAccount(call, personNumber, account as PaymentAccount)
  }
}
