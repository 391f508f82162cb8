/** Likely duplicates (trùng lặp) as others see them. Browser-safe. */
import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Day, Instant, Nullable, PageOf, PageQuery, UnitId, Uuid, Words } from '#platform/schemas.ts'

export const pairUnknown = problem(404, 'population/pair-unknown', {
  vi: 'Không tìm thấy cặp này trong địa bàn bạn phụ trách',
  en: 'This pair is not in the area you are responsible for',
})
export const pairMoved = problem(409, 'population/pair-moved', {
  vi: 'Cặp này vừa thay đổi hoặc đã được quyết định. Hãy xem lại',
  en: 'This pair has just changed or was decided. Please look again',
})
export const reasonUnknown = problem(422, 'population/reason-unknown', {
  vi: 'Hãy chọn một lý do trong danh mục',
  en: 'Choose a reason from the list',
})

const Side = Type.Object({ personId: Uuid, name: Type.String(), maskedNumber: Type.String(), bornOn: Day })
const Explained = Type.Object({
  field: Type.String(),
  grade: Type.String(),
  points: Type.Number(),
  words: Words,
})

export const PairRow = Type.Object({
  pairId: Uuid,
  first: Side,
  second: Side,
  verdict: Type.String(),
  score: Type.Number(),
  state: Type.String(),
  foundAt: Instant,
  /** How each field compares, the weightiest first. */
  fields: Type.Array(Explained),
})
export type PairRow = Static<typeof PairRow>

/** One line of the two records side by side. */
export const SideBySide = Type.Object({
  field: Type.String(),
  words: Words,
  first: Nullable(Type.String()),
  second: Nullable(Type.String()),
  differs: Type.Boolean(),
  /** The field may be taken from either record when they are merged. */
  choosable: Type.Boolean(),
})

export const Pair = Type.Object({
  ...PairRow.properties,
  version: Type.Integer(),
  lines: Type.Array(SideBySide),
  relations: Type.Object({
    first: Type.Array(Type.Object({ words: Words, name: Type.String() })),
    second: Type.Array(Type.Object({ words: Words, name: Type.String() })),
  }),
  homes: Type.Object({ first: Nullable(Type.String()), second: Nullable(Type.String()) }),
  reasons: Type.Array(Type.Object({ code: Type.String(), words: Words })),
  mergeReasons: Type.Array(Type.Object({ code: Type.String(), words: Words })),
  decided: Nullable(
    Type.Object({
      at: Instant,
      by: Nullable(Type.String()),
      reason: Nullable(Words),
      note: Nullable(Type.String()),
    }),
  ),
  /** The merge that stands on this pair, when one was proposed. */
  mergeId: Nullable(Uuid),
})
export type Pair = Static<typeof Pair>

const desk = {
  officer: { roles: ['residence', 'data-steward'], within: 'territory', purpose: 'population/quality' },
} as const
const ByPair = Type.Object({ pairId: Uuid })

export const listPairs = endpoint({
  method: 'GET',
  path: '/population/duplicates',
  summary: 'List pairs of one’s territory that may be one person, the likeliest first',
  access: desk,
  personal: true,
  query: Type.Object({
    ...PageQuery,
    state: Type.Optional(
      Type.Union([
        Type.Literal('open'),
        Type.Literal('merging'),
        Type.Literal('merged'),
        Type.Literal('not-the-same'),
      ]),
    ),
  }),
  reply: Type.Object({
    ...PageOf(PairRow).properties,
    /** Exact, of the whole territory. */
    counts: Type.Object({
      open: Type.Integer(),
      merging: Type.Integer(),
      merged: Type.Integer(),
      notTheSame: Type.Integer(),
    }),
  }),
})

export const readPair = endpoint({
  method: 'GET',
  path: '/population/duplicates/:pairId',
  summary: 'Compare two records side by side',
  access: desk,
  personal: true,
  params: ByPair,
  reply: Pair,
  problems: [pairUnknown],
})

export const decideNotTheSame = endpoint({
  method: 'POST',
  path: '/population/duplicates/:pairId/not-the-same',
  summary: 'Say with a reason that two records are of two people; it is remembered',
  access: desk,
  personal: true,
  params: ByPair,
  body: Type.Object({
    version: Type.Integer({ minimum: 1 }),
    reason: Type.String({ maxLength: 60 }),
    note: Type.String({ minLength: 5, maxLength: 500 }),
  }),
  reply: Pair,
  problems: [pairUnknown, pairMoved, reasonUnknown],
})

/** What a check before a registration answers: whom the newcomer may be. */
export const checkNewcomer = endpoint({
  method: 'POST',
  path: '/population/duplicates/check',
  summary: 'Ask before a registration or a first collection whether the person is in the register already',
  access: {
    officer: {
      roles: ['residence', 'civil-status', 'data-steward'],
      within: 'nation',
      purpose: 'population/quality',
    },
  },
  personal: true,
  readOnly: true,
  body: Type.Object({
    name: Type.String({ minLength: 2, maxLength: 200 }),
    bornOn: Day,
    bornPrecision: Type.Optional(Type.Union([Type.Literal('D'), Type.Literal('M'), Type.Literal('Y')])),
    sex: Type.Optional(Type.Union([Type.Literal('male'), Type.Literal('female')])),
    motherName: Type.Optional(Type.String({ maxLength: 200 })),
    fatherName: Type.Optional(Type.String({ maxLength: 200 })),
    birthRegisteredUnitId: Type.Optional(UnitId),
    homeTownUnitId: Type.Optional(UnitId),
    oldNumber: Type.Optional(Type.String({ pattern: '^([0-9]{9}|[0-9]{12})$' })),
  }),
  reply: Type.Object({
    rows: Type.Array(
      Type.Object({
        ...Side.properties,
        verdict: Type.String(),
        score: Type.Number(),
        fields: Type.Array(Explained),
      }),
    ),
  }),
})
