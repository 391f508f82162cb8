/** Applications for accounts and the desk where they are handled. Browser-safe. */
import { type Static, Type } from 'typebox'
import { type Access, endpoint } from '#platform/endpoint.ts'
import { event } from '#platform/event.ts'
import { Day, Instant, Nullable, PageOf, PageQuery, PersonNumber, Uuid, Words } from '#platform/schemas.ts'
import { type ApplicationState, applicationStates, refusals } from './application-states.ts'
import {
  applicationMoved,
  applicationOpen,
  applicationUnknown,
  capturesMissing,
  contactCodeNotSent,
  contactCodeWrong,
  contactsNotConfirmed,
  guardianNeeded,
  lockStays,
  noDevice,
  notTheGuardian,
  notThePerson,
  notWaiting,
  personDead,
  personNotFound,
  phoneOfAnother,
  phoneOwnerUnknown,
  secondOfficerNeeded,
  tooYoungForLevel2,
} from './desk-problems.contract.ts'

export { refusals } from './application-states.ts'
export * from './desk-problems.contract.ts'

export const applicationSubmitted = event(
  'accounts.application-submitted',
  Type.Object({ applicationId: Uuid }),
)
export const applicationDecided = event(
  'accounts.application-decided',
  Type.Object({ applicationId: Uuid, approved: Type.Boolean() }),
)
export const accountLevelRaised = event(
  'accounts.level-raised',
  Type.Object({ accountId: Uuid, personNumber: PersonNumber }),
)

/** The commune police's desk: at any commune, wherever the person lives. */
export const desk = { roles: ['residence'], within: 'nation', purpose: 'accounts/issue' } as const
export const atDesk = { officer: desk } as const satisfies Access
export const signs = { officer: { ...desk, freshFactor: true } } as const satisfies Access

export const Phone = Type.String({ pattern: '^0[35789][0-9]{8}$' })
export const Email = Type.String({ format: 'email', maxLength: 120 })
const State = Type.Unsafe<ApplicationState>(Type.String({ enum: Object.keys(applicationStates) }))

export const CaptureRow = Type.Object({
  kind: Type.Union([Type.Literal('face'), Type.Literal('fingerprint')]),
  matched: Type.Boolean(),
  device: Type.String(),
  simulated: Type.Boolean(),
})

export const ApplicationView = Type.Object({
  applicationId: Uuid,
  kind: Type.Union([
    Type.Literal('person'),
    Type.Literal('child'),
    Type.Literal('foreigner'),
    Type.Literal('organisation'),
  ]),
  level: Type.Integer(),
  state: State,
  name: Type.String(),
  maskedNumber: Nullable(Type.String()),
  organisation: Nullable(Type.Object({ code: Type.String(), name: Type.String() })),
  applicant: Nullable(Type.String()),
  phoneEnding: Nullable(Type.String()),
  phoneConfirmed: Type.Boolean(),
  email: Type.Boolean(),
  emailConfirmed: Type.Boolean(),
  claimsPhone: Type.Boolean(),
  card: Nullable(Type.Union([Type.Literal('valid'), Type.Literal('none')])),
  captures: Type.Array(CaptureRow),
  registeredByMe: Type.Boolean(),
  refusal: Nullable(Words),
  accountId: Nullable(Uuid),
  openedAt: Instant,
  submittedAt: Nullable(Instant),
  dueAt: Nullable(Instant),
  overdue: Type.Boolean(),
  decidedAt: Nullable(Instant),
  notifiedAt: Nullable(Instant),
})
export type ApplicationView = Static<typeof ApplicationView>

