/** The index of service quality (bộ chỉ số phục vụ người dân, doanh nghiệp). Decision 766/QĐ-TTg (2022). Browser-safe. */
import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Day, Instant, Nullable, PageOf, PageQuery, UnitId, Uuid, Words } from '#platform/schemas.ts'
import { Holder, leaders, outsideTerritory, UnitRef } from './leaders.contract.ts'

export const periodWrong = problem(422, 'steering/period-wrong', {
  vi: 'Kỳ báo cáo không hợp lệ: ngày đầu không được sau ngày cuối, không được ở tương lai, và kỳ dài nhất là 2 năm',
  en: 'This period cannot be: the first day comes before the last, not in the future, and it lasts two years at most',
})
/** `with`: { what, whole, parts }. A figure that does not add up is not shown at all. */
export const totalsDiffer = problem(409, 'steering/totals-differ', {
  vi: 'Tổng của các đơn vị không bằng tổng chung nên điểm chưa được hiện. Người vận hành đã có thông tin để kiểm tra',
  en: 'The parts do not add up to the whole, so no score is shown. The operator can see what differs',
})

/** What is counted; Decision 766 gives the groups, the law parameter `steering.index-766` the points of each. */
export const Measure = Type.Union([
  Type.Literal('published'),
  Type.Literal('synced'),
  Type.Literal('on-time'),
  Type.Literal('handling-time'),
  Type.Literal('not-overdue'),
  Type.Literal('offered-online'),
  Type.Literal('used-online'),
  Type.Literal('filed-online'),
  Type.Literal('paid-online'),
  Type.Literal('digitised'),
  Type.Literal('e-result'),
  Type.Literal('data-reused'),
  Type.Literal('answered-on-time'),
  Type.Literal('satisfied'),
  Type.Literal('complaints-unfounded'),
])
export type Measure = Static<typeof Measure>

export const measureWords: Readonly<Record<Measure, Words>> = {
  published: { vi: 'Thủ tục thiết yếu đã công bố', en: 'Essential procedures published' },
  synced: { vi: 'Hồ sơ đồng bộ lên Cổng quốc gia', en: 'Dossiers told to the national portal' },
  'on-time': { vi: 'Giải quyết đúng hạn', en: 'Decided on time' },
  'handling-time': { vi: 'Thời gian giải quyết nằm trong hạn', en: 'Handling time within the term' },
  'not-overdue': { vi: 'Hồ sơ đang mở không quá hạn', en: 'Open dossiers not overdue' },
  'offered-online': {
    vi: 'Thủ tục thiết yếu nộp được trực tuyến',
    en: 'Essential procedures offered online',
  },
  'used-online': { vi: 'Thủ tục có hồ sơ nộp trực tuyến', en: 'Procedures with dossiers filed online' },
  'filed-online': { vi: 'Hồ sơ nộp trực tuyến', en: 'Dossiers filed online' },
  'paid-online': { vi: 'Lệ phí trả trực tuyến', en: 'Fees paid online' },
  digitised: { vi: 'Hồ sơ có giấy tờ đã số hóa', en: 'Dossiers whose papers are digitised' },
  'e-result': { vi: 'Trả kết quả điện tử', en: 'Results given electronically' },
  'data-reused': { vi: 'Giấy tờ thay bằng dữ liệu đã có', en: 'Papers replaced by data held' },
  'answered-on-time': { vi: 'Phản ánh được trả lời đúng hạn', en: 'Feedback answered on time' },
  satisfied: { vi: 'Người dân hài lòng', en: 'People content' },
  'complaints-unfounded': {
    vi: 'Khiếu nại, phản ánh giấy tờ không phải do lỗi cơ quan',
    en: 'Complaints in which the office was right',
  },
}

/** Why a row lowers the score. */
export const Lack = Type.Union([
  Type.Literal('place-open'),
  Type.Literal('decided-late'),
  Type.Literal('open-overdue'),
  Type.Literal('longer-than-term'),
  Type.Literal('never-online'),
  Type.Literal('filed-at-counter'),
  Type.Literal('filed-by-post'),
  Type.Literal('not-paid'),
  Type.Literal('paid-at-counter'),
  Type.Literal('papers-asked'),
  Type.Literal('not-scanned'),
  Type.Literal('not-compared'),
  Type.Literal('not-told'),
  Type.Literal('told-older'),
  Type.Literal('no-e-result'),
  Type.Literal('answered-late'),
  Type.Literal('answer-overdue'),
  Type.Literal('not-content'),
  Type.Literal('founded'),
])
export type Lack = Static<typeof Lack>

