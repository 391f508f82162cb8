import { type ReactNode, useId } from 'react'
import './Card.css'
import { Icon, type IconName } from './Icon.tsx'

interface CardProps {
  title?: ReactNode
  icon?: IconName
  /** What stands at the right of the title: a link, a badge. */
  aside?: ReactNode
  /** `attention` marks what waits for the reader. */
  look?: 'plain' | 'attention' | 'sunken'
  children?: ReactNode
}

/** A group of things that belong together; with a title it is a region that readers can find. */
export function Card({ title, icon, aside, look = 'plain', children }: CardProps) {
  const id = useId()
  return (
    <section className={`card card-${look}`} aria-labelledby={title ? id : undefined}>
      {title ? (
        <header className="card-head">
          <h2 id={id}>
            {icon ? <Icon name={icon} /> : null} {title}
          </h2>
          {aside}
        </header>
      ) : null}
      {children}
    </section>
  )
}
