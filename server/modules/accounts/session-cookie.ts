import type { AppName } from './contract.ts'

/** `__Host-`: sent to this host only, over a secure line only, from every path. */
export function cookieName(app: AppName): string {
  return `__Host-${app}`
}

/** A cookie for this host only, over a secure line only, unseen by scripts. */
export function setCookie(name: string, value: string, options: { maxAgeSeconds?: number } = {}): string {
  const age = options.maxAgeSeconds === undefined ? '' : `; Max-Age=${options.maxAgeSeconds}`
  return `${name}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax${age}`
}

export function sessionCookie(app: AppName, token: string): string {
  return setCookie(cookieName(app), token)
}
