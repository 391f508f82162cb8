/** Data as handed over with consent: each value with its source, since when it is held, and from which register. */
import type { Call } from '#platform/call.ts'
import { ageOn, dayOf } from '#platform/day.ts'
import type { ConsentField } from '#privacy/contract'
import { lawParameter, unitName, units } from '#reference'
import { placesOf } from '#residence'
import { heldOf, type Subject } from './subject.ts'

export interface Attribute {
  value: string | boolean | null
  source: 'population-register' | 'residence-register' | 'immigration-register' | 'electronic-identity'
  /** When the register recorded it; null where it does not say. */
  recorded_at: string | null
}

export async function handedOver(
  call: Call,
  subject: Subject,
  fields: readonly ConsentField[],
): Promise<Partial<Record<ConsentField, Attribute>>> {
  const handed: Partial<Record<ConsentField, Attribute>> = {}
  for (const field of fields) handed[field] = await attributeOf(call, subject, field)
  return handed
}

async function attributeOf(call: Call, subject: Subject, field: ConsentField): Promise<Attribute> {
  const { person } = subject
  const registered = (value: Attribute['value']): Attribute => ({
    value,
    source: person.foreigner ? 'immigration-register' : 'population-register',
    recorded_at: person.recordedAt,
  })
  switch (field) {
    case 'name':
      return registered(person.name)
    case 'birthdate':
      return registered(
        person.bornOn.slice(0, person.bornPrecision === 'Y' ? 4 : person.bornPrecision === 'M' ? 7 : 10),
      )
    case 'gender':
      return registered(person.sex === 'male' ? 'MALE' : 'FEMALE')
    case 'nationality':
      return registered(person.nationalities.join(','))
    case 'homeTown':
      return registered(
        person.homeTownUnitId === null
          ? null
          : unitName(await units(call), person.homeTownUnitId, person.bornOn),
      )
    case 'age18': {
      const today = dayOf(call.now)
      const adult = Number((await lawParameter(call, 'person.adult-age', today)).value)
      return registered(ageOn(person.bornOn, today) >= adult)
    }
    case 'address': {
      if (person.foreigner) return registered(person.foreigner.address)
      const { permanent } = await placesOf(call, person.personNumber)
      return {
        value: permanent?.address ?? null,
        source: 'residence-register',
        recorded_at: permanent?.since ?? null,
      }
    }
    case 'phoneNumber':
    case 'email': {
      const { phones, emails } = await heldOf(call, subject, [field])
      const value = (field === 'email' ? emails : phones)[0] ?? null
      return { value, source: 'electronic-identity', recorded_at: null }
    }
    // A face is compared, never handed over; changes are followed, not read once.
    case 'face':
    case 'lifeEvents':
      return { value: null, source: 'electronic-identity', recorded_at: null }
  }
}
