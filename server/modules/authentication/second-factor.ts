import { accountById, addFactors, type Identify } from '#accounts'
import { type Call, type CitizenActor, changes, type OfficerActor } from '#platform/call.ts'
import type { Server } from '#platform/http.ts'
import { type CodeParts, checkCode, maskedAddress, sendCode } from './codes.ts'
import * as contract from './contract.ts'

/** Sends a code to the phone of whoever is signed in. Throws codeTooSoon, codesTooMany, codeNotSent. */
export async function askSecondFactor(
  call: Call,
  server: Server,
): Promise<{ sentTo: string; expiresAt: string }> {
  const self = oneself(call)
  changes(call, self.number, ['second-factor'])
  const account = await accountById(call.sql, self.accountId)
  if (!account) throw contract.codeNotSent()
  const sending = await sendCode(partsOf(call, server), subjectOf(self), account, 'confirm')
  if (sending.sent) return { sentTo: maskedAddress(account), expiresAt: sending.expiresAt.toISOString() }
  throw { 'too-soon': contract.codeTooSoon, 'too-many': contract.codesTooMany, failed: contract.codeNotSent }[
    sending.reason
  ]()
}

/** Confirms the code; the session is then fresh enough to sign. Throws codeWrong, codeSpent. */
export async function confirmSecondFactor(
  call: Call,
  server: Server,
  code: string,
): Promise<{ factorAt: string }> {
  const self = oneself(call)
  changes(call, self.number, ['second-factor'])
  const checked = await checkCode(partsOf(call, server), subjectOf(self), code)
  if (!checked.right) {
    if (checked.reason === 'wrong') throw contract.codeWrong({ with: { triesLeft: checked.triesLeft } })
    throw contract.codeSpent()
  }
  await addFactors(call, self, ['sms-code'])
  ;(server.identify as Identify).sessions?.forget(self.sessionId)
  return { factorAt: call.now.toISOString() }
}

/** Codes are counted outside the call's transaction: a refused try stays counted. */
function partsOf(call: Call, { db, ports }: Server): CodeParts {
  return { db, ports, now: call.now }
}

function subjectOf({ sessionId }: CitizenActor | OfficerActor): string {
  return `session:${sessionId}`
}

export type Self = CitizenActor | OfficerActor

/** The access of these endpoints admits nobody else. */
export function oneself({ actor }: Call): Self {
  if (actor.kind === 'citizen' || actor.kind === 'officer') return actor
  throw new Error('only someone signed in may come here')
}
