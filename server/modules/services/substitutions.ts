/**
 * Substitutes (người làm thay): an officer, or the leader for anybody of his office, names a colleague who stands in for
 * him on dated days. What the absent one holds stands in the substitute's list, and each step says for whom he acted.
 */
import { officersOf, positionTitle } from '#accounts'
import { notFound } from '#platform/access.ts'
import type { Call, OfficerActor } from '#platform/call.ts'
import { addDays, dayOf } from '#platform/day.ts'
import type { Role } from '#platform/endpoint.ts'
import { uuidv7 } from '#platform/ids.ts'
import { poke } from '#platform/live.ts'
import type { Day, Uuid, Words } from '#platform/schemas.ts'
import { lawParameter } from '#reference'
import * as contract from './contract.ts'
import * as store from './substitutions.store.ts'

const handling = ['counter', 'case-officer', 'signing-leader'] as const satisfies Role[]

interface Colleague {
  appointmentId: Uuid
  name: string
  position: Words
  mine: boolean
  roles: Role[]
}

export async function listSubstitutions(call: Call) {
  const officer = call.actor as OfficerActor
  const colleagues = [...(await rolesInOffice(call)).values()]
  const known = new Map(colleagues.map((one) => [one.appointmentId, one]))
  const today = dayOf(call.now)
  const rows: contract.Substitution[] = []
  for (const row of await store.selectSubstitutions(call.sql, officer.agencyId, today)) {
    const [absent, substitute] = [known.get(row.absent), known.get(row.substitute)]
    if (!absent || !substitute) continue
    rows.push({
      substitutionId: row.substitutionId,
      absent,
      substitute,
      fromOn: row.fromOn,
      untilOn: row.untilOn,
      reason: row.reason,
      now: row.fromOn <= today,
      mayEnd: mayName(officer, row.absent),
    })
  }
  return {
    rows,
    absent: colleagues.filter(({ appointmentId }) => mayName(officer, appointmentId)),
    substitutes: colleagues,
  }
}

export interface Naming {
  absent: Uuid
  substitute: Uuid
  fromOn: Day
  untilOn: Day
  reason?: string
}

/** Throws notYoursToName, substituteUnfit, substitutionDaysWrong, substitutionOverlaps. */
export async function nameSubstitute(call: Call, given: Naming): Promise<{ substitutionId: Uuid }> {
  const { agencyId, appointmentId, ...officer } = call.actor as OfficerActor
  const { absent, substitute, fromOn, untilOn } = given
  if (!mayName({ appointmentId, roles: officer.roles }, absent)) throw contract.notYoursToName()
  const office = await rolesInOffice(call)
  const [away, steps] = [office.get(absent), office.get(substitute)]
  if (!away || !steps || absent === substitute || !away.roles.every((role) => steps.roles.includes(role)))
    throw contract.substituteUnfit()
  await mustBeDays(call, fromOn, untilOn)
  const others = await store.lockSubstitutions(call.sql, agencyId, fromOn)
  const clash = others.some(
    (one) =>
      one.fromOn <= untilOn &&
      (one.absent === absent || one.absent === substitute || one.substitute === absent),
  )
  if (clash) throw contract.substitutionOverlaps()
  const substitutionId = uuidv7(call.now.getTime())
  await store.insertSubstitution(
    call.sql,
    {
      substitutionId,
      agencyId,
      absent,
      substitute,
      fromOn,
      untilOn,
      reason: given.reason ?? null,
      namedBy: appointmentId,
    },
    call.now,
  )
  await poke(call, [`agency:${agencyId}`], 'dossiers')
  return { substitutionId }
}

/** Ends it at once. Throws notYoursToName; one of another office is not found. */
export async function endSubstitution(call: Call, substitutionId: Uuid): Promise<{ ended: true }> {
  const officer = call.actor as OfficerActor
  const rows = await store.lockSubstitutions(call.sql, officer.agencyId, dayOf(call.now))
  const row = rows.find((one) => one.substitutionId === substitutionId)
  if (!row) throw notFound()
  if (!mayName(officer, row.absent)) throw contract.notYoursToName()
  await store.endSubstitution(call.sql, substitutionId, call.now)
  await poke(call, [`agency:${officer.agencyId}`], 'dossiers')
  return { ended: true }
}

function mayName(
  { appointmentId, roles }: Pick<OfficerActor, 'appointmentId' | 'roles'>,
  absent: Uuid,
): boolean {
  return absent === appointmentId || roles.includes('signing-leader')
}

/** Who handles dossiers in the officer's office, and by which roles. */
async function rolesInOffice(call: Call) {
  const { agencyId, appointmentId: own } = call.actor as OfficerActor
  const office = new Map<Uuid, Colleague>()
  for (const role of handling) {
    for (const { appointmentId, name, position } of await officersOf(call, agencyId, role)) {
      const known = office.get(appointmentId)
      if (known) known.roles.push(role)
      else {
        const title = (await positionTitle(call, position)) ?? { vi: '', en: '' }
        const mine = appointmentId === own
        office.set(appointmentId, { appointmentId, name, position: title, mine, roles: [role] })
      }
    }
  }
  return office
}

async function mustBeDays(call: Call, fromOn: Day, untilOn: Day): Promise<void> {
  const today = dayOf(call.now)
  const { value: days } = await lawParameter(call, 'services.substitution-days-max', today)
  if (fromOn < today || untilOn < fromOn || untilOn > addDays(fromOn, days - 1))
    throw contract.substitutionDaysWrong({ with: { days } })
}
