/**
 * What the whole country refers to: administrative units, code lists, agencies, the working calendar, dated law
 * parameters. Nothing here is about a person, so all of it is public.
 */
import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Day, Nullable, UnitId, Words } from '#platform/schemas.ts'

/** Level of an administrative unit (cấp). There is no district level since 1 July 2025. */
export const UnitLevel = Type.Union([
  Type.Literal('province'),
  Type.Literal('district'),
  Type.Literal('commune'),
])
export type UnitLevel = Static<typeof UnitLevel>

/** Kind of a unit within its level: tỉnh, thành phố; quận, huyện, thị xã; phường, xã, thị trấn, đặc khu. */
export const UnitKind = Type.Union([
  Type.Literal('city'),
  Type.Literal('province'),
  Type.Literal('urban-district'),
  Type.Literal('district'),
  Type.Literal('town'),
  Type.Literal('ward'),
  Type.Literal('commune'),
  Type.Literal('special-zone'),
])
export type UnitKind = Static<typeof UnitKind>

/** How an old unit went into a new one: all of it, its larger part, or a part. */
export const UnitRelation = Type.Union([
  Type.Literal('merged'),
  Type.Literal('larger-part'),
  Type.Literal('part'),
])
export type UnitRelation = Static<typeof UnitRelation>

/** How sure an old address is mapped: no choice, the larger part went there, a person must choose. */
export const UnitConfidence = Type.Union([
  Type.Literal('certain'),
  Type.Literal('likely'),
  Type.Literal('choose'),
])
export type UnitConfidence = Static<typeof UnitConfidence>

/** A unit as it was on a day; `label` is kind and name as people write it. */
export const UnitRow = Type.Object({
  id: UnitId,
  code: Type.String(),
  level: UnitLevel,
  kind: UnitKind,
  label: Type.String(),
})
export type UnitRow = Static<typeof UnitRow>

export const UnitDetail = Type.Object({
  ...UnitRow.properties,
  name: Type.String(),
  /** Up to the province: `Phường Ba Đình, Thành phố Hà Nội`. */
  fullName: Type.String(),
  /** From the parent up to the province. */
  above: Type.Array(UnitRow),
  validFrom: Nullable(Day),
  validUntil: Nullable(Day),
  law: Nullable(Type.String()),
})
export type UnitDetail = Static<typeof UnitDetail>

export const UnitSuccessor = Type.Object({
  unit: UnitRow,
  fullName: Type.String(),
  relation: Type.Union([Type.Literal('same'), ...UnitRelation.anyOf]),
  confidence: UnitConfidence,
})
export type UnitSuccessor = Static<typeof UnitSuccessor>

export const unitUnknown = problem(404, 'reference/unit-unknown', {
  vi: 'Không có đơn vị hành chính này vào ngày đó',
  en: 'There is no such administrative unit on that day',
})
export const codeListUnknown = problem(404, 'reference/code-list-unknown', {
  vi: 'Không có danh mục này',
  en: 'There is no such code list',
})
export const parameterUnknown = problem(404, 'reference/parameter-unknown', {
  vi: 'Không có quy định này vào ngày đó',
  en: 'There is no such rule on that day',
})

const OnDay = { on: Type.Optional(Day) }
const ById = Type.Object({ id: UnitId })
/** Reference data change by decree, not by the hour. */
const cacheSeconds = 3600

/** One level at a time: provinces without `parent`, else what lies right below it on the day (today unless said). */
export const listUnits = endpoint({
  method: 'GET',
  path: '/reference/units',
  summary: 'List administrative units one level at a time',
  access: { public: true },
  cacheSeconds,
  query: Type.Object({ parent: Type.Optional(UnitId), ...OnDay }),
  reply: Type.Object({ on: Day, parent: Nullable(UnitRow), rows: Type.Array(UnitRow) }),
  problems: [unitUnknown],
})

export const readUnit = endpoint({
  method: 'GET',
  path: '/reference/units/:id',
  summary: 'Read one administrative unit as it was on a day',
  access: { public: true },
  cacheSeconds,
  params: ById,
  query: Type.Object(OnDay),
  reply: UnitDetail,
  problems: [unitUnknown],
})

export const listUnitSuccessors = endpoint({
  method: 'GET',
  path: '/reference/units/:id/successors',
  summary: 'List the units that an old unit became',
  access: { public: true },
  cacheSeconds,
  params: ById,
  query: Type.Object(OnDay),
  reply: Type.Object({ on: Day, rows: Type.Array(UnitSuccessor) }),
  problems: [unitUnknown],
})

/** A unit found by a name it has or had; `formerName` when the name is that of a commune it took in before 2025. */
export const UnitFound = Type.Object({
  unit: UnitRow,
  fullName: Type.String(),
  formerName: Nullable(Type.String()),
  validFrom: Nullable(Day),
  validUntil: Nullable(Day),
})
export type UnitFound = Static<typeof UnitFound>

/** By the beginning of a name, with or without marks, for reading old papers. At most 50 of each kind. */
export const findUnits = endpoint({
  method: 'GET',
  path: '/reference/unit-names',
  summary: 'Find units of today and of before by the beginning of a name',
  access: { public: true },
  cacheSeconds,
  callsPerMinute: 240,
  query: Type.Object({ name: Type.String({ minLength: 2, maxLength: 60 }) }),
  reply: Type.Object({ rows: Type.Array(UnitFound, { maxItems: 100 }) }),
})

