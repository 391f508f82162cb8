/** Passkeys, authenticator app and recovery codes of one's own account. */
import QRCode from 'qrcode'
import { type Account, accountById, addFactors, type Identify, registeredName, tellHolder } from '#accounts'
import type { FactorMethod } from '#accounts/contract'
import { type Call, changes, reads } from '#platform/call.ts'
import type { Server } from '#platform/http.ts'
import { tidy } from '#platform/vietnamese.ts'
import * as contract from './contract.ts'
import { type CheckedOwnCode, checkTotp, hasTotp, newRecoveryCodes, newTotpKey } from './own-codes.ts'
import { type Passkey, removePasskeys, selectPasskeys, updateName } from './passkeys.store.ts'
import * as passkeys from './passkeys.ts'
import { countCodesLeft } from './recovery-codes.store.ts'
import { oneself, type Self } from './second-factor.ts'
import { base32, otpauth } from './totp.ts'
import { deleteTotpKey } from './totp-keys.store.ts'

/** What checking needs beside the call's transaction: refused tries stay counted, challenges stay used. */
function partsOf(call: Call, { db, ports }: Server) {
  return { db, ports, now: call.now }
}

const sessionSubject = ({ sessionId }: Self) => `session:${sessionId}`

async function ownAccount(call: Call): Promise<Account> {
  const self = oneself(call)
  changes(call, self.number, ['authenticators'])
  const account = await accountById(call.sql, self.accountId)
  if (!account) throw contract.passkeyUnknown()
  return account
}

export async function myAuthenticators(call: Call) {
  const { number, accountId } = oneself(call)
  reads(call, number, ['authenticators'])
  return {
    passkeys: (await selectPasskeys(call.sql, accountId)).map(rowOf),
    totp: await hasTotp(call.sql, accountId),
    recoveryCodesLeft: await countCodesLeft(call.sql, accountId),
  }
}

function rowOf({ passkeyId, name, synced, addedAt, usedAt }: Passkey): contract.PasskeyRow {
  return { passkeyId, name, synced, addedAt, usedAt }
}

/** Throws passkeysTooMany. */
export async function beginPasskey(call: Call, server: Server) {
  const account = await ownAccount(call)
  await refuseMore(call, account)
  const name = (await registeredName(call.sql, account.personNumber)) ?? 'dean06'
  const asked = await passkeys.askToAddPasskey(
    partsOf(call, server),
    sessionSubject(oneself(call)),
    account,
    name,
  )
  return asked as unknown as Record<string, unknown>
}

/** Throws passkeyRefused, passkeysTooMany. */
export async function addPasskey(call: Call, server: Server, body: { name: string; credential: unknown }) {
  const account = await ownAccount(call)
  await refuseMore(call, account)
  const subject = sessionSubject(oneself(call))
  const name = tidy(body.name)
  const made = await passkeys.addPasskey(
    partsOf(call, server),
    call.sql,
    subject,
    account,
    name,
    body.credential,
  )
  if (!made) throw contract.passkeyRefused()
  await tellHolder(call, account, 'passkey-added', { name })
  return rowOf(made)
}

async function refuseMore(call: Call, { accountId }: Account): Promise<void> {
  if ((await selectPasskeys(call.sql, accountId)).length >= contract.PASSKEYS_MAX)
    throw contract.passkeysTooMany()
}

/** Throws passkeyUnknown. */
export async function renamePasskey(call: Call, passkeyId: string, given: string) {
  const { accountId } = await ownAccount(call)
  const name = tidy(given)
  if (!(await updateName(call.sql, accountId, passkeyId, name))) throw contract.passkeyUnknown()
  return { name }
}

/** Throws passkeyUnknown. */
export async function removePasskey(call: Call, passkeyId: string) {
  const account = await ownAccount(call)
  const removed = await removePasskeys(call.sql, account.accountId, passkeyId, call.now)
  if (removed === 0) throw contract.passkeyUnknown()
  await tellHolder(call, account, 'passkey-removed')
  return { removed }
}

/** Throws totpInUse. */
export async function beginTotp(call: Call) {
  const account = await ownAccount(call)
  const secret = await newTotpKey(call, account.accountId)
  if (!secret) throw contract.totpInUse()
  const name = (await registeredName(call.sql, account.personNumber)) ?? ''
  const address = otpauth(secret, name)
  const { modules } = QRCode.create(address, { errorCorrectionLevel: 'M' })
  const qr = Array.from({ length: modules.size }, (_, row) =>
    Array.from({ length: modules.size }, (_, column) => (modules.get(row, column) ? '1' : '0')).join(''),
  )
  return { address, secret: base32(secret), qr }
}

/** Throws ownCodeWrong, ownCodesTooMany. */
export async function addTotp(call: Call, server: Server, code: string) {
  const account = await ownAccount(call)
  refuseWrong(await checkTotp(partsOf(call, server), account.accountId, code, true))
  await tellHolder(call, account, 'totp-added')
  return { totp: true }
}

/** Throws totpUnknown. */
export async function removeTotp(call: Call) {
  const account = await ownAccount(call)
  if (!(await deleteTotpKey(call.sql, account.accountId))) throw contract.totpUnknown()
  await tellHolder(call, account, 'totp-removed')
  return { totp: false }
}

export async function makeRecoveryCodes(call: Call) {
  const account = await ownAccount(call)
  const codes = await newRecoveryCodes(call, account.accountId)
  await tellHolder(call, account, 'recovery-codes-made')
  return { codes }
}

export async function askPasskey(call: Call, server: Server) {
  const { accountId } = await ownAccount(call)
  const asked = await passkeys.askToUsePasskey(
    partsOf(call, server),
    sessionSubject(oneself(call)),
    accountId,
  )
  return asked as unknown as Record<string, unknown>
}

/** Throws passkeyRefused. */
export async function confirmPasskey(call: Call, server: Server, credential: unknown) {
  const account = await ownAccount(call)
  const { accountId, realm } = account
  const subject = sessionSubject(oneself(call))
  const used = await passkeys.checkPasskey(partsOf(call, server), subject, realm, credential, accountId)
  if (!used.right) throw contract.passkeyRefused()
  return await confirmed(call, server, ['passkey', 'device-unlock'])
}

/** Throws ownCodeWrong, ownCodesTooMany. */
export async function confirmTotp(call: Call, server: Server, code: string) {
  const { accountId } = await ownAccount(call)
  refuseWrong(await checkTotp(partsOf(call, server), accountId, code))
  return await confirmed(call, server, ['totp'])
}

/** The session is fresh from now, in every process. */
async function confirmed(call: Call, server: Server, methods: readonly FactorMethod[]) {
  const self = oneself(call)
  await addFactors(call, self, methods)
  ;(server.identify as Identify).sessions?.forget(self.sessionId)
  return { factorAt: call.now.toISOString() }
}

function refuseWrong(checked: CheckedOwnCode): void {
  if (checked.right) return
  throw checked.reason === 'wrong' ? contract.ownCodeWrong() : contract.ownCodesTooMany()
}
