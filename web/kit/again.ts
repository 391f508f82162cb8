import { useEffect } from 'react'

/** How often a page asks again what is open to everybody and of no person: numbers of a line. */
const ANEW_MS = 4_000

/** Reads again every few seconds while `on`; for what the live channel, which knows who is signed in, does not tell. */
export function useAgain(refetch: () => unknown, on = true): void {
  useEffect(() => {
    if (!on) return
    const timer = setInterval(() => void refetch(), ANEW_MS)
    return () => clearInterval(timer)
  }, [refetch, on])
}
