import type { Sql } from '#platform/db.ts'
import type { Instant, Uuid } from '#platform/schemas.ts'

export interface CodeRow {
  accountId: Uuid
  codeMac: Buffer | null
  tries: number
  sent: number
  sentAt: Instant
  expiresAt: Instant
}

export async function selectCode(sql: Sql, subject: string): Promise<CodeRow | undefined> {
  const [row] = await sql<CodeRow[]>`
    select account_id, code_mac, tries, sent, sent_at, expires_at
    from authentication.codes where subject = ${subject}`
  return row
}

/** Puts a new code in the place of the last one; its tries begin again, the count of codes sent does not. */
export async function upsertCode(
  sql: Sql,
  code: { subject: string; accountId: Uuid; codeMac: Buffer; sentAt: Date; expiresAt: Date },
): Promise<void> {
  await sql`
    insert into authentication.codes (subject, account_id, code_mac, sent_at, expires_at)
    values (${code.subject}, ${code.accountId}, ${code.codeMac}, ${code.sentAt}, ${code.expiresAt})
    on conflict (subject) do update set account_id = excluded.account_id, code_mac = excluded.code_mac, tries = 0,
      sent = codes.sent + 1, sent_at = excluded.sent_at, expires_at = excluded.expires_at`
}

/** A second step that began without a code being sent. */
export async function insertStep(
  sql: Sql,
  step: { subject: string; accountId: Uuid; now: Date; expiresAt: Date },
): Promise<void> {
  await sql`
    insert into authentication.codes (subject, account_id, sent, sent_at, expires_at)
    values (${step.subject}, ${step.accountId}, 0, ${new Date(0)}, ${step.expiresAt})
    on conflict (subject) do update set account_id = excluded.account_id, code_mac = null, expires_at = excluded.expires_at`
}

/** Counts a try and gives the row as it then is; nothing when there is no code left to try. Parallel tries count each. */
export async function countTry(sql: Sql, subject: string, triesMax: number): Promise<CodeRow | undefined> {
  const [row] = await sql<CodeRow[]>`
    update authentication.codes set tries = tries + 1
    where subject = ${subject} and code_mac is not null and tries < ${triesMax}
    returning account_id, code_mac, tries, sent, sent_at, expires_at`
  return row
}

/** A code works once: of several right answers at once, one uses it. */
export async function useCode(sql: Sql, subject: string, codeMac: Buffer): Promise<boolean> {
  const used = await sql`
    update authentication.codes set code_mac = null where subject = ${subject} and code_mac = ${codeMac}`
  return used.count === 1
}

export async function deleteCode(sql: Sql, subject: string): Promise<void> {
  await sql`delete from authentication.codes where subject = ${subject}`
}
