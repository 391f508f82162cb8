/**
 * Locks on an authority's request (khóa theo yêu cầu của cơ quan): the commune enters and passes it on within 1 working
 * day, the centre decides within 2. Decree 69/2024/NĐ-CP, on locking.
 */
import { type Call, changes, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { Uuid } from '#platform/schemas.ts'
import { maskNumber } from '#population'
import { addWorkingDays, lawParameter, workingCalendar } from '#reference'
import { selectAccount } from './accounts.store.ts'
import { lockAccount, note, unlockAccount } from './accounts.ts'
import * as contract from './contract.ts'
import { deskUnits, officer } from './desk-applications.ts'
import * as store from './lock-requests.store.ts'

async function dueIn(call: Call, key: string): Promise<Date> {
  const { value } = await lawParameter<number>(call, key, dayOf(call.now))
  return addWorkingDays(call.now, value, await workingCalendar(call)).dueAt
}

/** Throws accountUnknown. A request that waits already is answered with its own clock. */
export async function askLock(
  call: Call,
  accountId: Uuid,
  given: { ground: contract.RequestGround; authority: string; document: string },
) {
  const account = await selectAccount(call.sql, accountId)
  if (!account) throw contract.accountUnknown()
  changes(call, account.personNumber, ['account'])
  const { territory, appointmentId } = officer(call)
  const communeDueAt = await dueIn(call, 'accounts.lock.commune-working-days')
  const requestId = uuidv7(call.now.getTime())
  const request = { requestId, accountId, unitId: territory.unitId, ...given, askedBy: appointmentId }
  if (!(await store.insertLockRequest(call.sql, { ...request, askedAt: call.now, communeDueAt })))
    throw contract.lockRequestUnknown()
  // Its subject is told of the lock, not of the asking: a proceeding would be warned.
  return { requestId, dueAt: communeDueAt.toISOString() }
}

/** Throws lockRequestUnknown, secondOfficerNeeded. */
export async function forwardLock(call: Call, requestId: Uuid): Promise<{ dueAt: string }> {
  const request = await store.lockRow(call.sql, requestId)
  const mine = await deskUnits(call)
  if (request?.state !== 'asked' || (mine !== null && !mine.includes(request.unitId)))
    throw contract.lockRequestUnknown()
  const { roles, appointmentId } = officer(call)
  if (!roles.includes('signing-leader') || request.askedBy === appointmentId)
    throw contract.secondOfficerNeeded()
  const dueAt = await dueIn(call, 'accounts.lock.centre-working-days')
  await store.updateForwarded(call.sql, requestId, appointmentId, call.now, dueAt)
  return { dueAt: dueAt.toISOString() }
}

/** The centre decides; the subject is told of the lock at once. Throws lockRequestUnknown. */
export async function decideLock(call: Call, requestId: Uuid, outcome: 'locked' | 'refused') {
  const request = await store.lockRow(call.sql, requestId)
  if (request?.state !== 'forwarded' || officer(call).territory.level !== 'nation')
    throw contract.lockRequestUnknown()
  await store.updateDecided(call.sql, requestId, outcome, officer(call).appointmentId, call.now)
  if (outcome === 'locked') {
    await note(call, request.accountId, 'lock-asked', { authority: request.authority })
    await lockAccount(call, request.accountId, request.ground)
  }
  return { state: outcome }
}

/** The cause is gone, or the card was returned: what this request locked is opened. Throws lockRequestUnknown. */
export async function liftLock(call: Call, requestId: Uuid, document: string) {
  const request = await store.lockRow(call.sql, requestId)
  if (request?.state !== 'locked' || officer(call).territory.level !== 'nation')
    throw contract.lockRequestUnknown()
  await store.updateLifted(call.sql, requestId, officer(call).appointmentId, document, call.now)
  const account = await selectAccount(call.sql, request.accountId)
  if (account?.lockGround === request.ground) await unlockAccount(call, request.accountId)
  return { state: 'lifted' }
}

/** What waits for me: of my commune what was asked, at the centre what was passed on; or what is locked. */
export async function waitingLockRequests(call: Call, locked = false) {
  const units = await deskUnits(call)
  const state = locked ? 'locked' : units === null ? 'forwarded' : 'asked'
  const rows = await store.selectRequests(call.sql, state, units)
  return rows.map(
    ({ personNumber, communeDueAt, centreDueAt, requestId, name, authority, document, askedAt, ...row }) => {
      reads(call, personNumber, ['name', 'account'])
      const dueAt = centreDueAt ?? communeDueAt
      const overdue = !locked && Date.parse(dueAt) < call.now.getTime()
      const ground = contract.requestGrounds[row.ground]
      const maskedNumber = maskNumber(personNumber)
      return { requestId, name, maskedNumber, ground, authority, document, state, askedAt, dueAt, overdue }
    },
  )
}
