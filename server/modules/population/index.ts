/** What other modules may ask of the person register. */
import './civil-status-reducers.ts'
import './family-reducers.ts'
import './number-replacement.ts'
import './status-reducers.ts'

export { annulEvent } from './annulments.ts'
export {
  type PresenceCheck,
  presenceKey,
  registerPresenceCheck,
} from './changes.ts'
export {
  type Couple,
  changeContacts,
  changeDetails,
  correctDetails,
  type Grounds,
  keepContacts,
  type NewBirth,
  registerBirth,
  registerDeath,
  registerDivorce,
  registerMarriage,
} from './civil-status.ts'
export { type Dependents, registerDependents } from './consequences.ts'
export type { Dependent } from './contract.ts'
export { copyColumns } from './copy-columns.ts'
export { copyLine } from './copy-text.ts'
export { detectDuplicates, SWEEP_DUPLICATES } from './duplicate-pairs.ts'
export {
  CANDIDATES_AT_ONCE,
  type Candidate,
  type LikelyDuplicate,
  likelyDuplicates,
  likelyDuplicatesOf,
} from './duplicates.ts'
export { pairWords } from './duplicates-score.ts'
export {
  adopt,
  annulMarriage,
  appointGuardian,
  changeGuardian,
  denyParent,
  endAdoption,
  endGuardianship,
  endRepresentation,
  nameRepresentative,
  recogniseParent,
} from './family.ts'
export { type FeedAsked, type FeedRights, registerFeedRights } from './feed-rights.ts'
export { parentPairs } from './kinship.ts'
export { basisOf } from './legal-bases.ts'
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
export { selectLifeEvents } from './life-events.store.ts'
export {
  type Annulment,
  actorName,
  declare,
  type Fact,
  lockPeople,
  type Reducer,
  registerAnnulment,
  registerReducer,
  type Scene,
} from './life-events.ts'
export { registerTaking, type Taking } from './merging.ts'
export { compareNames, type NameMatch } from './names.ts'
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
export { selectAliases, selectNumbers } from './number-aliases.store.ts'
export { renumberRelatives, replaceNumber } from './number-replacement.ts'
export { openFile, type Why } from './officer-files.ts'
export {
  type Contacts,
  contactsOf,
  isMinor,
  knownPerson,
  numberOf,
  type Person,
  peopleByNumbers,
  personAsOf,
  personByNumber,
  personIdOf,
  resolveNumber,
} from './people.ts'
export { birthday } from './person-file.ts'
export { historyOf, type PersonHistory } from './person-history.ts'
export { closeNumber, relativesNaming } from './person-reducer.ts'
export {
  type MaritalStatus,
  type PersonState,
  type PersonStatus,
  type PersonVersion,
  statesOf,
} from './person-state.ts'
export { phoneDigits } from './phone.ts'
export { propose as proposeCorrection } from './proposals.ts'
export { provinceCodes } from './province-codes.ts'
export { checkPeople } from './quality-findings.ts'
export { type HomesOf, registerHomes } from './quality-homes.ts'
export { type QualityRule, type QualityRules, registerQualityRules } from './quality-rules.ts'
export { FIRST_SWEEP } from './quality-sweeps.ts'
export { type Rebuilt, type Replay, rebuild, registerReplay } from './rebuild.ts'
export {
  EVERYTHING_KNOWN,
  keepRecording,
  type Recorded,
  type Recording,
  record,
  under,
} from './recorded-facts.ts'
export { partOf, wholePartOf } from './register-hash.store.ts'
export {
  personHash,
  type RegisterHash,
  type RegisterHashPart,
  registerHash,
  registerHashPart,
} from './register-hash.ts'
export {
  enterRegistration,
  labelOf,
  nextPlace,
  type Place,
  type Registration,
  registrationsOf,
} from './registrations.ts'
export type { RelationFact, RelationKind, RelationRow } from './relations.ts'
export {
  childrenOf,
  type ParentNumbers,
  parentsOf,
  type RelativeRow,
  relationsAsOf,
  relationsOf,
  relativesOf,
  spouseOf,
} from './relatives.ts'
export {
  type HowRenumbered,
  idsToMove,
  type Moved,
  type Renumber,
  registerRenumbering,
  renumber,
} from './renumbering.ts'
export { type PlaceSearch, registerPlaceSearch } from './search-places.ts'
export {
  declareDead,
  declareMissing,
  gainNationality,
  loseNationality,
  recordComingBack,
  recordEmigration,
  recordHomecoming,
} from './standing.ts'
export {
  type DossierCheck,
  officerOf,
  registerDossierCheck,
  registerTerritoryCheck,
  type TerritoryCheck,
} from './territory.ts'
export { nameLifeEvent, timelineOf } from './timeline.ts'
