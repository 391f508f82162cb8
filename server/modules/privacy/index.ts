/** What other modules may ask of privacy. */

export { type Asked, type Asking, askConsent, type RequestState, requestState } from './consent-requests.ts'
export { consentText, textIdOf } from './consent-text.ts'
export type { Recipient } from './consents.store.ts'
export {
  agreedSince,
  type ConsentSource,
  registerConsentSource,
  useConsent,
  type WantedUse,
  withdrawAllOf,
} from './consents.ts'
