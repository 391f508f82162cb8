/** Acts of the commune police at the residence desk, and what the desk works through. */
import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Day, Instant, Nullable, PageOf, PageQuery, UnitId, Uuid, Words } from '#platform/schemas.ts'
import { RelationToHead, ResidenceKind } from './residence-events.ts'

export const notInYourArea = problem(403, 'residence/person-not-in-your-area', {
  vi: 'Người này không đăng ký cư trú trong địa bàn bạn phụ trách',
  en: 'This person is not registered in the area you are responsible for',
})

/** Where a person stands, in words, before and after an act. */
const Standing = Type.Object({
  permanent: Nullable(Type.String()),
  temporary: Nullable(Type.String()),
  household: Nullable(Type.String()),
  currentPlace: Nullable(Type.String()),
  absence: Nullable(Type.String()),
})
export type Standing = Static<typeof Standing>

export const DeskOutcome = Type.Object({
  /** False for a preview: nothing was recorded. */
  done: Type.Boolean(),
  people: Type.Array(Type.Object({ personId: Uuid, name: Type.String(), before: Standing, after: Standing })),
  /** What else follows, e.g. a household that loses its head. */
  warnings: Type.Array(Words),
})
export type DeskOutcome = Static<typeof DeskOutcome>

const access = {
  officer: { roles: ['residence'], within: 'territory', purpose: 'residence/register' },
} as const

/** What every act stands on: the paper that was received or written, and why it is done. */
const grounds = {
  preview: Type.Boolean(),
  /** Number and day of the declaration (CT01, CT03), minutes or decision. */
  paper: Type.String({ minLength: 3, maxLength: 200 }),
  reason: Type.String({ minLength: 10, maxLength: 500 }),
}
export const DeskGrounds = Type.Object(grounds)
export type DeskGrounds = Static<typeof DeskGrounds>

const act = { method: 'POST', access, personal: true, reply: DeskOutcome } as const

export const removeResidence = endpoint({
  ...act,
  path: '/residence/desk/removals',
  summary: 'Remove a permanent or temporary residence on a ground of the law',
  body: Type.Object({
    personId: Uuid,
    kind: ResidenceKind,
    ground: Type.String({ minLength: 1, maxLength: 20 }),
    on: Day,
    since: Type.Optional(Day),
    ...grounds,
  }),
  problems: [notInYourArea],
})

export const declareAbsence = endpoint({
  ...act,
  path: '/residence/desk/absences',
  summary: 'Record the declaration of an absence (CT03)',
  body: Type.Object({
    personId: Uuid,
    ground: Type.String({ minLength: 1, maxLength: 2 }),
    from: Day,
    until: Type.Optional(Day),
    destination: Type.String({ minLength: 1, maxLength: 200 }),
    because: Type.String({ minLength: 1, maxLength: 200 }),
    consent: Type.Optional(Type.String({ maxLength: 200 })),
    ...grounds,
  }),
  problems: [notInYourArea],
})

export const endAbsence = endpoint({
  ...act,
  path: '/residence/desk/absences/:absenceId/end',
  summary: 'Record that an absent person came back',
  params: Type.Object({ absenceId: Uuid }),
  body: Type.Object({ personId: Uuid, on: Day, ...grounds }),
  problems: [notInYourArea],
})

export const declareCurrentPlace = endpoint({
  ...act,
  path: '/residence/desk/current-places',
  summary: 'Record where someone lives who has no registered residence',
  body: Type.Object({
    personId: Uuid,
    on: Day,
    unitId: UnitId,
    place: Type.String({ minLength: 1, maxLength: 200 }),
    ...grounds,
  }),
  problems: [notInYourArea],
})

const Movers = Type.Array(Type.Object({ personId: Uuid, relationToHead: RelationToHead }), { maxItems: 50 })
const OfHousehold = Type.Object({ householdId: Uuid })

export const changeHead = endpoint({
  ...act,
  path: '/residence/desk/households/:householdId/head',
  summary: 'Record whom the members of a household settled on as head',
  params: OfHousehold,
  body: Type.Object({ head: Uuid, others: Movers, on: Day, ...grounds }),
  problems: [notInYourArea],
})

export const joinHousehold = endpoint({
  ...act,
  path: '/residence/desk/households/:householdId/join',
  summary: 'Record that people of the same dwelling join a household',
  params: OfHousehold,
  body: Type.Object({ kind: ResidenceKind, people: Movers, on: Day, ...grounds }),
  problems: [notInYourArea],
})

