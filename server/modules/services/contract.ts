/**
 * Public services as data (dịch vụ công): catalogue, forms that come filled in, dossiers, approvals, the officer's
 * desk. Everything others may see, browsers included, one file a noun.
 */
export * from './apologies.contract.ts'
export * from './approvals.contract.ts'
export * from './attachments.contract.ts'
export * from './catalogue.contract.ts'
export * from './counter.contract.ts'
export * from './deadlines.contract.ts'
export * from './deliveries.contract.ts'
export * from './desk.contract.ts'
export * from './dossiers.contract.ts'
export * from './drafts.contract.ts'
export * from './events.contract.ts'
export * from './form.contract.ts'
export * from './opinion-rows.contract.ts'
export * from './opinions.contract.ts'
export * from './publishing.contract.ts'
export * from './queue.contract.ts'
export * from './register-requests.contract.ts'
export * from './stranded.contract.ts'
export * from './substitutions.contract.ts'
export * from './visitor-codes.contract.ts'
