/** Units, codes, the working calendar and the law's parameters in memory, once for each installation a program talks to. */
import type { Call } from '#platform/call.ts'
import type { Sql } from '#platform/db.ts'
import type { Day } from '#platform/schemas.ts'
import type { Ports } from '#ports/ports.ts'
import { selectCalendar } from './calendar.store.ts'
import { type ListedCode, selectAllCodes } from './code-lists.store.ts'
import type { LawParameter } from './contract.ts'
import { selectAllLawParameters } from './law.store.ts'
import { selectSuccessions, selectUnitVersions } from './units.store.ts'
import { indexUnits, type Units } from './units.ts'
import type { WorkingCalendar } from './working-calendar.ts'

interface Kept {
  units: Promise<Units>
  calendar: Promise<WorkingCalendar>
  codes: Promise<ReadonlyMap<string, readonly ListedCode[]>>
  law: Promise<ReadonlyMap<string, readonly LawParameter[]>>
}
const kept = new WeakMap<Ports, Partial<Kept>>()

/** Every administrative unit; read from the database at the first call. */
export function units(call: Pick<Call, 'sql' | 'ports'>): Promise<Units> {
  return keep(call.ports, 'units', () => readUnits(call.sql))
}

/** The working calendar; read from the database at the first call. */
export function workingCalendar(call: Pick<Call, 'sql' | 'ports'>): Promise<WorkingCalendar> {
  return keep(call.ports, 'calendar', () => selectCalendar(call.sql))
}

/** A code list (danh mục) in its order; empty when there is none of that name. */
export async function codeList(
  call: Pick<Call, 'sql' | 'ports'>,
  list: string,
): Promise<readonly ListedCode[]> {
  const lists = await keep(call.ports, 'codes', async () =>
    Map.groupBy(await selectAllCodes(call.sql), (item) => item.list),
  )
  return lists.get(list) ?? []
}

/** A code of a list as it stood on a day; undefined when it is not in the list then. */
export async function codeItem(
  call: Pick<Call, 'sql' | 'ports'>,
  list: string,
  code: string,
  on: Day,
): Promise<ListedCode | undefined> {
  return (await codeList(call, list)).find(
    (item) =>
      item.code === code &&
      (item.validFrom === null || item.validFrom <= on) &&
      (item.validUntil === null || on < item.validUntil),
  )
}

/** Every value that a parameter of the law ever had, the newest first; read from the database at the first call. */
export async function lawValuesOf(
  call: Pick<Call, 'sql' | 'ports'>,
  key: string,
): Promise<readonly LawParameter[]> {
  const all = await keep(call.ports, 'law', async () =>
    Map.groupBy(await selectAllLawParameters(call.sql), (parameter) => parameter.key),
  )
  return all.get(key) ?? []
}

/** Forgets what is in memory, after reference data were loaded anew. */
export function reloadReference(ports: Ports): void {
  kept.delete(ports)
}

/** Units straight from the tables, for programs that have no call, such as the seeder. */
export async function readUnits(sql: Sql): Promise<Units> {
  return indexUnits(await selectUnitVersions(sql), await selectSuccessions(sql))
}

function keep<K extends keyof Kept>(ports: Ports, name: K, read: () => Kept[K]): Kept[K] {
  const mine = kept.get(ports) ?? {}
  kept.set(ports, mine)
  const before = mine[name] as Kept[K] | undefined
  if (before) return before
  const reading = read()
  mine[name] = reading as Partial<Kept>[K]
  // A read that failed is not kept: the next call tries again.
  reading.catch(() => {
    delete mine[name]
  })
  return reading
}
