import { randomInt, timingSafeEqual } from 'node:crypto'
import { type Account, noteOnAccount } from '#accounts'
import { countAttempt } from '#platform/attempts.ts'
import type { Database } from '#platform/db.ts'
import type { Ports } from '#ports/ports.ts'
import * as store from './codes.store.ts'
import { codeLimits } from './limits.ts'

/** What checking a code needs: never a call's transaction, so that a refused try stays counted. */
export interface CodeParts {
  db: Database
  ports: Ports
  now: Date
}

/** What a code is for; the words of its message follow. */
export type CodePurpose = 'sign-in' | 'confirm'

export type Sending =
  | { sent: true; expiresAt: Date }
  | { sent: false; reason: 'too-many' | 'too-soon' | 'failed' }

/**
 * Sends a one-time code (mã xác thực một lần, OTP) to the account's own phone or e-mail. It goes straight to the
 * messages port; only its HMAC is stored, with a key that is not in the database.
 */
export async function sendCode(
  { db, ports, now }: CodeParts,
  subject: string,
  account: Pick<Account, 'accountId' | 'phone' | 'email'>,
  purpose: CodePurpose,
): Promise<Sending> {
  const before = await store.selectCode(db, subject)
  if (before && before.sent >= codeLimits.sentMax) return { sent: false, reason: 'too-many' }
  if (before && now.getTime() - Date.parse(before.sentAt) < codeLimits.resendSeconds * 1000) {
    return { sent: false, reason: 'too-soon' }
  }
  const count = await countAttempt(db, `codes-sent:${account.accountId}`, 60, now)
  if (count > codeLimits.sentAnHour) return { sent: false, reason: 'too-many' }
  const code = String(randomInt(0, 1_000_000)).padStart(6, '0')
  const expiresAt = new Date(now.getTime() + codeLimits.minutes * 60_000)
  const codeMac = await macOf(ports, subject, code)
  await store.upsertCode(db, { subject, accountId: account.accountId, codeMac, sentAt: now, expiresAt })
  try {
    await ports.messages.send({ to: addressOf(account), text: textOf(code, purpose), kind: 'code' })
    return { sent: true, expiresAt }
  } catch {
    return { sent: false, reason: 'failed' }
  }
}

export type Checked =
  | { right: true; accountId: string }
  | { right: false; reason: 'wrong' | 'expired' | 'spent'; triesLeft: number }

/** Checks a code. Right once only; each try counts, also those that arrive at the same moment. */
export async function checkCode(
  { db, ports, now }: CodeParts,
  subject: string,
  code: string,
): Promise<Checked> {
  const row = await store.countTry(db, subject, codeLimits.triesMax)
  if (!row?.codeMac) return { right: false, reason: 'spent', triesLeft: 0 }
  if (Date.parse(row.expiresAt) <= now.getTime()) return { right: false, reason: 'expired', triesLeft: 0 }
  const total = await countAttempt(db, `code-tries:${row.accountId}`, 60, now)
  if (total > codeLimits.triesAnHour) return { right: false, reason: 'spent', triesLeft: 0 }
  const given = await macOf(ports, subject, code)
  if (timingSafeEqual(given, row.codeMac) && (await store.useCode(db, subject, row.codeMac))) {
    return { right: true, accountId: row.accountId }
  }
  await noteOnAccount({ sql: db, now }, row.accountId, 'code-refused')
  const triesLeft = codeLimits.triesMax - row.tries
  return { right: false, reason: triesLeft > 0 ? 'wrong' : 'spent', triesLeft }
}

async function macOf(ports: Ports, subject: string, code: string): Promise<Buffer> {
  return (await ports.keys.mac('cookie', `one-time code\n${subject}\n${code}`)).bytes
}

/** Where codes and notices of an account go. */
export function addressOf({ phone, email }: Pick<Account, 'phone' | 'email'>): {
  phone?: string
  email?: string
} {
  if (phone) return { phone }
  return email ? { email } : {}
}

/** The last three digits, so that a person knows which phone to look at. */
export function maskedAddress({ phone, email }: Account): string {
  if (phone) return `•••• ••• ${phone.slice(-3)}`
  const [name = '', host = ''] = (email ?? '').split('@')
  return email ? `${name.slice(0, 1)}•••@${host}` : ''
}

function textOf(code: string, purpose: CodePurpose): string {
  const what = purpose === 'sign-in' ? 'đăng nhập' : 'xác nhận'
  return `${code} là mã ${what} của bạn, dùng trong ${codeLimits.minutes} phút. Không đưa mã này cho bất kỳ ai, kể cả người xưng là cán bộ.`
}
