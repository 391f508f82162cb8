import { type LinkProps, Link as RouterLink, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'

/** A link inside the app; paths come from the app's `paths.ts`, with what they carry already in them. */
export function Link({ to, children, className }: { to: string; children: ReactNode; className?: string }) {
  return (
    <RouterLink to={to as LinkProps['to']} className={className}>
      {children}
    </RouterLink>
  )
}

/** Goes to another page of the app. */
export function useGo(): (to: string, options?: { replace?: boolean }) => void {
  const navigate = useNavigate()
  return (to, { replace = false } = {}) => void navigate({ to: to as '/', replace })
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
