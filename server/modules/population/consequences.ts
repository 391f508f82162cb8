/** What else depends on a life event, seen before it is corrected or annulled. Changes nothing. */
import type { Call } from '#platform/call.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'
import { planOf } from './annulments.ts'
import { birth, detailsChange } from './civil-status-events.ts'
import type { Consequences, Dependent } from './contract.ts'
import { dayIsCorrectable } from './day-corrections.ts'
import { isKind, type LifeEvent } from './life-event.ts'
import { openFile, type Why } from './officer-files.ts'
import { peopleByNumbers } from './people.ts'
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
    goWithIt: await named(call, number, chain.slice(1)),
    restOnIt: await named(call, number, resting),
    touched,
  }
}

function correctable(target: LifeEvent): 'day' | 'details' | 'no' {
  if (isKind(target, birth) || isKind(target, detailsChange)) return 'details'
  return dayIsCorrectable(target) ? 'day' : 'no'
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
