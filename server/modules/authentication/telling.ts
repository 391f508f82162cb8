import { accountById } from '#accounts'
import { type AccountEventKind, accountEventWords } from '#accounts/contract'
import type { Call } from '#platform/call.ts'
import type { Uuid } from '#platform/schemas.ts'
import { addressOf } from './codes.ts'
import { notMeLink } from './not-me-links.ts'

const moment = new Intl.DateTimeFormat('vi-VN', {
  dateStyle: 'short',
  timeStyle: 'short',
  timeZone: 'Asia/Ho_Chi_Minh',
})

/** What needs no way out: its holder did it at a counter, or the account is shut already. */
const calm: ReadonlySet<string> = new Set(['locked', 'unlocked', 'reminded', 'notified'])

/** Tells a holder by message what happened to his account, and how to stop it when it was not he. */
export async function tellByMessage(
  call: Call,
  { accountId, kind, device }: { accountId: Uuid; kind: string; device: string | null },
): Promise<void> {
  const account = await accountById(call.sql, accountId)
  const words = accountEventWords[kind as AccountEventKind]
  if (!account || !words) return
  const to = addressOf(account)
  if (!to.phone && !to.email) return
  const said = account.foreigner ? `${words.en} / ${words.vi}` : words.vi
  const what = `${said}${device ? ` (${device})` : ''} lúc ${moment.format(call.now)}.`
  const wayOut = calm.has(kind) ? '' : ` Không phải bạn? ${await notMeLink(call.ports, accountId, call.now)}`
  await call.ports.messages.send({ to, text: `${what}${wayOut}`, kind: 'notice' })
}
