/**
 * Two records of one person became one: where only the record that gave way was registered, the person is registered
 * there from now on, by an event that the merge caused. Loaded with the module.
 */
import { addDays } from '#platform/day.ts'
import { declare, registerTaking, selectLifeEvents } from '#population'
import { mergedInto } from '#population/contract'
import { permanentResidence, temporaryResidence } from './residence-events.ts'
import { residenceFactsOf } from './residence-history.ts'

registerTaking('residence', async (call, from, to, cause) => {
  const own = residenceFactsOf(await selectLifeEvents(call.sql, [to])).open
  const events = await selectLifeEvents(call.sql, [from])
  const gone = residenceFactsOf(events.filter(({ kind }) => kind !== mergedInto.name)).open
  for (const [held, kind] of [
    ['permanent', permanentResidence],
    ['temporary', temporaryResidence],
  ] as const) {
    const had = gone[held]
    if (own[held] || !had?.membership) continue
    const { dwellingId, unitId, validFrom, validUntil } = had.residence
    const { householdId, relationToHead } = had.membership
    const place = { dwellingId, unitId, householdId, relationToHead }
    const until = validUntil ? { until: addDays(validUntil, -1) } : {}
    await declare(call, kind as typeof permanentResidence, {
      personNumber: to,
      effectiveOn: validFrom,
      payload: { ...place, ...until },
      legalBasis: cause.legalBasis,
      agencyId: cause.agencyId,
      causedBy: cause.id,
    })
  }
})
