import type { Call } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Instant } from '#platform/schemas.ts'
import { lawParameter } from '#reference'
import {
  type AuthenticationLevel,
  amrNames,
  type Factor,
  type FactorKind,
  type FactorMethod,
  factorMethods,
} from './factors.contract.ts'

/** What one level asks for: so many different kinds of factor, these kinds among them. Data of `reference`. */
export interface LevelRule {
  level: 1 | 2 | 3 | 4
  different: number
  among: readonly FactorKind[]
}

/**
 * The level of authentication (mức độ xác thực) that these factors reach, by the rules in force: the highest whose
 * demands are all met, 0 when none is. Two factors of one kind count as one. Decree 69/2024/NĐ-CP, art. 20.
 */
export function authenticationLevelOf(
  factors: readonly Pick<Factor, 'method'>[],
  rules: readonly LevelRule[],
): AuthenticationLevel {
  const kinds = new Set<FactorKind>(factors.map(({ method }) => factorMethods[method]))
  const met = rules
    .filter(({ different, among }) => kinds.size >= different && among.every((kind) => kinds.has(kind)))
    .map(({ level }) => level)
  // A face alone proves nothing here: the decree's first level is knowledge or possession.
  const alone = kinds.size === 1 && kinds.has('biometric')
  return alone ? 0 : (Math.max(0, ...met) as AuthenticationLevel)
}

/** The rules of levels in force on the day of a call. */
export async function levelRules(call: Pick<Call, 'sql' | 'ports' | 'now'>): Promise<readonly LevelRule[]> {
  return (await lawParameter<LevelRule[]>(call, 'authentication.levels', dayOf(call.now))).value
}

/** Ways that were all proved at one moment. */
export function provedAt(at: Instant, ...methods: readonly FactorMethod[]): Factor[] {
  return methods.map((method) => ({ method, at }))
}

/** The latest proof of each way: a way proved again counts from then. */
export function mergeFactors(before: readonly Factor[], fresh: readonly Factor[]): Factor[] {
  const latest = new Map<FactorMethod, Factor>()
  for (const factor of [...before, ...fresh]) {
    const known = latest.get(factor.method)
    if (!known || known.at < factor.at) latest.set(factor.method, factor)
  }
  return [...latest.values()]
}

/** `amr` of an ID token (RFC 8176): each way once, and `mfa` when they are of several kinds. */
export function amrOf(factors: readonly Pick<Factor, 'method'>[]): string[] {
  const kinds = new Set(factors.map(({ method }) => factorMethods[method]))
  return [...new Set(factors.map(({ method }) => amrNames[method])), ...(kinds.size > 1 ? ['mfa'] : [])]
}

/** The factors behind the `amr` of our own ID token, all proved at its `auth_time`. */
export function factorsOfAmr(amr: readonly string[], at: Instant): Factor[] {
  const methods = (Object.keys(amrNames) as FactorMethod[]).filter((method) => amr.includes(amrNames[method]))
  return provedAt(at, ...methods)
}
