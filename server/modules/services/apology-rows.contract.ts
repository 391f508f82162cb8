/** The new date of a late dossier (hẹn lại ngày trả kết quả). Browser-safe. */
import { type Static, Type } from 'typebox'
import { Day, Instant } from '#platform/schemas.ts'

/** Named once, before the old date, with a letter of apology. Decree 118/2025/NĐ-CP; form 04 of Circular 03/2025/TT-VPCP. */
export const Extension = Type.Object({
  at: Instant,
  reason: Type.String(),
  oldDueAt: Instant,
  newDueOn: Day,
  workingDays: Type.Integer(),
})
export type Extension = Static<typeof Extension>
