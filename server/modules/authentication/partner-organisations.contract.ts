/** Organisations outside the State that may connect, and their engineers. Browser-safe. */
import { Type } from 'typebox'
import { type Access, endpoint } from '#platform/endpoint.ts'
import { Nullable, PersonNumber, Words } from '#platform/schemas.ts'
import { engineerUnknown, Named, registrationUnknown } from './registration-shapes.contract.ts'

const administrators = {
  officer: { roles: ['administrator'], within: 'nation', purpose: 'partner/manage' },
} as const satisfies Access
const PartnerKind = Type.Union([Type.Literal('business'), Type.Literal('licensed-provider')])

export const listOrganisations = endpoint({
  method: 'GET',
  path: '/authentication/organisations',
  summary: 'Organisations outside the State that may connect (at most 200)',
  access: administrators,
  reply: Type.Object({
    rows: Type.Array(Type.Object({ agencyId: Type.Integer(), kind: PartnerKind, name: Words })),
  }),
})

export const registerOrganisation = endpoint({
  method: 'POST',
  path: '/authentication/organisations',
  summary: 'Enter an organisation with which an agreement was made',
  access: administrators,
  body: Type.Object({ kind: PartnerKind, name: Named }),
  reply: Type.Object({ agencyId: Type.Integer() }),
})

/** The activation code of a new account is answered once; nobody can read it again. */
export const addEngineer = endpoint({
  method: 'POST',
  path: '/authentication/organisations/:agencyId/engineers',
  summary: 'Appoint an engineer of an organisation',
  access: administrators,
  personal: true,
  params: Type.Object({ agencyId: Type.Integer({ minimum: 1 }) }),
  body: Type.Object({
    personNumber: PersonNumber,
    phone: Type.String({ pattern: '^0[0-9]{9}$' }),
  }),
  reply: Type.Object({ activationCode: Nullable(Type.String()) }),
  problems: [registrationUnknown, engineerUnknown],
})
