/**
 * The day compared with the gateway (đối soát theo ngày): what both have, what only the gateway has (recorded at
 * once), what only we have, what differs in amount.
 */
import type { Call, OfficerActor } from '#platform/call.ts'
import { addDays, dayOf, instantAt } from '#platform/day.ts'
import type { Day } from '#platform/schemas.ts'
import type { GatewayPayment } from '#ports/payment-gateway.ts'
import type { Reconciliation } from './contract.ts'
import * as contract from './contract.ts'
import { recordPayment } from './messages.ts'
import * as store from './reconciliation.store.ts'

const DAYS = 31
const PAGE = 100

/** What the gateway says of a day; asked before the transaction, which waits for nobody. Throws gatewayDown. */
export async function statementOf({ ports }: Pick<Call, 'ports'>, day: Day): Promise<GatewayPayment[]> {
  const { from, until } = boundsOf(day)
  return await ports.payments.statement(from.toISOString(), until.toISOString()).catch(() => {
    throw contract.gatewayDown()
  })
}

const boundsOf = (day: Day) => ({ from: instantAt(day, 0), until: instantAt(addDays(day, 1), 0) })

/** Compares a day with the gateway's statement and records what we had not heard of. */
export async function reconcileDay(
  call: Call,
  day: Day,
  theirs: readonly GatewayPayment[],
): Promise<Reconciliation> {
  const { from, until } = boundsOf(day)
  const ours = await store.selectOurPayments(call.sql, from, until)
  const lines = compared(theirs, ours)
  const missing = new Set(
    lines.filter(({ verdict }) => verdict === 'missing').map(({ transactionId }) => transactionId),
  )
  for (const payment of theirs.filter(({ transactionId }) => missing.has(transactionId)))
    await recordPayment(call, payment, 'statement')
  const count = (verdict: store.Line['verdict']) => lines.filter((line) => line.verdict === verdict).length
  const made: Reconciliation = {
    day,
    at: call.now.toISOString(),
    gatewayCount: theirs.length,
    gatewayDong: total(theirs),
    ourCount: ours.length,
    ourDong: total(ours),
    matched: count('matched'),
    missing: count('missing'),
    surplus: count('surplus'),
    differing: count('differing'),
  }
  await store.replaceReconciliation(call.sql, made, lines)
  return made
}

/** The two lists against each other, by the gateway's transaction. */
export function compared(theirs: readonly GatewayPayment[], ours: readonly store.OurPayment[]): store.Line[] {
  const known = new Map(ours.map(({ transactionId, amountDong }) => [transactionId, amountDong]))
  const lines = theirs.map(({ transactionId, amountDong }): store.Line => {
    const ourDong = known.get(transactionId) ?? null
    known.delete(transactionId)
    const verdict = ourDong === null ? 'missing' : ourDong === amountDong ? 'matched' : 'differing'
    return { transactionId, verdict, gatewayDong: amountDong, ourDong }
  })
  const surplus = [...known].map(
    ([transactionId, ourDong]): store.Line => ({
      transactionId,
      verdict: 'surplus',
      gatewayDong: null,
      ourDong,
    }),
  )
  return [...lines, ...surplus]
}

const total = (payments: readonly { amountDong: number }[]) =>
  payments.reduce((sum, { amountDong }) => sum + amountDong, 0)

/** Yesterday, by itself each morning. */
export async function reconcileYesterday(call: Call): Promise<void> {
  if (!call.ports.payments.account) return
  const day = addDays(dayOf(call.now), -1)
  await reconcileDay(call, day, await statementOf(call, day))
}

export async function listReconciliations(call: Call) {
  const { roles, agencyId } = call.actor as OfficerActor
  const from = addDays(dayOf(call.now), 1 - DAYS)
  const all = roles.includes('administrator')
  return {
    days: all ? await store.selectReconciliations(call.sql, from) : [],
    takings: await store.selectTakings(call.sql, all ? null : agencyId, instantAt(from, 0)),
  }
}

export async function readReconciliation(call: Call, day: Day, after: string | undefined) {
  const reconciliation = (await store.selectReconciliation(call.sql, day)) ?? null
  const found = await store.selectLines(call.sql, day, after ?? null, PAGE + 1)
  const rows = found.slice(0, PAGE)
  return { reconciliation, rows, next: found.length > PAGE ? (rows.at(-1)?.transactionId ?? null) : null }
}
