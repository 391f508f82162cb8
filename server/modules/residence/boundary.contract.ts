/** What others see of boundary changes (thay đổi địa giới hành chính) in the residence register. */
import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { event } from '#platform/event.ts'
import { problem } from '#platform/problem.ts'
import { Day, Instant, Nullable, PageOf, PageQuery, UnitId, Uuid, Words } from '#platform/schemas.ts'

export const boundaryInFuture = problem(422, 'residence/boundary-in-future', {
  vi: 'Chưa đến ngày thay đổi địa giới có hiệu lực',
  en: 'The boundary change is not in force yet',
})
export const nothingChangesThen = problem(404, 'residence/no-boundary-change', {
  vi: 'Không có đơn vị hành chính nào thay đổi vào ngày này',
  en: 'No administrative unit changes on that day',
})
export const boundaryUnknown = problem(404, 'residence/boundary-unknown', {
  vi: 'Không tìm thấy lần thay đổi địa giới này',
  en: 'This boundary change is not known',
})
export const notACandidate = problem(422, 'residence/not-a-candidate', {
  vi: 'Xã, phường cũ không có phần nào về nơi này. Hãy chọn một nơi trong danh sách',
  en: 'No part of the former commune went there. Choose a place from the list',
})
export const notYoursToChoose = problem(403, 'residence/not-yours-to-choose', {
  vi: 'Bạn chỉ nhận được địa chỉ về địa bàn của mình; việc khác do công an cấp tỉnh quyết định',
  en: 'You can take addresses into your own area only; the province police decide the rest',
})
export const settledElsewhere = problem(409, 'residence/settled-elsewhere', {
  vi: 'Địa chỉ này không còn chờ xác định, hoặc đã thay đổi sau đó',
  en: 'This address is settled, or something changed it since',
})

/** A boundary change is applied to everything that has a certain successor; choices may be left to people. */
export const boundariesChanged = event(
  'residence.boundaries-changed',
  Type.Object({ actId: Uuid, effectiveOn: Day, law: Type.String() }),
)

/** Addresses and figures only, nothing about who lives there. */
const everyOfficer = {
  roles: ['residence', 'case-officer', 'signing-leader', 'data-steward', 'administrator'],
  within: 'nation',
  purpose: 'residence/register',
} as const

export const BoundaryActRow = Type.Object({
  actId: Uuid,
  effectiveOn: Day,
  law: Type.String(),
  orderedAt: Instant,
  finishedAt: Nullable(Instant),
  /** Dwellings in units that ended, those moved because there was no choice, and those that wait for one. */
  dwellings: Type.Integer(),
  moved: Type.Integer(),
  people: Type.Integer(),
  waiting: Type.Integer(),
  /** Rights and queues that followed, and those that wait for a choice. */
  followed: Type.Array(Type.Object({ words: Words, moved: Type.Integer(), waiting: Type.Integer() })),
})
export type BoundaryActRow = Static<typeof BoundaryActRow>

export const listBoundaryActs = endpoint({
  method: 'GET',
  path: '/residence/boundaries',
  summary: 'List boundary changes and how far the register has followed each',
  access: { officer: everyOfficer },
  reply: Type.Object({
    rows: Type.Array(BoundaryActRow),
    /** Days whose changes are in force and not ordered yet. */
    due: Type.Array(Type.Object({ effectiveOn: Day, laws: Type.Array(Type.String()) })),
  }),
})

export const orderBoundaryAct = endpoint({
  method: 'POST',
  path: '/residence/boundaries',
  summary: 'Apply the boundary changes of a day to the register; what is unfinished goes on',
  access: { officer: { roles: ['administrator'], within: 'nation', purpose: 'residence/register' } },
  body: Type.Object({ effectiveOn: Day }),
  reply: Type.Object({ actId: Uuid }),
  problems: [boundaryInFuture, nothingChangesThen],
})

const Candidate = Type.Object({
  unitId: UnitId,
  label: Type.String(),
  /** `likely`: the larger part went there; `choose`: a part did. */
  confidence: Type.Union([Type.Literal('certain'), Type.Literal('likely'), Type.Literal('choose')]),
  mine: Type.Boolean(),
})

export const UnsettledUnit = Type.Object({
  actId: Uuid,
  effectiveOn: Day,
  oldUnitId: UnitId,
  /** As on its last day. */
  label: Type.String(),
  dwellings: Type.Integer(),
  candidates: Type.Array(Candidate),
})
export type UnsettledUnit = Static<typeof UnsettledUnit>

export const listUnsettled = endpoint({
  method: 'GET',
  path: '/residence/boundaries/unsettled',
  summary: 'List former communes whose addresses wait for someone to say where they lie now',
  access: { officer: everyOfficer },
  reply: Type.Object({ rows: Type.Array(UnsettledUnit) }),
})

export const UnsettledStreet = Type.Object({
  streetKey: Type.String(),
  street: Type.String(),
  dwellings: Type.Integer(),
})

/** The streets and hamlets of a former commune, and its dwellings by page, of one street when it is named. */
export const listUnsettledDwellings = endpoint({
  method: 'GET',
  path: '/residence/boundaries/unsettled/:oldUnitId',
  summary: 'List the addresses of a former commune that wait for a choice',
  access: { officer: everyOfficer },
  params: Type.Object({ oldUnitId: UnitId }),
  query: Type.Object({ street: Type.Optional(Type.String({ maxLength: 200 })), ...PageQuery }),
  reply: Type.Object({
    unit: UnsettledUnit,
    streets: Type.Array(UnsettledStreet),
    ...PageOf(Type.Object({ dwellingId: Uuid, addressLine: Type.String() })).properties,
  }),
  problems: [boundaryUnknown],
})

/** One dwelling, or every dwelling of a street or hamlet that still waits. */
export const chooseUnit = endpoint({
  method: 'POST',
  path: '/residence/boundaries/:actId/choices',
  summary: 'Say in which commune addresses of a divided commune lie now',
  access: {
    officer: {
      roles: ['residence', 'signing-leader', 'data-steward'],
      within: 'territory',
      purpose: 'residence/register',
    },
  },
  personal: true,
  params: Type.Object({ actId: Uuid }),
  body: Type.Object({
    oldUnitId: UnitId,
    newUnitId: UnitId,
    streetKey: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    dwellingId: Type.Optional(Uuid),
    reason: Type.String({ minLength: 10, maxLength: 500 }),
  }),
  reply: Type.Object({
    choiceId: Uuid,
    moved: Type.Integer(),
    people: Type.Integer(),
    /** Dwellings of a long street that follow in the background. */
    left: Type.Integer(),
  }),
  problems: [boundaryUnknown, notACandidate, notYoursToChoose, settledElsewhere],
})
