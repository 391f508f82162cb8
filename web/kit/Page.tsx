import { type ReactNode, useEffect, useRef } from 'react'
import { Icon } from './Icon.tsx'
import './Page.css'
import { Link } from './router.tsx'
import { text, useText } from './text.ts'

const words = text({
  here: { vi: 'Bạn đang ở', en: 'You are here' },
  back: { vi: 'Quay lại', en: 'Back' },
})

export interface Crumb {
  label: string
  to: string
}

interface PageProps {
  title: string
  /** Whence one came, outermost first. */
  crumbs?: readonly Crumb[]
  /** One or two sentences: what this page is for. */
  lead?: ReactNode
  /** What stands at the right of the title: a state, the main button. */
  aside?: ReactNode
  /** `reading` for forms and text, `wide` for lists and tables. */
  width?: 'reading' | 'wide'
  children: ReactNode
}

let first = true

/** One page: its title (also the window's), where it stands, its content. The focus goes to the title on arrival. */
export function Page({ title, crumbs = [], lead, aside, width = 'wide', children }: PageProps) {
  const t = useText(words)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} – dean06`
  }, [title])
  useEffect(() => {
    if (!first) heading.current?.focus({ preventScroll: true })
    first = false
  }, [])
  return (
    <div className={`page page-${width}`}>
      {crumbs.length > 0 ? (
        <nav aria-label={t.here} className="crumbs no-print">
          <ol>
            {crumbs.map(({ label, to }) => (
              <li key={to}>
                <Link to={to}>{label}</Link>
                <Icon name="right" />
              </li>
            ))}
          </ol>
        </nav>
      ) : null}
      <div className="page-head">
        <div className="stack stack-tight">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead ? <div className="page-lead">{lead}</div> : null}
        </div>
        {aside ? <div className="page-aside">{aside}</div> : null}
      </div>
      {children}
    </div>
  )
}
