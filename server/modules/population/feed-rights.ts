/**
 * Who may follow the register: a system of a State body by a law, everybody's changes with what they say; others only
 * that something changed about people who agreed, from when they did. A later module knows the systems.
 */
import type { Call } from '#platform/call.ts'
import type { Instant, PersonNumber } from '#platform/schemas.ts'
import type { Change } from './changes.contract.ts'
import { selectAliases } from './number-aliases.store.ts'

export interface FeedAsked {
  purpose: string
  /** The system that a licensed provider reads for. */
  forClientId?: string | undefined
}

export interface FeedRights {
  /** Everybody, the past included, and what the events say. */
  byLaw: boolean
  /** Of these people those whose changes may be told, and since when; null is always. */
  toldSince(numbers: readonly PersonNumber[]): Promise<ReadonlyMap<PersonNumber, Instant | null>>
}

type RightsOf = (call: Call, asked: FeedAsked) => Promise<FeedRights>
let rights: RightsOf | undefined

export function registerFeedRights(rightsOf: RightsOf): void {
  rights = rightsOf
}

export async function feedRights(call: Call, asked: FeedAsked): Promise<FeedRights> {
  if (!rights) throw new Error('No module has said who may follow the register')
  return await rights(call, asked)
}

/** Those of these changes that may be told. A right goes by the number in force, a change bears that of its day. */
export async function toldOf(call: Call, { byLaw, toldSince }: FeedRights, rows: readonly Change[]) {
  const numbers = [...new Set(rows.map(({ personNumber }) => personNumber))]
  const inForce = await selectAliases(call.sql, numbers)
  const now = (number: PersonNumber) => inForce.get(number) ?? number
  const since = await toldSince([...new Set(numbers.map(now))])
  return rows.flatMap((row) => {
    const from = since.get(now(row.personNumber))
    if (from === undefined || (from !== null && row.recordedAt < from)) return []
    return [byLaw ? row : { ...row, details: null }]
  })
}
