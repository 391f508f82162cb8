/** Kinds of events about where people actually are: absence, current place. Law on Residence 68/2020/QH14, art. 19, 31. */
import { Type } from 'typebox'
import { Day, UnitId, Uuid } from '#platform/schemas.ts'
import { lifeEvent } from '#population/contract'

/** Declared absence (khai báo tạm vắng), art. 31; takes effect on the day of leaving. */
export const absence = lifeEvent(
  'absence-declaration',
  'residence.absence-declared',
  Type.Object({
    unitId: UnitId,
    /** Code list absence-grounds. */
    ground: Type.String({ maxLength: 2 }),
    /** The last day, when it is known. */
    until: Type.Optional(Day),
    destination: Type.String({ minLength: 1, maxLength: 200 }),
    reason: Type.String({ minLength: 1, maxLength: 200 }),
    consent: Type.Optional(Type.String({ maxLength: 200 })),
    late: Type.Boolean(),
  }),
)
/** Came back before the absence was over. */
export const absenceEnd = lifeEvent(
  'absence-end',
  'residence.absence-ended',
  Type.Object({ absenceId: Uuid }),
)
/** Where someone lives who has no registered residence (khai báo thông tin về cư trú), art. 19. Ends the one before. */
export const currentPlace = lifeEvent(
  'current-place-declaration',
  'residence.current-place-declared',
  Type.Object({
    unitId: UnitId,
    dwellingId: Type.Optional(Uuid),
    place: Type.String({ minLength: 1, maxLength: 200 }),
  }),
)
