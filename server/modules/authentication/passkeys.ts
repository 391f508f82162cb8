import { randomBytes } from 'node:crypto'
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { type Account, noteOnAccount } from '#accounts'
import type { Realm } from '#accounts/contract'
import type { Database, Sql } from '#platform/db.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { Uuid } from '#platform/schemas.ts'
import type { Ports } from '#ports/ports.ts'
import * as store from './passkeys.store.ts'

/** What using a passkey needs: never a call's transaction, so that a refused try uses up its challenge. */
export interface PasskeyParts {
  db: Database
  ports: Ports
  now: Date
}

const CHALLENGE_MINUTES = 5
const TRANSPORTS = ['internal', 'hybrid', 'usb', 'nfc', 'ble', 'cable', 'smart-card'] as const
type Transport = (typeof TRANSPORTS)[number]

/** The site a passkey belongs to: the host of the public address, whatever proxies stand before us. */
function site({ publicUrl }: Ports) {
  const { hostname, origin } = new URL(publicUrl)
  return { rpID: hostname, origin }
}

async function newChallenge({ db, now }: PasskeyParts, subject: string): Promise<Uint8Array<ArrayBuffer>> {
  const challenge = randomBytes(32)
  await store.insertChallenge(db, challenge, subject, new Date(now.getTime() + CHALLENGE_MINUTES * 60_000))
  return new Uint8Array(challenge)
}

/**
 * What a browser needs to make a passkey: kept by the device, found without a name, opened by the device's own lock.
 * The name the device shows is the person's, never a number: makers of devices copy it to their servers.
 */
export async function askToAddPasskey(parts: PasskeyParts, subject: string, account: Account, name: string) {
  const own = await store.selectPasskeys(parts.db, account.accountId)
  const shown = account.realm === 'officer' ? `${name} (cán bộ)` : name
  return await generateRegistrationOptions({
    rpName: 'dean06',
    rpID: site(parts.ports).rpID,
    userName: shown,
    userDisplayName: shown,
    userID: new Uint8Array(Buffer.from(account.accountId.replaceAll('-', ''), 'hex')),
    challenge: await newChallenge(parts, subject),
    timeout: CHALLENGE_MINUTES * 60_000,
    attestationType: 'none',
    excludeCredentials: own.map(descriptorOf),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: [-7, -257],
  })
}

/** What a browser needs to use a passkey: any of this site, or those of one account. */
export async function askToUsePasskey(parts: PasskeyParts, subject: string, accountId?: Uuid) {
  const own = accountId ? await store.selectPasskeys(parts.db, accountId) : []
  return await generateAuthenticationOptions({
    rpID: site(parts.ports).rpID,
    challenge: await newChallenge(parts, subject),
    timeout: CHALLENGE_MINUTES * 60_000,
    allowCredentials: own.map(descriptorOf),
    userVerification: 'required',
  })
}

function descriptorOf({ credentialId, transports }: store.Passkey) {
  return { id: credentialId.toString('base64url'), transports: transports as Transport[] }
}

/** Keeps a new passkey. Undefined when the answer does not fit what was asked, or the passkey is known already. */
export async function addPasskey(
  parts: PasskeyParts,
  sql: Sql,
  subject: string,
  { accountId, realm }: Account,
  name: string,
  credential: unknown,
): Promise<store.Passkey | undefined> {
  const { ports, now } = parts
  const response = credential as RegistrationResponseJSON
  const { challenge } = await takeChallenge(parts, subject, response)
  if (!challenge) return undefined
  const { rpID, origin } = site(ports)
  const checked = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
    supportedAlgorithmIDs: [-7, -257],
  }).catch(() => undefined)
  if (!checked?.verified) return undefined
  const { credential: made, credentialDeviceType } = checked.registrationInfo
  const passkey = {
    credentialId: Buffer.from(made.id, 'base64url'),
    passkeyId: uuidv7(now.getTime()),
    accountId,
    realm,
    publicKey: Buffer.from(made.publicKey),
    counter: made.counter,
    transports: transportsOf(response),
    synced: credentialDeviceType === 'multiDevice',
    name,
  }
  if (!(await store.insertPasskey(sql, passkey, now))) return undefined
  return { ...passkey, addedAt: now.toISOString(), usedAt: null }
}

export type UsedPasskey = { right: true; accountId: Uuid; passkey: store.Passkey } | { right: false }

/**
 * Checks a passkey: challenge of this subject and unused, this site, the device unlocked, a passkey of this realm (and
 * account, where one is named) that is in use, its counter risen. Whatever is wrong, the answer is the same.
 */
export async function checkPasskey(
  parts: PasskeyParts,
  subject: string,
  realm: Realm,
  credential: unknown,
  accountId?: Uuid,
): Promise<UsedPasskey> {
  const { db, ports, now } = parts
  const response = credential as AuthenticationResponseJSON
  const { challenge, passkey } = await takeChallenge(parts, subject, response)
  if (!challenge || !passkey || passkey.realm !== realm) return { right: false }
  if (accountId && passkey.accountId !== accountId) return { right: false }
  const { rpID, origin } = site(ports)
  const { credentialId, publicKey, counter, transports } = passkey
  const checked = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
    credential: {
      id: credentialId.toString('base64url'),
      publicKey: new Uint8Array(publicKey),
      counter,
      transports: transports as Transport[],
    },
  }).catch(() => undefined)
  const note = (kind: 'passkey-refused' | 'passkey-copied') =>
    noteOnAccount({ sql: db, now }, passkey.accountId, kind, { name: passkey.name })
  if (!checked?.verified) {
    await note('passkey-refused')
    return { right: false }
  }
  const { newCounter, credentialBackedUp } = checked.authenticationInfo
  const use = { counter: newCounter, synced: passkey.synced || credentialBackedUp, at: now }
  if (!(await store.updateUse(db, passkey, use))) return { right: false }
  if (use.synced && !passkey.synced) await note('passkey-copied')
  return { right: true, accountId: passkey.accountId, passkey }
}

/** The challenge an answer speaks of, when it was made for this subject and not used before; and the passkey it names. */
async function takeChallenge(
  { db, now }: PasskeyParts,
  subject: string,
  credential: { id?: unknown; response?: { clientDataJSON?: unknown } } | null | undefined,
): Promise<{ challenge?: string; passkey?: store.Passkey | undefined }> {
  const encoded = credential?.response?.clientDataJSON
  const id = credential?.id
  if (typeof encoded !== 'string' || encoded.length > 4000 || typeof id !== 'string') return {}
  try {
    const said = JSON.parse(Buffer.from(encoded, 'base64url').toString())
    if (typeof said.challenge !== 'string' || said.crossOrigin === true) return {}
    const challenge = Buffer.from(said.challenge, 'base64url')
    const credentialId = Buffer.from(id, 'base64url')
    const { used, passkey } = await store.useChallenge(db, { challenge, subject, credentialId }, now)
    return used ? { challenge: said.challenge, passkey } : {}
  } catch {
    return {}
  }
}

function transportsOf({ response }: RegistrationResponseJSON): string[] {
  const said: unknown[] = Array.isArray(response.transports) ? response.transports : []
  return TRANSPORTS.filter((transport) => said.includes(transport))
}
