/** The change feed of the register: life events in the order in which they became known, from any position. */
import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Day, Instant, Nullable, PersonNumber, Uuid, Words } from '#platform/schemas.ts'

export const kindUnknown = problem(422, 'population/kind-unknown', {
  vi: 'Không có loại sự kiện này. Hãy chọn trong danh sách các loại sự kiện',
  en: 'There is no such kind of event. Choose from the list of kinds',
})

const limit = Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 }))
const asked = {
  /** Position of the last reading; absent reads from the start. */
  after: Type.Optional(Type.String({ maxLength: 80 })),
  /** Kinds of life events, by commas; absent means all. */
  kinds: Type.Optional(Type.String({ maxLength: 1000 })),
  /** Only people registered in this unit when the event took effect. */
  unitId: Type.Optional(Type.Integer({ minimum: 1 })),
  /** Events looked at, not events answered: a page may be empty and more may follow. */
  limit,
}

const change = {
  position: Type.String(),
  eventId: Uuid,
  kind: Type.String(),
  effectiveOn: Day,
  recordedAt: Instant,
}

export const Change = Type.Object({
  ...change,
  personNumber: PersonNumber,
  /** The event that caused this one; the one that this annuls. */
  causedBy: Nullable(Uuid),
  annuls: Nullable(Uuid),
  /** The payload, by the kind of the event. */
  details: Type.Unknown(),
})
export type Change = Static<typeof Change>

const page = {
  /** Pass back as `after`; null while nothing was ever read. */
  next: Nullable(Type.String()),
  /** More can be read at once; else come back later. */
  more: Type.Boolean(),
}

export const readChanges = endpoint({
  method: 'GET',
  path: '/population/changes',
  summary: 'Read the life events that became known after a position, in order per person, none left out',
  access: { relyingParty: { scope: 'population.changes' } },
  personal: true,
  query: Type.Object(asked),
  reply: Type.Object({ rows: Type.Array(Change), ...page }),
  problems: [kindUnknown],
})

/** A change as an officer sees it in a list: the file opens by a look-up of its own. */
export const ChangeInArea = Type.Object({
  ...change,
  personId: Uuid,
  name: Type.String(),
  words: Words,
})
export type ChangeInArea = Static<typeof ChangeInArea>

export const listChangesInArea = endpoint({
  method: 'GET',
  path: '/population/changes-in-area',
  summary: 'List what lately became known of the people of one’s territory',
  access: {
    officer: {
      roles: ['residence', 'civil-status', 'data-steward'],
      within: 'territory',
      purpose: 'population/change-feed',
    },
  },
  personal: true,
  query: Type.Object({ ...asked, limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })) }),
  reply: Type.Object({
    rows: Type.Array(ChangeInArea),
    ...page,
    /** Kinds there are, to filter by. */
    kinds: Type.Array(Type.Object({ kind: Type.String(), words: Words })),
  }),
  problems: [kindUnknown],
})
