/** Writes what follows from the life events of a person: states, relations, the current row. */
import type { Call } from '#platform/call.ts'
import type { Instant, PersonNumber } from '#platform/schemas.ts'
import { birth } from './civil-status-events.ts'
import { isKind, type LifeEvent } from './life-event.ts'
import { selectLifeEvents } from './life-events.store.ts'
import * as people from './people.store.ts'
import { mirror, recordRelations, recordStates, relationRow, stampVersions } from './person-history.ts'
import type { PersonVersion } from './person-state.ts'
import * as relations from './relations.store.ts'
import { type RelationRow, seenByOther } from './relations.ts'

/** Records one more event of a person, already inserted. */
export async function recordPerson(call: Call, event: LifeEvent): Promise<void> {
  const events = await selectLifeEvents(call.sql, [event.personNumber])
  if (isKind(event, birth)) await people.insertPersonId(call.sql, event.payload.personId, event.personNumber)
  await keepVersions(call, event, events)
  await keepRelations(call, event, events)
}

async function keepVersions(call: Call, event: LifeEvent, events: readonly LifeEvent[]): Promise<void> {
  const { sql } = call
  const { personNumber, recordedAt } = event
  const inForce = await people.selectVersionsInForce(sql, personNumber)
  const { superseded, added } = recordStates(personNumber, inForce, events)
  if (superseded.length === 0 && added.length === 0) return
  if (superseded.length > 0) {
    const versions = superseded.map(({ version }) => version)
    await people.supersedeVersions(sql, personNumber, versions, recordedAt)
  }
  const last = await people.selectLastVersion(sql, personNumber)
  const rows: PersonVersion[] = stampVersions(personNumber, added, events, last).map((row) => ({
    ...row,
    recordedAt,
    supersededAt: null,
    eventId: event.id,
  }))
  if (rows.length > 0) await people.insertVersions(sql, rows)
  const current = [...inForce.filter((row) => !superseded.includes(row)), ...rows]
    .sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
    .at(-1)
  if (current) await people.upsertPerson(sql, current)
  else if (last > 0) await people.releaseNumber(sql, personNumber)
}

async function keepRelations(call: Call, event: LifeEvent, events: readonly LifeEvent[]): Promise<void> {
  const { sql } = call
  const { personNumber, recordedAt } = event
  const inForce = (await relations.selectRelationsInForce(sql, personNumber)).filter(isOwn)
  const { superseded, added } = recordRelations(personNumber, inForce, events)
  await supersede(call, personNumber, superseded, recordedAt)
  const rows = added.map((fact) => relationRow(event, fact))
  if (rows.length > 0) await relations.insertRelations(sql, [...rows, ...rows.flatMap(mirror)])
}

/** Relations that the person's own events establish; the others follow from those of the other person. */
const isOwn = ({ kind }: RelationRow) => kind === 'spouse' || kind in seenByOther

/** Supersedes relations of a person's own, and what the others see of them. */
async function supersede(
  { sql }: Call,
  number: PersonNumber,
  rows: readonly RelationRow[],
  at: Instant,
): Promise<void> {
  if (rows.length === 0) return
  const ids = rows.map(({ id }) => id)
  await relations.supersedeRelations(sql, number, ids, at)
  for (const row of rows) {
    const kind = seenByOther[row.kind]
    const { validFrom, validUntil } = row
    const side = { person: row.otherNumber, kind: kind ?? '', other: number, validFrom, validUntil }
    if (kind) await relations.supersedeMirror(sql, side, at)
  }
}

/** Nothing holds under this number any more: it was cancelled, or its record gave way to another of the person. */
export async function closeNumber(call: Call, number: PersonNumber, at: Instant): Promise<void> {
  const { sql } = call
  const versions = await people.selectVersionsInForce(sql, number)
  const numbers = versions.map(({ version }) => version)
  await people.supersedeVersions(sql, number, numbers, at)
  const held = await relations.selectRelationsInForce(sql, number)
  await supersede(call, number, held.filter(isOwn), at)
  await people.releaseNumber(sql, number)
}

/** People whose own events name this person: they hear when he goes by another number. */
export async function relativesNaming(call: Call, number: PersonNumber): Promise<PersonNumber[]> {
  const held = await relations.selectRelationsInForce(call.sql, number)
  const named = held.filter(({ kind }) => kind === 'spouse' || !(kind in seenByOther))
  return [...new Set(named.map(({ otherNumber }) => otherNumber))]
}
