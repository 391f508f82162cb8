import type { Call, CitizenActor, OfficerActor } from '#platform/call.ts'
import { dayOf, instantAt } from '#platform/day.ts'
import type { Day, Instant } from '#platform/schemas.ts'
import { agencyById, ancestorsOf, positions, unitById, unitLabel, units } from '#reference'
import type { Account } from './accounts.store.ts'
import { type Appointment, selectAppointments, selectName } from './appointments.store.ts'
import { authenticationLevelOf, levelRules } from './authentication-level.ts'
import type { ActingAs, AppName } from './contract.ts'
import type { Factor } from './factors.contract.ts'
import type { Holder } from './sessions.store.ts'

/** The whole nation is no unit; its officers' territory carries this id. */
export const NATION = 0

type HolderCall = Pick<Call, 'sql' | 'ports' | 'now'>

/** A citizen as his session knows him, with the factors he has just proved. */
export async function citizenHolder(
  call: HolderCall,
  account: Account,
  factors: readonly Factor[],
): Promise<Holder> {
  const { personNumber: number, personId, accountId, level, foreigner } = account
  const authenticationLevel = authenticationLevelOf(factors, await levelRules(call))
  const factorAt = latestOf(factors)
  const known = { number, personId, accountId, level, sessionId: '' }
  const actor: CitizenActor = {
    kind: 'citizen',
    ...known,
    ...(foreigner ? { foreigner } : {}),
    authenticationLevel,
    factorAt,
  }
  const name = (await selectName(call.sql, number)) ?? ''
  return { actor, name, level, factorAt, factors, authenticationLevel, actingAs: null }
}

function latestOf(factors: readonly Factor[]): Instant | null {
  return factors.reduce<Instant | null>((latest, { at }) => (latest && latest > at ? latest : at), null)
}

/** An appointment an officer may sign in with. */
export interface Choice {
  appointment: Appointment
  actingAs: ActingAs
}

/** The appointments in force today that give something to do in this app. */
export async function choicesOf(call: HolderCall, account: Account, app: AppName): Promise<Choice[]> {
  const today = dayOf(call.now)
  const appointments = await selectAppointments(call.sql, account.accountId, today)
  const known = await positions(call.sql)
  const choices: Choice[] = []
  for (const appointment of appointments) {
    const position = known.find((one) => one.position === appointment.position)
    const agency = await agencyById(call.sql, appointment.agencyId)
    if (!position || !agency || (agency.validUntil && agency.validUntil <= today)) continue
    if ((app === 'steering' || app === 'partner') && !position.roles.includes(app)) continue
    choices.push({
      appointment,
      actingAs: {
        appointmentId: appointment.appointmentId,
        position: position.position,
        title: { vi: position.nameVi, en: position.nameEn },
        agencyId: agency.agencyId,
        agency: { vi: agency.nameVi, en: agency.nameEn },
        roles: position.roles,
        territory: {
          level: agency.level,
          unitId: agency.unitId,
          names: await names(call, agency.unitId, today),
        },
      },
    })
  }
  return choices
}

async function names(call: HolderCall, unitId: number | null, on: Day): Promise<string[]> {
  if (unitId === null) return []
  const all = await units(call)
  const unit = unitById(all, unitId, on)
  return [...(unit ? [unit] : []), ...ancestorsOf(all, unitId, on)].map(unitLabel)
}

/** An officer as his session knows him: he acts in one position, for one agency, within its territory. */
export async function officerHolder(
  call: HolderCall,
  account: Account,
  { appointment, actingAs }: Choice,
  factors: readonly Factor[],
): Promise<Holder> {
  const { personNumber: number, personId, accountId, level } = account
  const authenticationLevel = authenticationLevelOf(factors, await levelRules(call))
  const actor: OfficerActor = {
    kind: 'officer',
    number,
    personId,
    accountId,
    appointmentId: appointment.appointmentId,
    position: appointment.position,
    agencyId: appointment.agencyId,
    roles: actingAs.roles as OfficerActor['roles'],
    territory: { level: actingAs.territory.level, unitId: actingAs.territory.unitId ?? NATION },
    sessionId: '',
    authenticationLevel,
    factorAt: null, // signing in is not yet a confirmation to sign with
  }
  const name = (await selectName(call.sql, number)) ?? actingAs.title.vi
  return { actor, name, level, factorAt: latestOf(factors), factors, authenticationLevel, actingAs }
}

/** The moment an appointment's last day is over. */
export function appointmentEnd({ validUntil }: Appointment): Date | null {
  return validUntil ? instantAt(validUntil) : null
}
