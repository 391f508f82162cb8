/** Units and the working calendar in memory, once for each installation a program talks to. */
import type { Call } from '#platform/call.ts'
import type { Sql } from '#platform/db.ts'
import type { Ports } from '#ports/ports.ts'
import { selectCalendar } from './calendar.store.ts'
import { selectSuccessions, selectUnitVersions } from './units.store.ts'
import { indexUnits, type Units } from './units.ts'
import type { WorkingCalendar } from './working-calendar.ts'

interface Kept {
  units: Promise<Units>
  calendar: Promise<WorkingCalendar>
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
