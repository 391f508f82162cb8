/** What the register holds of one person, item by item of article 9, in words people read. */
import type { Call } from '#platform/call.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import { absentReasons } from './absent-reasons.ts'
import { birth } from './civil-status-events.ts'
import { type AbsentParent, type PersonFile, personUnknown } from './contract.ts'
import { fieldSourcesOf } from './field-sources.ts'
import { eventsInForce, isKind, type LifeEvent } from './life-event.ts'
import { selectLifeEvents } from './life-events.store.ts'
import { type FileRow, selectFile } from './person-file.store.ts'
import { itemsOf } from './person-items.ts'
import { ruleWords } from './quality-rules.ts'
import { relationsOf } from './relations.ts'

export { birthday } from './person-items.ts'

/** Fields that the log names when a whole file is read. */
export const fileFields = [
  'name',
  'number',
  'bornOn',
  'sex',
  'birthPlace',
  'homeTown',
  'ethnicGroup',
  'religion',
  'nationalities',
  'bloodGroup',
  'maritalStatus',
  'diedOn',
  'contacts',
] as const

/** The file of a person. Items 14, 16–20, 22 and 23 belong to card and residence. Throws personUnknown. */
export async function personFile(call: Call, number: PersonNumber): Promise<PersonFile> {
  const file = await selectFile(call.sql, number)
  if (!file) throw personUnknown()
  const events = await selectLifeEvents(call.sql, [number])
  return {
    personId: file.personId,
    personNumber: number,
    name: file.name,
    sex: file.sex,
    bornOn: file.bornOn,
    bornPrecision: file.bornPrecision,
    status: file.status,
    diedOn: file.diedOn,
    maritalStatus: file.maritalStatus,
    version: file.version,
    recordedAt: file.recordedAt,
    items: await itemsOf(call, { ...file, ...besides(file, events) }),
    absentParents: absentParents(events),
    aliases: file.aliases,
    findings: file.findings.map((rule) => ({ rule, words: ruleWords(rule) })),
  }
}

/** The parts of the items that do not stand in the state itself. */
export function besides(file: FileRow, events: readonly LifeEvent[]) {
  const born = eventsInForce(events).find((one) => isKind(one, birth))
  return {
    oldNumber: file.aliases.find(({ kind }) => kind === 'old-9-digit')?.alias ?? null,
    sources: fieldSourcesOf(events),
    birthRegisteredCountry: born?.payload.birthRegisteredCountry ?? null,
  }
}

const parents = [
  ['father', 'fatherAbsent', { vi: 'Cha', en: 'Father' }],
  ['mother', 'motherAbsent', { vi: 'Mẹ', en: 'Mother' }],
] as const

/** Item 15 where it is empty: a parent whom the register does not name, and why. */
export function absentParents(events: readonly LifeEvent[]): AbsentParent[] {
  const inForce = eventsInForce(events)
  const born = inForce.find((one) => isKind(one, birth))
  if (!born) return []
  const known = relationsOf(events)
  return parents.flatMap(([kind, absent, label]) => {
    if (known.some((fact) => fact.kind === kind)) return []
    const code = born.payload[absent] ?? (born.payload.foundling ? 'left-behind' : 'not-recorded')
    return [{ label, absent: { code, words: absentReasons[code] } }]
  })
}
