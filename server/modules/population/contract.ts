/** What others see of the person register (CSDL quốc gia về dân cư): kinds of life events, problems, endpoints. */
import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { Day, Instant, Nullable, PersonNumber, Uuid, Words } from '#platform/schemas.ts'
import { BornPrecision, SexCode } from './civil-status-events.ts'
import { AbsentParent, RegisterItem } from './items.contract.ts'
import { outOfTerritory, personUnknown } from './problems.contract.ts'
import { reasonNeeded, registerOfficers, searchEnded } from './searches.contract.ts'

export { AbsentReason } from './absent-reasons.ts'
export * from './changes.contract.ts'
export * from './civil-status-events.ts'
export * from './duplicates.contract.ts'
export * from './exports.contract.ts'
export * from './family-events.ts'
export * from './family-problems.contract.ts'
export * from './items.contract.ts'
export { ANNULMENT, type Declared, type LifeEvent, type LifeEventKind, lifeEvent } from './life-event.ts'
export * from './loads.contract.ts'
export * from './merges.contract.ts'
export * from './number-events.ts'
export * from './problems.contract.ts'
export * from './proposals.contract.ts'
export * from './quality.contract.ts'
export * from './recording.contract.ts'
export * from './registrations.contract.ts'
export * from './searches.contract.ts'
export * from './status-events.ts'

export const PersonFile = Type.Object({
  personId: Uuid,
  personNumber: PersonNumber,
  name: Type.String(),
  sex: SexCode,
  bornOn: Day,
  bornPrecision: BornPrecision,
  status: Type.String(),
  diedOn: Nullable(Day),
  maritalStatus: Type.String(),
  version: Type.Integer(),
  recordedAt: Instant,
  items: Type.Array(RegisterItem),
  absentParents: Type.Array(AbsentParent),
  aliases: Type.Array(Type.Object({ alias: Type.String(), kind: Type.String(), endedOn: Nullable(Day) })),
  findings: Type.Array(Type.Object({ rule: Type.String(), words: Words })),
})
export type PersonFile = Static<typeof PersonFile>

export const Relative = Type.Object({
  kind: Type.String(),
  words: Words,
  name: Type.String(),
  bornInYear: Type.Integer(),
  alive: Type.Boolean(),
  validFrom: Day,
  validUntil: Nullable(Day),
})
export type Relative = Static<typeof Relative>

export const RelativeInFile = Type.Object({
  ...Relative.properties,
  personId: Uuid,
  maskedNumber: Type.String(),
})
export type RelativeInFile = Static<typeof RelativeInFile>

export const TimelineEvent = Type.Object({
  id: Uuid,
  kind: Type.String(),
  words: Words,
  effectiveOn: Day,
  recordedAt: Instant,
  legalBasis: Type.String(),
  agency: Nullable(Words),
  dossierId: Nullable(Uuid),
  annulled: Type.Boolean(),
})
export type TimelineEvent = Static<typeof TimelineEvent>

const ByPersonId = Type.Object({ personId: Uuid })
/** Why an officer opens a file: a dossier, or a reason in his own words. */
const Why = Type.Object({
  dossierId: Type.Optional(Uuid),
  searchId: Type.Optional(Uuid),
})

export const readMe = endpoint({
  method: 'GET',
  path: '/population/me',
  summary: 'Read what the population register holds about oneself',
  access: { citizen: { for: 'self-or-represented', level: 1 } },
  personal: true,
  reply: PersonFile,
  problems: [personUnknown],
})

export const listMyRelatives = endpoint({
  method: 'GET',
  path: '/population/me/relatives',
  summary: 'List the relatives that the register holds of oneself',
  access: { citizen: { for: 'self-or-represented', level: 2 } },
  personal: true,
  reply: Type.Object({ rows: Type.Array(Relative) }),
})

export const readMyTimeline = endpoint({
  method: 'GET',
  path: '/population/me/timeline',
  summary: 'List the life events recorded about oneself',
  access: { citizen: { for: 'self-or-represented', level: 2 } },
  personal: true,
  reply: Type.Object({ rows: Type.Array(TimelineEvent) }),
})

export const readPerson = endpoint({
  method: 'GET',
  path: '/population/people/:personId',
  summary: 'Open the file of a person in one’s territory',
  access: { officer: { roles: registerOfficers, within: 'territory', purpose: 'population/look-up' } },
  personal: true,
  params: ByPersonId,
  query: Why,
  reply: Type.Object({ ...PersonFile.properties, relatives: Type.Array(RelativeInFile) }),
  problems: [personUnknown, outOfTerritory, searchEnded],
})

export const readPersonTimeline = endpoint({
  method: 'GET',
  path: '/population/people/:personId/timeline',
  summary: 'List the life events of a person in one’s territory',
  access: { officer: { roles: registerOfficers, within: 'territory', purpose: 'population/look-up' } },
  personal: true,
  params: ByPersonId,
  query: Why,
  reply: Type.Object({ rows: Type.Array(TimelineEvent) }),
  problems: [personUnknown, outOfTerritory, reasonNeeded],
})
