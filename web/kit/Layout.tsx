import type { ReactNode } from 'react'

/** Things below each other. */
export function Stack({ children, gap }: { children: ReactNode; gap?: 'tight' | 'loose' }) {
  return <div className={gap ? `stack stack-${gap}` : 'stack'}>{children}</div>
}

/** Things side by side, wrapping where there is no room. */
export function Row({ children, apart }: { children: ReactNode; apart?: boolean }) {
  return <div className={apart ? 'row row-apart' : 'row'}>{children}</div>
}

/** Cards beside each other, as many as fit. */
export function Grid({ children, wide }: { children: ReactNode; wide?: boolean }) {
  return <div className={wide ? 'grid grid-wide' : 'grid'}>{children}</div>
}

interface ColumnsProps {
  children: ReactNode
  aside: ReactNode
  /** On a narrow screen what stands aside comes first: it says what matters most. */
  asideFirst?: boolean
}

/** A main column and a narrower one beside it on a wide screen. */
export function Columns({ children, aside, asideFirst }: ColumnsProps) {
  return (
    <div className={asideFirst ? 'columns columns-aside-first' : 'columns'}>
      <div className="stack">{children}</div>
      <aside className="stack">{aside}</aside>
    </div>
  )
}

/** The buttons that end a form or a card. */
export function Actions({ children }: { children: ReactNode }) {
  return <div className="actions no-print">{children}</div>
}
