/**
 * Kinds of life events about families and who stands for whom. Each is an event of the one whom it is about most (the
 * child, the ward, the represented); a marriage annulled is an event of each spouse.
 * Law on Marriage and Family 52/2014/QH13; Law on Adoption 52/2010/QH12; Civil Code 91/2015/QH13.
 */
import { type Static, Type } from 'typebox'
import { PersonNumber, Uuid } from '#platform/schemas.ts'
import { lifeEvent } from './life-event.ts'

const Certificate = { certificate: Type.Optional(Type.String({ maxLength: 60 })) }

/** A marriage annulled by a court (hủy kết hôn trái pháp luật): it holds no longer from the day of the decision. */
export const marriageAnnulment = lifeEvent(
  'marriage-annulment',
  'population.marriage-annulled',
  Type.Object({ spouseNumber: PersonNumber, ...Certificate }),
)
/** A marriage that holds again because a spouse declared dead came back; an event of each. Civil Code, art. 73(2). */
export const marriageRestoration = lifeEvent(
  'marriage-restoration',
  'population.marriage-restored',
  Type.Object({ spouseNumber: PersonNumber }),
)

/** Ties that let a child be older or its parent younger than the law asks. Law on Adoption, art. 8(2), 14(3). */
export const AdoptionTie = Type.Union([
  Type.Literal('none'),
  Type.Literal('step-parent'),
  Type.Literal('aunt-or-uncle'),
])
/** Adoption (nuôi con nuôi), by one person or by a couple; an event of the child. */
export const adoption = lifeEvent(
  'adoption',
  'population.child-adopted',
  Type.Object({
    parentNumbers: Type.Array(PersonNumber, { minItems: 1, maxItems: 2 }),
    tie: Type.Optional(AdoptionTie),
    ...Certificate,
  }),
)
/** End of an adoption (chấm dứt việc nuôi con nuôi) by decision of a court. Law on Adoption, art. 25–27. */
export const adoptionEnd = lifeEvent(
  'adoption-end',
  'population.adoption-ended',
  Type.Object({ adoptionId: Uuid, ...Certificate }),
)

export const ParentKind = Type.Union([Type.Literal('father'), Type.Literal('mother')])
/** Recognition of a father or mother (nhận cha, mẹ, con); an event of the child, true since the birth. */
export const parentRecognition = lifeEvent(
  'parent-recognition',
  'population.parent-recognised',
  Type.Object({ parentNumber: PersonNumber, as: ParentKind, ...Certificate }),
)
/** A court finds that someone is not the father or mother: never was. Law on Marriage and Family, art. 88–89. */
export const parentDenial = lifeEvent(
  'parent-denial',
  'population.parent-denied',
  Type.Object({ parentNumber: PersonNumber, as: ParentKind, ...Certificate }),
)

/** Why someone is under guardianship. Civil Code, art. 47. */
export const GuardianGround = Type.Union([
  Type.Literal('minor-without-parents'),
  Type.Literal('incapacity'),
  Type.Literal('limited-cognition'),
])
export type GuardianGroundCode = Static<typeof GuardianGround>
/** Guardianship (giám hộ); an event of the ward. Civil Code, art. 46–49. */
export const guardianship = lifeEvent(
  'guardianship',
  'population.guardian-appointed',
  Type.Object({ guardianNumber: PersonNumber, ground: GuardianGround, ...Certificate }),
)
/** End of a guardianship (chấm dứt giám hộ). Civil Code, art. 62. */
export const guardianshipEnd = lifeEvent(
  'guardianship-end',
  'population.guardianship-ended',
  Type.Object({ guardianNumber: PersonNumber, reason: Type.String({ maxLength: 200 }), ...Certificate }),
)

/** A legal representative (người đại diện theo pháp luật) named by a court. Civil Code, art. 136. */
export const representation = lifeEvent(
  'representation',
  'population.representative-named',
  Type.Object({ representativeNumber: PersonNumber, scope: Type.String({ maxLength: 200 }), ...Certificate }),
)
export const representationEnd = lifeEvent(
  'representation-end',
  'population.representation-ended',
  Type.Object({ representativeNumber: PersonNumber, ...Certificate }),
)

export const familyKinds = [
  marriageAnnulment,
  marriageRestoration,
  adoption,
  adoptionEnd,
  parentRecognition,
  parentDenial,
  guardianship,
  guardianshipEnd,
  representation,
  representationEnd,
] as const
