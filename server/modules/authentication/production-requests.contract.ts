/** What administrators decide of systems: approval, suspension, dated exceptions. Browser-safe. */
import { Type } from 'typebox'
import { type Access, endpoint } from '#platform/endpoint.ts'
import { Day, Instant, Nullable, Uuid, Words } from '#platform/schemas.ts'
import {
  ByClientId,
  NewRegistration,
  PartyStatus,
  RefusalReason,
  Registration,
  RegistrationRow,
  RequestRow,
  registrationFlawed,
  registrationText,
  registrationUnknown,
  requestDecided,
  requestUnknown,
} from './registration-shapes.contract.ts'

const administrators = {
  officer: { roles: ['administrator'], within: 'nation', purpose: 'partner/manage' },
} as const satisfies Access
export const listProductionRequests = endpoint({
  method: 'GET',
  path: '/authentication/production-requests',
  summary: 'Requests of organisations, those due first (at most 100)',
  access: administrators,
  query: Type.Object({ state: Type.Optional(Type.Union([Type.Literal('open'), Type.Literal('decided')])) }),
  reply: Type.Object({ rows: Type.Array(RequestRow) }),
})

export const readProductionRequest = endpoint({
  method: 'GET',
  path: '/authentication/production-requests/:requestId',
  summary: 'What is asked for, beside what is in force',
  access: administrators,
  params: Type.Object({ requestId: Uuid }),
  reply: Type.Object({
    request: RequestRow,
    wanted: NewRegistration,
    now: Registration,
    /** Words of the purposes that are named, by code. */
    purposes: Type.Record(Type.String(), Words),
  }),
  problems: [requestUnknown],
})

export const decideProductionRequest = endpoint({
  method: 'POST',
  path: '/authentication/production-requests/:requestId/decide',
  summary: 'Approve, or refuse with reasons',
  access: administrators,
  params: Type.Object({ requestId: Uuid }),
  body: Type.Object({
    decision: Type.Union([Type.Literal('approved'), Type.Literal('refused')]),
    reasons: Type.Array(RefusalReason, { maxItems: 6, uniqueItems: true }),
    note: Nullable(Type.String({ maxLength: 1000 })),
  }),
  reply: Type.Object({ decidedAt: Instant }),
  problems: [requestUnknown, requestDecided, registrationFlawed],
})

export const listRelyingParties = endpoint({
  method: 'GET',
  path: '/authentication/relying-parties',
  summary: 'All registered systems, newest change first (at most 200)',
  access: administrators,
  reply: Type.Object({ rows: Type.Array(RegistrationRow) }),
})

/** At once, in every process: its tokens are refused from the next call on. */
export const suspendRelyingParty = endpoint({
  method: 'POST',
  path: '/authentication/relying-parties/:clientId/suspend',
  summary: 'Stop serving a system at once',
  access: administrators,
  params: ByClientId,
  body: Type.Object({ reason: registrationText(500) }),
  reply: Type.Object({ status: PartyStatus }),
  problems: [registrationUnknown],
})

export const resumeRelyingParty = endpoint({
  method: 'POST',
  path: '/authentication/relying-parties/:clientId/resume',
  summary: 'Serve a suspended system again',
  access: administrators,
  params: ByClientId,
  body: Type.Object({ reason: registrationText(500) }),
  reply: Type.Object({ status: PartyStatus }),
  problems: [registrationUnknown],
})

/** The one way out of FAPI 2.0: dated, by an administrator, ending by itself; null ends it today. */
export const setPlainCode = endpoint({
  method: 'POST',
  path: '/authentication/relying-parties/:clientId/plain-code',
  summary: 'Allow the plain code flow until a day, or end that exception',
  access: administrators,
  params: ByClientId,
  body: Type.Object({ until: Nullable(Day), reason: registrationText(500) }),
  reply: Type.Object({ plainCodeUntil: Nullable(Day) }),
  problems: [registrationUnknown, registrationFlawed],
})