export const DeskAccount = Type.Object({
  accountId: Uuid,
  level: Type.Integer(),
  status: Type.Union([Type.Literal('approved'), Type.Literal('active'), Type.Literal('locked')]),
  lockGround: Nullable(Type.String()),
  phoneEnding: Nullable(Type.String()),
})
export const DeskPerson = Type.Object({
  personId: Uuid,
  name: Type.String(),
  bornOn: Day,
  age: Type.Integer(),
  maskedNumber: Type.String(),
  alive: Type.Boolean(),
  account: Nullable(DeskAccount),
  openApplicationId: Nullable(Uuid),
  /** Highest level this person may have, by age. */
  levelMax: Type.Integer(),
  /** Under 14: who may consent, from the register's own relations. */
  guardians: Type.Array(Type.Object({ personId: Uuid, name: Type.String(), mayConsent: Type.Boolean() })),
})
export type DeskPerson = Static<typeof DeskPerson>

export const findForAccount = endpoint({
  method: 'POST',
  path: '/accounts/desk/find',
  summary: 'The person who stands at the desk, by the number on his card',
  access: atDesk,
  personal: true,
  readOnly: true,
  body: Type.Object({ number: Type.String({ pattern: '^[0-9]{9}$|^[0-9]{12}$' }) }),
  reply: DeskPerson,
  problems: [personNotFound],
})

/** Form TK01, filled from the register: only how to reach the person is asked. */
export const openApplication = endpoint({
  method: 'POST',
  path: '/accounts/desk/applications',
  summary: 'Register an application for an account (TK01)',
  access: atDesk,
  personal: true,
  body: Type.Object({
    personId: Uuid,
    level: Type.Union([Type.Literal(1), Type.Literal(2)]),
    phone: Type.Optional(Phone),
    email: Type.Optional(Email),
    card: Type.Union([Type.Literal('valid'), Type.Literal('none')]),
    /** Of a child: who consents. */
    guardianId: Type.Optional(Uuid),
  }),
  reply: ApplicationView,
  problems: [
    personDead,
    applicationOpen,
    guardianNeeded,
    notTheGuardian,
    tooYoungForLevel2,
    contactCodeNotSent,
  ],
})

const byId = Type.Object({ applicationId: Uuid })
const Channel = Type.Union([Type.Literal('phone'), Type.Literal('email')])

export const sendContactCode = endpoint({
  method: 'POST',
  path: '/accounts/desk/applications/:applicationId/codes',
  summary: 'Send a code to the phone or e-mail again',
  access: atDesk,
  personal: true,
  params: byId,
  body: Type.Object({ channel: Channel }),
  reply: Type.Object({ sentTo: Type.String() }),
  problems: [applicationUnknown, applicationMoved, contactCodeNotSent],
})
export const confirmContact = endpoint({
  method: 'POST',
  path: '/accounts/desk/applications/:applicationId/confirm',
  summary: 'Confirm the phone or e-mail with the code the person read out',
  access: atDesk,
  personal: true,
  params: byId,
  body: Type.Object({
    channel: Channel,
    code: Type.String({ pattern: '^[0-9]{6}$' }),
    /** When the operator does not answer: number of the subscriber contract that was shown. */
    ownerPaper: Type.Optional(Type.String({ minLength: 3, maxLength: 60 })),
  }),
  reply: ApplicationView,
  problems: [applicationUnknown, applicationMoved, contactCodeWrong, phoneOfAnother, phoneOwnerUnknown],
})
export const capture = endpoint({
  method: 'POST',
  path: '/accounts/desk/applications/:applicationId/captures',
  summary: 'Compare face or fingerprint at the desk',
  access: atDesk,
  personal: true,
  params: byId,
  body: Type.Object({ kind: Type.Union([Type.Literal('face'), Type.Literal('fingerprint')]) }),
  reply: ApplicationView,
  problems: [applicationUnknown, applicationMoved, noDevice],
})
export const submitApplication = endpoint({
  method: 'POST',
  path: '/accounts/desk/applications/:applicationId/submit',
  summary: 'Hand the application in; its clock starts',
  access: atDesk,
  personal: true,
  params: byId,
  reply: ApplicationView,
  problems: [applicationUnknown, applicationMoved, contactsNotConfirmed, capturesMissing, notThePerson],
})
export const readApplication = endpoint({
  method: 'GET',
  path: '/accounts/desk/applications/:applicationId',
  summary: 'An application',
  access: atDesk,
  personal: true,
  params: byId,
  reply: ApplicationView,
  problems: [applicationUnknown],
})
export const listApplications = endpoint({
  method: 'GET',
  path: '/accounts/desk/applications',
  summary: 'Applications of my desk in one state, the soonest due first',
  access: { officer: { ...desk, within: 'territory' } },
  personal: true,
  query: Type.Object({ ...PageQuery, state: Type.Optional(State) }),
  reply: PageOf(ApplicationView),
})
export const decideApplication = endpoint({
  method: 'POST',
  path: '/accounts/desk/applications/:applicationId/decide',
  summary: 'Approve or refuse; a second officer does',
  access: signs,
  personal: true,
  params: byId,
  body: Type.Union([
    Type.Object({ outcome: Type.Literal('approved') }),
    Type.Object({
      outcome: Type.Literal('refused'),
      reason: Type.Unsafe<keyof typeof refusals>(Type.String({ enum: Object.keys(refusals) })),
    }),
  ]),
  reply: ApplicationView,
  problems: [applicationUnknown, applicationMoved, secondOfficerNeeded],
})

