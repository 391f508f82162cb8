import { page, startApp } from '../kit/start.tsx'
import './officer.css'
import { OfficerShell } from './OfficerShell.tsx'

startApp({
  name: 'officer',
  basepath: '/officer/',
  shell: OfficerShell,
  pages: [
    page('/', () => import('./HomePage.tsx'), 'HomePage'),
    page('/dossiers/$dossierId', () => import('./services/DossierPage.tsx'), 'DossierPage'),
    page('/people', () => import('./population/SearchPage.tsx'), 'SearchPage'),
    page('/lists', () => import('./population/LoadsPage.tsx'), 'LoadsPage'),
    page('/lists/$loadId', () => import('./population/LoadPage.tsx'), 'LoadPage'),
    page('/changes', () => import('./population/ChangesPage.tsx'), 'ChangesPage'),
    page('/people/$personId', () => import('./population/PersonPage.tsx'), 'PersonPage'),
    page('/residence', () => import('./residence/ResidencePage.tsx'), 'ResidencePage'),
    page('/units/$unitId', () => import('./residence/UnitPage.tsx'), 'UnitPage'),
    page('/boundaries', () => import('./residence/BoundariesPage.tsx'), 'BoundariesPage'),
    page('/boundaries/$oldUnitId', () => import('./residence/UnsettledPage.tsx'), 'UnsettledPage'),
    page('/households/$householdId', () => import('./residence/HouseholdPage.tsx'), 'HouseholdPage'),
    page('/counter', () => import('./counter/CounterPage.tsx'), 'CounterPage'),
    page('/counter/$draftId', () => import('./counter/CounterDraftPage.tsx'), 'CounterDraftPage'),
    page('/civil-status', () => import('./civil-status/CivilStatusPage.tsx'), 'CivilStatusPage'),
    page('/partners', () => import('./partners/PartnersPage.tsx'), 'PartnersPage'),
    page('/partners/$requestId', () => import('./partners/PartnerRequestPage.tsx'), 'PartnerRequestPage'),
    page('/disputes', () => import('./verification/DisputesPage.tsx'), 'DisputesPage'),
    page('/log', () => import('./audit/LogPage.tsx'), 'LogPage'),
    page('/operations', () => import('./platform/OperationsPage.tsx'), 'OperationsPage'),
    page('/accounts', () => import('./accounts/DeskPage.tsx'), 'DeskPage'),
    page('/accounts/waiting', () => import('./accounts/WaitingPage.tsx'), 'WaitingPage'),
    page('/accounts/locks', () => import('./accounts/LocksPage.tsx'), 'LocksPage'),
    page('/accounts/funnel', () => import('./accounts/FunnelPage.tsx'), 'FunnelPage'),
    page(
      '/accounts/applications/$applicationId',
      () => import('./accounts/ApplicationPage.tsx'),
      'ApplicationPage',
    ),
    page('/account', () => import('./accounts/AccountPage.tsx'), 'AccountPage'),
    page('/signed-in', () => import('../kit/SignedInPage.tsx'), 'SignedInPage'),
  ],
})
