import type { ReactNode } from 'react'
import { Link } from '../../kit/router.tsx'

interface FigureProps {
  number: string
  words: string
  note?: string
  /** Its rows. */
  to?: string
  alarming?: boolean
  children?: ReactNode
}

/** A big number with its words; pressed, it opens its rows. */
export function Figure({ number, words: said, note, to, alarming, children }: FigureProps) {
  const content = (
    <>
      <span className="figure-number">{number}</span> <span className="figure-words">{said}</span>
      {note ? <span className="figure-note"> {note}</span> : null}
    </>
  )
  return (
    <li className={alarming ? 'figure figure-alarming opens' : 'figure opens'}>
      {to ? <Link to={to}>{content}</Link> : <p>{content}</p>}
      {children}
    </li>
  )
}
