/** Every page of the partner app by its address. */
export const paths = {
  systems: () => '/',
  register: () => '/register',
  system: (clientId: string) => `/systems/${clientId}`,
  change: (clientId: string) => `/systems/${clientId}/change`,
  sponsored: () => '/sponsored',
  reports: () => '/reports',
  people: () => '/test-people',
}
