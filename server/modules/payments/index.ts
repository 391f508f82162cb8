/** What other modules may ask of payments. */
export { askDue, endDue, takeAtCounter } from './dues.ts'
export { accountsOf, rememberAccount } from './payout-accounts.ts'
