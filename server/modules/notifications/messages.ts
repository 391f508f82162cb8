/** Messages to persons (thông báo): told once, shown newest first, read when opened. */

import { holderByNumber } from '#accounts'
import { type Call, type CitizenActor, changes, reads } from '#platform/call.ts'
import { poke } from '#platform/live.ts'
import type { Uuid } from '#platform/schemas.ts'
import type { Notification } from './contract.ts'
import * as store from './messages.store.ts'

const PAGE = 20
/** A year is long enough to look back; the dossier itself stays. */
const KEPT_DAYS = 365
const AT_ONCE = 10_000

/** Tells a person something, once, and wakes his open pages. */
export async function tell(call: Call, message: store.Message): Promise<void> {
  if (!(await store.insertMessage(call.sql, message))) return
  changes(call, message.personNumber, ['notifications'])
  const person = await holderByNumber(call, message.personNumber)
  if (person) await poke(call, [`person:${person.personId}`], 'notifications')
}

/** What I was told. */
export async function listMine(
  call: Call,
  { after, limit = PAGE }: { after?: string; limit?: number },
): Promise<{ rows: Notification[]; next: string | null; unread: number }> {
  const { number } = call.actor as CitizenActor
  reads(call, number, ['notifications'])
  const found = await store.selectMessages(call.sql, number, uuidIn(after), limit + 1)
  const rows = found
    .slice(0, limit)
    .map(({ notificationId, at, kind, title, body, aboutKind, aboutId, readAt }) => ({
      notificationId,
      at,
      kind,
      title,
      text: body,
      about: { kind: aboutKind, id: aboutId },
      readAt,
    }))
  return {
    rows,
    next: found.length > limit ? (rows.at(-1)?.notificationId ?? null) : null,
    unread: await store.countUnread(call.sql, number),
  }
}

/** Marks one of mine, or all, as read; answers how many are left. */
export async function markRead(call: Call, one: Uuid | null): Promise<{ unread: number }> {
  const { number } = call.actor as CitizenActor
  await store.markRead(call.sql, number, one, call.now)
  return { unread: await store.countUnread(call.sql, number) }
}

export async function forgetOld(call: Call): Promise<void> {
  await store.deleteOlder(call.sql, new Date(call.now.getTime() - KEPT_DAYS * 86_400_000), AT_ONCE)
}

function uuidIn(text: string | undefined): Uuid | null {
  return text && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : null
}
