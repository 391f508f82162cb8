/** What other modules may ask of payments. */
export { askDue, endDue, myDue, takeAtCounter } from './dues.ts'
export { takeMessage } from './messages.ts'
export { accountsOf, rememberAccount } from './payout-accounts.ts'
export { reconcileDay, statementOf } from './reconciliation.ts'
