/** What else depends on a life event, seen before it is corrected or annulled. Changes nothing. */
import type { Call } from '#platform/call.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'
import { planOf } from './annulments.ts'
import { birth, detailsChange, detailsCorrection } from './civil-status-events.ts'
import type { Consequences, Dependent, Said } from './contract.ts'
import { dayIsCorrectable } from './day-corrections.ts'
import { shownValue } from './field-values.ts'
import { eventsInForce, inOrderOfRecording, isKind, type LifeEvent } from './life-event.ts'
import { selectLifeEvents } from './life-events.store.ts'
import { openFile, type Why } from './officer-files.ts'
import { peopleByNumbers } from './people.ts'
import { correctableFields } from './put-right.ts'
import { kindWords } from './timeline.ts'

/** Papers or dossiers of a later module that may have to be looked at again when an event is not what it was. */
export type Dependents = (call: Call, number: PersonNumber, event: LifeEvent) => Promise<Dependent[]>

const modules = new Map<string, Dependents>()

/** Names a module's part, once, when the module is loaded. Answers at most fifty. */
export function registerDependents(module: string, dependents: Dependents): void {
  modules.set(module, dependents)
}

/** Throws eventUnknown, and what opening the file refuses. */
export async function readConsequences(
  call: Call,
  personId: Uuid,
  eventId: Uuid,
  why: Why,
): Promise<Consequences> {
  const number = await openFile(call, personId, why, ['life-events'])
  const { target, chain, resting, refused } = await planOf(call, number, eventId)
  const touched: Dependent[] = []
  for (const dependents of modules.values()) touched.push(...(await dependents(call, number, target)))
  return {
    words: kindWords(target.kind),
    effectiveOn: target.effectiveOn,
    refused: refused?.words ?? null,
    correctable: refused?.type.endsWith('/already-annulled') ? 'no' : correctable(target),
    says: await saidOf(call, target),
    goWithIt: await named(call, number, chain.slice(1)),
    restOnIt: await named(call, number, resting),
    touched,
  }
}

function correctable(target: LifeEvent): 'day' | 'details' | 'no' {
  if (isKind(target, birth) || isKind(target, detailsChange)) return 'details'
  return dayIsCorrectable(target) ? 'day' : 'no'
}

const CONTACTS: readonly string[] = ['phone', 'email']

/** What the event says of each detail that may be corrected, by its last correction. */
async function saidOf(call: Call, target: LifeEvent): Promise<Said[]> {
  const born = isKind(target, birth)
  if (!born && !isKind(target, detailsChange)) return []
  const corrections = eventsInForce(await selectLifeEvents(call.sql, [target.personNumber]))
    .filter((one) => isKind(one, detailsCorrection))
    .filter(({ payload: { corrects } }) => (corrects === undefined ? born : corrects === target.id))
    .sort(inOrderOfRecording)
    .map(({ payload }) => payload.details)
  const own = born ? target.payload : target.payload.details
  const says: Record<string, unknown> = Object.assign({}, own, ...corrections)
  const fields = correctableFields.filter((field) => !CONTACTS.includes(field) && (born || field in own))
  const said: Said[] = []
  for (const field of fields) {
    const held = says[field]
    const value = held === undefined ? null : Array.isArray(held) ? held.join(' ') : String(held)
    said.push({ field, value, shown: value === null ? null : await shownValue(call, field, value) })
  }
  return said
}

async function named(call: Call, number: PersonNumber, events: readonly LifeEvent[]): Promise<Dependent[]> {
  const people = await peopleByNumbers(
    call,
    events.map(({ personNumber }) => personNumber),
  )
  return events.map((one) => ({
    kind: 'event' as const,
    words: kindWords(one.kind),
    name: one.personNumber === number ? null : (people.get(one.personNumber)?.name ?? null),
    on: one.effectiveOn,
    state: null,
  }))
}
