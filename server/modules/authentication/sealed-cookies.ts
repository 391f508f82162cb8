import { cookieOf } from '#accounts'
import type { Ports } from '#ports/ports.ts'
import { setCookie } from './cookies.ts'

/** A short-lived note to ourselves that the browser carries and cannot read: what, and until when. */
export function sealedCookie(ports: Ports, name: string, value: unknown, seconds: number, now: Date): string {
  const note = JSON.stringify({ name, value, until: now.getTime() + seconds * 1000 })
  return setCookie(name, ports.seal.close(Buffer.from(note)).toString('base64url'), {
    maxAgeSeconds: seconds,
  })
}

export function openSealedCookie<T>(
  ports: Ports,
  name: string,
  cookies: string | undefined,
  now: Date,
): T | undefined {
  const given = cookieOf(cookies, name)
  if (!given) return undefined
  try {
    const note = JSON.parse(ports.seal.open(Buffer.from(given, 'base64url')).toString())
    return note.name === name && note.until > now.getTime() ? note.value : undefined
  } catch {
    return undefined
  }
}