const Indicator = Type.Object({
  measure: Measure,
  /** Points it can give, and those it gave; null where there is nothing to measure. */
  max: Type.Number(),
  points: Nullable(Type.Number()),
  /** Counted ÷ of. */
  counted: Type.Integer(),
  of: Type.Integer(),
  /** Rows that lower it. */
  lacking: Type.Integer(),
})
const Group = Type.Object({
  group: Type.Integer(),
  words: Words,
  max: Type.Number(),
  points: Nullable(Type.Number()),
  indicators: Type.Array(Indicator),
})
export type IndexGroup = Static<typeof Group>

/** Out of 100; null where no group can be measured. */
const Total = { total: Nullable(Type.Number()), band: Nullable(Words) }
export const Score = Type.Object({ ...Total, groups: Type.Array(Group) })
export type Score = Static<typeof Score>

const GroupPoints = Type.Array(Type.Object({ group: Type.Integer(), points: Nullable(Type.Number()) }))
export const UnitScore = Type.Object({
  ...UnitRef.properties,
  ...Total,
  groups: GroupPoints,
  received: Type.Integer(),
})
export type UnitScore = Static<typeof UnitScore>

const Period = {
  unitId: Type.Optional(UnitId),
  from: Day,
  /** The last day of it. */
  to: Day,
}

export const readIndex = endpoint({
  method: 'GET',
  path: '/steering/index',
  summary: 'The index of service quality of a unit and of the units in it, for a period',
  access: leaders,
  query: Type.Object(Period),
  reply: Type.Object({
    asOf: Instant,
    from: Day,
    to: Day,
    unit: Nullable(UnitRef),
    above: Type.Array(UnitRef),
    citation: Type.String(),
    /** Points and formulas are not read in the legal text. */
    confirmed: Type.Boolean(),
    score: Score,
    received: Type.Integer(),
    units: Type.Array(UnitScore),
  }),
  problems: [outsideTerritory, periodWrong, totalsDiffer],
})

export const readIndexTrend = endpoint({
  method: 'GET',
  path: '/steering/index/trend',
  summary: 'The index of a unit month by month, the last twelve months or less',
  access: leaders,
  query: Type.Object({
    unitId: Type.Optional(UnitId),
    months: Type.Optional(Type.Integer({ minimum: 1, maximum: 12 })),
  }),
  reply: Type.Object({
    points: Type.Array(
      Type.Object({ from: Day, to: Day, ...Total, groups: GroupPoints, received: Type.Integer() }),
    ),
  }),
  problems: [outsideTerritory],
})

/** One row behind an indicator: what, where, who holds it; never whose it is. */
export const IndexRow = Type.Object({
  key: Type.String(),
  measure: Measure,
  /** Null where it counts in full. */
  lack: Nullable(Lack),
  at: Instant,
  dossierId: Nullable(Uuid),
  code: Nullable(Type.String()),
  service: Nullable(Words),
  agency: Nullable(Words),
  stateWords: Nullable(Words),
  holder: Nullable(Holder),
})
export type IndexRow = Static<typeof IndexRow>

export const listIndexRows = endpoint({
  method: 'GET',
  path: '/steering/index/rows',
  summary: 'The rows behind the index: those that lower it and why, or all of one indicator',
  access: leaders,
  query: Type.Object({
    ...PageQuery,
    ...Period,
    measure: Type.Optional(Measure),
    lack: Type.Optional(Lack),
    /** Rows that count in full too. */
    all: Type.Optional(Type.Boolean()),
  }),
  reply: PageOf(IndexRow),
  problems: [outsideTerritory, periodWrong],
})

export const downloadIndex = endpoint({
  method: 'GET',
  path: '/steering/index/file',
  summary: 'The index of a unit and of the units in it as a CSV file',
  access: leaders,
  query: Type.Object(Period),
  reply: Type.Any(),
  replyType: 'text/csv; charset=utf-8',
  problems: [outsideTerritory, periodWrong, totalsDiffer],
})
