/**
 * Kinds of life events about where a person stands: missing, declared dead, returned, of which nationality, settled
 * abroad; and how he is reached. Civil Code 91/2015/QH13, art. 68–73; Law on Vietnamese Nationality 24/2008/QH12.
 */
import { Type } from 'typebox'
import { Day } from '#platform/schemas.ts'
import { lifeEvent } from './life-event.ts'

const Certificate = { certificate: Type.Optional(Type.String({ maxLength: 60 })) }
const Country = Type.String({ pattern: '^[A-Z]{3}$' })

/** Declared missing by a court (tuyên bố mất tích). Civil Code, art. 68. */
export const missingDeclaration = lifeEvent(
  'missing-declaration',
  'population.person-declared-missing',
  Type.Object({ lastHeardOn: Day, ...Certificate }),
)

/** The letters of art. 71(1) of the Civil Code. */
export const DeathGround = Type.Union([
  Type.Literal('a'),
  Type.Literal('b'),
  Type.Literal('c'),
  Type.Literal('d'),
])
/** Declared dead by a court (tuyên bố là đã chết): takes effect on the day that the court finds to be that of death. */
export const deathDeclaration = lifeEvent(
  'death-declaration',
  'population.person-declared-dead',
  Type.Object({ ground: DeathGround, decidedOn: Day, lastHeardOn: Day, ...Certificate }),
)
/** The declaration is set aside (hủy bỏ quyết định tuyên bố): the person came back. Civil Code, art. 70, 73. */
export const comingBack = lifeEvent(
  'coming-back',
  'population.person-came-back',
  Type.Object({ ...Certificate }),
)

/** Vietnamese nationality lost (thôi, bị tước quốc tịch). Law on Vietnamese Nationality, art. 26–33. */
export const nationalityLoss = lifeEvent(
  'nationality-loss',
  'population.nationality-lost',
  Type.Object({ way: Type.Union([Type.Literal('released'), Type.Literal('deprived')]), ...Certificate }),
)
/** A nationality gained (nhập, trở lại quốc tịch), Vietnamese or another besides. Same, art. 19–25. */
export const nationalityGain = lifeEvent(
  'nationality-gain',
  'population.nationality-gained',
  Type.Object({
    country: Country,
    way: Type.Union([Type.Literal('naturalised'), Type.Literal('recovered')]),
    ...Certificate,
  }),
)

/** Settled abroad (ra nước ngoài định cư). Law on Residence 68/2020/QH14, art. 24(1)(b). */
export const emigration = lifeEvent(
  'emigration',
  'population.person-emigrated',
  Type.Object({ country: Country }),
)
/** Came home to live in Viet Nam (về nước cư trú). */
export const homecoming = lifeEvent('homecoming', 'population.person-came-home', Type.Object({}))

/** Phone and e-mail (item 25), as the person says; what is absent is taken away. */
export const contactsChange = lifeEvent(
  'contacts-change',
  'population.contacts-changed',
  Type.Object({
    phone: Type.Optional(Type.String({ minLength: 1, maxLength: 20 })),
    email: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    confirmedOn: Type.Optional(Day),
  }),
)

export const statusKinds = [
  missingDeclaration,
  deathDeclaration,
  comingBack,
  nationalityLoss,
  nationalityGain,
  emigration,
  homecoming,
  contactsChange,
] as const
