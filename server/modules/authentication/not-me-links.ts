/** One touch in a message: "this was not me" (không phải tôi). The link locks one account, and nothing else. */
import { timingSafeEqual } from 'node:crypto'
import { accountById, lockAccount, noteOnAccount } from '#accounts'
import { type Call, newEntry } from '#platform/call.ts'
import type { Server } from '#platform/http.ts'
import type { Uuid } from '#platform/schemas.ts'
import type { Ports } from '#ports/ports.ts'

const DAYS = 7
const MAC_BYTES = 16

/** The address in the message: which account, until when, and a seal over both; no person's data. */
export async function notMeLink(ports: Ports, accountId: Uuid, now: Date): Promise<string> {
  const until = Math.floor(now.getTime() / 1000) + DAYS * 86_400
  const mac = await macOf(ports, accountId, until)
  const id = Buffer.from(accountId.replaceAll('-', ''), 'hex').toString('base64url')
  return `${ports.publicUrl}/id/not-me/${id}.${until.toString(36)}.${mac.toString('base64url')}`
}

/** The account a link is about, while it holds. */
export async function accountOfLink(ports: Ports, token: string, now: Date): Promise<Uuid | undefined> {
  const [id = '', end = '', given = ''] = token.split('.')
  const hex = Buffer.from(id, 'base64url').toString('hex')
  const until = Number.parseInt(end, 36)
  if (hex.length !== 32 || !Number.isSafeInteger(until) || until * 1000 < now.getTime()) return undefined
  const accountId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  const mac = Buffer.from(given, 'base64url')
  const expected = await macOf(ports, accountId, until)
  return mac.length === expected.length && timingSafeEqual(mac, expected) ? accountId : undefined
}

/** Locks the account of a link and ends its sessions. True also when it was locked before: the holder is safe. */
export async function lockByLink(server: Server, token: string): Promise<boolean> {
  const now = server.clock()
  const accountId = await accountOfLink(server.ports, token, now)
  const account = accountId && (await accountById(server.db, accountId))
  if (!account) return false
  await server.db.begin(async (sql) => {
    const entry = newEntry('not me', now)
    const call: Call = { sql, actor: { kind: 'anonymous' }, now, ports: server.ports, entry }
    await noteOnAccount(call, account.accountId, 'not-me')
    await lockAccount(call, account.accountId, 'holder')
    await server.audit.write(sql, call.actor, entry)
  })
  return true
}

async function macOf(ports: Ports, accountId: Uuid, until: number): Promise<Buffer> {
  return (await ports.keys.mac('cookie', `not me\n${accountId}\n${until}`)).bytes.subarray(0, MAC_BYTES)
}
