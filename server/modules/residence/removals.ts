/**
 * Removal of a registration on the police's own authority: each ground of the law with what it asks of the register.
 * Law on Residence 68/2020/QH14, art. 24, 29; the notice and the minutes are the evidence.
 */
import { type Call, reads } from '#platform/call.ts'
import { addMonths } from '#platform/day.ts'
import type { Day, PersonNumber, Uuid } from '#platform/schemas.ts'
import { EVERYTHING_KNOWN, knownPerson, type Person } from '#population'
import { lawParameter } from '#reference'
import { selectAbsencesOn } from './absences.store.ts'
import * as contract from './contract.ts'
import { removePermanentResidence } from './permanent-residence.ts'
import type { CurrentResidence } from './residence-history.ts'
import { currentOf } from './residence-reducer.ts'
import { removeTemporaryResidence } from './temporary-residence.ts'

export interface Removal {
  personNumber: PersonNumber
  on: Day
  /** Code list of the kind of residence. */
  ground: string
  /** Since when the person was away, the lease ended, or the dwelling was sold: for grounds that give time. */
  since?: Day
  agencyId?: number
  evidence: Record<string, unknown>
}

/** Throws groundDoesNotFit, groundNotYet, groundUnknown, notPermanentHere, residenceOverlaps. Art. 24(1). */
export async function removePermanentByGround(call: Call, removal: Removal): Promise<Uuid> {
  const { person, held } = await sceneOf(call, removal.personNumber)
  if (!held?.permanentUnitId) throw contract.notPermanentHere()
  const { ground, on } = removal
  if (ground === 'a' && !isGone(person)) throw contract.groundDoesNotFit()
  if (ground === 'đ' && person.nationalities.includes('VNM')) throw contract.groundDoesNotFit()
  if (ground === 'd') {
    const elsewhere = held.temporaryUnitId !== null
    const absences = await selectAbsencesOn(call.sql, removal.personNumber, on, EVERYTHING_KNOWN)
    if (elsewhere || absences.some(({ fromOn }) => fromOn <= on)) throw contract.groundDoesNotFit()
  }
  if (['d', 'e', 'g'].includes(ground)) {
    await refuseTooEarly(call, removal, 'residence.permanent.removal-after-months')
  }
  return await removePermanentResidence(call, removal)
}

/** Throws groundDoesNotFit, groundNotYet, groundUnknown, notTemporaryHere, residenceOverlaps. Art. 29(1). */
export async function removeTemporaryByGround(call: Call, removal: Removal): Promise<Uuid> {
  const { person, held } = await sceneOf(call, removal.personNumber)
  if (!held?.temporaryFrom) throw contract.notTemporaryHere()
  const { ground } = removal
  if (ground === 'death' && !isGone(person)) throw contract.groundDoesNotFit()
  if (ground === 'nationality' && person.nationalities.includes('VNM')) throw contract.groundDoesNotFit()
  if (ground === 'permanent-here' && held.permanentDwellingId !== held.temporaryDwellingId) {
    throw contract.groundDoesNotFit()
  }
  if (ground === 'moved') throw contract.groundDoesNotFit()
  if (ground === 'absent') await refuseTooEarly(call, removal, 'residence.temporary.removal-after-months')
  return await removeTemporaryResidence(call, removal)
}

async function sceneOf(
  call: Call,
  number: PersonNumber,
): Promise<{ person: Person; held: CurrentResidence | undefined }> {
  reads(call, number, ['status', 'nationalities', 'permanentResidence', 'temporaryResidence', 'absence'])
  return { person: await knownPerson(call, number), held: await currentOf(call, number) }
}

/** Died, or declared missing or dead by a court. */
const isGone = ({ status, diedOn }: Person) =>
  diedOn !== null || ['dead', 'missing', 'declared-dead'].includes(status)

/** A ground that gives time begins only when the time has passed. */
async function refuseTooEarly(call: Call, { since, on }: Removal, key: string): Promise<void> {
  const { value: months } = await lawParameter(call, key, on)
  const earliest = since === undefined ? null : addMonths(since, months)
  if (earliest === null || on < earliest) throw contract.groundNotYet({ with: { months, earliest } })
}