export const byAccount = Type.Object({ accountId: Uuid })

/** Assisted activation: the person is here, is compared, and types his password himself. */
export const issueActivation = endpoint({
  method: 'POST',
  path: '/accounts/desk/accounts/:accountId/activation',
  summary: 'Give a new activation code to the person at the desk; shown once',
  access: atDesk,
  personal: true,
  params: byAccount,
  reply: Type.Object({ code: Type.String(), expiresAt: Instant, path: Type.String() }),
  problems: [notWaiting, notThePerson, noDevice],
})
/** Form TK03, the holder at the desk. */
export const lockAtDesk = endpoint({
  method: 'POST',
  path: '/accounts/desk/accounts/:accountId/lock',
  summary: 'Lock an account at its holder’s wish',
  access: atDesk,
  personal: true,
  params: byAccount,
  reply: Type.Object({ ended: Type.Integer() }),
  problems: [notThePerson, noDevice],
})
export const unlockAtDesk = endpoint({
  method: 'POST',
  path: '/accounts/desk/accounts/:accountId/unlock',
  summary: 'Unlock an account for the holder at the desk',
  access: atDesk,
  personal: true,
  params: byAccount,
  reply: Type.Object({ status: Type.String() }),
  problems: [lockStays, notThePerson, noDevice],
})
/**
 * Whoever lost phone and password proves himself at the desk. All he had before is shut; a new activation code works at
 * once, or after a wait when no device could compare him.
 */
export const recoverAtDesk = endpoint({
  method: 'POST',
  path: '/accounts/desk/accounts/:accountId/recover',
  summary: 'Give an account back to its holder at the desk',
  access: signs,
  personal: true,
  params: byAccount,
  body: Type.Object({ phone: Type.Optional(Phone) }),
  reply: Type.Object({ code: Type.String(), worksFrom: Instant, expiresAt: Instant, path: Type.String() }),
  problems: [lockStays, notThePerson],
})

export const WaitingRow = Type.Object({
  accountId: Uuid,
  name: Type.String(),
  maskedNumber: Type.String(),
  phoneEnding: Nullable(Type.String()),
  level: Type.Integer(),
  approvedAt: Instant,
  notifiedAt: Nullable(Instant),
  reminders: Type.Integer(),
})
export type WaitingRow = Static<typeof WaitingRow>
export const listWaiting = endpoint({
  method: 'GET',
  path: '/accounts/desk/waiting',
  summary: 'Accounts of my commune that were approved and never activated, the oldest first',
  access: { officer: { ...desk, within: 'territory' } },
  personal: true,
  query: Type.Object(PageQuery),
  reply: PageOf(WaitingRow),
})
