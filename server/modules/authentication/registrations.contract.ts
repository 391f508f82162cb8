/** What engineers do with the systems of their organisation; the sandbox is at once. Browser-safe. */
import { Type } from 'typebox'
import { type Access, endpoint } from '#platform/endpoint.ts'
import { Day, Instant, Nullable, Uuid, Words } from '#platform/schemas.ts'
import {
  ByClientId,
  GivenKey,
  lastKey,
  NewRegistration,
  providerMissing,
  Registration,
  RegistrationRow,
  registrationFlawed,
  registrationUnknown,
  requestPending,
  ShownKey,
  securityLevelLow,
} from './registration-shapes.contract.ts'

const engineers = {
  officer: { roles: ['partner'], within: 'own-agency', purpose: 'partner/manage' },
} as const satisfies Access
const flawed = [registrationUnknown, registrationFlawed]

export const readRegistrationOptions = endpoint({
  method: 'GET',
  path: '/authentication/registration-options',
  summary: 'What one may choose from when registering a system',
  access: engineers,
  reply: Type.Object({
    /** A State body asks for itself; others name a provider; a provider asks for others. */
    kind: Type.Union([Type.Literal('state'), Type.Literal('licensed-provider'), Type.Literal('business')]),
    organisation: Words,
    purposes: Type.Array(Type.Object({ code: Type.String(), words: Words, legalBasis: Type.String() })),
    scopes: Type.Array(Type.Object({ scope: Type.String(), words: Words })),
    providers: Type.Array(Type.Object({ agencyId: Type.Integer(), name: Words })),
    securityLevelMin: Type.Integer(),
    decisionDays: Type.Integer(),
    wideningWorkingDays: Type.Integer(),
    /** Certificates of authorities are accepted here. */
    authorities: Type.Boolean(),
  }),
})

export const listRegistrations = endpoint({
  method: 'GET',
  path: '/authentication/registrations',
  summary: 'Systems of my organisation (at most 100)',
  access: engineers,
  reply: Type.Object({ rows: Type.Array(RegistrationRow) }),
})

export const register = endpoint({
  method: 'POST',
  path: '/authentication/registrations',
  summary: 'Register a system; it works in the sandbox at once',
  access: engineers,
  body: Type.Object({ ...NewRegistration.properties, key: GivenKey }),
  reply: Type.Object({ clientId: Type.String() }),
  problems: [registrationFlawed],
})

export const readRegistration = endpoint({
  method: 'GET',
  path: '/authentication/registrations/:clientId',
  summary: 'A system of my organisation',
  access: {
    officer: { roles: ['partner', 'administrator'], within: 'own-agency', purpose: 'partner/manage' },
  },
  params: ByClientId,
  reply: Registration,
  problems: [registrationUnknown],
})

/** In the sandbox at once. Approved systems ask for the change, and go on as approved until it is decided. */
export const changeRegistration = endpoint({
  method: 'PUT',
  path: '/authentication/registrations/:clientId',
  summary: 'Change a system, or ask to widen an approved one',
  access: engineers,
  params: ByClientId,
  body: NewRegistration,
  reply: Type.Object({ requestId: Nullable(Uuid) }),
  problems: [...flawed, requestPending, securityLevelLow],
})

export const addKey = endpoint({
  method: 'POST',
  path: '/authentication/registrations/:clientId/keys',
  summary: 'Add a public key or certificate; the old ones stay until removed',
  access: engineers,
  params: ByClientId,
  body: GivenKey,
  reply: ShownKey,
  problems: flawed,
})

export const removeKey = endpoint({
  method: 'DELETE',
  path: '/authentication/registrations/:clientId/keys/:kid',
  summary: 'Remove a key at once',
  access: engineers,
  params: Type.Object({ ...ByClientId.properties, kid: Type.String({ pattern: '^[\\w.-]{1,100}$' }) }),
  reply: Type.Object({ left: Type.Integer() }),
  problems: [registrationUnknown, lastKey],
})

export const requestProduction = endpoint({
  method: 'POST',
  path: '/authentication/registrations/:clientId/production-requests',
  summary: 'Ask for approval to work with real people',
  access: engineers,
  params: ByClientId,
  reply: Type.Object({ requestId: Uuid, dueOn: Day }),
  problems: [...flawed, requestPending, securityLevelLow, providerMissing],
})

export const listSponsored = endpoint({
  method: 'GET',
  path: '/authentication/sponsored-registrations',
  summary: 'Systems of others that named my organisation as their provider (at most 100)',
  access: engineers,
  reply: Type.Object({
    rows: Type.Array(Type.Object({ ...RegistrationRow.properties, acceptedAt: Nullable(Instant) })),
  }),
})

export const acceptSponsored = endpoint({
  method: 'POST',
  path: '/authentication/sponsored-registrations/:clientId/accept',
  summary: 'Accept to ask for this system as its licensed provider',
  access: engineers,
  params: ByClientId,
  reply: Type.Object({ acceptedAt: Instant }),
  problems: [registrationUnknown],
})
