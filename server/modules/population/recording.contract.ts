/** Recording, correcting and annulling life events from a person's file, and the file as of any day. */
import { type Static, Type } from 'typebox'
import { endpoint, type Role } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Day, Instant, Nullable, Uuid, Words } from '#platform/schemas.ts'
import { CorrectedDetails, PersonDetails } from './civil-status-events.ts'
import { AdoptionTie, GuardianGround, ParentKind } from './family-events.ts'
import * as family from './family-problems.contract.ts'
import { RegisterItem } from './items.contract.ts'
import { NumberGround } from './number-events.ts'
import * as contract from './problems.contract.ts'
import { valueUnfit } from './quality.contract.ts'
import { reasonNeeded, registerOfficers, searchEnded } from './searches.contract.ts'
import { DeathGround } from './status-events.ts'

export const notCorrectable = problem(409, 'population/not-correctable', {
  vi: 'Sự kiện này không sửa được ngày. Hãy hủy bỏ rồi ghi lại',
  en: 'The day of this event cannot be corrected; annul it and record it anew',
})
export const nothingToCorrect = problem(422, 'population/nothing-to-correct', {
  vi: 'Hãy ghi ngày đúng hoặc thông tin đúng cần cải chính',
  en: 'Give the right day or the right details',
})

/** Who keeps civil status, and who keeps the register. */
export const recorders: readonly Role[] = ['civil-status', 'residence']
const ofOffice = {
  officer: { roles: recorders, within: 'territory', purpose: 'population/record' },
} as const

/** A number as people write it: 12 digits, or 9 of an old paper. */
const GivenNumber = Type.String({ pattern: '^([0-9]{9}|[0-9]{12})$' })
const on = { on: Day }
const act = <N extends string>(name: N) => Type.Literal(name)

/** What an officer records by a decision or paper; births, deaths and marriages have dossiers of their own. */
export const RecordedAct = Type.Union([
  Type.Object({ act: act('divorce'), ...on }),
  Type.Object({ act: act('marriage-annulment'), ...on }),
  Type.Object({
    act: act('adoption'),
    ...on,
    parents: Type.Array(GivenNumber, { minItems: 1, maxItems: 2 }),
    tie: AdoptionTie,
  }),
  Type.Object({ act: act('adoption-end'), ...on }),
  Type.Object({ act: act('parent-recognition'), ...on, other: GivenNumber, as: ParentKind }),
  Type.Object({ act: act('parent-denial'), ...on, as: ParentKind }),
  Type.Object({ act: act('guardianship'), ...on, other: GivenNumber, ground: GuardianGround }),
  Type.Object({ act: act('guardian-change'), ...on, other: GivenNumber, ground: GuardianGround }),
  Type.Object({
    act: act('guardianship-end'),
    ...on,
    /** Which of two; all of them when nobody is named. */
    other: Type.Optional(GivenNumber),
    reason: Type.String({ minLength: 3, maxLength: 200 }),
  }),
  Type.Object({
    act: act('representation'),
    ...on,
    other: GivenNumber,
    scope: Type.String({ minLength: 3, maxLength: 200 }),
  }),
  Type.Object({ act: act('representation-end'), ...on, other: GivenNumber }),
  Type.Object({ act: act('missing-declaration'), ...on, lastHeardOn: Day }),
  Type.Object({
    act: act('death-declaration'),
    ...on,
    decidedOn: Day,
    lastHeardOn: Day,
    ground: DeathGround,
  }),
  Type.Object({ act: act('coming-back'), ...on }),
  Type.Object({
    act: act('nationality-loss'),
    ...on,
    way: Type.Union([Type.Literal('released'), Type.Literal('deprived')]),
  }),
  Type.Object({
    act: act('nationality-gain'),
    ...on,
    country: Type.String({ pattern: '^[A-Z]{3}$' }),
    way: Type.Union([Type.Literal('naturalised'), Type.Literal('recovered')]),
  }),
  Type.Object({ act: act('emigration'), ...on, country: Type.String({ pattern: '^[A-Z]{3}$' }) }),
  Type.Object({ act: act('homecoming'), ...on }),
  Type.Object({ act: act('details-change'), ...on, details: PersonDetails }),
  Type.Object({
    act: act('contacts-change'),
    /** What is not given stays as it is; an empty one is taken away. */
    phone: Type.Optional(Type.String({ pattern: '^(0[0-9]{9,10})?$' })),
    email: Type.Optional(Type.String({ maxLength: 200, pattern: '^([^@\\s]+@[^@\\s]+)?$' })),
  }),
  Type.Object({ act: act('number-replacement'), ...on, ground: NumberGround }),
])
export type RecordedAct = Static<typeof RecordedAct>

/** The paper an act stands on, and the dossier or search under which the file is open. */
const Standing = {
  document: Type.String({ minLength: 3, maxLength: 60 }),
  dossierId: Type.Optional(Uuid),
  searchId: Type.Optional(Uuid),
}
const ByPersonId = Type.Object({ personId: Uuid })
const ByEvent = Type.Object({ personId: Uuid, eventId: Uuid })
const Why = Type.Object({ dossierId: Type.Optional(Uuid), searchId: Type.Optional(Uuid) })
const openingProblems = [contract.personUnknown, contract.outOfTerritory, reasonNeeded, searchEnded]
const familyProblems = Object.values(family)

