import type { Call } from '#platform/call.ts'
import { addDays, dayOf } from '#platform/day.ts'
import { countUse } from './catalogue.store.ts'

/** Lists put first what was filed most within so many days. */
const DAYS = 90

/** Counts anew how often each service was filed lately. Safe to repeat. */
export async function countServiceUse({ sql, now }: Pick<Call, 'sql' | 'now'>): Promise<void> {
  await countUse(sql, addDays(dayOf(now), -DAYS))
}
