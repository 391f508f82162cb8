import type { DueRow } from './dues.store.ts'

/** What the events of a due tell. */
export function happeningOf({ dueId, dossierId, code, service, amountDong }: DueRow, receiptNumber: string) {
  return { dueId, dossierId, code, service, amountDong, receiptNumber }
}
