/** What others may ask of authentication. */

export { type Activation, AdministratorExists, firstAdministrator, newActivation } from './activations.ts'
export { type Asker, askersOf } from './askers.ts'
export { type ConsentRow, consentsOf, giveConsent, withdrawConsent, withdrawConsentsAt } from './consents.ts'
export { countsByDay } from './party-counts.ts'
export { closeProviders } from './providers.ts'
export {
  FlawedRegistration,
  flawsOf,
  isServed,
  type RegistrationFlaw,
  relyingParty,
  saveRelyingParty,
} from './relying-parties.ts'
export type { PurposeOfScope, RelyingParty, RelyingPartyKey } from './relying-party.ts'
export { type ScopeName, scopeNames, scopes } from './scopes.ts'
