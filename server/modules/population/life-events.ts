/**
 * Life events are the only way the registers change: one is inserted, the reducer of its kind writes what follows
 * from it, listeners and open pages are told, all in the transaction of the call.
 */
import { Compile } from 'typebox/compile'
import { type Call, changes } from '#platform/call.ts'
import { emit } from '#platform/events.ts'
import { uuidv7 } from '#platform/ids.ts'
import { poke } from '#platform/live.ts'
import type { Day, Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { Declared, LifeEvent, LifeEventKind } from './life-event.ts'
import * as store from './life-events.store.ts'
import { lockPeople as lockRows, type Person } from './people.store.ts'

/** A legal fact as a rule states it; recording adds id, time and actor. */
export interface Fact<Payload> {
  personNumber: PersonNumber
  effectiveOn: Day
  payload: Payload
  legalBasis: string
  evidence?: Record<string, unknown> | null
  agencyId?: number | null
  dossierId?: Uuid | null
  causedBy?: Uuid | null
  annuls?: Uuid | null
  /** Made beforehand when an earlier event must name this one as its cause. */
  id?: Uuid
}

/** What a reducer may look at: the rows of the people it involves, locked. */
export interface Scene {
  people: ReadonlyMap<PersonNumber, Person>
}

/** How events of one kind change the tables of the module that owns their facts. */
export interface Reducer<Payload> {
  /** Other people whose rows the event reads or changes; they are locked with the subject. */
  others?(payload: Payload): readonly PersonNumber[]
  /** Throws the problem of a fact that cannot be. */
  refuse?(call: Call, event: LifeEvent<Payload>, scene: Scene): Promise<void>
  /** Writes what follows from the event. */
  apply(call: Call, event: LifeEvent<Payload>, scene: Scene): Promise<void>
  /** Fields that the log names as changed. */
  fields: readonly string[]
}

interface Registered {
  kind: LifeEventKind<unknown>
  reducer: Reducer<unknown>
  fits(payload: unknown): boolean
}
const reducers = new Map<string, Registered>()
const annulments: Annulment[] = []
type AfterDeclaring = (call: Call, numbers: readonly PersonNumber[], event: LifeEvent) => Promise<void>
const afterDeclaring: AfterDeclaring[] = []

/** Names the reducer of a kind of life event, once, when its module is loaded. */
export function registerReducer<Payload>(kind: LifeEventKind<Payload>, reducer: Reducer<Payload>): void {
  const payload = Compile(kind.payload)
  reducers.set(kind.name, {
    kind: kind as LifeEventKind<unknown>,
    reducer: reducer as Reducer<unknown>,
    fits: (value) => payload.Check(value),
  })
}

/** Looks at the people an event touched, in its transaction, after everything that follows from it is written. */
export function registerAfterDeclaring(look: AfterDeclaring): void {
  afterDeclaring.push(look)
}

/** What a module does when an event of any kind is annulled. */
export interface Annulment {
  /** Records the module's rows of the person anew, without the annulled event. */
  apply(call: Call, event: LifeEvent): Promise<void>
  /** Other people who may have an event that this one caused. */
  concerned?(call: Call, target: LifeEvent): Promise<readonly PersonNumber[]>
  /** Whether later events of the person, those left when it is gone, rest on an event. */
  restsOn?(target: LifeEvent, left: readonly LifeEvent[]): boolean
}

export function registerAnnulment(annulment: Annulment): void {
  annulments.push(annulment)
}

/** Runs what the modules do on an annulment. */
export async function applyAnnulment(call: Call, event: LifeEvent): Promise<void> {
  for (const { apply } of annulments) await apply(call, event)
}

/** Everyone of whom any module says that an event may have been caused by this one. */
export async function concernedBy(call: Call, target: LifeEvent): Promise<PersonNumber[]> {
  const found: PersonNumber[] = []
  for (const { concerned } of annulments) found.push(...((await concerned?.(call, target)) ?? []))
  return found
}

/** Whether any module says that later events rest on this one. */
export function isRestedOn(target: LifeEvent, left: readonly LifeEvent[]): boolean {
  return annulments.some(({ restsOn }) => restsOn?.(target, left) ?? false)
}

/** The messages that life events are told by, by the kind of the event; of every module that registered reducers. */
export function declaredNames(): ReadonlyMap<string, string> {
  return new Map([...reducers.values()].map(({ kind }) => [kind.name, kind.declared.name]))
}

/** Records a legal fact and everything that follows from it. Throws the problems of its kind. */
export async function declare<Payload>(
  call: Call,
  kind: LifeEventKind<Payload>,
  fact: Fact<Payload>,
): Promise<LifeEvent<Payload>> {
  const registered = reducers.get(kind.name)
  if (!registered) throw new Error(`No reducer is registered for ${kind.name}`)
  if (!registered.fits(fact.payload)) throw new Error(`The payload of a ${kind.name} has the wrong shape`)
  const { reducer } = registered
  const involved = [fact.personNumber, ...(reducer.others?.(fact.payload) ?? [])]
  const people = await lockPeople(call, involved)
  const recordedAt = await nextInstant(call, involved)
  const event = eventOf(call, kind, fact, recordedAt)
  await reducer.refuse?.(call, event, { people })
  changes(call, event.personNumber, reducer.fields)
  await store.insertLifeEvent(call.sql, event)
  // Told before what it causes, so that listeners hear of a death before they hear of the widow.
  await tell(call, kind, event, people)
  await reducer.apply(call, event, { people })
  for (const look of afterDeclaring) await look(call, [...new Set(involved)], event)
  return event
}

/** Locks people until the call ends and answers their current rows. Everything that changes them comes here first. */
export async function lockPeople(
  call: Pick<Call, 'sql'>,
  numbers: readonly PersonNumber[],
): Promise<Map<PersonNumber, Person>> {
  const rows = await lockRows(call.sql, [...new Set(numbers)])
  return new Map(rows.map((row) => [row.personNumber, row]))
}

/**
 * When the event is recorded: now, but after everything recorded before it about the same people. Their locks are
 * held, so the order of recording is the order in which the reducers saw them, whatever the clocks of programs say.
 */
async function nextInstant(call: Call, involved: readonly PersonNumber[]): Promise<Instant> {
  const last = await store.selectLastRecorded(call.sql, involved)
  return new Date(Math.max(call.now.getTime(), last ? Date.parse(last) + 1 : 0)).toISOString()
}

function eventOf<Payload>(
  call: Call,
  kind: LifeEventKind<Payload>,
  fact: Fact<Payload>,
  recordedAt: Instant,
): LifeEvent<Payload> {
  const { actor } = call
  return {
    personNumber: fact.personNumber,
    id: fact.id ?? uuidv7(),
    kind: kind.name,
    effectiveOn: fact.effectiveOn,
    recordedAt,
    agencyId: fact.agencyId ?? (actor.kind === 'officer' ? actor.agencyId : null),
    legalBasis: fact.legalBasis,
    evidence: fact.evidence ?? null,
    actor: actorName(call),
    dossierId: fact.dossierId ?? call.entry.dossierId,
    causedBy: fact.causedBy ?? null,
    annuls: fact.annuls ?? null,
    payload: fact.payload,
  }
}

/** Who acts, as events name him: `officer:<account>`, `system:<name>`. */
export function actorName({ actor }: Pick<Call, 'actor'>): string {
  if (actor.kind === 'citizen' || actor.kind === 'officer') return `${actor.kind}:${actor.accountId}`
  return actor.kind === 'system' ? `system:${actor.name}` : actor.kind
}

/** Tells listeners what was recorded, and the open pages of the person that something is new. */
async function tell<Payload>(
  call: Call,
  kind: LifeEventKind<Payload>,
  event: LifeEvent<Payload>,
  people: ReadonlyMap<PersonNumber, Person>,
): Promise<void> {
  const declared: Declared<Payload> = {
    eventId: event.id,
    personNumber: event.personNumber,
    effectiveOn: event.effectiveOn,
    recordedAt: event.recordedAt,
    agencyId: event.agencyId,
    dossierId: event.dossierId,
    causedBy: event.causedBy,
    annuls: event.annuls,
    details: event.payload,
  }
  await emit(call, kind.declared, declared, {
    person: event.personNumber,
    at: event.recordedAt,
    ...(event.causedBy ? { causedBy: event.causedBy } : {}),
  })
  const topics = [...people.values()].map(({ personId }) => `person:${personId}`)
  await poke(call, [...topics, 'figures'], 'register')
}
