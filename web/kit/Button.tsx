import type { ButtonHTMLAttributes, ReactNode } from 'react'
import './Button.css'
import { Icon, type IconName } from './Icon.tsx'
import { Link } from './router.tsx'

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger'

interface Look {
  look?: ButtonLook
  icon?: IconName
  children: ReactNode
}

interface ButtonProps extends Look, Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  /** What was pressed is on its way; a second press does nothing. */
  pending?: boolean
  /** Why it cannot be pressed now: shown below it, not hidden. */
  notNow?: string | null | undefined
}

export function Button({
  look = 'secondary',
  icon,
  pending,
  notNow,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const blocked = pending || Boolean(notNow)
  return (
    <span className="button-with-reason">
      <button
        type="button"
        className={`button button-${look}`}
        {...rest}
        aria-disabled={blocked || undefined}
        aria-busy={pending || undefined}
        onClick={(event) => {
          if (blocked) event.preventDefault()
          else onClick?.(event)
        }}
      >
        {pending ? <span className="spinner" aria-hidden="true" /> : icon ? <Icon name={icon} /> : null}
        <span>{children}</span>
      </button>
      {notNow ? <span className="button-reason">{notNow}</span> : null}
    </span>
  )
}

/** A link that looks like a button: it goes somewhere, it does nothing. */
export function ButtonLink({ look = 'secondary', icon, children, to }: Look & { to: string }) {
  return (
    <Link to={to} className={`button button-${look}`}>
      {icon ? <Icon name={icon} /> : null}
      <span>{children}</span>
    </Link>
  )
}
