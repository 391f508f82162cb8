import type { AuthenticationLevel } from '#accounts/contract'

/** `acr` of a level of authentication (mức độ xác thực). Decree 69/2024/NĐ-CP, art. 20. */
export function acrOf(level: AuthenticationLevel): string {
  return `urn:dean06:authentication-level:${level}`
}
