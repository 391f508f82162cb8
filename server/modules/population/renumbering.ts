/**
 * One person, another number. When a number is cancelled and set again, or one of two records of a person gives way
 * to the other, each module moves what it holds **now** of the one number to the other. What was recorded stays under
 * the number of its day and is found through the aliases.
 *
 * `population` calls the modules inside the transaction that changes the number, with the event that caused it. Rows
 * with two times are superseded at `by.recordedAt` and recorded anew; others are moved. The answer says which rows
 * were moved, so that exactly those can be moved back.
 */
import type { Call } from '#platform/call.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import type { LifeEvent } from './life-event.ts'

/** Ids of the rows that were moved, by table. Small and plain, so that it can be kept as JSON. */
export type Moved = Record<string, string[]>

export interface HowRenumbered {
  /** The event under which the rows are superseded and recorded. */
  by: LifeEvent
  /** Only these rows, as an earlier renumbering answered them: to move back what was moved. */
  only?: Moved
}

/** Moves the module's current rows. Must be safe when there are none. */
export type Renumber = (
  call: Call,
  from: PersonNumber,
  to: PersonNumber,
  how: HowRenumbered,
) => Promise<Moved>

const modules = new Map<string, Renumber>()

/** Names a module's part, once, when the module is loaded. Modules run in the order in which they registered. */
export function registerRenumbering(module: string, renumber: Renumber): void {
  modules.set(module, renumber)
}

/** Moves what every module holds now of one number to another. Answers what was moved, by table. */
export async function renumber(
  call: Call,
  from: PersonNumber,
  to: PersonNumber,
  how: HowRenumbered,
): Promise<Moved> {
  const moved: Moved = {}
  for (const move of modules.values()) Object.assign(moved, await move(call, from, to, how))
  return moved
}

/** Whether a row may move: all of them, or only those named. */
export function idsToMove({ only }: HowRenumbered, table: string): string[] | null {
  return only ? (only[table] ?? []) : null
}
