/** Data quality (chất lượng dữ liệu) as others see it: findings, the index, acts of the desk. Browser-safe. */
import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Day, Instant, Nullable, PageOf, PageQuery, UnitId, Uuid, Words } from '#platform/schemas.ts'

/** Đúng, đủ, sạch, sống, thống nhất. Guidance 4856/BCA-TTDLQG, annex 3. */
export const Criterion = Type.Union([
  Type.Literal('correct'),
  Type.Literal('complete'),
  Type.Literal('clean'),
  Type.Literal('live'),
  Type.Literal('consistent'),
])
export type Criterion = Static<typeof Criterion>

/** Eight groups of errors; the official names were not published, these are ours. */
export const ErrorGroup = Type.Union([
  Type.Literal('identifier'),
  Type.Literal('text'),
  Type.Literal('dates'),
  Type.Literal('places'),
  Type.Literal('family'),
  Type.Literal('contact'),
  Type.Literal('residence'),
  Type.Literal('timeliness'),
])
export type ErrorGroup = Static<typeof ErrorGroup>

export const FindingState = Type.Union([
  Type.Literal('open'),
  Type.Literal('verifying'),
  Type.Literal('fixed'),
  Type.Literal('explained'),
  Type.Literal('not-an-error'),
])
export type FindingState = Static<typeof FindingState>

/** green, yellow, red by the dated limits; null when nothing was checked. */
export const Band = Nullable(Type.Union([Type.Literal('green'), Type.Literal('yellow'), Type.Literal('red')]))
export type Band = Static<typeof Band>

export const findingUnknown = problem(404, 'population/finding-unknown', {
  vi: 'Không tìm thấy sai lệch này trong địa bàn bạn phụ trách',
  en: 'This finding is not in the area you are responsible for',
})
export const findingMoved = problem(409, 'population/finding-moved', {
  vi: 'Sai lệch này vừa thay đổi hoặc đã được giải quyết. Hãy xem lại',
  en: 'This finding has just changed or was settled. Please look again',
})
export const nothingSuggested = problem(409, 'population/nothing-suggested', {
  vi: 'Không có giá trị đề xuất nào, hoặc đề xuất vừa thay đổi. Hãy xem lại',
  en: 'There is no suggested value, or it has just changed. Please look again',
})
export const valueUnfit = problem(422, 'population/value-unfit', {
  vi: 'Giá trị này không đúng cách ghi hoặc không có trong danh mục. Hãy kiểm tra lại',
  en: 'This value is not written as it should be, or is not in its list. Please check it',
})
export const explanationUnknown = problem(422, 'population/explanation-unknown', {
  vi: 'Hãy chọn một lý do trong danh mục',
  en: 'Choose a reason from the list',
})
export const sweepRuns = problem(409, 'population/sweep-runs', {
  vi: 'Đang có một lượt rà soát chạy. Kết quả sẽ hiện khi xong',
  en: 'A sweep is running. Its result appears when it is done',
})
export const outsideQualityTerritory = problem(403, 'population/unit-outside-territory', {
  vi: 'Đơn vị này ngoài địa bàn bạn phụ trách',
  en: 'This unit lies outside the area you are responsible for',
})

const UnitRef = Type.Object({ unitId: UnitId, label: Type.String() })
const Holder = Type.Object({ name: Type.String(), mine: Type.Boolean() })

export const FindingRow = Type.Object({
  findingId: Uuid,
  personId: Uuid,
  name: Type.String(),
  maskedNumber: Type.String(),
  rule: Type.String(),
  words: Words,
  criterion: Criterion,
  unit: Nullable(UnitRef),
  state: FindingState,
  foundAt: Instant,
  /** When it must be verified or, once taken, settled. */
  dueAt: Nullable(Instant),
  overdue: Type.Boolean(),
  holder: Nullable(Holder),
})
export type FindingRow = Static<typeof FindingRow>

/** A value that a rule looked at, as people read it. */
export const Seen = Type.Object({ name: Type.String(), value: Type.String() })

