/** Where a person lived on any day, as known at any instant. The caller enters what he reads in the log. */

import type { Call } from '#platform/call.ts'
import type { Day, Instant, PersonNumber } from '#platform/schemas.ts'
import { EVERYTHING_KNOWN } from '#population'
import type { MembershipRow, ResidenceRow } from './residence-history.ts'
import { selectMembershipsAsOf, selectResidencesAsOf } from './residences.store.ts'

export interface ResidenceAsOf {
  permanent: ResidenceRow | undefined
  temporary: ResidenceRow | undefined
  memberships: MembershipRow[]
}

/** By everything we know unless an instant is given. */
export async function residenceAsOf(
  call: Pick<Call, 'sql'>,
  number: PersonNumber,
  day: Day,
  knownAt: Instant = EVERYTHING_KNOWN,
): Promise<ResidenceAsOf> {
  const residences = await selectResidencesAsOf(call.sql, number, day, knownAt)
  return {
    permanent: residences.find(({ kind }) => kind === 'permanent'),
    temporary: residences.find(({ kind }) => kind === 'temporary'),
    memberships: await selectMembershipsAsOf(call.sql, number, day, knownAt),
  }
}
