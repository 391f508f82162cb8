/** What other modules may ask of verification. */

export { compareAll, isKeyed, type NameBands } from './comparison.ts'
export { type Limits, limitsOn } from './limits.ts'
