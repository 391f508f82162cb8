export { auditLog } from './audit-log.ts'
export { type EarlierNumbers, registerEarlierNumbers } from './earlier-numbers.ts'
export { type RefusalsOfDay, refusalsByDay } from './entries.store.ts'
export { loadPurposes, purposes } from './purposes.ts'
