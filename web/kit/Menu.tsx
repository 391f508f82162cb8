import { type ReactNode, useEffect, useRef } from 'react'
import { Icon, type IconName } from './Icon.tsx'
import './Menu.css'

/** A button that opens a small panel below it; Escape, a choice or a press elsewhere closes it. */
export function Menu({ label, icon, children }: { label: string; icon: IconName; children: ReactNode }) {
  const ref = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const close = (event: Event) => {
      const menu = ref.current
      if (!menu?.open) return
      if (event instanceof KeyboardEvent) {
        if (event.key !== 'Escape') return
        menu.querySelector('summary')?.focus()
      } else if (menu.contains(event.target as Node) && !(event.target as Element).closest('.menu-entry'))
        return
      menu.open = false
    }
    document.addEventListener('keydown', close)
    document.addEventListener('click', close)
    return () => {
      document.removeEventListener('keydown', close)
      document.removeEventListener('click', close)
    }
  }, [])
  return (
    <details className="menu" ref={ref}>
      <summary className="tool">
        <Icon name={icon} />
        <span className="menu-label">{label}</span>
        <span className="menu-open">
          <Icon name="down" />
        </span>
      </summary>
      <div className="menu-panel">{children}</div>
    </details>
  )
}
