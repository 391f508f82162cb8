/**
 * Puts one value of a person right: a correction of the event that set it, with its source; phone and e-mail are the
 * person's own claims. Decree 58/2026/NĐ-CP: the commune of residence decides, nothing is overwritten.
 */
import type { Call } from '#platform/call.ts'
import { changes } from '#platform/call.ts'
import { dayOf, isDay } from '#platform/day.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'
import { codeItem, unitById, units } from '#reference'
import { correctDetails, type Grounds, keepContacts } from './civil-status.ts'
import { birth, detailsChange } from './civil-status-events.ts'
import { type CorrectedDetails, valueUnfit } from './contract.ts'
import { eventsInForce, isKind } from './life-event.ts'
import { selectLifeEvents } from './life-events.store.ts'
import { contactsOf } from './people.ts'

/** Fields that may be put right so; the rest needs an act of civil status or of residence. */
export const correctableFields = [
  'name',
  'otherName',
  'sex',
  'bornOn',
  'bornPrecision',
  'birthUnitId',
  'birthRegisteredUnitId',
  'homeTownUnitId',
  'ethnicGroup',
  'religion',
  'nationalities',
  'bloodGroup',
  'phone',
  'email',
] as const
export type CorrectableField = (typeof correctableFields)[number]

export function isCorrectable(field: string): field is CorrectableField {
  return correctableFields.includes(field as CorrectableField)
}

/** Throws valueUnfit, and what the register refuses of a correction. */
export async function putRight(
  call: Call,
  number: PersonNumber,
  field: CorrectableField,
  value: string,
  grounds: Grounds,
): Promise<void> {
  if (field === 'phone' || field === 'email') return await keepContact(call, number, field, value)
  await refuseUnfit(call, field, value)
  const details = detailsOf(field, value)
  const events = eventsInForce(await selectLifeEvents(call.sql, [number]))
  const changed = events.findLast((one) => isKind(one, detailsChange) && field in one.payload.details)
  const target = changed ?? events.find((one) => isKind(one, birth))
  await correctDetails(
    call,
    { personNumber: number, details, ...(changed && target ? { corrects: target.id as Uuid } : {}) },
    grounds,
  )
}

/** A value as the payload of a correction holds it. */
function detailsOf(field: CorrectableField, value: string): CorrectedDetails {
  if (field.endsWith('UnitId')) return { [field]: Number(value) }
  if (field === 'nationalities') return { nationalities: value.split(/[ ,]+/) }
  return { [field]: value } as CorrectedDetails
}

async function keepContact(
  call: Call,
  number: PersonNumber,
  field: 'phone' | 'email',
  value: string,
): Promise<void> {
  const fits = field === 'phone' ? /^0[35789]\d{8}$/ : /^[^@ ]+@[^@ ]+\.[^@ .]+$/
  if (!fits.test(value)) throw valueUnfit()
  const kept = (await contactsOf(call, number)) ?? {
    personNumber: number,
    phone: null,
    email: null,
    confirmedOn: null,
  }
  changes(call, number, [field])
  await keepContacts(call, { ...kept, [field]: value })
}

const lists: Partial<Record<CorrectableField, string>> = {
  ethnicGroup: 'ethnic-groups',
  religion: 'religions',
  sex: 'sexes',
  bloodGroup: 'blood-groups',
}

/** Throws valueUnfit when a value is none of its list, no day, no unit. */
export async function refuseUnfit(call: Call, field: CorrectableField, value: string): Promise<void> {
  const list = lists[field]
  const today = dayOf(call.now)
  const fits =
    field === 'bornOn'
      ? isDay(value) && value <= today
      : field === 'bornPrecision'
        ? /^[DMY]$/.test(value)
        : field === 'nationalities'
          ? /^[A-Z]{3}([ ,]+[A-Z]{3}){0,4}$/.test(value)
          : field.endsWith('UnitId')
            ? /^[1-9]\d{0,8}$/.test(value) && (await isUnit(call, Number(value)))
            : list
              ? (await codeItem(call, list, value, today)) !== undefined
              : value.trim().length > 0 && value.length <= 200
  if (!fits) throw valueUnfit()
}

async function isUnit(call: Call, unitId: number): Promise<boolean> {
  const all = await units(call)
  return unitById(all, unitId, dayOf(call.now)) !== undefined || all.versions.has(unitId)
}
