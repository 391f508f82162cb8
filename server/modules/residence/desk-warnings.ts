/** What an act at the desk leaves behind in the households it touched. */
import type { Call } from '#platform/call.ts'
import type { PersonNumber, Uuid, Words } from '#platform/schemas.ts'
import { selectHousehold, selectOccupancy } from './households.store.ts'
import { selectCurrent } from './residences.store.ts'

export interface Occupied {
  householdId: Uuid
  heads: number
  members: number
}

/** How the households of people are occupied now. */
export async function occupancyOf(
  { sql }: Pick<Call, 'sql'>,
  numbers: readonly PersonNumber[],
): Promise<Occupied[]> {
  const held = await selectCurrent(sql, numbers)
  const ids = held.flatMap((row) => [row.permanentHouseholdId, row.temporaryHouseholdId])
  return await selectOccupancy(sql, [...new Set(ids.filter((id) => id !== null))])
}

/** What became of households that were so occupied before. */
export async function warningsOf({ sql }: Pick<Call, 'sql'>, before: readonly Occupied[]): Promise<Words[]> {
  const now = await selectOccupancy(
    sql,
    before.map(({ householdId }) => householdId),
  )
  const warnings: Words[] = []
  for (const { householdId, heads, members } of now) {
    const was = before.find((one) => one.householdId === householdId)
    const file = (await selectHousehold(sql, householdId))?.fileNumber ?? ''
    if (was && was.members > 0 && members === 0) {
      warnings.push({
        vi: `Hộ ${file} không còn thành viên và được xóa.`,
        en: `Household ${file} has no member left and is dissolved.`,
      })
    } else if (was && was.heads > 0 && heads === 0) {
      warnings.push({
        vi: `Hộ ${file} không còn chủ hộ; các thành viên cần cử chủ hộ mới.`,
        en: `Household ${file} has no head any more; its members have to settle on one.`,
      })
    }
  }
  return warnings
}
