/** Who may file himself: the age is the law's, dated, and asked for each service. Civil Code 91/2015/QH13, art. 21. */

import type { Call } from '#platform/call.ts'
import { addDays, addMonths, ageOn, dayOf } from '#platform/day.ts'
import type { Day, PersonNumber } from '#platform/schemas.ts'
import { lawParameter } from '#reference'
import type { Bundle } from './bundle.ts'
import { tooYoung } from './contract.ts'
import { knownPerson, type RegisteredPerson } from './registers.ts'

/** Throws tooYoung under the least age of the service, personUnknown when the register does not hold the applicant. */
export async function mustBeOldEnough(
  call: Call,
  bundle: Bundle,
  number: PersonNumber,
): Promise<RegisteredPerson> {
  const person = await knownPerson(call, number)
  if (representedByLaw(call)) return person
  const today = dayOf(call.now)
  const { value: least } = await lawParameter(call, bundle.minimumAge.param, today)
  if (ageOn(lastPossibleBirthday(person), today) < least) {
    throw tooYoung({
      with: { minimumAge: least, law: bundle.minimumAge.law },
      detail: {
        vi: `Dịch vụ này do người từ đủ ${least} tuổi nộp`,
        en: `This service is for applicants of ${least} years or more`,
      },
    })
  }
  return person
}

/** Parents and guardians file for those who cannot yet file themselves. Civil Code 91/2015/QH13, art. 21, 136. */
function representedByLaw({ actor }: Call): boolean {
  return actor.kind === 'citizen' && actor.representative !== undefined && !actor.representative.mandates
}

/** When only the month or year of birth is registered, a right begins when it surely has: on the last possible day. */
export function lastPossibleBirthday({
  bornOn,
  bornPrecision,
}: Pick<RegisteredPerson, 'bornOn' | 'bornPrecision'>): Day {
  if (bornPrecision === 'D') return bornOn
  const first = bornPrecision === 'Y' ? `${bornOn.slice(0, 4)}-12-01` : `${bornOn.slice(0, 7)}-01`
  return addDays(addMonths(first, 1), -1)
}
