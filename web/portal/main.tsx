import type { ReactNode } from 'react'
import { Shell } from '../kit/Shell.tsx'
import { page, startApp } from '../kit/start.tsx'
import { text, useText } from '../kit/text.ts'
import { LandingPage } from './LandingPage.tsx'

const words = text({
  name: { vi: 'Dữ liệu dân cư và dịch vụ công', en: 'Population data and public services' },
})

function PortalShell({ children }: { children: ReactNode }) {
  const t = useText(words)
  return (
    <Shell name={t.name} home="/" nav={[]}>
      {children}
    </Shell>
  )
}

startApp({
  name: 'portal',
  basepath: '/',
  shell: PortalShell,
  pages: [
    page('/', async () => ({ LandingPage }), 'LandingPage'),
    page('/verify', () => import('./VerifyPage.tsx'), 'VerifyPage'),
    page('/verify/$code', () => import('./VerifyPage.tsx'), 'VerifyCodePage'),
    page('/queue/$agencyId', () => import('./QueuePage.tsx'), 'QueuePage'),
    page('/queue/$agencyId/poster', () => import('./PosterPage.tsx'), 'PosterPage'),
    page('/queue/$agencyId/$ticketId', () => import('./TicketPage.tsx'), 'TicketPage'),
    page('/status', () => import('./StatusPage.tsx'), 'StatusPage'),
  ],
})
