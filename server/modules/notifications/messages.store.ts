import type { Sql } from '#platform/db.ts'
import type { Instant, PersonNumber, Uuid, Words } from '#platform/schemas.ts'
import type { AboutKind } from './contract.ts'

export interface Message {
  personNumber: PersonNumber
  notificationId: Uuid
  at: Instant
  kind: string
  title: Words
  body: Words
  aboutKind: AboutKind
  aboutId: Uuid
}

/** Inserts a message once. False when it was told before. */
export async function insertMessage(sql: Sql, message: Message): Promise<boolean> {
  const { personNumber, notificationId, at, kind, title, body, aboutKind, aboutId } = message
  const inserted = await sql`
    insert into notifications.messages (person_number, notification_id, at, kind, title, body, about_kind, about_id)
    values (${personNumber}, ${notificationId}, ${at}, ${kind}, ${sql.json(title as never)},
      ${sql.json(body as never)}, ${aboutKind}, ${aboutId})
    on conflict do nothing`
  return inserted.count === 1
}

/** A page of someone's messages, newest first; `after` is the last one of the page before. */
export async function selectMessages(
  sql: Sql,
  person: PersonNumber,
  after: Uuid | null,
  limit: number,
): Promise<(Message & { readAt: Instant | null })[]> {
  return sql<(Message & { readAt: Instant | null })[]>`
    select person_number, notification_id, at, kind, title, body, about_kind, about_id, read_at
    from notifications.messages
    where person_number = ${person}
      and (${after}::uuid is null or (at, notification_id) < (
        select at, notification_id from notifications.messages
        where person_number = ${person} and notification_id = ${after}))
    order by at desc, notification_id desc
    limit ${limit}`
}

export async function countUnread(sql: Sql, person: PersonNumber): Promise<number> {
  const [row] = await sql<{ unread: number }[]>`
    select count(*)::integer as unread from notifications.messages
    where person_number = ${person} and read_at is null`
  return row?.unread ?? 0
}

/** Marks one, or all, as read. */
export async function markRead(sql: Sql, person: PersonNumber, one: Uuid | null, now: Date): Promise<void> {
  await sql`
    update notifications.messages set read_at = ${now}
    where person_number = ${person} and read_at is null and (${one}::uuid is null or notification_id = ${one})`
}

/** Forgets messages that are older than their time. */
export async function deleteOlder(sql: Sql, before: Date, limit: number): Promise<number> {
  const deleted = await sql`
    delete from notifications.messages
    where (person_number, notification_id) in (
      select person_number, notification_id from notifications.messages where at < ${before} limit ${limit})`
  return deleted.count
}
