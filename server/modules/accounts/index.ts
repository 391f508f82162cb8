/** What other modules may ask of accounts. */
import './boundaries.ts'

export { remind, renewActivation } from './account-desk.ts'
export {
  type Account,
  accountColumns,
  phoneColumns,
  selectAccount as accountById,
  selectAccountByName as accountByName,
  selectAccountEvent as accountEvent,
  selectAccountOf as accountByNumber,
} from './accounts.store.ts'
export {
  type AccountToCreate,
  accountOf,
  activateAccount,
  createAccount,
  type LockGround,
  lockAccount,
  lockPerson,
  note as noteOnAccount,
  noteFirstUse,
  signOutEverywhere,
  tellHolder,
  unlockAccount,
  unlockPerson,
} from './accounts.ts'
export {
  appointmentColumns,
  selectName as registeredName,
  selectSuccessors as successorAppointments,
} from './appointments.store.ts'
export {
  appoint,
  endAppointment,
  holdersOf,
  isPositionHeld,
  type Officer,
  officersOf,
  positionTitle,
} from './appointments.ts'
export {
  amrOf,
  authenticationLevelOf,
  factorsOfAmr,
  levelRules,
  provedAt,
} from './authentication-level.ts'
export { type CodeDoor, registerCodes } from './code-door.ts'
export { type OrganisationCheck, registerOrganisationCheck } from './dependants.ts'
export { deviceWords } from './devices.ts'
export { followCards } from './foreigner-cards.ts'
export { beginForeigner, type ForeignRegistration } from './foreigner-registrations.ts'
export { type Foreigner, foreignerColumns, foreignerRecordColumns } from './foreigners.store.ts'
export {
  type AccountHolder,
  askImmigration,
  documentKey,
  foreignerByNumber,
  holderByNumber,
  keepForeigner,
} from './foreigners.ts'
export { HashingBusy, hashingIsFull, passwordsHashed } from './hashing.ts'
export { fillSeededApplications } from './holders.store.ts'
export { appointmentEnd, type Choice, choicesOf, citizenHolder, NATION, officerHolder } from './holders.ts'
export { cookieOf, type Identify, identifier } from './identify.ts'
export {
  coveredServices,
  mustCover,
  registerMandateServices,
  useMandate,
  useOneOf as useOneMandate,
} from './mandates.ts'
export { type Begun, beginOnline, confirmOnline, type SelfRegistration } from './online-applications.ts'
export {
  organisationColumns,
  organisationEventColumns,
  selectOrganisationsOf as organisationsOf,
} from './organisations.store.ts'
export {
  noteOnOrganisation,
  type OrganisationRight,
  openOrganisation,
  organisationRights,
} from './organisations.ts'
export {
  checkPassword,
  hashPassword,
  isWeakPassword,
  SANDBOX_PASSWORD,
  sandboxPasswordHash,
} from './passwords.ts'
export { representation, representedBy } from './representation.ts'
export { cookieName, sessionCookie, setCookie } from './session-cookie.ts'
export type { Holder } from './sessions.store.ts'
export { addFactors, closeSession, type LiveSession, openSession } from './sessions.ts'
export { signInAs } from './sign-in-as.ts'
export {
  type Principal,
  type PrincipalShown,
  principalsOf,
  signInFor,
  stillPrincipal,
} from './sign-in-for.ts'
export { minuteOf, type SlotRules, slotsLeft, timeOf } from './slots.ts'
