import { countDeskCases } from '@platform/server/feedback'
import { countAskedOpinions, countWorklist, readForecast } from '@platform/server/services'
import { type ReactNode, useEffect } from 'react'
import { useLive } from '../kit/live.ts'
import { useRead } from '../kit/queries.ts'
import type { NavItem } from '../kit/Sections.tsx'
import { Shell } from '../kit/Shell.tsx'
import { sessionOpened } from '../kit/session-closed.ts'
import { signOut } from '../kit/sign-out.ts'
import { text, useText, useWords } from '../kit/text.ts'
import { answerers, followers, handlers, useHolds, useMe } from './me.ts'
import { paths } from './paths.ts'
import { useSections } from './sections.ts'

const words = text({
  name: { vi: 'Dành cho cán bộ', en: 'For officers' },
  home: { vi: 'Trang đầu', en: 'Home' },
  worklist: { vi: 'Hồ sơ', en: 'Dossiers' },
  account: { vi: 'Tài khoản của tôi', en: 'My account' },
})

/** Which reads a poke of the server refreshes. */
const refreshes = {
  dossiers: ['/services/desk', '/payments'],
  approvals: ['/services/desk'],
  queue: ['/services/queue'],
  feedback: ['/feedback/desk'],
  documents: ['/services/desk', '/documents'],
  quality: ['/population/quality', '/population/duplicates', '/population/merges', '/population/proposals'],
  loads: ['/population/loads'],
  exports: ['/population/exports'],
  register: ['/population', '/residence'],
  residence: ['/residence', '/population'],
  households: ['/residence'],
  population: ['/population', '/residence'],
  session: ['/accounts'],
  accounts: ['/accounts'],
  sessions: ['/accounts'],
}

export function OfficerShell({ children }: { children: ReactNode }) {
  const t = useText(words)
  const show = useWords()
  useLive('officer', refreshes)
  const me = useMe()
  const sections = useSections()
  const handles = useHolds(handlers)
  const signs = useHolds(['signing-leader'])
  const counts = useRead(countWorklist, {}, { enabled: handles })
  const answers = useHolds(answerers)
  const opinions = useRead(countAskedOpinions, {}, { enabled: answers })
  const follows = useHolds(followers)
  const forecast = useRead(readForecast, {}, { enabled: follows })
  const cases = useRead(countDeskCases, {}, { enabled: handles })
  useEffect(() => {
    if (me.data) sessionOpened()
  }, [me.data])
  const waiting = signs ? counts.data?.['to-sign'] : counts.data?.new
  const waitingAt: Record<string, number | undefined> = {
    [paths.cases()]: cases.data?.open,
    [paths.deadlines()]: forecast.data?.escalated,
    [paths.opinions()]: opinions.data?.waiting,
  }
  const nav: NavItem[] = [
    handles
      ? { to: paths.home(), label: t.worklist, icon: 'folder', count: waiting, exact: true }
      : { to: paths.home(), label: t.home, icon: 'home', exact: true },
    ...sections.map((one) => ({ ...one, count: waitingAt[one.to] })),
  ]
  const position = me.data?.actingAs
  return (
    <Shell
      name={position ? show(position.agency) : t.name}
      home={paths.home()}
      nav={me.data ? nav : []}
      user={me.data ? { name: me.data.name, detail: position ? show(position.title) : null } : null}
      menu={[{ to: paths.account(), label: t.account, icon: 'shield' }]}
      onSignOut={() => void signOut()}
    >
      {children}
    </Shell>
  )
}
