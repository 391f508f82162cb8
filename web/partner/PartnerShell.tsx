import { readMe } from '@platform/server/accounts'
import { readRegistrationOptions } from '@platform/server/authentication'
import { type ReactNode, useEffect } from 'react'
import { useLive } from '../kit/live.ts'
import { useRead } from '../kit/queries.ts'
import { Shell } from '../kit/Shell.tsx'
import { sessionOpened } from '../kit/session-closed.ts'
import { signOut } from '../kit/sign-out.ts'
import { text, useText, useWords } from '../kit/text.ts'
import { paths } from './paths.ts'

const words = text({
  name: { vi: 'Đối tác kết nối', en: 'Partners' },
  systems: { vi: 'Hệ thống', en: 'Systems' },
  sponsored: { vi: 'Nhận hỏi thay', en: 'Asked for others' },
  reports: { vi: 'Không phải tôi', en: 'Not me' },
  people: { vi: 'Người để thử', en: 'Test people' },
})

const refreshes = { session: ['/accounts'] }

export function PartnerShell({ children }: { children: ReactNode }) {
  const t = useText(words)
  const show = useWords()
  useLive('partner', refreshes)
  const me = useRead(readMe, {})
  const options = useRead(readRegistrationOptions, {}, { enabled: Boolean(me.data), lasting: true })
  useEffect(() => {
    if (me.data) sessionOpened()
  }, [me.data])
  const position = me.data?.actingAs
  return (
    <Shell
      name={position ? show(position.agency) : t.name}
      home={paths.systems()}
      nav={
        me.data
          ? [
              { to: paths.systems(), label: t.systems, icon: 'services', exact: true },
              ...(options.data?.kind === 'licensed-provider'
                ? [{ to: paths.sponsored(), label: t.sponsored, icon: 'building' } as const]
                : []),
              { to: paths.reports(), label: t.reports, icon: 'warning' },
              { to: paths.people(), label: t.people, icon: 'user' },
            ]
          : []
      }
      user={me.data ? { name: me.data.name, detail: position ? show(position.title) : null } : null}
      onSignOut={() => void signOut()}
    >
      {children}
    </Shell>
  )
}
