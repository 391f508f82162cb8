import type { ReactNode } from 'react'
import { showInstant } from './format.ts'
import { Icon, type IconName } from './Icon.tsx'
import './Timeline.css'

export interface Step {
  id: string
  at: string | null
  title: string
  /** Who did it, in which capacity. */
  by?: string | null
  detail?: ReactNode
  state: 'done' | 'now' | 'next' | 'refused'
  icon?: IconName
}

const icons: Record<Step['state'], IconName> = {
  done: 'check',
  now: 'clock',
  next: 'right',
  refused: 'close',
}

/** What happened and what comes next, oldest first. */
export function Timeline({ steps }: { steps: readonly Step[] }) {
  return (
    <ol className="timeline">
      {steps.map(({ id, at, title, by, detail, state, icon }) => (
        <li
          key={id}
          className={`timeline-step timeline-${state}`}
          aria-current={state === 'now' ? 'step' : undefined}
        >
          <span className="timeline-dot">
            <Icon name={icon ?? icons[state]} />
          </span>
          <div>
            <p className="strong">{title}</p>
            {at || by ? (
              <p className="small muted">{[showInstant(at), by].filter(Boolean).join(' · ')}</p>
            ) : null}
            {detail ? <div className="timeline-detail">{detail}</div> : null}
          </div>
        </li>
      ))}
    </ol>
  )
}
