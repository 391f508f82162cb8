import { countWorklist } from '@platform/server/services'
import { type ReactNode, useEffect } from 'react'
import { useLive } from '../kit/live.ts'
import { useRead } from '../kit/queries.ts'
import { type NavItem, Shell } from '../kit/Shell.tsx'
import { sessionOpened } from '../kit/session-closed.ts'
import { signOut } from '../kit/sign-out.ts'
import { text, useText, useWords } from '../kit/text.ts'
import {
  administrators,
  bulkOfficers,
  cashiers,
  changeReaders,
  counters,
  handlers,
  inspectors,
  lookers,
  reconcilers,
  registrars,
  useHolds,
  useMe,
} from './me.ts'
import { paths } from './paths.ts'

const words = text({
  name: { vi: 'Dành cho cán bộ', en: 'For officers' },
  home: { vi: 'Trang đầu', en: 'Home' },
  worklist: { vi: 'Hồ sơ', en: 'Dossiers' },
  counter: { vi: 'Tại quầy', en: 'Counter' },
  civilStatus: { vi: 'Hộ tịch', en: 'Civil status' },
  people: { vi: 'Tra cứu người', en: 'People' },
  residence: { vi: 'Cư trú', en: 'Residence' },
  quality: { vi: 'Chất lượng dữ liệu', en: 'Data quality' },
  lists: { vi: 'Nạp, xuất danh sách', en: 'Lists' },
  changes: { vi: 'Biến động', en: 'Changes' },
  accounts: { vi: 'Tài khoản định danh', en: 'Identities' },
  disputes: { vi: 'Khiếu nại', en: 'Disputes' },
  payments: { vi: 'Phí, lệ phí', en: 'Fees' },
  partners: { vi: 'Đối tác', en: 'Partners' },
  log: { vi: 'Nhật ký truy cập', en: 'Access log' },
  operations: { vi: 'Vận hành', en: 'Operations' },
  account: { vi: 'Tài khoản của tôi', en: 'My account' },
})

/** Which reads a poke of the server refreshes. */
const refreshes = {
  dossiers: ['/services/desk', '/payments'],
  approvals: ['/services/desk'],
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
  const handles = useHolds(handlers)
  const looksUp = useHolds(lookers)
  const registers = useHolds(registrars)
  const follows = useHolds(changeReaders)
  const loads = useHolds(bulkOfficers)
  const cleans = useHolds(['residence', 'data-steward'])
  const looksAfter = useHolds(['residence'])
  const issues = useHolds(['residence', 'data-steward'])
  const inspects = useHolds(inspectors)
  const administers = useHolds(administrators)
  const signs = useHolds(['signing-leader'])
  const takesFees = useHolds([...reconcilers, ...cashiers])
  const serves = useHolds(counters)
  const chairs = useHolds(['steering'])
  const isRegistrar = useHolds(['civil-status'])
  const keepsBooks = isRegistrar || (signs && chairs)
  const counts = useRead(countWorklist, {}, { enabled: handles })
  useEffect(() => {
    if (me.data) sessionOpened()
  }, [me.data])
  const waiting = signs ? counts.data?.['to-sign'] : counts.data?.new
  const nav: NavItem[] = [
    handles
      ? { to: paths.home(), label: t.worklist, icon: 'folder', count: waiting, exact: true }
      : { to: paths.home(), label: t.home, icon: 'home', exact: true },
    ...(serves ? [{ to: paths.counter(), label: t.counter, icon: 'edit' } as const] : []),
    ...(keepsBooks ? [{ to: paths.civilStatus(), label: t.civilStatus, icon: 'people' } as const] : []),
    ...(looksUp ? [{ to: paths.people(), label: t.people, icon: 'search' } as const] : []),
    ...(registers ? [{ to: paths.residence(), label: t.residence, icon: 'home' } as const] : []),
    ...(cleans ? [{ to: paths.findings(), label: t.quality, icon: 'check' } as const] : []),
    ...(loads ? [{ to: paths.lists(), label: t.lists, icon: 'folder' } as const] : []),
    ...(follows ? [{ to: paths.changes(), label: t.changes, icon: 'clock' } as const] : []),
    ...(issues
      ? [
          {
            to: looksAfter ? paths.accounts() : paths.lockRequests(),
            label: t.accounts,
            icon: 'key',
          } as const,
        ]
      : []),
    ...(inspects ? [{ to: paths.log(), label: t.log, icon: 'eye' } as const] : []),
    ...(inspects ? [{ to: paths.disputes(), label: t.disputes, icon: 'warning' } as const] : []),
    ...(takesFees ? [{ to: paths.payments(), label: t.payments, icon: 'check' } as const] : []),
    ...(administers ? [{ to: paths.partners(), label: t.partners, icon: 'services' } as const] : []),
    ...(administers ? [{ to: paths.operations(), label: t.operations, icon: 'warning' } as const] : []),
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
