import type { FactorMethod } from '#accounts/contract'
import type { Sql } from '#platform/db.ts'
import type { Instant, Uuid } from '#platform/schemas.ts'

export interface Screen {
  clientId: string
  device: string
  number: number
  state: 'shown' | 'approved' | 'refused' | 'used'
  shownAt: Instant
  expiresAt: Instant
}

export interface NewScreen {
  tokenHash: Buffer
  stepHash: Buffer
  clientId: string
  device: string
  number: number
  shownAt: Date
  expiresAt: Date
}

const columns = (sql: Sql) => sql`client_id, device, number, state, shown_at, expires_at`

/** A new code takes the place of the one before: a step shows one at a time. */
export async function replaceScreen(sql: Sql, screen: NewScreen): Promise<void> {
  await sql`
    insert into authentication.screens
      (token_hash, step_hash, client_id, device, number, state, shown_at, expires_at)
    values (${screen.tokenHash}, ${screen.stepHash}, ${screen.clientId}, ${screen.device}, ${screen.number}, 'shown',
      ${screen.shownAt}, ${screen.expiresAt})
    on conflict (step_hash) do update set token_hash = excluded.token_hash, number = excluded.number, state = 'shown',
      account_id = null, methods = null, shown_at = excluded.shown_at, expires_at = excluded.expires_at`
}

export async function selectScreen(sql: Sql, tokenHash: Buffer, now: Date): Promise<Screen | undefined> {
  const [row] = await sql<Screen[]>`
    select ${columns(sql)} from authentication.screens
    where token_hash = ${tokenHash} and state = 'shown' and expires_at > ${now}`
  return row
}

export async function selectStateOfStep(
  sql: Sql,
  stepHash: Buffer,
  now: Date,
): Promise<Screen['state'] | 'expired'> {
  const [row] = await sql<{ state: Screen['state'] }[]>`
    select state from authentication.screens where step_hash = ${stepHash} and expires_at > ${now}`
  return row?.state ?? 'expired'
}

/**
 * Signs the screen in when the number is the one it shows; a wrong number ends the request, so that it cannot be
 * guessed. Nothing when it was over already.
 */
export async function tryNumber(
  sql: Sql,
  tokenHash: Buffer,
  given: { number: number; accountId: Uuid; methods: readonly FactorMethod[] },
  now: Date,
): Promise<{ approved: boolean; clientId: string; device: string } | undefined> {
  const [row] = await sql<{ approved: boolean; clientId: string; device: string }[]>`
    update authentication.screens
    set state = case when number = ${given.number} then 'approved' else 'refused' end,
      account_id = case when number = ${given.number} then ${given.accountId}::uuid end,
      methods = case when number = ${given.number} then ${given.methods as string[]}::text[] end
    where token_hash = ${tokenHash} and state = 'shown' and expires_at > ${now}
    returning state = 'approved' as approved, client_id, device`
  return row
}

export async function refuse(sql: Sql, tokenHash: Buffer, now: Date): Promise<boolean> {
  const refused = await sql`
    update authentication.screens set state = 'refused'
    where token_hash = ${tokenHash} and state = 'shown' and expires_at > ${now}`
  return refused.count === 1
}

/** The approval of a screen is used once, by the step that shows it. */
export async function useApproval(
  sql: Sql,
  stepHash: Buffer,
  now: Date,
): Promise<{ accountId: Uuid; methods: FactorMethod[] } | undefined> {
  const [row] = await sql<{ accountId: Uuid; methods: FactorMethod[] }[]>`
    update authentication.screens set state = 'used'
    where step_hash = ${stepHash} and state = 'approved' and expires_at > ${now}
    returning account_id, methods`
  return row
}
