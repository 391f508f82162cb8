export { auditLog } from './audit-log.ts'
export { loadPurposes, purposes } from './purposes.ts'
