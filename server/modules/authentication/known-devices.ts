import { randomUUID } from 'node:crypto'
import type { Realm } from '#accounts/contract'
import type { Uuid } from '#platform/schemas.ts'
import type { Ports } from '#ports/ports.ts'
import { openSealedCookie, sealedCookie } from './sealed-cookies.ts'

/** A browser in which someone signed in before. His tries there are counted apart, so strangers cannot shut him out. */
export interface KnownDevice {
  id: string
  accounts: Uuid[]
}

const DAYS = 180
const ACCOUNTS_MAX = 10

const nameOf = (realm: Realm) => `__Host-known-${realm}`

export function knownDevice(
  ports: Ports,
  realm: Realm,
  cookies: string | undefined,
  now: Date,
): KnownDevice | undefined {
  return openSealedCookie<KnownDevice>(ports, nameOf(realm), cookies, now)
}

/** The cookie that makes a browser known to an account after a full sign-in. */
export function rememberDevice(
  ports: Ports,
  realm: Realm,
  before: KnownDevice | undefined,
  accountId: Uuid,
  now: Date,
): string {
  const accounts = [accountId, ...(before?.accounts ?? []).filter((one) => one !== accountId)].slice(
    0,
    ACCOUNTS_MAX,
  )
  const device: KnownDevice = { id: before?.id ?? randomUUID(), accounts }
  return sealedCookie(ports, nameOf(realm), device, DAYS * 86_400, now)
}
