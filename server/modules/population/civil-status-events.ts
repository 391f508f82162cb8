/** Kinds of civil-status events (sự kiện hộ tịch) and their payloads. Law on Civil Status 60/2014/QH13. */
import { type Static, Type } from 'typebox'
import { Day, PersonNumber, UnitId, Uuid } from '#platform/schemas.ts'
import { ANNULMENT, lifeEvent } from './life-event.ts'

export const SexCode = Type.Union([Type.Literal('male'), Type.Literal('female')])
/** D: the day is known; M: only month and year; Y: only the year. The date is then the first possible day. */
export const BornPrecision = Type.Union([Type.Literal('D'), Type.Literal('M'), Type.Literal('Y')])

const details = {
  name: Type.String({ minLength: 1, maxLength: 200 }),
  sex: SexCode,
  otherName: Type.Optional(Type.String({ maxLength: 200 })),
  birthUnitId: Type.Optional(UnitId),
  birthRegisteredUnitId: Type.Optional(UnitId),
  homeTownUnitId: Type.Optional(UnitId),
  ethnicGroup: Type.String({ maxLength: 4 }),
  /** Code list religions; 99, none, when absent. */
  religion: Type.Optional(Type.String({ maxLength: 4 })),
  /** ISO 3166 codes; Vietnamese when absent. */
  nationalities: Type.Optional(
    Type.Array(Type.String({ pattern: '^[A-Z]{3}$' }), { minItems: 1, maxItems: 5 }),
  ),
  bloodGroup: Type.Optional(Type.String({ maxLength: 4 })),
}

export const ParentAbsent = Type.Union([
  Type.Literal('unknown'),
  Type.Literal('not-named'),
  Type.Literal('left-behind'),
])

export const BirthPayload = Type.Object({
  personId: Uuid,
  ...details,
  bornOn: Day,
  bornPrecision: Type.Optional(BornPrecision),
  fatherNumber: Type.Optional(PersonNumber),
  motherNumber: Type.Optional(PersonNumber),
  /** ISO 3166: registered abroad, by a mission or another State; then there is no unit. */
  birthRegisteredCountry: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })),
  /** Why a parent is lawfully not named. */
  fatherAbsent: Type.Optional(ParentAbsent),
  motherAbsent: Type.Optional(ParentAbsent),
  /** A child left behind (trẻ bị bỏ rơi): the day of birth is the finder's estimate. */
  foundling: Type.Optional(Type.Literal(true)),
  /** The number of an old identity paper (chứng minh nhân dân 9 số), when first collected: an alias for good. */
  oldNumber: Type.Optional(Type.String({ pattern: '^[0-9]{9}$' })),
  /** After the term of the law (đăng ký quá hạn). */
  late: Type.Optional(Type.Literal(true)),
})
export type BirthPayload = Static<typeof BirthPayload>

/** Details that civil status may change or correct. */
export const PersonDetails = Type.Partial(Type.Object(details))
export type PersonDetails = Static<typeof PersonDetails>

/** Details that may turn out to have been recorded wrongly: those, and the date of birth. */
export const CorrectedDetails = Type.Object({
  ...PersonDetails.properties,
  bornOn: Type.Optional(Day),
  bornPrecision: Type.Optional(BornPrecision),
})
export type CorrectedDetails = Static<typeof CorrectedDetails>

const Certificate = { certificate: Type.Optional(Type.String({ maxLength: 60 })) }

/** Birth (khai sinh); takes effect on the day of birth. */
export const birth = lifeEvent('birth', 'population.person-born', BirthPayload)
/** Death (khai tử); takes effect on the day of death. */
export const death = lifeEvent(
  'death',
  'population.person-died',
  Type.Object({ ...Certificate, placeUnitId: Type.Optional(UnitId) }),
)
/** Marriage (kết hôn); an event of each spouse, the second caused by the first. */
export const marriage = lifeEvent(
  'marriage',
  'population.person-married',
  Type.Object({ spouseNumber: PersonNumber, ...Certificate }),
)
/** Divorce (ly hôn); an event of each spouse, the second caused by the first. */
export const divorce = lifeEvent(
  'divorce',
  'population.person-divorced',
  Type.Object({ spouseNumber: PersonNumber, ...Certificate }),
)
/** Being left a widow or widower (góa); caused by the death of the spouse. */
export const widowhood = lifeEvent(
  'widowhood',
  'population.person-widowed',
  Type.Object({ spouseNumber: PersonNumber }),
)
/** Change of name, sex, ethnic group… (thay đổi hộ tịch): true from the day of the decision. */
export const detailsChange = lifeEvent(
  'details-change',
  'population.details-changed',
  Type.Object({ details: PersonDetails, ...Certificate }),
)
/** Correction (cải chính hộ tịch): what an earlier event, the birth unless named, should have said. */
export const detailsCorrection = lifeEvent(
  'details-correction',
  'population.details-corrected',
  Type.Object({ corrects: Type.Optional(Uuid), details: CorrectedDetails, ...Certificate }),
)
/** Annulment (hủy bỏ, thu hồi) of an earlier event, named by `annuls`: as if it had not been. */
export const annulment = lifeEvent(
  ANNULMENT,
  'population.life-event-annulled',
  Type.Object({ reason: Type.String({ minLength: 1, maxLength: 500 }) }),
)

export const civilStatusKinds = [
  birth,
  death,
  marriage,
  divorce,
  widowhood,
  detailsChange,
  detailsCorrection,
] as const
