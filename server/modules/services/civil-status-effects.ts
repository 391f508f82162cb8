/**
 * What approvals of civil-status services do to the person register: each registration takes its place in the book of
 * the commune, and the life event carries it. Law on Civil Status 60/2014/QH13, art. 13–19, 32–34, 45–47.
 */

import { Type } from 'typebox'
import { type Call, changes } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { Day, PersonNumber, UnitId } from '#platform/schemas.ts'
import {
  changeDetails,
  correctDetails,
  enterRegistration,
  type Grounds,
  nextPlace,
  registerBirth,
  registerDeath,
  registerMarriage,
} from '#population'
import type { Book } from '#population/contract'
import { SexCode } from '#population/contract'
import { type Ground, type Made, registerEffect } from './effects.ts'
import { personOnPaper } from './on-paper.ts'
import { knownPerson, unitLine } from './registers.ts'

const on = (ground: Ground, more: Record<string, unknown> = {}): Grounds => ({
  legalBasis: ground.legalBasis,
  evidence: { dossier: ground.code, ...more },
  agencyId: ground.agencyId,
  dossierId: ground.dossierId,
})

/** Takes a place in the book, registers with its number, and writes the registration there. */
async function registered(
  call: Call,
  ground: Ground,
  book: Book,
  who: { personNumber?: PersonNumber; otherNumber?: PersonNumber; effectiveOn: Day },
  register: (certificate: string) => Promise<{ id: string; personNumber: PersonNumber } | null>,
): Promise<Made> {
  const place = await nextPlace(call, book, ground.unitId)
  const event = await register(place.label)
  await enterRegistration(call, place, {
    book,
    unitId: ground.unitId,
    personNumber: event?.personNumber ?? who.personNumber ?? ground.applicant,
    otherNumber: who.otherNumber ?? null,
    effectiveOn: who.effectiveOn,
    dossierId: ground.dossierId,
    eventId: event?.id ?? null,
  })
  return { registration: { label: place.label, registeredOn: dayOf(call.now) } }
}

interface Birth {
  name: string
  sex: 'male' | 'female'
  bornOn: Day
  ethnicGroup: string
  nationality?: string
  birthUnitId: number
  birthPlace: string
  homeTownUnitId?: number
  fatherNumber?: PersonNumber
  motherNumber?: PersonNumber
}

registerEffect({
  command: 'civil-status.register-birth',
  input: Type.Object({
    name: Type.String({ minLength: 1, maxLength: 200 }),
    sex: SexCode,
    bornOn: Day,
    ethnicGroup: Type.String(),
    nationality: Type.Optional(Type.String()),
    birthUnitId: UnitId,
    birthPlace: Type.String(),
    homeTownUnitId: Type.Optional(UnitId),
    fatherNumber: Type.Optional(PersonNumber),
    motherNumber: Type.Optional(PersonNumber),
  }),
  async run(call: Call, ground: Ground, input: Birth) {
    const { birthPlace: facility, nationality, ...born } = input
    const commune = await unitLine(call, born.birthUnitId, born.bornOn)
    const birthPlace = [facility, commune].filter(Boolean).join(', ')
    let child = ''
    const made = await registered(call, ground, 'birth', { effectiveOn: born.bornOn }, async () => {
      const event = await registerBirth(
        call,
        {
          ...born,
          birthRegisteredUnitId: ground.unitId,
          ...(nationality ? { nationalities: [nationality] } : {}),
        },
        on(ground, { birthPlace }),
      )
      child = event.personNumber
      return event
    })
    changes(call, child, ['name', 'sex', 'birth', 'number', 'parents'])
    const parents = [input.motherNumber, input.fatherNumber]
    const [mother, father] = await Promise.all(
      parents.map((number) => (number ? personOnPaper(call, number) : null)),
    )
    const { personId } = await knownPerson(call, child)
    return {
      ...made,
      child: { ...(await personOnPaper(call, child)), birthPlace },
      childId: personId,
      mother: mother ?? null,
      father: father ?? null,
      parents: parents.filter(Boolean),
    }
  },
})

registerEffect({
  command: 'civil-status.register-death',
  input: Type.Object({
    number: PersonNumber,
    diedOn: Day,
    diedAt: Type.Optional(Type.String()),
    place: Type.String(),
    cause: Type.Optional(Type.String()),
    notice: Type.Optional(Type.String()),
  }),
  async run(
    call: Call,
    ground: Ground,
    input: {
      number: PersonNumber
      diedOn: Day
      diedAt?: string
      place: string
      cause?: string
      notice?: string
    },
  ) {
    const { number, diedOn, ...more } = input
    const deceased = await personOnPaper(call, number)
    const made = await registered(
      call,
      ground,
      'death',
      { personNumber: number, effectiveOn: diedOn },
      (certificate) => registerDeath(call, { personNumber: number, diedOn, certificate }, on(ground, more)),
    )
    changes(call, number, ['status', 'diedOn'])
    return { ...made, deceased }
  },
})

registerEffect({
  command: 'civil-status.register-marriage',
  input: Type.Object({ one: PersonNumber, other: PersonNumber }),
  async run(call: Call, ground: Ground, { one, other }: { one: PersonNumber; other: PersonNumber }) {
    const today = dayOf(call.now)
    const couple = { personNumber: one, otherNumber: other, effectiveOn: today }
    const made = await registered(call, ground, 'marriage', couple, (certificate) =>
      registerMarriage(call, { one, other, on: today, certificate }, on(ground)),
    )
    for (const number of [one, other]) changes(call, number, ['maritalStatus', 'spouse'])
    const both = [await personOnPaper(call, one), await personOnPaper(call, other)]
    return {
      ...made,
      wife: both.find(({ sex }) => sex === 'female') ?? null,
      husband: both.find(({ sex }) => sex === 'male') ?? null,
    }
  },
})

const Details = Type.Object({
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  ethnicGroup: Type.Optional(Type.String()),
  homeTownUnitId: Type.Optional(UnitId),
  bornOn: Type.Optional(Day),
})

registerEffect({
  command: 'civil-status.change-details',
  input: Type.Object({
    number: PersonNumber,
    kind: Type.Union([Type.Literal('change'), Type.Literal('correction')]),
    details: Details,
    reason: Type.String(),
  }),
  async run(
    call: Call,
    ground: Ground,
    input: {
      number: PersonNumber
      kind: 'change' | 'correction'
      details: { name?: string; ethnicGroup?: string; homeTownUnitId?: number; bornOn?: Day }
      reason: string
    },
  ) {
    const { number, kind, details, reason } = input
    const before = await personOnPaper(call, number)
    const today = dayOf(call.now)
    const about = { personNumber: number, effectiveOn: today }
    const made = await registered(call, ground, 'details', about, (certificate) => {
      const grounds = on(ground, { reason })
      if (kind === 'correction') {
        return correctDetails(call, { personNumber: number, details, certificate }, grounds)
      }
      const { bornOn: _never, ...changed } = details
      return changeDetails(call, { personNumber: number, on: today, details: changed, certificate }, grounds)
    })
    changes(call, number, ['details'])
    return { ...made, before, after: await personOnPaper(call, number) }
  },
})
