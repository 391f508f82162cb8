import type { Sql } from '#platform/db.ts'
import type { Day, PersonNumber } from '#platform/schemas.ts'
import type { CompiledRules } from './quality-rules.ts'

export interface Verdicts {
  personNumber: PersonNumber
  verdicts: string
}

/** What a broken rule looked at and what it suggests, as JSON; empty for rules that hold. In the order of the rules. */
export interface Found {
  personNumber: PersonNumber
  found: string[]
}

/** One letter a rule for each of these people; numbers that are nobody's are left out. */
export async function selectVerdicts(
  sql: Sql,
  { verdicts }: CompiledRules,
  numbers: readonly PersonNumber[],
  today: Day,
): Promise<Verdicts[]> {
  return await sql.unsafe<Verdicts[]>(verdicts, [numbers as string[], today], { prepare: true })
}

export async function selectFound(
  sql: Sql,
  { evidence }: CompiledRules,
  numbers: readonly PersonNumber[],
  today: Day,
): Promise<Found[]> {
  return await sql.unsafe<Found[]>(evidence, [numbers as string[], today], { prepare: true })
}
