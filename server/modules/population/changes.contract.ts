/** The change feed of the register: life events in the order in which they became known, from any position. */
import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Day, Instant, Nullable, PersonNumber, Uuid, Words } from '#platform/schemas.ts'

export const kindUnknown = problem(422, 'population/kind-unknown', {
  vi: 'Không có loại sự kiện này. Hãy chọn trong danh sách các loại sự kiện',
  en: 'There is no such kind of event. Choose from the list of kinds',
})

export const historyByLawOnly = problem(403, 'population/history-by-law-only', {
  vi: 'Chỉ hệ thống được luật cho phép mới đọc được lịch sử. Hệ thống dựa vào sự đồng ý chỉ được báo thay đổi từ khi người dân đồng ý',
  en: 'Only a system that a law allows may read the history. With consent, changes are told from when the person agreed',
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

/** A system names its registered purpose; a licensed provider also the system that it reads for. */
const asking = {
  purpose: Type.String({ pattern: '^partner/[a-z-]{2,40}$' }),
  forClientId: Type.Optional(Type.String({ pattern: '^[\\w-]{1,100}$' })),
}
const following = { relyingParty: { scope: 'population.changes' } } as const

const told = { eventId: Uuid, kind: Type.String(), effectiveOn: Day, recordedAt: Instant }
const change = { position: Type.String(), ...told }

const fact = {
  ...told,
  personNumber: PersonNumber,
  /** The event that caused this one; the one that this annuls. */
  causedBy: Nullable(Uuid),
  annuls: Nullable(Uuid),
  /** The payload, by the kind of the event; null where only that it happened may be told (consent). */
  details: Type.Unknown(),
}
export const Change = Type.Object({ ...change, ...fact })
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
  access: following,
  personal: true,
  query: Type.Object({ ...asking, ...asked }),
  reply: Type.Object({ rows: Type.Array(Change), ...page }),
  problems: [kindUnknown],
})

export const readFeedHistory = endpoint({
  method: 'GET',
  path: '/population/changes/history',
  summary: 'Read all life events of everybody until now, and from which position to follow the changes',
  access: following,
  personal: true,
  query: Type.Object({
    ...asking,
    /** `next` of the page before. */
    after: Type.Optional(Uuid),
    /** `followFrom` of the first page; what stands after it is left to the feed. */
    followFrom: Type.Optional(Type.String({ maxLength: 80 })),
    /** People, each with all events. */
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  }),
  reply: Type.Object({
    /** In order per person, under the number in force. */
    rows: Type.Array(Type.Object(fact)),
    /** Pass to the next page here and, when all is read, as `after` to the changes. */
    followFrom: Type.String(),
    next: Nullable(Uuid),
    more: Type.Boolean(),
  }),
  problems: [historyByLawOnly],
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
