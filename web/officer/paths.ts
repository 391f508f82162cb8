/** Every page of the officer app by its address. Ids are ours; a person's number never appears. */
export const paths = {
  home: () => '/',
  dossier: (dossierId: string) => `/dossiers/${dossierId}`,
  people: (searchId?: string) => (searchId ? `/people?search=${searchId}` : '/people'),
  /** Asks for the reason, then opens the file of someone picked from a list. */
  lookUp: (personId: string) => `/people?person=${personId}`,
  person: (personId: string, why: { searchId?: string; dossierId?: string }) =>
    why.dossierId
      ? `/people/${personId}?dossier=${why.dossierId}`
      : `/people/${personId}${why.searchId ? `?search=${why.searchId}` : ''}`,
  lists: () => '/lists',
  load: (loadId: string) => `/lists/${loadId}`,
  changes: () => '/changes',
  findings: (rule?: string) => (rule ? `/quality?rule=${rule}` : '/quality'),
  finding: (findingId: string) => `/quality/findings/${findingId}`,
  duplicates: () => '/quality/duplicates',
  pair: (pairId: string) => `/quality/duplicates/${pairId}`,
  merge: (mergeId: string) => `/quality/merges/${mergeId}`,
  proposals: () => '/quality/proposals',
  proposal: (proposalId: string) => `/quality/proposals/${proposalId}`,
  qualityIndex: (unitId?: number) => (unitId ? `/quality/index?unit=${unitId}` : '/quality/index'),
  residence: () => '/residence',
  household: (householdId: string, on?: string) =>
    on ? `/households/${householdId}?on=${on}` : `/households/${householdId}`,
  unit: (unitId: number, on?: string) => (on ? `/units/${unitId}?on=${on}` : `/units/${unitId}`),
  boundaries: () => '/boundaries',
  unsettled: (oldUnitId: number) => `/boundaries/${oldUnitId}`,
  counter: (service?: string) => (service ? `/counter?service=${service}` : '/counter'),
  counterDraft: (draftId: string) => `/counter/${draftId}`,
  civilStatus: () => '/civil-status',
  partners: () => '/partners',
  partnerRequest: (requestId: string) => `/partners/${requestId}`,
  disputes: () => '/disputes',
  log: () => '/log',
  operations: () => '/operations',
  accounts: () => '/accounts',
  accountApplication: (applicationId: string) => `/accounts/applications/${applicationId}`,
  waitingAccounts: () => '/accounts/waiting',
  lockRequests: () => '/accounts/locks',
  funnel: (unitId?: number) => (unitId ? `/accounts/funnel?unit=${unitId}` : '/accounts/funnel'),
  account: () => '/account',
}
