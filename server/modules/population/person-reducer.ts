/** Writes what follows from the life events of a person: states, relations, the current row. */
import type { Call } from '#platform/call.ts'
import { birth } from './civil-status-events.ts'
import { isKind, type LifeEvent } from './life-event.ts'
import { selectLifeEvents } from './life-events.store.ts'
import { numberMismatches } from './number.ts'
import * as people from './people.store.ts'
import { mirror, recordRelations, recordStates, relationRow, stampVersions } from './person-history.ts'
import type { PersonVersion } from './person-state.ts'
import { keepFindings } from './quality.store.ts'
import * as relations from './relations.store.ts'
import { seenByOther } from './relations.ts'

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
  const { superseded, added } = recordStates(inForce, events)
  if (superseded.length === 0 && added.length === 0) return
  if (superseded.length > 0) {
    const versions = superseded.map(({ version }) => version)
    await people.supersedeVersions(sql, personNumber, versions, recordedAt)
  }
  const last = await people.selectLastVersion(sql, personNumber)
  const rows: PersonVersion[] = stampVersions(added, events, last).map((row) => ({
    ...row,
    recordedAt,
    supersededAt: null,
    eventId: event.id,
  }))
  if (rows.length > 0) await people.insertVersions(sql, rows)
  const current = [...inForce.filter((row) => !superseded.includes(row)), ...rows]
    .sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
    .at(-1)
  if (!current) return
  await people.upsertPerson(sql, current)
  const findings = numberMismatches(personNumber, current).map((what) => `number-${what}`)
  await keepFindings(sql, personNumber, findings, recordedAt)
}

async function keepRelations(call: Call, event: LifeEvent, events: readonly LifeEvent[]): Promise<void> {
  const { sql } = call
  const { personNumber, recordedAt } = event
  const inForce = (await relations.selectRelationsInForce(sql, personNumber)).filter(
    ({ kind }) => kind === 'spouse' || kind in seenByOther,
  )
  const { superseded, added } = recordRelations(inForce, events)
  if (superseded.length > 0) {
    const ids = superseded.map(({ id }) => id)
    await relations.supersedeRelations(sql, personNumber, ids, recordedAt)
  }
  for (const row of superseded) {
    const kind = seenByOther[row.kind]
    const side = { person: row.otherNumber, kind: kind ?? '', other: personNumber }
    if (kind) await relations.supersedeMirror(sql, side, recordedAt)
  }
  const rows = added.map((fact) => relationRow(event, fact))
  if (rows.length > 0) await relations.insertRelations(sql, [...rows, ...rows.flatMap(mirror)])
}
