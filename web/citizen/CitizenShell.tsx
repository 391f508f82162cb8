import { readMe } from '@platform/server/accounts'
import { listMyNotifications } from '@platform/server/notifications'
import { listMyApprovals } from '@platform/server/services'
import { type ReactNode, useEffect } from 'react'
import { useLive } from '../kit/live.ts'
import { useRead } from '../kit/queries.ts'
import { Shell } from '../kit/Shell.tsx'
import { sessionOpened } from '../kit/session-closed.ts'
import { signOut } from '../kit/sign-out.ts'
import { text, useText } from '../kit/text.ts'
import { paths } from './paths.ts'
import { ActingBanner } from './represented/ActingBanner.tsx'

const words = text({
  name: { vi: 'Dành cho người dân', en: 'For citizens' },
  home: { vi: 'Trang đầu', en: 'Home' },
  services: { vi: 'Dịch vụ', en: 'Services' },
  dossiers: { vi: 'Hồ sơ', en: 'Requests' },
  approvals: { vi: 'Xin ý kiến', en: 'Approvals' },
  documents: { vi: 'Giấy tờ', en: 'Documents' },
  records: { vi: 'Thông tin của tôi', en: 'My information' },
  accesses: { vi: 'Ai đã xem dữ liệu của tôi', en: 'Who looked at my data' },
  consents: { vi: 'Ai được dùng dữ liệu của tôi', en: 'Who may use my data' },
  feedback: { vi: 'Phản ánh, kiến nghị', en: 'Feedback' },
  offers: { vi: 'Việc sắp đến lúc phải làm', en: 'What it is soon time for' },
  messages: { vi: 'Thông báo', en: 'Messages' },
  represented: { vi: 'Làm thay người khác', en: 'Acting for others' },
  deviceApprovals: { vi: 'Xác nhận trên điện thoại', en: 'Approve on your phone' },
  account: { vi: 'Bảo mật tài khoản', en: 'Account security' },
  level: {
    vi: (level: number) => `Định danh mức độ ${level}`,
    en: (level: number) => `Identity level ${level}`,
  },
})

/** Which reads a poke of the server refreshes. Whoever acts on my data is in the log, so that is read anew as well. */
const refreshes = {
  dossiers: ['/services/dossiers', '/services/drafts', '/services/offers', '/payments', '/audit'],
  approvals: ['/services/approvals', '/audit'],
  documents: ['/documents', '/services/dossiers', '/audit'],
  notifications: ['/notifications', '/feedback', '/services/offers'],
  bookings: ['/services/bookings', '/services/queue', '/audit'],
  queue: ['/services/queue', '/services/bookings', '/audit'],
  accesses: ['/audit', '/verification', '/privacy'],
  consents: ['/privacy', '/verification', '/audit'],
  checks: ['/verification', '/privacy'],
  register: ['/population', '/residence', '/audit'],
  session: ['/accounts'],
  'device-approvals': ['/authentication/device-approvals'],
}

export function CitizenShell({ children }: { children: ReactNode }) {
  const t = useText(words)
  useLive('citizen', refreshes)
  const me = useRead(readMe, {})
  const approvals = useRead(
    listMyApprovals,
    { query: { waiting: true } },
    { enabled: me.data?.level === 2 && !me.data.foreigner },
  )
  const messages = useRead(listMyNotifications, { query: { limit: 1 } }, { enabled: Boolean(me.data) })
  useEffect(() => {
    if (me.data) sessionOpened()
  }, [me.data])
  // What stands on the population register is not for whoever it does not hold.
  const forForeigners = [
    { to: paths.home(), label: t.home, icon: 'home', exact: true },
    { to: paths.consents(), label: t.consents, icon: 'shield' },
    { to: paths.accesses(), label: t.accesses, icon: 'eye' },
    { to: paths.deviceApprovals(), label: t.deviceApprovals, icon: 'phone' },
    { to: paths.account(), label: t.account, icon: 'lock' },
  ] as const
  return (
    <Shell
      name={t.name}
      home={paths.home()}
      phoneNav="tabs"
      nav={
        me.data?.foreigner
          ? forForeigners
          : [
              { to: paths.home(), label: t.home, icon: 'home', exact: true },
              { to: paths.services(), label: t.services, icon: 'services' },
              { to: paths.dossiers(), label: t.dossiers, icon: 'folder' },
              { to: paths.approvals(), label: t.approvals, icon: 'pen', count: approvals.data?.rows.length },
              { to: paths.documents(), label: t.documents, icon: 'file' },
            ]
      }
      user={me.data ? { name: me.data.name, detail: t.level(me.data.level) } : null}
      bell={{ to: paths.messages(), label: t.messages, icon: 'bell', count: messages.data?.unread }}
      menu={
        me.data?.foreigner
          ? []
          : [
              { to: paths.records(), label: t.records, icon: 'user' },
              { to: paths.accesses(), label: t.accesses, icon: 'eye' },
              { to: paths.consents(), label: t.consents, icon: 'shield' },
              { to: paths.offers(), label: t.offers, icon: 'calendar' },
              { to: paths.cases(), label: t.feedback, icon: 'edit' },
              { to: paths.represented(), label: t.represented, icon: 'user' },
              { to: paths.deviceApprovals(), label: t.deviceApprovals, icon: 'phone' },
              { to: paths.account(), label: t.account, icon: 'shield' },
            ]
      }
      banner={<ActingBanner />}
      onSignOut={() => void signOut()}
    >
      {children}
    </Shell>
  )
}
