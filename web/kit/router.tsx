import { type LinkProps, Link as RouterLink, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, ReactNode } from 'react'

interface InAppLink extends Pick<AnchorHTMLAttributes<HTMLAnchorElement>, 'className' | 'onClick'> {
  to: string
  children: ReactNode
}

/** A link inside the app; paths come from the app's `paths.ts`, with what they carry already in them. */
export function Link({ to, children, ...rest }: InAppLink) {
  return (
    <RouterLink {...target(to)} {...rest}>
      {children}
    </RouterLink>
  )
}

/** Goes to another page of the app. */
export function useGo(): (to: string, options?: { replace?: boolean }) => void {
  const navigate = useNavigate()
  return (to, { replace = false } = {}) => void navigate({ ...target(to), replace } as never)
}

/** An address with its query, as the router wants it. */
export function target(to: string): Pick<LinkProps, 'to' | 'search'> {
  const [path = '/', query = ''] = to.split('?')
  return { to: path as '/', search: Object.fromEntries(new URLSearchParams(query)) as never }
}

/** A part of this page's path, e.g. `useParam('dossierId')`. */
export function useParam(name: string): string {
  const value = (useParams({ strict: false }) as Record<string, string | undefined>)[name]
  if (value === undefined) throw new Error(`this page has no ${name} in its path`)
  return value
}

/** A filter or a tab, kept in the address so that back, reload and a shared link find it. Never personal data. */
export function useFilter(name: string, otherwise = ''): [string, (value: string) => void] {
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Record<string, string | undefined>
  return [
    search[name] ?? otherwise,
    (value) =>
      void navigate({
        to: '.',
        replace: true,
        search: (before: Record<string, string | undefined>) => ({
          ...before,
          [name]: value === otherwise ? undefined : value,
        }),
      } as never),
  ]
}
