import type { ReactNode } from 'react'
import './Doors.css'
import { Icon, type IconName } from './Icon.tsx'
import { Link } from './router.tsx'

/** Where one may go from a first page. */
export function Doors({ children }: { children: ReactNode }) {
  return <ul className="doors">{children}</ul>
}

interface DoorProps {
  /** Another app. */
  href?: string
  /** A page of this one. */
  to?: string
  icon: IconName
  title: string
  what: string
  main?: boolean
}

/** A door: the whole of it can be pressed, the title is the link. */
export function Door({ href, to, icon, title, what, main }: DoorProps) {
  return (
    <li className={main ? 'door door-main opens' : 'door opens'}>
      <span className="door-icon">
        <Icon name={icon} />
      </span>
      <div>
        <h2>{to ? <Link to={to}>{title}</Link> : <a href={href}>{title}</a>}</h2>
        <p>{what}</p>
      </div>
      <Icon name="right" />
    </li>
  )
}
