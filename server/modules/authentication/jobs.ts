import { accountLocked, holderToTell, signedOutEverywhere } from '#accounts/contract'
import { addDays, dayOf } from '#platform/day.ts'
import type { Worker } from '#platform/jobs.ts'
import { deliverPing, PING } from './device-approvals.ts'
import { deliverLogout, enqueueLogouts, LOGOUT, type Logout, openLogouts } from './logouts.ts'
import { deleteCountsBefore } from './party-counts.store.ts'
import { deleteOldPrincipals } from './principals.store.ts'
import { deleteByAccount, deleteExpired } from './provider-states.store.ts'
import { providerOf } from './providers.ts'
import { tellByMessage } from './telling.ts'

/** Engineers see thirty days. */
const COUNTS_KEPT_DAYS = 90

export function jobs(worker: Worker) {
  worker.on(
    [accountLocked, signedOutEverywhere],
    'authentication.forget',
    async ({ sql }, { realm, accountId }) => {
      const logouts = await openLogouts(sql, realm, accountId)
      await deleteByAccount(sql, realm, accountId)
      await enqueueLogouts(sql, logouts)
    },
  )
  worker.on(holderToTell, 'authentication.tell-holder', (call, told) => tellByMessage(call, told))
  worker.task(LOGOUT, async (_call, payload, server) => {
    const logout = payload as Logout
    await deliverLogout(await providerOf(server, logout.realm), logout)
  })
  worker.task(PING, (call, payload, server) => deliverPing(call, server, (payload as { id: string }).id))
  worker.task('authentication.sweep', async ({ sql, now }) => {
    await deleteExpired(sql, now)
    await deleteOldPrincipals(sql, now)
    await deleteCountsBefore(sql, addDays(dayOf(now), -COUNTS_KEPT_DAYS))
  })
  worker.crons.push({ task: 'authentication.sweep', match: '23 * * * *', identifier: 'authentication.sweep' })
}
