import type { ReactNode } from 'react'
import './Notice.css'
import { Icon, type IconName } from './Icon.tsx'

export type NoticeLook = 'info' | 'wait' | 'done' | 'wrong'
const icons: Record<NoticeLook, IconName> = { info: 'info', wait: 'warning', done: 'done', wrong: 'wrong' }

interface NoticeProps {
  look?: NoticeLook
  title?: ReactNode
  /** Said at once to screen readers: for what just happened, not for what has been there all the time. */
  now?: boolean
  children?: ReactNode
}

/** A message that stays on the page. */
export function Notice({ look = 'info', title, now, children }: NoticeProps) {
  return (
    <div className={`notice notice-${look}`} role={now ? (look === 'wrong' ? 'alert' : 'status') : undefined}>
      <Icon name={icons[look]} />
      <div className="stack stack-tight">
        {title ? <p className="strong">{title}</p> : null}
        {typeof children === 'string' ? <p>{children}</p> : children}
      </div>
    </div>
  )
}
