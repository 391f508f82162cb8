/** Whether a row of a load may be about someone whom the register has under another number. */
import type { Call } from '#platform/call.ts'
import type { Day, PersonNumber } from '#platform/schemas.ts'
import { fold } from '#platform/vietnamese.ts'
import { compareNames } from './names.ts'
import { selectByNamesAndBirthday } from './searches.store.ts'

const MOST = 20

/** People of the same sex and day of birth whose names are the same but for marks that one of them lacks. */
export async function peopleLike(
  call: Call,
  { name, bornOn, sex }: { name: string; bornOn: Day; sex: 'male' | 'female' },
): Promise<PersonNumber[]> {
  const found = await selectByNamesAndBirthday(call.sql, [fold(name)], bornOn, MOST)
  return found
    .filter((one) => one.sex === sex && compareNames(one.name, name) !== 'different')
    .map(({ personNumber }) => personNumber)
}
