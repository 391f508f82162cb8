import { useSyncExternalStore } from 'react'
import { Icon } from './Icon.tsx'
import './Toast.css'

interface Said {
  id: number
  words: string
  look: 'done' | 'wrong' | 'info'
}

let said: readonly Said[] = []
let next = 1
const listeners = new Set<() => void>()

function set(now: readonly Said[]) {
  said = now
  for (const listener of listeners) listener()
}

/** Tells what was just done, on screen for eight seconds and to screen readers. What went wrong stays on the page instead. */
export function say(words: string, look: Said['look'] = 'done') {
  const id = next++
  set([...said.slice(-2), { id, words, look }])
  setTimeout(() => set(said.filter((one) => one.id !== id)), 8000)
}

export function Toasts() {
  const now = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => said,
  )
  return (
    <div className="toasts" role="status" aria-live="polite">
      {now.map(({ id, words, look }) => (
        <p className={`toast toast-${look}`} key={id}>
          <Icon name={look === 'wrong' ? 'warning' : look} /> {words}
        </p>
      ))}
    </div>
  )
}
