/**
 * Overdue dossiers go up the real hierarchy (báo lên cấp trên): to the head of the office, the commune's chair, the
 * province, each after so many working hours. The steps are dated data; each raise stands in the history.
 */
import { type Call, changes } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { poke } from '#platform/live.ts'
import {
  agencyById,
  agencyIdOf,
  lawParameter,
  unitIdOfAgency,
  workingCalendar,
  workingTimeBetween,
} from '#reference'
import type { Agency } from '#reference/contract'
import type { RaisedTo } from './deadlines.contract.ts'
import * as store from './escalations.store.ts'
import { recordStep } from './steps.ts'

/** One run raises at most this many at each step; the next takes the rest. */
const AT_ONCE = 200

interface EscalationStep {
  to: RaisedTo
  workingHours: number
}

/** Raises what has been overdue long enough. Safe to repeat: a dossier is raised once at each step. */
export async function escalateOverdue(call: Call): Promise<void> {
  const { value: steps } = await lawParameter<EscalationStep[]>(
    call,
    'services.escalation-steps',
    dayOf(call.now),
  )
  const calendar = await workingCalendar(call)
  // From the last step down, so that nothing climbs two steps in one run.
  for (const [step, { to, workingHours }] of [...steps.entries()].reverse()) {
    for (const dossier of await store.lockOverdue(call.sql, step, call.now, AT_ONCE)) {
      const late = workingTimeBetween(new Date(dossier.nextDueAt), call.now, calendar)
      if (late < workingHours * 60) break
      await raise(call, dossier, step, to)
    }
  }
}

async function raise(call: Call, dossier: store.ToRaise, step: number, to: RaisedTo): Promise<void> {
  await store.setEscalated(call.sql, dossier, step + 1)
  const agency = await agencyAbove(call, dossier.agencyId, to)
  if (!agency) return
  changes(call, dossier.personNumber, ['dossier:escalate'])
  const { agencyId, nameVi } = agency
  await store.insertEscalation(call.sql, dossier, { step, to, agencyId, at: call.now })
  const { state } = dossier
  await recordStep(call, dossier, { act: 'escalate', from: state, to: state, note: nameVi, by: 'system' })
  await poke(call, [`agency:${agencyId}`, `agency:${dossier.agencyId}`], 'dossiers')
}

/** Whose leader hears of it; none where that is the office below once more, or nobody stands there. */
async function agencyAbove(call: Call, officeId: number, to: RaisedTo): Promise<Agency | null> {
  const office = await agencyById(call.sql, officeId)
  if (!office || to === 'office') return office ?? null
  const unitId = unitIdOfAgency(officeId)
  if (to === 'commune-chair') {
    if (unitId === null || office.level !== 'commune' || office.kind === 'commune-committee') return null
    return (await agencyById(call.sql, agencyIdOf('commune-committee', unitId))) ?? null
  }
  let above = office
  while (above.level === 'commune' && above.parentId !== null) {
    const parent = await agencyById(call.sql, above.parentId)
    if (!parent) return null
    above = parent
  }
  return above.level === 'province' && above.agencyId !== officeId ? above : null
}
