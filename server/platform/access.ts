import type { Actor } from './call.ts'
import type { AnyEndpoint } from './endpoint.ts'
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
      return actor.level < access.citizen.level ? levelNeeded() : null
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

function isFresh(factorAt: string | null, now: Date): boolean {
  return factorAt !== null && now.getTime() - Date.parse(factorAt) < FACTOR_MINUTES * 60_000
}
