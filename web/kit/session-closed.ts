import { useSyncExternalStore } from 'react'

/**
 * A session ends while someone works: the page stays as it is, with all that was typed, and asks to sign in again
 * in a second window; when that is done the page goes on. Only a page that never had a session goes straight to
 * the sign-in.
 */
let closed = false
let hadSession = false
let app = 'citizen'
const listeners = new Set<() => void>()
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('dean06-session')

channel?.addEventListener('message', ({ data }) => {
  if (data === `opened:${app}`) sessionOpened()
})

export function watchSession(name: string) {
  app = name
}

function tell() {
  for (const listener of listeners) listener()
}

export function signInAddress(from = location.pathname + location.search): string {
  return `/auth/${app}/sign-in?return=${encodeURIComponent(from)}`
}

/** Called on every 401. */
export function sessionClosed() {
  if (app === 'portal') return
  if (!hadSession) {
    location.assign(signInAddress())
    return
  }
  closed = true
  tell()
}

/** Called when the session was seen to work, in this window or another. */
export function sessionOpened() {
  hadSession = true
  if (!closed) return
  closed = false
  tell()
}

/** Said by the window in which someone signed in again. */
export function announceSession() {
  channel?.postMessage(`opened:${app}`)
}

export function useSessionIsClosed(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => closed,
  )
}
