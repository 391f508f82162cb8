import type { AppName } from '#accounts/contract'

/**
 * Where to go after signing in: a page of the same app, never another site. Anything else becomes the app's first
 * page.
 */
export function safeReturn(app: AppName, wanted: unknown): string {
  const home = `/${app}/`
  if (typeof wanted !== 'string' || wanted.length > 500 || !wanted.startsWith(home)) return home
  const base = 'http://here.invalid'
  if (!URL.canParse(wanted, base)) return home
  const { origin, pathname, search, hash } = new URL(wanted, base)
  return origin === base && pathname.startsWith(home) ? `${pathname}${search}${hash}` : home
}
