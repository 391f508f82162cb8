/** What other modules may ask of residence. */
export { copyColumns } from './copy-columns.ts'
export {
  type CurrentResidence,
  type MembershipRow,
  type ResidenceHistory,
  type ResidenceRow,
  residenceHistoryOf,
} from './residence-history.ts'
