import { QueryClientProvider } from '@tanstack/react-query'
import {
  type AnyRoute,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type RouteComponent,
  RouterProvider,
} from '@tanstack/react-router'
import { type ComponentType, type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { setApp } from './call.ts'
import './kit.css'
import { NotFound } from './NotFound.tsx'
import { asProblem, offline } from './problem-error.ts'
import { newQueryClient } from './queries.ts'
import { SessionClosedDialog } from './SessionClosedDialog.tsx'
import { Loading, ProblemState } from './States.tsx'
import { watchSession } from './session-closed.ts'
import { Toasts } from './Toast.tsx'

/** A page by its path; loaded when someone goes there. */
export interface PageRoute {
  path: string
  load: () => Promise<ComponentType>
}

/** `page('/dossiers/$dossierId', () => import('./dossiers/DossierPage.tsx'), 'DossierPage')` */
export function page<Name extends string>(
  path: string,
  load: () => Promise<Record<Name, ComponentType>>,
  name: Name,
): PageRoute {
  return { path, load: async () => (await load())[name] }
}

interface App {
  name: 'portal' | 'citizen' | 'officer' | 'partner' | 'steering'
  basepath: string
  /** What stands around every page: header, navigation. */
  shell: (props: { children: ReactNode }) => ReactNode
  pages: readonly PageRoute[]
}

/** Starts an app in `#app`. */
export function startApp({ name, basepath, shell: Shell, pages }: App) {
  setApp(name)
  watchSession(name)
  const root = createRootRoute({
    component: () => (
      <Shell>
        <Outlet />
      </Shell>
    ),
    notFoundComponent: NotFound,
  })
  const routes: AnyRoute[] = pages.map(({ path, load }) =>
    createRoute({
      getParentRoute: () => root,
      path: path as '/',
      component: lazyRouteComponent(async () => ({ default: await fetchPage(load) })),
    }),
  )
  const router = createRouter({
    routeTree: root.addChildren(routes),
    basepath,
    defaultPreload: 'intent',
    defaultErrorComponent: ({ error }) => (
      <ProblemState problem={asProblem(error)} onRetry={() => location.reload()} />
    ),
    defaultPendingComponent: () => <Loading lines={6} />,
    scrollRestoration: true,
    parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
    stringifySearch: (search) => {
      const kept = Object.entries(search).filter(([, value]) => value !== undefined && value !== '')
      const query = new URLSearchParams(kept as [string, string][]).toString()
      return query ? `?${query}` : ''
    },
  })
  createRoot(document.getElementById('app')!).render(
    <StrictMode>
      <QueryClientProvider client={newQueryClient()}>
        <RouterProvider router={router} />
        <SessionClosedDialog />
        <Toasts />
      </QueryClientProvider>
    </StrictMode>,
  )
}

/** A page that cannot be fetched because the line is down is a problem to tell; else it is of an older build. */
async function fetchPage(load: () => Promise<ComponentType>): Promise<RouteComponent> {
  try {
    return (await load()) as RouteComponent
  } catch (error) {
    throw navigator.onLine ? error : offline()
  }
}
