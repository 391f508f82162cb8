import { page, startApp } from '../kit/start.tsx'
import { SteeringShell } from './SteeringShell.tsx'

startApp({
  name: 'steering',
  basepath: '/steering/',
  shell: SteeringShell,
  pages: [
    page('/', () => import('./figures/FiguresPage.tsx'), 'FiguresPage'),
    page('/dossiers', () => import('./figures/RowsPage.tsx'), 'RowsPage'),
    page('/service-index', () => import('./service-index/ServiceIndexPage.tsx'), 'ServiceIndexPage'),
    page('/service-index/rows', () => import('./service-index/IndexRowsPage.tsx'), 'IndexRowsPage'),
    page('/feedback', () => import('./feedback/FeedbackPage.tsx'), 'FeedbackPage'),
    page('/feedback/cases', () => import('./feedback/FeedbackRowsPage.tsx'), 'FeedbackRowsPage'),
    page('/accounts', () => import('./accounts/FunnelPage.tsx'), 'FunnelPage'),
    page('/signed-in', () => import('../kit/SignedInPage.tsx'), 'SignedInPage'),
  ],
})
