/** What rules and effects of a dossier look at: its answers and the facts as they stood. Pure. */
import type { Call } from '#platform/call.ts'
import { dayOf, minutesIntoDay } from '#platform/day.ts'
import type { Dossier } from './dossiers.store.ts'
import type { Scope } from './rules/expression.ts'

export function scopeOfDossier({ now }: Pick<Call, 'now'>, { answers, facts }: Dossier): Scope {
  return { answers, facts, params: {}, today: dayOf(now), minutes: minutesIntoDay(now) }
}
