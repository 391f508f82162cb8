/** Items of article 9 of the Law on Identity as they are shown: value, two times, source, or why there is none. */
import { type Static, Type } from 'typebox'
import { Day, Instant, Nullable, Uuid, Words } from '#platform/schemas.ts'
import { AbsentReason } from './absent-reasons.ts'

export const Absent = Type.Object({ code: AbsentReason, words: Words })
/** A father or mother whom the register does not name, and why. */
export const AbsentParent = Type.Object({ label: Words, absent: Absent })
export type AbsentParent = Static<typeof AbsentParent>

/** One item of the register as people read it. `item` is its place in article 9 of the Law on Identity. */
export const RegisterItem = Type.Object({
  item: Type.Integer(),
  code: Type.String(),
  label: Words,
  value: Nullable(Type.String()),
  /** Why it is lawfully empty; null when it is not. */
  absent: Nullable(Absent),
  /** Since when it is true, and when it was recorded. */
  validFrom: Nullable(Day),
  recordedAt: Nullable(Instant),
  /** The event that says it. */
  source: Nullable(
    Type.Object({
      eventId: Uuid,
      words: Words,
      authority: Nullable(Words),
      legalBasis: Type.String(),
      evidence: Nullable(Type.String()),
      dossierId: Nullable(Uuid),
    }),
  ),
})
export type RegisterItem = Static<typeof RegisterItem>
