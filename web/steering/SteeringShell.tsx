import { readMe } from '@platform/server/accounts'
import { type ReactNode, useEffect } from 'react'
import { useLive } from '../kit/live.ts'
import { useRead } from '../kit/queries.ts'
import { Shell } from '../kit/Shell.tsx'
import { sessionOpened } from '../kit/session-closed.ts'
import { signOut } from '../kit/sign-out.ts'
import { text, useText, useWords } from '../kit/text.ts'
import { paths } from './paths.ts'

const words = text({
  name: { vi: 'Điều hành', en: 'Steering' },
  figures: { vi: 'Số liệu', en: 'Figures' },
  index: { vi: 'Chỉ số phục vụ', en: 'Service index' },
  feedback: { vi: 'Phản ánh, hài lòng', en: 'Feedback' },
  accounts: { vi: 'Tài khoản định danh', en: 'Electronic identities' },
})

/** Whatever changed, the figures are computed from it. */
const refreshes = {
  figures: ['/steering'],
  dossiers: ['/steering'],
  feedback: ['/steering'],
  offers: ['/steering'],
  register: ['/steering'],
  residence: ['/steering'],
  population: ['/steering'],
  session: ['/accounts'],
}

export function SteeringShell({ children }: { children: ReactNode }) {
  const t = useText(words)
  const show = useWords()
  useLive('steering', refreshes)
  const me = useRead(readMe, {})
  useEffect(() => {
    if (me.data) sessionOpened()
  }, [me.data])
  const position = me.data?.actingAs
  return (
    <Shell
      name={position ? `${t.name} · ${show(position.agency)}` : t.name}
      home={paths.figures()}
      nav={
        me.data
          ? [
              { to: paths.figures(), label: t.figures, icon: 'chart', exact: true },
              { to: paths.index(), label: t.index, icon: 'done' },
              { to: paths.feedback(), label: t.feedback, icon: 'people' },
              { to: paths.funnel(), label: t.accounts, icon: 'key' },
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