export const leaveHousehold = endpoint({
  ...act,
  path: '/residence/desk/households/:householdId/leave',
  summary: 'Record that members leave a household and stay at the dwelling',
  params: OfHousehold,
  body: Type.Object({ people: Type.Array(Uuid, { minItems: 1, maxItems: 50 }), on: Day, ...grounds }),
  problems: [notInYourArea],
})

export const mergeHouseholds = endpoint({
  ...act,
  path: '/residence/desk/households/:householdId/merge',
  summary: 'Record that all members of a household join another of the same dwelling',
  params: OfHousehold,
  body: Type.Object({ into: Uuid, kind: ResidenceKind, people: Movers, on: Day, ...grounds }),
  problems: [notInYourArea],
})

export const changeAddress = endpoint({
  method: 'POST',
  path: '/residence/desk/dwellings/:dwellingId/address',
  summary: 'Record the new house number or street name of a dwelling from a day on',
  access,
  personal: true,
  params: Type.Object({ dwellingId: Uuid }),
  body: Type.Object({
    addressLine: Type.String({ minLength: 1, maxLength: 200 }),
    on: Day,
    paper: grounds.paper,
    reason: grounds.reason,
  }),
  reply: Type.Object({ people: Type.Integer() }),
})

export const AbsenceRow = Type.Object({
  id: Uuid,
  ground: Type.String(),
  groundWords: Words,
  from: Day,
  until: Nullable(Day),
  destination: Type.String(),
  late: Type.Boolean(),
})
export type AbsenceRow = Static<typeof AbsenceRow>

/** An item of article 9 with where it comes from. */
export const ResidenceItem = Type.Object({
  item: Type.Integer(),
  code: Type.String(),
  label: Words,
  value: Nullable(Type.String()),
  /** Why it is lawfully empty. */
  emptyBecause: Nullable(Words),
  since: Nullable(Day),
  recordedAt: Nullable(Instant),
  eventId: Nullable(Uuid),
  authority: Nullable(Words),
  legalBasis: Nullable(Type.String()),
})
export type ResidenceItem = Static<typeof ResidenceItem>

/** Temporary residences of a commune that end soon, the soonest first. */
export const listExpiring = endpoint({
  method: 'GET',
  path: '/residence/units/:unitId/expiring',
  summary: 'List temporary residences of a commune that end within the time for extension',
  access: { officer: { ...access.officer, roles: ['residence', 'case-officer', 'signing-leader'] } },
  personal: true,
  params: Type.Object({ unitId: UnitId }),
  query: Type.Object({ ...PageQuery }),
  reply: PageOf(
    Type.Object({
      personId: Uuid,
      maskedNumber: Type.String(),
      name: Type.String(),
      householdId: Nullable(Uuid),
      address: Type.String(),
      until: Day,
    }),
  ),
})

const AsOf = { on: Type.Optional(Day), knownAt: Type.Optional(Instant) }

/** A unit, also one that has ended, on any day: who lived there as known at any instant, and along which streets. */
export const readUnitPopulation = endpoint({
  method: 'GET',
  path: '/residence/units/:unitId/population',
  summary: 'Read how many people and households a unit had on a day, by street or hamlet',
  access: {
    officer: { ...access.officer, roles: ['residence', 'case-officer', 'signing-leader', 'data-steward'] },
  },
  personal: true,
  params: Type.Object({ unitId: UnitId }),
  query: Type.Object(AsOf),
  reply: Type.Object({
    unitId: UnitId,
    label: Type.String(),
    on: Day,
    knownAt: Nullable(Instant),
    people: Type.Integer(),
    temporary: Type.Integer(),
    households: Type.Integer(),
    dwellings: Type.Integer(),
    streets: Type.Array(
      Type.Object({ street: Type.String(), dwellings: Type.Integer(), people: Type.Integer() }),
    ),
    /** What it came from, and what it became. */
    before: Type.Array(Type.Object({ unitId: UnitId, label: Type.String() })),
    after: Type.Array(Type.Object({ unitId: UnitId, label: Type.String() })),
  }),
})

export const listUnitPeople = endpoint({
  method: 'GET',
  path: '/residence/units/:unitId/people-as-of',
  summary: 'List who was registered in a unit on a day, as known at an instant',
  access: {
    officer: { ...access.officer, roles: ['residence', 'case-officer', 'signing-leader', 'data-steward'] },
  },
  personal: true,
  params: Type.Object({ unitId: UnitId }),
  query: Type.Object({ kind: Type.Optional(ResidenceKind), ...AsOf, ...PageQuery }),
  reply: PageOf(
    Type.Object({
      personId: Uuid,
      maskedNumber: Type.String(),
      name: Type.String(),
      bornOn: Day,
      since: Day,
      address: Type.String(),
    }),
  ),
})
