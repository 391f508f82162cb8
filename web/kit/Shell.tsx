import { readInstallation } from '@platform/server/platform/contract.ts'
import { type LinkProps, Link as RouterLink } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Icon, Mark } from './Icon.tsx'
import { setLanguage, setTextSize, useLanguage, useTextSize } from './language.ts'
import { Menu } from './Menu.tsx'
import { useRead } from './queries.ts'
import { type NavItem, Sections } from './Sections.tsx'
import './Shell.css'
import { text, useText } from './text.ts'

const words = text({
  skip: { vi: 'Đến nội dung chính', en: 'Skip to content' },
  other: { vi: 'English', en: 'Tiếng Việt' },
  larger: { vi: 'Chữ lớn', en: 'Large text' },
  smaller: { vi: 'Chữ thường', en: 'Normal text' },
  account: { vi: 'Tài khoản', en: 'Account' },
  signOut: { vi: 'Đăng xuất', en: 'Sign out' },
  waiting: { vi: (count: number) => `${count} việc đang chờ`, en: (count: number) => `${count} waiting` },
  sandbox: {
    vi: 'Bản thử: mọi người và dữ liệu ở đây đều không có thật',
    en: 'Sandbox: all people and data here are made up',
  },
  foot: {
    vi: 'dean06 – phần mềm nguồn mở cho Đề án 06. Không phải trang của cơ quan nhà nước.',
    en: 'dean06 – open-source software for Project 06. Not a site of a State agency.',
  },
})

interface ShellProps {
  /** Name of the app beside the mark. */
  name: string
  home: string
  nav: readonly NavItem[]
  /** Further entries of the account menu. */
  menu?: readonly NavItem[]
  user?: { name: string; detail?: string | null } | null
  onSignOut?: () => void
  /** A line under the header that stays: for whom one acts. */
  banner?: ReactNode
  /** Messages, beside the account. */
  bell?: NavItem
  /** `tabs` puts the sections at the lower edge of a phone; `wrap` shows the first ones and a menu of the rest. */
  phoneNav?: 'tabs' | 'wrap'
  children: ReactNode
}

/** What stands around every page of an app: skip link, mark, sections, language, text size, account. */
export function Shell({
  name,
  home,
  nav,
  menu = [],
  bell,
  banner,
  user,
  onSignOut,
  phoneNav = 'wrap',
  children,
}: ShellProps) {
  const t = useText(words)
  const installation = useRead(readInstallation, {}, { lasting: true })
  return (
    <div className={`shell shell-${phoneNav}`}>
      <a className="skip" href="#main">
        {t.skip}
      </a>
      <header className="head no-print">
        {installation.data?.mode === 'sandbox' ? <p className="sandbox-line">{t.sandbox}</p> : null}
        <div className="head-line">
          <RouterLink to={home as LinkProps['to']} className="brand">
            <Mark />
            <span>
              <span className="brand-name">dean06</span>
              <span className="brand-app">{name}</span>
            </span>
          </RouterLink>
          <div className="head-tools">
            <LanguageSwitch />
            <TextSizeSwitch />
            {bell ? <Bell {...bell} /> : null}
            {user ? (
              <Menu label={user.name} icon="user">
                {user.detail ? <p className="menu-detail">{user.detail}</p> : null}
                <ul>
                  {menu.map(({ to, label, icon }) => (
                    <li key={to}>
                      <RouterLink to={to as LinkProps['to']} className="menu-entry">
                        <Icon name={icon} /> {label}
                      </RouterLink>
                    </li>
                  ))}
                  <li>
                    <button type="button" className="menu-entry" onClick={onSignOut}>
                      <Icon name="out" /> {t.signOut}
                    </button>
                  </li>
                </ul>
              </Menu>
            ) : null}
          </div>
        </div>
        {nav.length > 0 ? <Sections nav={nav} allInLine={phoneNav === 'tabs'} /> : null}
      </header>
      {banner}
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <footer className="foot no-print">
        <p>{t.foot}</p>
      </footer>
    </div>
  )
}

function Bell({ to, label, icon, count }: NavItem) {
  const t = useText(words)
  return (
    <RouterLink to={to as LinkProps['to']} className="tool">
      <Icon name={icon} />
      <span>{label}</span>
      {count ? (
        <b className="count">
          <span aria-hidden="true">{count}</span>
          <span className="visually-hidden">{t.waiting(count)}</span>
        </b>
      ) : null}
    </RouterLink>
  )
}

function LanguageSwitch() {
  const t = useText(words)
  const other = useLanguage() === 'vi' ? 'en' : 'vi'
  return (
    <button type="button" className="tool" lang={other} onClick={() => setLanguage(other)}>
      <Icon name="language" />
      <span>{t.other}</span>
    </button>
  )
}

function TextSizeSwitch() {
  const t = useText(words)
  const large = useTextSize() === 'large'
  return (
    <button type="button" className="tool" onClick={() => setTextSize(large ? 'normal' : 'large')}>
      <Icon name="text" />
      <span>{large ? t.smaller : t.larger}</span>
    </button>
  )
}