export const FindingStep = Type.Object({
  id: Uuid,
  at: Instant,
  act: Type.String(),
  by: Nullable(Type.String()),
  reason: Nullable(Words),
  note: Nullable(Type.String()),
})

export const Finding = Type.Object({
  ...FindingRow.properties,
  bornOn: Day,
  bornPrecision: Type.String(),
  field: Type.String(),
  group: ErrorGroup,
  advice: Words,
  owner: Type.String(),
  citation: Type.String(),
  complex: Type.Boolean(),
  verifyDueAt: Nullable(Instant),
  settleDueAt: Nullable(Instant),
  version: Type.Integer(),
  evidence: Type.Array(Seen),
  /** What would put it right, with one tap; `now` is what stands there. */
  suggestion: Nullable(
    Type.Object({
      field: Type.String(),
      now: Nullable(Type.String()),
      value: Type.String(),
      shown: Type.String(),
    }),
  ),
  reasons: Type.Array(Type.Object({ code: Type.String(), words: Words })),
  steps: Type.Array(FindingStep),
})
export type Finding = Static<typeof Finding>

export const FindingFilter = Type.Union([
  Type.Literal('open'),
  Type.Literal('mine'),
  Type.Literal('verifying'),
  Type.Literal('overdue'),
  Type.Literal('closed'),
])
export type FindingFilter = Static<typeof FindingFilter>

export const FindingCounts = Type.Object({
  open: Type.Integer(),
  mine: Type.Integer(),
  verifying: Type.Integer(),
  overdue: Type.Integer(),
  closed: Type.Integer(),
  /** Of those not settled, by rule, the most first. */
  rules: Type.Array(Type.Object({ rule: Type.String(), words: Words, count: Type.Integer() })),
})
export type FindingCounts = Static<typeof FindingCounts>

export const IndexLine = Type.Object({
  code: Type.String(),
  words: Nullable(Words),
  criterion: Nullable(Criterion),
  field: Nullable(Type.String()),
  weight: Type.Integer(),
  identifier: Type.Boolean(),
  /** Findings of it are somebody’s work; the others are only measured. */
  work: Type.Boolean(),
  checked: Type.Integer(),
  failed: Type.Integer(),
  /** Passing records ÷ records checked × 100; weighted where it rolls up. Null when nothing was checked. */
  dqi: Nullable(Type.Number()),
  band: Band,
})
export type IndexLine = Static<typeof IndexLine>

export const QualityIndex = Type.Object({
  /** Null is the nation. */
  unit: Nullable(UnitRef),
  above: Type.Array(UnitRef),
  /** The day whose sweep this is; null before the first one. */
  onDay: Nullable(Day),
  finishedAt: Nullable(Instant),
  running: Nullable(Type.Object({ startedAt: Instant, people: Type.Integer() })),
  bands: Type.Object({ green: Type.Number(), yellow: Type.Number(), identifier: Type.Number() }),
  total: IndexLine,
  criteria: Type.Array(IndexLine),
  fields: Type.Array(IndexLine),
  rules: Type.Array(IndexLine),
  units: Type.Array(
    Type.Object({ ...UnitRef.properties, dqi: Nullable(Type.Number()), band: Band, failed: Type.Integer() }),
  ),
  /** Time from event to register by kind, over a year: how many within so many days (null: longer). */
  delays: Type.Array(
    Type.Object({
      kind: Type.String(),
      words: Words,
      classes: Type.Array(Type.Object({ withinDays: Nullable(Type.Integer()), count: Type.Integer() })),
      withinTerm: Nullable(Type.Number()),
    }),
  ),
})
export type QualityIndex = Static<typeof QualityIndex>

export const QualityPoint = Type.Object({ day: Day, dqi: Nullable(Type.Number()), failed: Type.Integer() })

