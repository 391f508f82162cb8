/** Kinds of life events about the number itself. Decree 70/2024/NĐ-CP, on cancelling and setting a number again. */
import { type Static, Type } from 'typebox'
import { PersonNumber } from '#platform/schemas.ts'
import { lifeEvent } from './life-event.ts'

/** Grounds of the law; code list number-replacement-grounds. */
export const NumberGround = Type.Union([
  Type.Literal('sex-redetermined'),
  Type.Literal('birth-year-corrected'),
  Type.Literal('collected-wrongly'),
  Type.Literal('forged-papers'),
  Type.Literal('birth-certificate-revoked'),
])
export type NumberGround = Static<typeof NumberGround>

/** Cancelled and set again (hủy, xác lập lại số định danh): an event of the new number, which names the old one. */
export const numberReplacement = lifeEvent(
  'number-replacement',
  'population.number-replaced',
  Type.Object({ from: PersonNumber, ground: NumberGround }),
)

/** A relative goes by another number; caused by his own event. */
export const relativeRenumbering = lifeEvent(
  'relative-renumbering',
  'population.relative-renumbered',
  Type.Object({ from: PersonNumber, to: PersonNumber }),
)

export const numberKinds = [numberReplacement, relativeRenumbering] as const
