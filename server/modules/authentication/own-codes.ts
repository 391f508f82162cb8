/** Codes a person has without being sent one: of an authenticator app, and recovery codes on paper. */
import { randomBytes, randomInt } from 'node:crypto'
import { noteOnAccount } from '#accounts'
import { countAttempt } from '#platform/attempts.ts'
import type { Call } from '#platform/call.ts'
import type { Sql } from '#platform/db.ts'
import type { Uuid } from '#platform/schemas.ts'
import type { Ports } from '#ports/ports.ts'
import type { CodeParts } from './codes.ts'
import { codeLimits } from './limits.ts'
import * as recovery from './recovery-codes.store.ts'
import { stepOfCode } from './totp.ts'
import * as totp from './totp-keys.store.ts'

type InCall = Pick<Call, 'sql' | 'ports' | 'now'>

const SECRET_BYTES = 20

/** A new secret for an authenticator app; it counts once its first code was typed. Undefined when one is in use. */
export async function newTotpKey({ sql, ports, now }: InCall, accountId: Uuid): Promise<Buffer | undefined> {
  const secret = randomBytes(SECRET_BYTES)
  return (await totp.upsertTotpKey(sql, accountId, ports.seal.close(secret), now)) ? secret : undefined
}

export async function hasTotp(sql: Sql, accountId: Uuid): Promise<boolean> {
  return Boolean((await totp.selectTotpKey(sql, accountId))?.confirmedAt)
}

export type CheckedOwnCode = { right: true } | { right: false; reason: 'wrong' | 'too-many' }

/** Checks a code of the authenticator app; each works once. The first one puts the app into use. */
export async function checkTotp(
  parts: CodeParts,
  accountId: Uuid,
  code: string,
  confirming = false,
): Promise<CheckedOwnCode> {
  const { db, ports, now } = parts
  if (!(await mayTry(parts, 'totp-tries', accountId))) return { right: false, reason: 'too-many' }
  const key = await totp.selectTotpKey(db, accountId)
  if (key && (confirming || key.confirmedAt)) {
    const step = stepOfCode(ports.seal.open(key.secret), code, now)
    if (step !== undefined && (await totp.useStep(db, accountId, step, now))) return { right: true }
  }
  await noteOnAccount({ sql: db, now }, accountId, 'code-refused')
  return { right: false, reason: 'wrong' }
}

const CODES = 10
const GROUP_LENGTH = 5
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTVWXYZ'

/** Ten new recovery codes (mã khôi phục) in the place of the old ones; they are shown once. */
export async function newRecoveryCodes({ sql, ports, now }: InCall, accountId: Uuid): Promise<string[]> {
  const group = () => Array.from({ length: GROUP_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  const codes = Array.from({ length: CODES }, () => `${group()}-${group()}`)
  const macs = await Promise.all(codes.map((code) => macOf(ports, accountId, code)))
  await recovery.replaceCodes(sql, accountId, macs, now)
  return codes
}

export async function checkRecoveryCode(
  parts: CodeParts,
  accountId: Uuid,
  code: string,
): Promise<CheckedOwnCode> {
  const { db, ports, now } = parts
  if (!(await mayTry(parts, 'recovery-tries', accountId))) return { right: false, reason: 'too-many' }
  const mac = await macOf(ports, accountId, code)
  if (await recovery.useRecoveryCode(db, accountId, mac, now)) return { right: true }
  await noteOnAccount({ sql: db, now }, accountId, 'code-refused')
  return { right: false, reason: 'wrong' }
}

/** Tries of each way are counted apart, before the code is looked at: parallel guesses count each. */
async function mayTry({ db, now }: CodeParts, what: string, accountId: Uuid): Promise<boolean> {
  return (await countAttempt(db, `${what}:${accountId}`, 60, now)) <= codeLimits.triesAnHour
}

async function macOf(ports: Ports, accountId: Uuid, code: string): Promise<Buffer> {
  const plain = code.toUpperCase().replace(/[^0-9A-Z]/g, '')
  return (await ports.keys.mac('cookie', `recovery code\n${accountId}\n${plain}`)).bytes
}
