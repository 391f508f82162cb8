import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

/** Which reads a poke refreshes: the beginning of their path by what changed. */
export type Refreshes = Readonly<Record<string, readonly string[]>>

const PAUSE_MS = 150

/**
 * Keeps open pages true without reloading: the server says what changed (a topic and a kind of thing, never data)
 * and the reads that show it are asked again, at most every 150 ms. What is not named refreshes its namesake path.
 */
export function useLive(app: string, refreshes: Refreshes) {
  const client = useQueryClient()
  useEffect(() => {
    const waiting = new Set<string>()
    let timer: ReturnType<typeof setTimeout> | undefined
    const flush = () => {
      timer = undefined
      const paths = [...waiting]
      waiting.clear()
      void client.invalidateQueries({
        predicate: ({ queryKey, meta }) => {
          if (meta?.once) return false
          const path = String(queryKey[0]).replace(/^[A-Z]+ /, '')
          return paths.some((start) => path.startsWith(start))
        },
      })
    }
    const refresh = (paths: readonly string[]) => {
      for (const path of paths) waiting.add(path)
      timer ??= setTimeout(flush, PAUSE_MS)
    }
    const source = new EventSource(`/api/live?app=${app}`)
    let lost = false
    source.addEventListener('open', () => {
      if (lost) refresh(Object.values(refreshes).flat())
      lost = false
    })
    source.addEventListener('error', () => {
      lost = true
    })
    source.addEventListener('message', ({ data }) => {
      const { what } = JSON.parse(String(data)) as { what: string }
      refresh(refreshes[what] ?? [`/${what}`])
    })
    return () => {
      clearTimeout(timer)
      source.close()
    }
  }, [app, client, refreshes])
}
