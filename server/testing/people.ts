/** People of tests: each brings his own, born and related through the register's own acts. */
import { type NewBirth, registerBirth, registerMarriage } from '#population'
import type { CitizenActor, OfficerActor } from '../platform/call.ts'
import { uuidv7 } from '../platform/ids.ts'
import type { PersonNumber } from '../platform/schemas.ts'
import type { Platform } from './index.ts'

/** What acts of tests stand on. */
export const grounds = { legalBasis: 'Luật Hộ tịch 60/2014/QH13' }

export interface Born {
  number: PersonNumber
  personId: string
  name: string
}

/** Registers a birth; a woman of Hà Nội born in 1990 unless said. */
export async function born({ act, sql }: Platform, details: Partial<NewBirth> = {}): Promise<Born> {
  const [hanoi] = await sql<{ unitId: number }[]>`
    select unit_id from reference.unit_versions where level = 'province' and code = '01' limit 1`
  const birth = {
    name: 'Nguyễn Thị Hòa',
    sex: 'female' as const,
    bornOn: '1990-05-02',
    ethnicGroup: '01',
    birthRegisteredUnitId: hanoi!.unitId,
    ...details,
  }
  const event = await act((call) => registerBirth(call, birth, grounds))
  return { number: event.personNumber, personId: event.payload.personId, name: event.payload.name }
}

/** A man and a woman, married. */
export async function couple(platform: Platform, on = '2015-06-01'): Promise<{ husband: Born; wife: Born }> {
  const husband = await born(platform, { name: 'Trần Văn Hùng', sex: 'male', bornOn: '1985-01-15' })
  const wife = await born(platform)
  await platform.act((call) =>
    registerMarriage(call, { one: husband.number, other: wife.number, on }, grounds),
  )
  return { husband, wife }
}

export function citizen({ number, personId }: Born, level: 1 | 2 = 2): CitizenActor {
  return {
    kind: 'citizen',
    number,
    personId,
    accountId: uuidv7(),
    level,
    sessionId: uuidv7(),
    authenticationLevel: 2,
    factorAt: new Date().toISOString(),
  }
}

export function officer(
  { number, personId }: Born,
  territory: OfficerActor['territory'],
  roles: OfficerActor['roles'] = ['residence', 'case-officer'],
): OfficerActor {
  return {
    kind: 'officer',
    number,
    personId,
    accountId: uuidv7(),
    appointmentId: uuidv7(),
    position: 'commune-police-officer',
    agencyId: 300_000 + territory.unitId,
    roles,
    territory,
    sessionId: uuidv7(),
    authenticationLevel: 2,
    factorAt: null,
  }
}
