/**
 * Queues follow a boundary change: dossiers of an agency that went whole into another are there, with whoever had
 * them; those of a divided agency follow the dwelling or home they are about, once somebody has said where it lies.
 */
import { successorAppointments } from '#accounts'
import { type Call, changes } from '#platform/call.ts'
import { poke } from '#platform/live.ts'
import { agencyIdOf, unitAgencyKinds } from '#reference'
import { type EndedUnits, registerBoundaryFollower } from '#residence'
import * as store from './boundaries.store.ts'
import { recordStep } from './steps.ts'

registerBoundaryFollower({
  name: 'services.dossiers',
  words: { vi: 'Hồ sơ thủ tục', en: 'Dossiers' },
  follow: followBoundaries,
  waiting: ({ sql }, ended) =>
    store.countOpenAt(
      sql,
      pairsOf(ended)
        .filter(({ certain }) => !certain)
        .map(({ from }) => from),
    ),
})

async function followBoundaries(call: Call, ended: EndedUnits, limit: number): Promise<number> {
  const pairs = pairsOf(ended)
  const certain = await store.lockCertain(
    call.sql,
    pairs.filter((one) => one.certain),
    limit,
  )
  const moving =
    certain.length > 0
      ? certain
      : await store.lockSettled(
          call.sql,
          pairs.filter((one) => !one.certain),
          limit,
        )
  if (moving.length === 0) return 0
  const holders = await successorAppointments(
    call.sql,
    moving.map(({ holderAppointment }) => holderAppointment).filter((id) => id !== null),
  )
  for (const { personNumber, dossierId, state, toAgencyId, toUnitId, holderAppointment } of moving) {
    const holder = holderAppointment === null ? undefined : holders.get(holderAppointment)
    const keeps = holder?.agencyId === toAgencyId ? holder.appointmentId : null
    changes(call, personNumber, ['dossier:boundary-change'])
    await store.readdress(call.sql, {
      personNumber,
      dossierId,
      agencyId: toAgencyId,
      unitId: toUnitId,
      holder: keeps,
    })
    await recordStep(
      call,
      { personNumber, dossierId },
      { act: 'boundary-change', from: state, to: state, note: ended.law },
    )
  }
  const agencies = new Set(moving.flatMap(({ agencyId, toAgencyId }) => [agencyId, toAgencyId]))
  await poke(call, [...[...agencies].map((id) => `agency:${id}`), 'figures'], 'dossiers')
  return moving.length
}

/** From which agency to which, for every agency of every unit that ended. */
function pairsOf({ successors }: EndedUnits): store.Readdressing[] {
  return [...successors].flatMap(([unitId, became]) =>
    unitAgencyKinds.flatMap((kind) =>
      became.map((toUnitId) => ({
        from: agencyIdOf(kind, unitId),
        to: agencyIdOf(kind, toUnitId),
        toUnitId,
        certain: became.length === 1,
      })),
    ),
  )
}
