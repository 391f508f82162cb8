import { page, startApp } from '../kit/start.tsx'
import { CitizenShell } from './CitizenShell.tsx'

startApp({
  name: 'citizen',
  basepath: '/citizen/',
  shell: CitizenShell,
  pages: [
    page('/', () => import('./home/HomePage.tsx'), 'HomePage'),
    page('/services', () => import('./services/ServicesPage.tsx'), 'ServicesPage'),
    page('/services/$code', () => import('./services/ServicePage.tsx'), 'ServicePage'),
    page('/drafts/$draftId', () => import('./services/DraftPage.tsx'), 'DraftPage'),
    page('/dossiers', () => import('./dossiers/DossiersPage.tsx'), 'DossiersPage'),
    page('/dossiers/$dossierId', () => import('./dossiers/DossierPage.tsx'), 'DossierPage'),
    page('/dossiers/$dossierId/supplement', () => import('./dossiers/SupplementPage.tsx'), 'SupplementPage'),
    page('/approvals', () => import('./approvals/ApprovalsPage.tsx'), 'ApprovalsPage'),
    page('/approvals/$approvalId', () => import('./approvals/ApprovalPage.tsx'), 'ApprovalPage'),
    page('/records', () => import('./records/RecordsPage.tsx'), 'RecordsPage'),
    page('/records/proposals', () => import('./records/ProposalsPage.tsx'), 'ProposalsPage'),
    page('/records/proposals/$proposalId', () => import('./records/ProposalPage.tsx'), 'ProposalPage'),
    page('/records/propose/$field', () => import('./records/ProposePage.tsx'), 'ProposePage'),
    page('/documents', () => import('./documents/DocumentsPage.tsx'), 'DocumentsPage'),
    page('/documents/$documentId', () => import('./documents/DocumentPage.tsx'), 'DocumentPage'),
    page('/accesses', () => import('./accesses/AccessesPage.tsx'), 'AccessesPage'),
    page('/consents', () => import('./consents/ConsentsPage.tsx'), 'ConsentsPage'),
    page('/consents/$consentId', () => import('./consents/ConsentPage.tsx'), 'ConsentPage'),
    page('/messages', () => import('./messages/MessagesPage.tsx'), 'MessagesPage'),
    page(
      '/device-approvals',
      () => import('./device-approvals/DeviceApprovalsPage.tsx'),
      'DeviceApprovalsPage',
    ),
    page('/screen', () => import('./device-approvals/ScreenPage.tsx'), 'ScreenPage'),
    page('/account', () => import('./account/AccountPage.tsx'), 'AccountPage'),
    page('/represented', () => import('./represented/RepresentedPage.tsx'), 'RepresentedPage'),
    page(
      '/organisations/$organisationId',
      () => import('./organisations/OrganisationPage.tsx'),
      'OrganisationPage',
    ),
    page('/signed-in', () => import('../kit/SignedInPage.tsx'), 'SignedInPage'),
  ],
})
