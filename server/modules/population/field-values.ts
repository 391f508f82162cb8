/** Values of a person's fields as people read them: codes by their list, units by name, days as written here. */
import type { Call } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { codeItem, unitName, units } from '#reference'
import type { Person } from './people.store.ts'
import type { Contacts } from './people.ts'

const lists: Record<string, string> = {
  ethnicGroup: 'ethnic-groups',
  religion: 'religions',
  sex: 'sexes',
  bloodGroup: 'blood-groups',
  maritalStatus: 'marital-statuses',
  relationToHead: 'relations-to-head',
  nationalities: 'nationalities',
}
const precisions: Record<string, string> = {
  D: 'Đủ ngày, tháng, năm',
  M: 'Chỉ có tháng, năm',
  Y: 'Chỉ có năm',
}

/** A value of a field in words; itself when nothing is known about it. */
export async function shownValue(call: Pick<Call, 'sql' | 'ports' | 'now'>, field: string, value: string) {
  if (/^\d{4}-\d{2}-\d{2}/.test(value)) return value.slice(0, 10).split('-').reverse().join('/')
  if (field === 'bornPrecision') return precisions[value] ?? value
  if (/unit/i.test(field) && /^\d+$/.test(value)) {
    const all = await units(call)
    return all.versions.has(Number(value)) ? unitName(all, Number(value), dayOf(call.now)) : value
  }
  const list = lists[field]
  if (!list) return value
  const words: string[] = []
  for (const code of value.split(/[ ,]+/)) {
    words.push((await codeItem(call, list, code, dayOf(call.now)))?.vi ?? code)
  }
  return words.join(', ')
}

/** What stands in a field now, as text; null when nothing does. */
export function valueNow(person: Person, contacts: Contacts | undefined, field: string): string | null {
  if (field === 'phone' || field === 'email') return contacts?.[field] ?? null
  const value = (person as unknown as Record<string, unknown>)[field]
  if (value === null || value === undefined) return null
  return Array.isArray(value) ? value.join(', ') : String(value)
}
