import { page, startApp } from '../kit/start.tsx'
import { PartnerShell } from './PartnerShell.tsx'
import './partner.css'

startApp({
  name: 'partner',
  basepath: '/partner/',
  shell: PartnerShell,
  pages: [
    page('/', () => import('./systems/SystemsPage.tsx'), 'SystemsPage'),
    page('/register', () => import('./systems/RegisterPage.tsx'), 'RegisterPage'),
    page('/systems/$clientId', () => import('./systems/SystemPage.tsx'), 'SystemPage'),
    page('/systems/$clientId/change', () => import('./systems/ChangePage.tsx'), 'ChangePage'),
    page('/sponsored', () => import('./systems/SponsoredPage.tsx'), 'SponsoredPage'),
    page('/reports', () => import('./systems/ReportsPage.tsx'), 'ReportsPage'),
    page('/test-people', () => import('./systems/TestPeoplePage.tsx'), 'TestPeoplePage'),
    page('/signed-in', () => import('../kit/SignedInPage.tsx'), 'SignedInPage'),
  ],
})
