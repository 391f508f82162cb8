/** The file of a dwelling at the residence desk: its owners, its end. Law on Residence 68/2020/QH14, art. 2(1), 24. */
import { type Static, Type } from 'typebox'
import { endpoint } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Day, Instant, Nullable, UnitId, Uuid, Words } from '#platform/schemas.ts'

export const dwellingInhabited = problem(409, 'residence/dwelling-inhabited', {
  vi: 'Còn người đăng ký cư trú tại chỗ ở này vào ngày đó hoặc sau đó. Hãy chuyển hoặc xóa đăng ký của họ trước',
  en: 'People are registered at this dwelling on that day or later. Move them or end their registration first',
})
export const dwellingOpen = problem(409, 'residence/dwelling-open', {
  vi: 'Chỗ ở này đang được dùng, không cần mở lại',
  en: 'This dwelling is in use; there is nothing to put back',
})
export const ownersLater = problem(422, 'residence/owners-later', {
  vi: 'Đã có chủ sở hữu được ghi từ một ngày sau ngày này. Hãy chọn từ ngày đó trở đi',
  en: 'Owners are recorded from a later day. Choose that day or a later one',
})
export const ownerUnfit = problem(422, 'residence/owner-unfit', {
  vi: 'Số định danh và họ tên của chủ sở hữu không khớp nhau. Hãy xem lại giấy tờ',
  en: 'The number and the name of an owner do not fit each other. Look at the paper again',
})

/** Why a dwelling is no longer one, with the words for people. */
export const closingGrounds = {
  demolished: { vi: 'Đã phá dỡ', en: 'Demolished' },
  confiscated: { vi: 'Bị thu hồi, tịch thu theo quyết định', en: 'Recovered or confiscated by a decision' },
  'no-dwelling': { vi: 'Không còn dùng để ở', en: 'Not used to live in any more' },
  duplicate: { vi: 'Ghi trùng với chỗ ở khác', en: 'The same as another dwelling' },
} as const satisfies Record<string, Words>
const Ground = Type.Unsafe<keyof typeof closingGrounds>(
  Type.Union(Object.keys(closingGrounds).map((ground) => Type.Literal(ground))),
)

const Owner = Type.Object({
  name: Type.String(),
  isPerson: Type.Boolean(),
  validFrom: Day,
  /** The day from which he owns it no more. */
  validUntil: Nullable(Day),
  /** Still owner on the day of reading. */
  now: Type.Boolean(),
})

export const DwellingAct = Type.Object({
  act: Type.Union([Type.Literal('owners'), Type.Literal('closing'), Type.Literal('reopening')]),
  ground: Nullable(Words),
  effectiveOn: Day,
  paper: Type.String(),
  reason: Type.String(),
  recordedAt: Instant,
})

export const DwellingFile = Type.Object({
  dwellingId: Uuid,
  unitId: UnitId,
  address: Type.String(),
  kind: Words,
  areaM2: Nullable(Type.String()),
  closedOn: Nullable(Day),
  /** Now and before, those of now first; at most 100. */
  owners: Type.Array(Owner),
  /** Households that have members registered here. */
  households: Type.Array(
    Type.Object({ householdId: Uuid, fileNumber: Type.String(), members: Type.Integer() }),
  ),
  /** People registered here, permanently or for a time. */
  people: Type.Integer(),
  /** Newest first, at most 100. */
  acts: Type.Array(DwellingAct),
})
export type DwellingFile = Static<typeof DwellingFile>

const desk = { roles: ['residence'], within: 'territory', purpose: 'residence/register' } as const
const ByDwelling = Type.Object({ dwellingId: Uuid })
const grounds = {
  on: Day,
  paper: Type.String({ minLength: 3, maxLength: 200 }),
  reason: Type.String({ minLength: 10, maxLength: 500 }),
}

export const readDwelling = endpoint({
  method: 'GET',
  path: '/residence/dwellings/:dwellingId',
  summary: 'Open the file of a dwelling in one’s territory',
  access: {
    officer: { ...desk, roles: ['residence', 'case-officer', 'signing-leader', 'data-steward'] },
  },
  personal: true,
  params: ByDwelling,
  reply: DwellingFile,
})

const act = { method: 'POST', access: { officer: desk }, personal: true, params: ByDwelling } as const

export const changeDwellingOwners = endpoint({
  ...act,
  path: '/residence/desk/dwellings/:dwellingId/owners',
  summary: 'Record who owns a dwelling from a day on, by a paper',
  body: Type.Object({
    owners: Type.Array(
      Type.Union([
        Type.Object(
          {
            number: Type.String({ pattern: '^([0-9]{9}|[0-9]{12})$' }),
            name: Type.String({ minLength: 2, maxLength: 100 }),
          },
          { additionalProperties: false },
        ),
        Type.Object(
          { organisation: Type.String({ minLength: 2, maxLength: 200, pattern: '\\S' }) },
          { additionalProperties: false },
        ),
      ]),
      { minItems: 1, maxItems: 20 },
    ),
    ...grounds,
  }),
  reply: DwellingFile,
  problems: [ownersLater, ownerUnfit],
})

export const endDwelling = endpoint({
  ...act,
  path: '/residence/desk/dwellings/:dwellingId/close',
  summary: 'Record that a place is no dwelling any more from a day on',
  body: Type.Object({ ground: Ground, ...grounds }),
  reply: DwellingFile,
  problems: [dwellingInhabited],
})

export const reopenDwelling = endpoint({
  ...act,
  path: '/residence/desk/dwellings/:dwellingId/reopen',
  summary: 'Put back a dwelling that was closed',
  body: Type.Object({ paper: grounds.paper, reason: grounds.reason }),
  reply: DwellingFile,
  problems: [dwellingOpen],
})
