/** Relatives of a person on a day. The caller enters what he reads in the log. */
import type { Call } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import type { Day, Instant, PersonNumber, Words } from '#platform/schemas.ts'
import type { Relative } from './contract.ts'
import { peopleByNumbers } from './people.ts'
import { EVERYTHING_KNOWN } from './recorded-facts.ts'
import * as store from './relations.store.ts'
import type { RelationKind, RelationRow } from './relations.ts'

type Reading = Pick<Call, 'sql' | 'now'>

/** Relations that hold on a day, as we know it now. */
export async function relationsOf(call: Reading, number: PersonNumber, on: Day): Promise<RelationRow[]> {
  const held = await store.selectRelationsInForce(call.sql, number)
  return held.filter(
    ({ validFrom, validUntil }) => validFrom <= on && (validUntil === null || validUntil > on),
  )
}

/** Relations that held on a day, as known at an instant, or by everything we know. */
export async function relationsAsOf(
  call: Reading,
  number: PersonNumber,
  day: Day,
  knownAt: Instant = EVERYTHING_KNOWN,
): Promise<RelationRow[]> {
  return await store.selectRelationsAsOf(call.sql, number, day, knownAt)
}

export interface ParentNumbers {
  father: PersonNumber | null
  mother: PersonNumber | null
}

export async function parentsOf(
  call: Reading,
  number: PersonNumber,
  on: Day = dayOf(call.now),
): Promise<ParentNumbers> {
  const held = await relationsOf(call, number, on)
  const one = (kind: RelationKind) => held.find((row) => row.kind === kind)?.otherNumber ?? null
  return { father: one('father'), mother: one('mother') }
}

export async function childrenOf(
  call: Reading,
  number: PersonNumber,
  on: Day = dayOf(call.now),
): Promise<PersonNumber[]> {
  const held = await relationsOf(call, number, on)
  return held.filter(({ kind }) => kind === 'child').map(({ otherNumber }) => otherNumber)
}

export async function spouseOf(
  call: Reading,
  number: PersonNumber,
  on: Day = dayOf(call.now),
): Promise<PersonNumber | undefined> {
  const held = await relationsOf(call, number, on)
  return held.find(({ kind }) => kind === 'spouse')?.otherNumber
}

/** A relative with the number, for those who may see it. */
export type RelativeRow = Relative & { personNumber: PersonNumber; personId: string }

/** Every relation ever in force of a person, with the name of the other (item 15). */
export async function relativesOf(call: Reading, number: PersonNumber): Promise<RelativeRow[]> {
  const held = await store.selectRelationsInForce(call.sql, number)
  const people = await peopleByNumbers(
    call,
    held.map(({ otherNumber }) => otherNumber),
  )
  return held.flatMap(({ kind, otherNumber, validFrom, validUntil }) => {
    const other = people.get(otherNumber)
    if (!other) return []
    return [
      {
        kind,
        words: relationWords(kind, other.sex),
        personId: other.personId,
        personNumber: otherNumber,
        name: other.name,
        bornInYear: Number(other.bornOn.slice(0, 4)),
        alive: other.diedOn === null,
        validFrom,
        validUntil,
      },
    ]
  })
}

const words: Record<Exclude<RelationKind, 'spouse'>, Words> = {
  father: { vi: 'Cha', en: 'Father' },
  mother: { vi: 'Mẹ', en: 'Mother' },
  child: { vi: 'Con', en: 'Child' },
  guardian: { vi: 'Người giám hộ', en: 'Guardian' },
  ward: { vi: 'Người được giám hộ', en: 'Ward' },
  'adoptive-parent': { vi: 'Cha, mẹ nuôi', en: 'Adoptive parent' },
  'adopted-child': { vi: 'Con nuôi', en: 'Adopted child' },
  representative: { vi: 'Người đại diện', en: 'Representative' },
  represented: { vi: 'Người được đại diện', en: 'Represented person' },
}

/** A relation as people say it. */
export function relationWords(kind: RelationKind, sex: 'male' | 'female'): Words {
  if (kind !== 'spouse') return words[kind]
  return sex === 'male' ? { vi: 'Chồng', en: 'Husband' } : { vi: 'Vợ', en: 'Wife' }
}
