import { setCookie } from '#accounts'

export { setCookie }

export function clearCookie(name: string): string {
  return setCookie(name, '', { maxAgeSeconds: 0 })
}
