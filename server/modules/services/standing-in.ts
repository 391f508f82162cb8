/** Whom the acting officer stands in for today (làm thay). */
import type { Call } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Uuid } from '#platform/schemas.ts'
import type { Dossier } from './dossiers.store.ts'
import { selectStoodInFor } from './substitutions.store.ts'

export async function standsInFor({ sql, actor, now }: Call): Promise<Uuid[]> {
  return actor.kind === 'officer' ? selectStoodInFor(sql, actor.appointmentId, dayOf(now)) : []
}

/** The holder of a dossier, when the officer acts in his place. */
export async function stoodInFor(
  call: Call,
  { holderAppointment, agencyId }: Pick<Dossier, 'holderAppointment' | 'agencyId'>,
): Promise<Uuid | null> {
  const { actor } = call
  if (actor.kind !== 'officer' || actor.agencyId !== agencyId) return null
  if (holderAppointment === actor.appointmentId) return null
  return (await standsInFor(call)).find((absent) => absent === holderAppointment) ?? null
}
