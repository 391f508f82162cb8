/** What other modules may ask of residence. */
import './renumbering.ts'
import './residence-reducers.ts'
import './register-parts.ts'
import './quality.ts'
import './merging.ts'

export { declareAbsence, endAbsence, type NewAbsence } from './absences.ts'
export { applyDue, daysToApply, orderBoundaryAct } from './boundary-acts.ts'
export { chooseUnit } from './boundary-choices.ts'
export { type BoundaryFollower, type EndedUnits, registerBoundaryFollower } from './boundary-followers.ts'
export { type Confirmation, confirmationOf } from './confirmation.ts'
export { copyColumns } from './copy-columns.ts'
export { declareCurrentPlace, type NewCurrentPlace } from './current-places.ts'
export {
  addressOf,
  changeOwners,
  closeDwelling,
  type Dwelling,
  type DwellingOwner,
  dwellingsIn,
  dwellingsOwnedBy,
  knownDwelling,
  type NewDwelling,
  type Owner,
  ownersOf,
  registerDwelling,
  unitOfDwelling,
} from './dwellings.ts'
export { type Counts, readFigures } from './figures.ts'
export { joinHousehold, leaveHousehold, mergeHouseholds } from './household-acts.ts'
export { keepAllDissolutions } from './households.store.ts'
export {
  changeHead,
  type Household,
  headOf,
  householdOf,
  knownHousehold,
  type MemberNow,
  membersOf,
  splitHousehold,
} from './households.ts'
export type { Mover } from './moving-in.ts'
export { placesOf } from './my-residence.ts'
export {
  type NewPermanentResidence,
  registerPermanentResidence,
  removePermanentResidence,
} from './permanent-residence.ts'
export { householdRow, stayRow } from './register-parts.ts'
export { relationWords } from './relation-words.ts'
export { type Removal, removePermanentByGround, removeTemporaryByGround } from './removals.ts'
export { type ResidenceAsOf, residenceAsOf } from './residence-as-of.ts'
export {
  type CurrentResidence,
  type MembershipRow,
  type ResidenceHistory,
  type ResidenceRow,
  residenceHistoryOf,
} from './residence-history.ts'
export { currentOf } from './residence-reducer.ts'
export { residenceItems } from './standing.ts'
export { type DeclaredStay, declareStay, type NewStay, noticeDue } from './stays.ts'
export {
  expireTemporaryResidences,
  extendTemporaryResidence,
  type NewTemporaryResidence,
  type RegisteredResidence,
  registerTemporaryResidence,
  removeTemporaryResidence,
} from './temporary-residence.ts'
export { communesOf, inTerritory, registeredIn, unitInTerritory } from './territory.ts'
export { recountUnits } from './unit-counts.store.ts'
