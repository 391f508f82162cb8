import { type LinkProps, Link as RouterLink } from '@tanstack/react-router'
import { Icon, type IconName } from './Icon.tsx'
import { Menu } from './Menu.tsx'
import './Sections.css'
import { text, useText } from './text.ts'

const words = text({
  main: { vi: 'Mục chính', en: 'Main sections' },
  more: { vi: 'Thêm', en: 'More' },
  waiting: { vi: (count: number) => `${count} việc đang chờ`, en: (count: number) => `${count} waiting` },
})

/** How many sections stand in the line; the others are in the menu “Thêm”. One more stands there than opens a menu. */
const ON_PHONE = 3
const ON_DESKTOP = 6

export interface NavItem {
  to: string
  label: string
  icon: IconName
  /** How much waits there. */
  count?: number | undefined
  /** Only its own address marks it as present, not those below it. */
  exact?: boolean
}

/** The sections of an app: the first in a line, the rest in a menu, so that the head never fills a phone. */
export function Sections({ nav, allInLine }: { nav: readonly NavItem[]; allInLine: boolean }) {
  const t = useText(words)
  const menuOnDesktop = !allInLine && nav.length > ON_DESKTOP + 1
  const menuOnPhone = !allInLine && nav.length > ON_PHONE + 1
  return (
    <nav className="sections" aria-label={t.main}>
      <ul>
        {nav.map((item, index) =>
          menuOnDesktop && index >= ON_DESKTOP ? null : (
            <li key={item.to} className={menuOnPhone && index >= ON_PHONE ? 'on-wide' : undefined}>
              <Section item={item} look="section" />
            </li>
          ),
        )}
        {menuOnPhone ? (
          <li className={menuOnDesktop ? 'sections-more' : 'sections-more on-narrow'}>
            <Menu label={t.more} icon="menu">
              <ul>
                {nav.slice(ON_PHONE).map((item, index) => (
                  <li
                    key={item.to}
                    className={menuOnDesktop && index + ON_PHONE < ON_DESKTOP ? 'on-narrow' : undefined}
                  >
                    <Section item={item} look="menu-entry" />
                  </li>
                ))}
              </ul>
            </Menu>
          </li>
        ) : null}
      </ul>
    </nav>
  )
}

function Section({ item, look }: { item: NavItem; look: 'section' | 'menu-entry' }) {
  const t = useText(words)
  const { to, label, icon, count, exact } = item
  return (
    <RouterLink
      to={to as LinkProps['to']}
      className={look}
      activeProps={{ className: `${look} section-now`, 'aria-current': 'page' }}
      activeOptions={{ exact: exact ?? false, includeSearch: false }}
    >
      <Icon name={icon} />
      <span>{label}</span>
      {count ? (
        <span className="count">
          <span aria-hidden="true">{count}</span>
          <span className="visually-hidden">{t.waiting(count)}</span>
        </span>
      ) : null}
    </RouterLink>
  )
}