const Recorded = Type.Object({ eventId: Uuid })

export const recordLifeEvent = endpoint({
  method: 'POST',
  path: '/population/people/:personId/life-events',
  summary: 'Record a life event of a person by a decision or a paper',
  access: ofOffice,
  personal: true,
  params: ByPersonId,
  body: Type.Object({ ...Standing, what: RecordedAct }),
  reply: Recorded,
  problems: [
    ...openingProblems,
    ...familyProblems,
    contract.personDead,
    contract.dayInFuture,
    contract.beforeBirth,
    contract.notMarried,
    contract.outOfOrder,
    contract.parentTooYoung,
    contract.parentOfWrongSex,
    contract.parentDied,
    contract.codeUnknown,
    contract.numberFits,
    contract.numbersExhausted,
    nothingToCorrect,
    valueUnfit,
  ],
})

/** What an event says of a detail, with the corrections it has had. */
export const Said = Type.Object({
  field: Type.String(),
  value: Nullable(Type.String()),
  /** In words, as people read it. */
  shown: Nullable(Type.String()),
})
export type Said = Static<typeof Said>

/** Something that depends on an event. */
export const Dependent = Type.Object({
  kind: Type.Union([Type.Literal('document'), Type.Literal('dossier'), Type.Literal('event')]),
  words: Words,
  /** Of whom, where it is another person. */
  name: Nullable(Type.String()),
  on: Nullable(Day),
  state: Nullable(Words),
})
export type Dependent = Static<typeof Dependent>

export const Consequences = Type.Object({
  words: Words,
  effectiveOn: Day,
  /** Why it cannot be annulled as things are; null when it can. */
  refused: Nullable(Words),
  /** Whether its day can be corrected, or its details. */
  correctable: Type.Union([Type.Literal('day'), Type.Literal('details'), Type.Literal('no')]),
  /** Details that may be corrected, with what it says of each; none when it is a day that is corrected. */
  says: Type.Array(Said),
  /** Events that it caused and that go with it. */
  goWithIt: Type.Array(Dependent),
  /** Later events that rest on it: they must go first. */
  restOnIt: Type.Array(Dependent),
  /** Papers and dossiers that may have to be looked at again. */
  touched: Type.Array(Dependent),
})
export type Consequences = Static<typeof Consequences>

export const readConsequences = endpoint({
  method: 'GET',
  path: '/population/people/:personId/life-events/:eventId/consequences',
  summary: 'See what else depends on a life event before it is corrected or annulled',
  access: ofOffice,
  personal: true,
  params: ByEvent,
  query: Why,
  reply: Consequences,
  problems: [...openingProblems, contract.eventUnknown],
})

export const annulLifeEvent = endpoint({
  method: 'POST',
  path: '/population/people/:personId/life-events/:eventId/annulment',
  summary: 'Annul a life event and everything it caused',
  access: ofOffice,
  personal: true,
  params: ByEvent,
  body: Type.Object({
    ...Standing,
    reason: Type.String({ minLength: 10, maxLength: 500 }),
  }),
  reply: Recorded,
  problems: [...openingProblems, contract.eventUnknown, contract.alreadyAnnulled, contract.notAnnullable],
})

export const correctLifeEvent = endpoint({
  method: 'POST',
  path: '/population/people/:personId/life-events/:eventId/correction',
  summary: 'Correct what a life event should have said: its details, or its day',
  access: ofOffice,
  personal: true,
  params: ByEvent,
  body: Type.Object({
    ...Standing,
    reason: Type.String({ minLength: 10, maxLength: 500 }),
    on: Type.Optional(Day),
    details: Type.Optional(CorrectedDetails),
  }),
  reply: Recorded,
  problems: [
    ...openingProblems,
    contract.eventUnknown,
    contract.alreadyAnnulled,
    contract.notAnnullable,
    contract.outOfOrder,
    contract.beforeBirth,
    contract.dayInFuture,
    contract.parentTooYoung,
    contract.codeUnknown,
    notCorrectable,
    nothingToCorrect,
    valueUnfit,
  ],
})

const AsOfRelative = Type.Object({
  kind: Type.String(),
  words: Words,
  name: Type.String(),
  validFrom: Day,
  validUntil: Nullable(Day),
})

export const PersonAsOf = Type.Object({
  on: Day,
  knownAt: Nullable(Instant),
  /** Null when the register knew nothing of the person for that day. */
  file: Nullable(
    Type.Object({
      name: Type.String(),
      status: Type.String(),
      items: Type.Array(RegisterItem),
      relatives: Type.Array(AsOfRelative),
    }),
  ),
})
export type PersonAsOf = Static<typeof PersonAsOf>

export const readPersonAsOf = endpoint({
  method: 'GET',
  path: '/population/people/:personId/as-of',
  summary: 'Read what was true of a person on a day, as known now or at an earlier instant',
  access: { officer: { roles: registerOfficers, within: 'territory', purpose: 'population/look-up' } },
  personal: true,
  params: ByPersonId,
  query: Type.Object({ on: Day, knownAt: Type.Optional(Instant), ...Why.properties }),
  reply: PersonAsOf,
  problems: openingProblems,
})