const desk = {
  officer: { roles: ['residence', 'data-steward'], within: 'territory', purpose: 'population/quality' },
} as const
const figures = {
  officer: {
    roles: ['residence', 'data-steward', 'steering'],
    within: 'territory',
    purpose: 'steering/figures',
  },
} as const
const ByFinding = Type.Object({ findingId: Uuid })
const Version = { version: Type.Integer({ minimum: 1 }) }

export const listFindings = endpoint({
  method: 'GET',
  path: '/population/quality/findings',
  summary: 'List what does not fit a rule of quality in one’s territory, the most urgent first',
  access: desk,
  personal: true,
  query: Type.Object({
    ...PageQuery,
    filter: Type.Optional(FindingFilter),
    rule: Type.Optional(Type.String({ maxLength: 60 })),
    criterion: Type.Optional(Criterion),
  }),
  reply: PageOf(FindingRow),
})

export const countFindings = endpoint({
  method: 'GET',
  path: '/population/quality/findings/counts',
  summary: 'Count the findings of one’s territory, exactly',
  access: { officer: { ...desk.officer, purpose: 'steering/figures' } },
  reply: FindingCounts,
})

export const readFinding = endpoint({
  method: 'GET',
  path: '/population/quality/findings/:findingId',
  summary: 'Read one finding with its evidence, suggestion and history',
  access: desk,
  personal: true,
  params: ByFinding,
  reply: Finding,
  problems: [findingUnknown],
})

export const takeFinding = endpoint({
  method: 'POST',
  path: '/population/quality/findings/:findingId/take',
  summary: 'Take a finding on, to verify it',
  access: desk,
  personal: true,
  params: ByFinding,
  body: Type.Object(Version),
  reply: Finding,
  problems: [findingUnknown, findingMoved],
})

export const correctFinding = endpoint({
  method: 'POST',
  path: '/population/quality/findings/:findingId/correct',
  summary: 'Put the suggested value in place, as a correction with its provenance',
  access: desk,
  personal: true,
  params: ByFinding,
  body: Type.Object({
    ...Version,
    /** The value that was shown. */
    value: Type.String({ minLength: 1, maxLength: 200 }),
    /** The paper on which it rests. */
    source: Type.String({ minLength: 5, maxLength: 300 }),
  }),
  reply: Finding,
  problems: [findingUnknown, findingMoved, nothingSuggested, valueUnfit],
})

export const settleFinding = endpoint({
  method: 'POST',
  path: '/population/quality/findings/:findingId/settle',
  summary: 'Explain a finding, or say with a reason that it is no error',
  access: desk,
  personal: true,
  params: ByFinding,
  body: Type.Object({
    ...Version,
    as: Type.Union([Type.Literal('explained'), Type.Literal('not-an-error')]),
    reason: Type.String({ maxLength: 60 }),
    note: Type.String({ minLength: 5, maxLength: 500 }),
  }),
  reply: Finding,
  problems: [findingUnknown, findingMoved, explanationUnknown],
})

export const readQualityIndex = endpoint({
  method: 'GET',
  path: '/population/quality/index',
  summary: 'Read the data quality index of a unit by criterion, field and rule',
  access: figures,
  query: Type.Object({ unitId: Type.Optional(UnitId) }),
  reply: QualityIndex,
  problems: [outsideQualityTerritory],
})

export const readQualityHistory = endpoint({
  method: 'GET',
  path: '/population/quality/index/history',
  summary: 'Read how the index of a unit, or of one rule in it, went over a year',
  access: figures,
  query: Type.Object({ unitId: Type.Optional(UnitId), rule: Type.Optional(Type.String({ maxLength: 60 })) }),
  reply: Type.Object({ points: Type.Array(QualityPoint) }),
  problems: [outsideQualityTerritory],
})

export const sweepQuality = endpoint({
  method: 'POST',
  path: '/population/quality/sweeps',
  summary: 'Have everybody checked by every rule now, instead of tonight',
  access: { officer: { roles: ['data-steward'], within: 'nation', purpose: 'population/quality' } },
  reply: Type.Object({ sweepId: Uuid }),
  problems: [sweepRuns],
})
