/**
 * Numbers a person had before: whoever was read under one of them sees those reads too. `population` stands below
 * this module and registers how to ask.
 */
import type { Sql } from '#platform/db.ts'
import type { PersonNumber } from '#platform/schemas.ts'

export type EarlierNumbers = (sql: Sql, number: PersonNumber) => Promise<readonly PersonNumber[]>

let earlier: EarlierNumbers = async () => []

export function registerEarlierNumbers(ask: EarlierNumbers): void {
  earlier = ask
}

export function earlierNumbersOf(sql: Sql, number: PersonNumber): Promise<readonly PersonNumber[]> {
  return earlier(sql, number)
}
