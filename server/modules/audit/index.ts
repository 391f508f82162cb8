export { auditLog } from './audit-log.ts'
export { type EarlierNumbers, registerEarlierNumbers } from './earlier-numbers.ts'
export { loadPurposes, purposes } from './purposes.ts'
