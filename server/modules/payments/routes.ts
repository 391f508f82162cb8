import { type Server, serve } from '#platform/http.ts'
import type { GatewayPayment } from '#ports/payment-gateway.ts'
import * as contract from './contract.ts'
import { readMyDue } from './dues.ts'
import { takeMessage } from './messages.ts'
import { forgetPaymentAccount, listMyPaymentAccounts } from './payout-accounts.ts'
import { listReconciliations, readReconciliation, reconcileDay, statementOf } from './reconciliation.ts'
import { giveCashBack, listCashRefunds } from './refunds.ts'
import { payInSandbox } from './sandbox.ts'
import './renumbering.ts'

export function routes(server: Server): void {
  serve(server, contract.readMyDue, (call, { params }) => readMyDue(call, params.dossierId))
  serve(server, contract.payInSandbox, (call, { params }) => payInSandbox(call, params.dossierId))
  serve(server, contract.takeMessage, (call, { body }) => takeMessage(call, body.jws))
  serve(server, contract.listReconciliations, (call) => listReconciliations(call))
  serve(server, contract.readReconciliation, (call, { params, query }) =>
    readReconciliation(call, params.day, query.after),
  )
  serve(
    server,
    contract.reconcileDay,
    (call, { params }, statement: GatewayPayment[]) => reconcileDay(call, params.day, statement),
    (call, { params }) => statementOf(call, params.day),
  )
  serve(server, contract.listCashRefunds, (call) => listCashRefunds(call))
  serve(server, contract.listMyPaymentAccounts, (call) => listMyPaymentAccounts(call))
  serve(server, contract.forgetPaymentAccount, (call, { body }) => forgetPaymentAccount(call, body))
  serve(server, contract.giveCashBack, (call, { params }) => giveCashBack(call, params.refundId))
}
