/** Officers who stand in for others on dated days (phân công người làm thay). Browser-safe. */
import { type Static, Type } from 'typebox'
import { endpoint, type Role } from '#platform/endpoint.ts'
import { problem } from '#platform/problem.ts'
import { Day, Nullable, Uuid, Words } from '#platform/schemas.ts'

/** `with`: { days }. */
export const substitutionDaysWrong = problem(422, 'services/substitution-days-wrong', {
  vi: 'Hãy chọn ngày bắt đầu từ hôm nay trở đi, ngày kết thúc không trước ngày bắt đầu và không quá số ngày cho phép',
  en: 'Begin today or later, end no earlier than you begin, and stay within the number of days allowed',
})
export const substitutionOverlaps = problem(409, 'services/substitution-overlaps', {
  vi: 'Trong những ngày này đã có người làm thay, hoặc người làm thay cũng vắng mặt. Hãy kết thúc lượt cũ hoặc chọn người khác',
  en: 'Someone stands in already on these days, or the substitute is away himself. End the other one or choose someone else',
})
export const substituteUnfit = problem(422, 'services/substitute-unfit', {
  vi: 'Người làm thay phải là đồng nghiệp cùng cơ quan và có vai trò của người vắng mặt',
  en: 'A substitute must be a colleague of the same office who holds the role of whoever is away',
})
export const notYoursToName = problem(403, 'services/not-yours-to-name', {
  vi: 'Chỉ chính cán bộ vắng mặt hoặc lãnh đạo cơ quan được phân công người làm thay',
  en: 'Only the officer who is away, or the leader of the office, may name a substitute',
})

const roles: readonly Role[] = ['counter', 'case-officer', 'signing-leader']
const access = { officer: { roles, within: 'own-agency', purpose: 'services/handle' } } as const

const Colleague = Type.Object({
  appointmentId: Uuid,
  name: Type.String(),
  position: Words,
  mine: Type.Boolean(),
  /** By which he handles dossiers; a substitute holds every one of whom he stands in for. */
  roles: Type.Array(Type.String()),
})

export const Substitution = Type.Object({
  substitutionId: Uuid,
  absent: Colleague,
  substitute: Colleague,
  fromOn: Day,
  untilOn: Day,
  reason: Nullable(Type.String()),
  /** It holds today. */
  now: Type.Boolean(),
  /** I may end it. */
  mayEnd: Type.Boolean(),
})
export type Substitution = Static<typeof Substitution>

export const listSubstitutions = endpoint({
  method: 'GET',
  path: '/services/desk/substitutions',
  summary: 'Who stands in for whom in my office, now and later; and whom I may choose from',
  access,
  reply: Type.Object({
    rows: Type.Array(Substitution),
    /** Whose substitute I may name: myself; as leader anybody of the office. */
    absent: Type.Array(Colleague),
    substitutes: Type.Array(Colleague),
  }),
})

export const nameSubstitute = endpoint({
  method: 'POST',
  path: '/services/desk/substitutions',
  summary: 'Name who stands in for an officer on dated days',
  access,
  body: Type.Object({
    absent: Uuid,
    substitute: Uuid,
    fromOn: Day,
    untilOn: Day,
    reason: Type.Optional(Type.String({ maxLength: 300 })),
  }),
  reply: Type.Object({ substitutionId: Uuid }),
  problems: [substitutionDaysWrong, substitutionOverlaps, substituteUnfit, notYoursToName],
})

export const endSubstitution = endpoint({
  method: 'POST',
  path: '/services/desk/substitutions/:substitutionId/end',
  summary: 'End a substitution today',
  access,
  params: Type.Object({ substitutionId: Uuid }),
  reply: Type.Object({ ended: Type.Literal(true) }),
  problems: [notYoursToName],
})
