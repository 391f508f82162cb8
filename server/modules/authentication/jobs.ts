import { accountLocked, holderToTell, signedOutEverywhere } from '#accounts/contract'
import type { Worker } from '#platform/jobs.ts'
import { deleteByAccount, deleteExpired } from './provider-states.store.ts'
import { tellByMessage } from './telling.ts'

export function jobs(worker: Worker) {
  worker.on(
    [accountLocked, signedOutEverywhere],
    'authentication.forget',
    async ({ sql }, { realm, accountId }) => {
      await deleteByAccount(sql, realm, accountId)
    },
  )
  worker.on(holderToTell, 'authentication.tell-holder', (call, told) => tellByMessage(call, told))
  worker.task('authentication.sweep', async ({ sql, now }) => {
    await deleteExpired(sql, now)
  })
  worker.crons.push({ task: 'authentication.sweep', match: '23 * * * *', identifier: 'authentication.sweep' })
}
