/**
 * Facts with two times: a row says what is true from when to when, as known from `recordedAt` until
 * `supersededAt`. Recording an event never rewrites a row; rows that say something no longer held are superseded,
 * and what is now known is added beside them. Pure.
 */
import type { Instant, Uuid } from '#platform/schemas.ts'

/** Later than any recording: asks for what is known by all that was recorded. */
export const EVERYTHING_KNOWN: Instant = 'infinity'

export interface Recorded {
  recordedAt: Instant
  supersededAt: Instant | null
  eventId: Uuid
}

export interface Recording<Content, Row> {
  superseded: Row[]
  added: Content[]
}

/** Compares the rows in force with what is now known. Order does not matter; content that stays is left alone. */
export function record<Content, Row extends Content>(
  inForce: readonly Row[],
  known: readonly Content[],
  same: (row: Row, content: Content) => boolean,
): Recording<Content, Row> {
  const stays = new Set<Row>()
  const added = known.filter((content) => {
    const row = inForce.find((one) => !stays.has(one) && same(one, content))
    if (row) stays.add(row)
    return !row
  })
  return { superseded: inForce.filter((row) => !stays.has(row)), added }
}

/** The same, and kept under this number: a row of a number that was cancelled is recorded anew. */
export function under<Content>(
  number: string,
  same: (a: Content, b: Content) => boolean,
): (row: Content & { personNumber: string }, content: Content) => boolean {
  return (row, content) => row.personNumber === number && same(row, content)
}

/** Keeps a history in memory: supersedes and adds as `record` said. Returns the rows in force afterwards. */
export function keepRecording<Content, Row extends Content & Recorded>(
  history: Row[],
  inForce: readonly Row[],
  { superseded, added }: Recording<Content, Row>,
  event: { id: Uuid; recordedAt: Instant },
): Row[] {
  if (superseded.length === 0 && added.length === 0) return inForce as Row[]
  for (const row of superseded) row.supersededAt = event.recordedAt
  const rows = added.map(
    (content) => ({ ...content, recordedAt: event.recordedAt, supersededAt: null, eventId: event.id }) as Row,
  )
  history.push(...rows)
  return [...inForce.filter((row) => row.supersededAt === null), ...rows]
}