/** An agency (cơ quan) that acts for the State, for one unit or the nation. */
export const Agency = Type.Object({
  agencyId: Type.Integer(),
  kind: Type.String(),
  level: Type.Union([Type.Literal('nation'), Type.Literal('province'), Type.Literal('commune')]),
  unitId: Nullable(UnitId),
  parentId: Nullable(Type.Integer()),
  nameVi: Type.String(),
  nameEn: Type.String(),
  /** Electronic identification code (mã định danh điện tử), where it was seen in use. */
  electronicCode: Nullable(Type.String()),
  /** What this agency's dossier codes begin with. */
  dossierCode: Type.String(),
  dossierCodeConfirmed: Type.Boolean(),
  /** The day from which it is no more, when its unit ended. */
  validUntil: Nullable(Day),
})
export type Agency = Static<typeof Agency>

export const listUnitAgencies = endpoint({
  method: 'GET',
  path: '/reference/units/:id/agencies',
  summary: 'List the agencies that serve an administrative unit',
  access: { public: true },
  cacheSeconds,
  params: ById,
  reply: Type.Object({ rows: Type.Array(Agency) }),
})

export const CodeItem = Type.Object({
  code: Type.String(),
  vi: Type.String(),
  en: Type.String(),
  validFrom: Nullable(Day),
  validUntil: Nullable(Day),
})
export type CodeItem = Static<typeof CodeItem>

export const readCodeList = endpoint({
  method: 'GET',
  path: '/reference/code-lists/:list',
  summary: 'Read one code list',
  access: { public: true },
  cacheSeconds,
  params: Type.Object({ list: Type.String({ pattern: '^[a-z][a-z0-9-]{0,49}$' }) }),
  reply: Type.Object({ list: Type.String(), source: Type.String(), rows: Type.Array(CodeItem) }),
  problems: [codeListUnknown],
})

export const SpecialDay = Type.Object({
  day: Day,
  kind: Type.Union([
    Type.Literal('holiday'),
    Type.Literal('day-in-lieu'),
    Type.Literal('swapped-off'),
    Type.Literal('swapped-working'),
  ]),
  name: Words,
  confirmed: Type.Boolean(),
  source: Type.String(),
})
export type SpecialDay = Static<typeof SpecialDay>

export const listSpecialDays = endpoint({
  method: 'GET',
  path: '/reference/working-calendar/:year',
  summary: 'List holidays and swapped working days of a year',
  access: { public: true },
  cacheSeconds,
  params: Type.Object({ year: Type.Integer({ minimum: 2000, maximum: 2100 }) }),
  reply: Type.Object({ year: Type.Integer(), rows: Type.Array(SpecialDay) }),
})

/** One step of how a due date was computed, to be printed on the receipt. */
export const DeadlineStep = Type.Object({ code: Type.String(), day: Nullable(Day), words: Words })
export type DeadlineStep = Static<typeof DeadlineStep>

export const LawParameter = Type.Object({
  key: Type.String(),
  unitId: Nullable(UnitId),
  effectiveFrom: Day,
  effectiveUntil: Nullable(Day),
  value: Type.Unknown(),
  citation: Type.String(),
  /** Read in the legal text or in two sources; an unconfirmed value is applied and never printed as law. */
  confirmed: Type.Boolean(),
  note: Nullable(Type.String()),
})
export type LawParameter = Static<typeof LawParameter>

export const readLawParameter = endpoint({
  method: 'GET',
  path: '/reference/law-parameters/:key',
  summary: 'Read the limit, term, age or fee in force on a day',
  access: { public: true },
  cacheSeconds,
  params: Type.Object({ key: Type.String({ pattern: '^[a-z0-9.-]{1,80}$' }) }),
  query: Type.Object({ ...OnDay, unit: Type.Optional(UnitId) }),
  reply: LawParameter,
  problems: [parameterUnknown],
})

/** Values of code lists that other contracts use; a test keeps them equal to the lists. */
export const Sex = Type.Union([Type.Literal('male'), Type.Literal('female')])
export type Sex = Static<typeof Sex>

export const MaritalStatus = Type.Union([
  Type.Literal('single'),
  Type.Literal('married'),
  Type.Literal('divorced'),
  Type.Literal('widowed'),
])
export type MaritalStatus = Static<typeof MaritalStatus>

/** Relation to the head of household (quan hệ với chủ hộ); `cháu` is told apart: grandchild, nephew or niece. */
export const RelationToHead = Type.Union([
  Type.Literal('head'),
  Type.Literal('wife'),
  Type.Literal('husband'),
  Type.Literal('child'),
  Type.Literal('adopted-child'),
  Type.Literal('stepchild'),
  Type.Literal('daughter-in-law'),
  Type.Literal('son-in-law'),
  Type.Literal('father'),
  Type.Literal('mother'),
  Type.Literal('parent-in-law'),
  Type.Literal('adoptive-parent'),
  Type.Literal('grandparent'),
  Type.Literal('sibling'),
  Type.Literal('cousin'),
  Type.Literal('grandchild'),
  Type.Literal('nephew-or-niece'),
  Type.Literal('great-grandchild'),
  Type.Literal('great-grandparent'),
  Type.Literal('guardian'),
  Type.Literal('under-guardianship'),
  Type.Literal('lodger'),
  Type.Literal('other'),
])
export type RelationToHead = Static<typeof RelationToHead>

/** Code of list `ethnic-groups`, 01 to 55. */
export const EthnicGroup = Type.String({ pattern: '^(0[1-9]|[1-4][0-9]|5[0-5])$' })
/** Code of list `religions`. */
export const Religion = Type.String({ pattern: '^(0[1-9]|1[0-6]|99)$' })
/** ISO 3166-1 alpha-3, as on chips: `VNM`. */
export const Nationality = Type.String({ pattern: '^[A-Z]{3}$' })
