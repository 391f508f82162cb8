import './StatusBadge.css'
import { Icon, type IconName } from './Icon.tsx'

export type Tone = 'neutral' | 'progress' | 'wait' | 'done' | 'refused'

const icons: Record<Tone, IconName> = {
  neutral: 'info',
  progress: 'clock',
  wait: 'warning',
  done: 'done',
  refused: 'wrong',
}

/** A state in a word with an icon; colour only repeats what they say. */
export function StatusBadge({ tone, icon, children }: { tone: Tone; icon?: IconName; children: string }) {
  return (
    <span className={`badge badge-${tone}`}>
      <Icon name={icon ?? icons[tone]} /> {children}
    </span>
  )
}
