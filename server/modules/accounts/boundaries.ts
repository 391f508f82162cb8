/**
 * Rights follow a boundary change: an officer of an agency that went whole into another goes on there in the same
 * position, from the day of the change. Where an agency was divided, an administrator appoints anew.
 */
import { type Call, changes } from '#platform/call.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { Day } from '#platform/schemas.ts'
import { agencyIdOf, unitAgencyKinds } from '#reference'
import { type EndedUnits, registerBoundaryFollower } from '#residence'
import { note } from './accounts.ts'
import * as store from './appointments.store.ts'
import { deleteSessions } from './sessions.store.ts'

registerBoundaryFollower({
  name: 'accounts.appointments',
  words: { vi: 'Vị trí công tác của cán bộ', en: 'Officers’ positions' },
  follow: followBoundaries,
  waiting: ({ sql }, ended) =>
    store.countAppointmentsIn(
      sql,
      [...agenciesOf(ended, (became) => became.length > 1).keys()],
      ended.effectiveOn,
    ),
})

async function followBoundaries(call: Call, ended: EndedUnits, limit: number): Promise<number> {
  const agencies = agenciesOf(ended, (became) => became.length === 1)
  const moving = await store.lockAppointmentsIn(call.sql, [...agencies.keys()], ended.effectiveOn, limit)
  if (moving.length === 0) return 0
  const successors = moving.map((one) => ({
    ...one,
    appointmentId: uuidv7(call.now.getTime()),
    agencyId: agencies.get(one.agencyId)![0]!,
    validFrom: later(one.validFrom, ended.effectiveOn),
    succeeds: one.appointmentId,
  }))
  await store.succeedAppointments(call.sql, successors, ended.effectiveOn, call.now)
  for (const { accountId, personNumber, position } of successors) {
    changes(call, personNumber, ['appointment'])
    await note(call, accountId, 'appointed', { position })
    await deleteSessions(call.sql, accountId)
  }
  return moving.length
}

function later(day: Day, other: Day): Day {
  return [day, other].sort()[1]!
}

/** Agencies of ended units, by id, with those of the units that took them. */
function agenciesOf({ successors }: EndedUnits, which: (became: readonly number[]) => boolean) {
  const found = new Map<number, number[]>()
  for (const [unitId, became] of successors) {
    if (!which(became)) continue
    for (const kind of unitAgencyKinds) {
      found.set(
        agencyIdOf(kind, unitId),
        became.map((one) => agencyIdOf(kind, one)),
      )
    }
  }
  return found
}
