/** Every page of the citizen app by its address. Ids are ours; a person's number never appears. */
export const paths = {
  home: () => '/',
  services: () => '/services',
  service: (code: string) => `/services/${code}`,
  draft: (draftId: string) => `/drafts/${draftId}`,
  dossiers: () => '/dossiers',
  dossier: (dossierId: string) => `/dossiers/${dossierId}`,
  supplement: (dossierId: string) => `/dossiers/${dossierId}/supplement`,
  approvals: () => '/approvals',
  approval: (approvalId: string) => `/approvals/${approvalId}`,
  records: () => '/records',
  documents: () => '/documents',
  document: (documentId: string) => `/documents/${documentId}`,
  accesses: () => '/accesses',
  messages: () => '/messages',
  account: () => '/account',
  represented: () => '/represented',
}
