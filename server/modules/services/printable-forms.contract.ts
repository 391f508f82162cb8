/** A form as a sheet of paper (tờ khai in ra): empty to write on, or filled in to sign. Browser-safe. */
import { Type } from 'typebox'
import { endpoint, type Role } from '#platform/endpoint.ts'
import { Uuid } from '#platform/schemas.ts'
import { ServiceCode, serviceUnknown } from './catalogue.contract.ts'
import { draftExpired, draftSubmitted } from './drafts.contract.ts'

const pdf = { method: 'GET', reply: Type.Any(), replyType: 'application/pdf' } as const
const self = { citizen: { for: 'self-or-represented', byMandate: true, level: 2 } } as const
const officer = (roles: readonly Role[], purpose: string) =>
  ({ officer: { roles, within: 'own-agency', purpose } }) as const
const ByDraft = Type.Object({ draftId: Uuid })
const ByDossier = Type.Object({ dossierId: Uuid })

export const readEmptyForm = endpoint({
  ...pdf,
  path: '/services/catalogue/:code/form',
  summary: 'The form of a service under its legal code, as PDF, empty, to write on by hand',
  access: { public: true },
  callsPerMinute: 120,
  params: Type.Object({ code: ServiceCode }),
  problems: [serviceUnknown],
})

export const readDraftForm = endpoint({
  ...pdf,
  path: '/services/drafts/:draftId/form',
  summary: 'My draft as the printed form, filled in as far as it is saved',
  access: self,
  personal: true,
  params: ByDraft,
  problems: [draftExpired, draftSubmitted],
})

export const readCounterForm = endpoint({
  ...pdf,
  path: '/services/counter/drafts/:draftId/form',
  summary: 'A form that I fill in at the counter, to print and be signed at the desk',
  access: officer(['counter', 'case-officer', 'civil-status'], 'services/counter'),
  personal: true,
  params: ByDraft,
  problems: [draftExpired, draftSubmitted],
})

export const readDossierForm = endpoint({
  ...pdf,
  path: '/services/dossiers/:dossierId/form',
  summary: 'My dossier as the printed form',
  access: self,
  personal: true,
  params: ByDossier,
})

export const readDeskForm = endpoint({
  ...pdf,
  path: '/services/desk/dossiers/:dossierId/form',
  summary: 'A dossier of my office as the printed form',
  access: officer(['counter', 'case-officer', 'signing-leader'], 'services/handle'),
  personal: true,
  params: ByDossier,
})
