/** A cookie for this host only, over a secure line only, unseen by scripts. */
export function setCookie(name: string, value: string, options: { maxAgeSeconds?: number } = {}): string {
  const age = options.maxAgeSeconds === undefined ? '' : `; Max-Age=${options.maxAgeSeconds}`
  return `${name}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax${age}`
}

export function clearCookie(name: string): string {
  return setCookie(name, '', { maxAgeSeconds: 0 })
}
