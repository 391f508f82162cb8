/**
 * What the feed does not hold: the register as it was when a system began to follow it. The first page says where the
 * feed is to be followed from; later pages leave out whatever the feed will tell, so nothing is missed or heard twice.
 */
import { type Call, reads } from '#platform/call.ts'
import { feedEnd, idsAfter } from '#platform/feed.ts'
import type { Uuid } from '#platform/schemas.ts'
import * as contract from './contract.ts'
import { feedRights } from './feed-rights.ts'
import { selectLifeEvents } from './life-events.store.ts'
import { declaredNames } from './life-events.ts'
import { selectCancelled } from './number-aliases.store.ts'
import { selectNumbersAfter } from './people.store.ts'

const PEOPLE_AT_ONCE = 100

interface HistoryQuery {
  purpose: string
  forClientId?: string
  after?: Uuid
  followFrom?: string
  limit?: number
}

/** Throws historyByLawOnly, positionUnreadable, and what the rights throw. */
export async function readFeedHistory(call: Call, query: HistoryQuery) {
  const rights = await feedRights(call, query)
  if (!rights.byLaw) throw contract.historyByLawOnly()
  const followFrom = query.followFrom ?? (await feedEnd(call.sql))
  const limit = query.limit ?? PEOPLE_AT_ONCE
  const people = await selectNumbersAfter(call.sql, query.after ?? null, limit)
  const told = await rights.toldSince(people.map(({ personNumber }) => personNumber))
  const numbers = [...told.keys()]
  const events = await selectLifeEvents(call.sql, numbers)
  const names = [...declaredNames().values()]
  // Asked after the events were read: whatever was among them stands in the feed by now.
  const under = [...numbers, ...(await selectCancelled(call.sql, numbers))]
  const later = await idsAfter(call.sql, followFrom, names, under)
  const rows = events
    .filter(({ id }) => !later.has(id))
    .map((event) => ({
      eventId: event.id,
      kind: event.kind,
      effectiveOn: event.effectiveOn,
      recordedAt: event.recordedAt,
      personNumber: event.personNumber,
      causedBy: event.causedBy,
      annuls: event.annuls,
      details: event.payload,
    }))
  for (const number of numbers) reads(call, number, ['life-events'])
  return { rows, followFrom, next: people.at(-1)?.personId ?? null, more: people.length === limit }
}
