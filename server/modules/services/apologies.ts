/**
 * A dossier that will be late (hồ sơ sẽ quá hạn): the leader apologises and names a new date, once, at the latest a day
 * before the old one; the letter goes to the citizen as a signed paper. Decree 118/2025/NĐ-CP; form 04 of Circular
 * 03/2025/TT-VPCP.
 */
import type { Call } from '#platform/call.ts'
import { addDays, dayOf } from '#platform/day.ts'
import type { Day, Uuid } from '#platform/schemas.ts'
import { addWorkingDays, isWorkingDay, lawParameter, workingCalendar, workingDaysBetween } from '#reference'
import { toAct } from './acting.ts'
import type { DeskDossier } from './contract.ts'
import * as contract from './contract.ts'
import { viewDesk } from './desk-view.ts'
import { happened, move } from './dossier-moves.ts'
import type { Dossier } from './dossiers.store.ts'
import { dossierPostponed } from './events.contract.ts'
import { issueOneStopPaper } from './papers.ts'

export interface Apology {
  version: number
  newDueOn: Day
  reason: string
}

/** Throws apologyTwice, apologyTooLate, newDateWrong. */
export async function apologise(call: Call, dossierId: Uuid, given: Apology): Promise<DeskDossier> {
  const { dossier, bundle } = await toAct(call, dossierId, given.version, 'apologise')
  const oldDueAt = dossier.dueAt
  if (!oldDueAt) throw contract.actNotNow({ with: { state: dossier.state } })
  await mustBeInTime(call, dossier)
  const workingDays = await daysLater(call, oldDueAt, given.newDueOn)
  const { newDueOn, reason } = given
  const moved = await move(call, dossier, {
    act: 'apologise',
    to: dossier.state,
    note: reason,
    set: { extension: { at: call.now.toISOString(), reason, oldDueAt, newDueOn, workingDays } },
  })
  await issueOneStopPaper(call, bundle, moved, 'Mau04', { oldDueAt, newDueAt: moved.dueAt, reason })
  await happened(call, dossierPostponed, moved, {})
  return viewDesk(call, moved)
}

async function mustBeInTime(call: Call, { dueAt }: Dossier): Promise<void> {
  const today = dayOf(call.now)
  const { value: days } = await lawParameter(call, 'one-stop.apology-days-before', today)
  const latestOn = addDays(dayOf(new Date(dueAt!)), -days)
  if (today > latestOn) throw contract.apologyTooLate({ with: { latestOn } })
}

async function daysLater(call: Call, oldDueAt: string, newDueOn: Day): Promise<number> {
  const calendar = await workingCalendar(call)
  const { value: most } = await lawParameter(call, 'services.extension-days-max', dayOf(call.now))
  const days = workingDaysBetween(dayOf(new Date(oldDueAt)), newDueOn, calendar)
  if (days < 1 || days > most || !isWorkingDay(newDueOn, calendar)) {
    const latest = addWorkingDays(new Date(oldDueAt), most, calendar)
    throw contract.newDateWrong({ with: { latestOn: latest.dueOn } })
  }
  return days
}
