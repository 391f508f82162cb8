import type { Actor, CitizenActor } from './call.ts'
import type { Access, AnyEndpoint } from './endpoint.ts'
import { type Problem, problem } from './problem.ts'

export const signInNeeded = problem(401, 'platform/sign-in-needed', {
  vi: 'Bạn cần đăng nhập để tiếp tục',
  en: 'Please sign in to continue',
})
export const notAllowed = problem(403, 'platform/not-allowed', {
  vi: 'Bạn không có quyền làm việc này',
  en: 'You are not allowed to do this',
})
export const levelNeeded = problem(403, 'platform/level-needed', {
  vi: 'Việc này cần tài khoản định danh mức độ 2',
  en: 'This needs a level-2 electronic identity',
})
export const factorNeeded = problem(403, 'platform/second-factor-needed', {
  vi: 'Cần xác nhận lại bằng mã một lần trước khi ký',
  en: 'Confirm with a one-time code again before signing',
})
/** RFC 9470: the answer says which level is needed, so that the page can ask for one factor more. */
export const stepUpNeeded = problem(403, 'platform/step-up-needed', {
  vi: 'Việc này cần xác thực thêm một bước',
  en: 'This needs one more step of authentication',
})
/** Most of what citizens do stands on the population register, in which no foreigner is. */
export const citizensOnly = problem(403, 'platform/citizens-only', {
  vi: 'Việc này dành cho công dân Việt Nam',
  en: 'This is for Vietnamese citizens',
})
const whereForeignersAsk = {
  vi: 'Giấy tờ cư trú của người nước ngoài do cơ quan quản lý xuất nhập cảnh nơi bạn ở giải quyết.',
  en: 'For the residence papers of a foreigner, ask the immigration office where you live.',
}
export const notForOthers = problem(403, 'platform/not-for-others', {
  vi: 'Việc này chỉ chính chủ tài khoản làm được, không làm thay người khác',
  en: 'Only the person concerned can do this, nobody in his place',
})
export const notFound = problem(404, 'platform/not-found', {
  vi: 'Không tìm thấy nội dung bạn yêu cầu',
  en: 'What you asked for was not found',
})

/** How long a confirmed second factor counts before a signature, in minutes. */
export const FACTOR_MINUTES = 5

/**
 * Decides whether a kind of actor may call an endpoint at all. Whose rows he gets is decided in the query, by
 * `within` and `for`. Returns the problem to answer with, or null.
 */
export function refusal({ access }: AnyEndpoint, actor: Actor, now: Date): Problem | null {
  if (access.public) return null
  switch (actor.kind) {
    case 'citizen':
      if (!access.citizen) return notAllowed()
      if (actor.foreigner && !access.citizen.foreigners) return citizensOnly({ detail: whereForeignersAsk })
      if (actor.representative && !mayRepresent(access.citizen, actor.representative)) return notForOthers()
      if (actor.level < access.citizen.level) return levelNeeded()
      return citizenStep(access.citizen, actor, now)
    case 'officer': {
      const { officer } = access
      if (!officer?.roles.some((role) => actor.roles.includes(role))) return notAllowed()
      return officer.freshFactor && !isFresh(actor.factorAt, now) ? factorNeeded() : null
    }
    case 'relying-party': {
      const { relyingParty } = access
      return relyingParty && actor.scopes.includes(relyingParty.scope) ? null : notAllowed()
    }
    case 'operator':
      return access.operator ? null : notAllowed()
    default:
      return signInNeeded()
  }
}

function mayRepresent(
  access: NonNullable<Access['citizen']>,
  { basis }: NonNullable<CitizenActor['representative']>,
): boolean {
  if (access.for !== 'self-or-represented') return false
  return basis !== 'mandate' || access.byMandate === true
}

function citizenStep(
  { authenticationLevel, freshFactor }: NonNullable<Access['citizen']>,
  actor: CitizenActor,
  now: Date,
): Problem | null {
  if (authenticationLevel && (actor.authenticationLevel ?? 0) < authenticationLevel)
    return stepUpNeeded({ with: { authenticationLevel } })
  return freshFactor && !isFresh(actor.factorAt ?? null, now) ? factorNeeded() : null
}

function isFresh(factorAt: string | null, now: Date): boolean {
  return factorAt !== null && now.getTime() - Date.parse(factorAt) < FACTOR_MINUTES * 60_000
}
