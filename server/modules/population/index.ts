/** What other modules may ask of the person register. */
export { copyColumns } from './copy-columns.ts'
export { copyLine } from './copy-text.ts'
export {
  type Declared,
  eventsInForce,
  inOrderOfEffect,
  inOrderOfRecording,
  isKind,
  type LifeEvent,
  type LifeEventKind,
  lifeEvent,
} from './life-event.ts'
export {
  composeNumber,
  maskNumber,
  type NumberMismatch,
  type NumberParts,
  numberMismatches,
  parseNumber,
  placeCodeOf,
  type Sex,
  sexCenturyCode,
} from './number.ts'
export { historyOf, type PersonHistory } from './person-history.ts'
export {
  type MaritalStatus,
  type PersonState,
  type PersonStatus,
  type PersonVersion,
  statesOf,
} from './person-state.ts'
export { provinceCodes } from './province-codes.ts'
export { keepRecording, type Recorded, type Recording, record } from './recorded-facts.ts'
export type { RelationFact, RelationKind, RelationRow } from './relations.ts'
