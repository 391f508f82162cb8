/** Replaying boundary changes: dwellings go back to where they were registered, then every act and choice is done again. */
import type { Sql } from '#platform/db.ts'
import * as acts from './boundary-acts.store.ts'
import * as choices from './boundary-choices.store.ts'

const AT_ONCE = 2000

/** In the transaction of a replay, which is rolled back; needs an empty `dwelling_moves`. */
export async function replayBoundaries(sql: Sql): Promise<void> {
  await sql`
    update residence.dwellings set unit_id = first_unit_id, first_unit_id = null where first_unit_id is not null`
  for (const act of (await acts.selectActs(sql)).reverse()) {
    const { actId, effectiveOn, orderedAt } = act
    for (;;) {
      const moving = await acts.lockCertain(sql, actId, 0, AT_ONCE)
      if (moving.length === 0) break
      await acts.writeMoves(sql, moving, { actId, effectiveOn, recordedAt: orderedAt, choiceId: null })
    }
    for (const choice of await choices.selectChoices(sql, actId)) {
      const { choiceId, chosenAt: recordedAt } = choice
      const move = { actId, effectiveOn, recordedAt, choiceId }
      for (;;) {
        const moving = await replayed(sql, choice, effectiveOn)
        if (moving.length > 0) await acts.writeMoves(sql, moving, move)
        if (moving.length < AT_ONCE) break
      }
    }
  }
  await acts.followDwellings(sql)
}

async function replayed(sql: Sql, choice: choices.Choice, effectiveOn: string): Promise<acts.Moving[]> {
  const { dwellingId, oldUnitId, newUnitId } = choice
  if (dwellingId === null) return await choices.lockStreet(sql, choice, AT_ONCE)
  const found = await choices.lockChosen(sql, dwellingId, oldUnitId, effectiveOn)
  return found && found.unitId !== newUnitId ? [{ dwellingId, oldUnitId, newUnitId }] : []
}
