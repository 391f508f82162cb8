/** What other modules may ask of reference. */

export {
  type Position,
  selectAgenciesOfKind as agenciesOfKind,
  selectAgenciesOfUnit as agenciesOfUnit,
  selectAgency as agencyById,
  selectPositions as positions,
} from './agencies.store.ts'
export {
  agencyIdOf,
  CENTRAL,
  departmentKinds,
  SANDBOX_ORGANISATIONS,
  type UnitAgencyKind,
  unitAgencyKinds,
  unitIdOfAgency,
} from './agencies.ts'
export { BoundaryLaw, BoundaryLawUnfit } from './boundary-laws.ts'
export { selectCalendar as readCalendar } from './calendar.store.ts'
export { codeItem, codeList, readUnits, reloadReference, units, workingCalendar } from './in-memory.ts'
export { type LawDocument, selectLawDocument as lawDocument } from './law.store.ts'
export { type ChannelFees, findLawParameter, lawParameter, type ParameterInForce } from './law.ts'
export { enterBoundaryLaw, loadReference, REFERENCE_TOPIC } from './load.ts'
export { addOrganisation, type PartnerKind } from './organisations.ts'
export type { Pause, PauseReason } from './pauses.ts'
export {
  addressLine,
  ancestorsOf,
  type Candidate,
  childrenOf,
  descendantCommunes,
  isWithin,
  mapOldAddress,
  predecessorsOf,
  type Units,
  type UnitVersion,
  unitByCode,
  unitById,
  unitLabel,
  unitName,
} from './units.ts'
export { isWorkingDay, nextWorkingDay, specialDay, type WorkingCalendar } from './working-calendar.ts'
export {
  addWorkingDays,
  addWorkingHours,
  type ClockRules,
  type Deadline,
  deadline,
  type Term,
  workingDaysBetween,
  workingTimeBetween,
} from './working-time.ts'
