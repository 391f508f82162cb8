/**
 * What accounts needs of `authentication`, which stands below: codes to a phone, activation codes, and shutting what
 * someone proved himself with before. `authentication` registers it.
 */
import type { Call } from '#platform/call.ts'
import type { Database } from '#platform/db.ts'
import type { Uuid } from '#platform/schemas.ts'
import type { Ports } from '#ports/ports.ts'
import type { Account } from './accounts.store.ts'

/** Never a call's transaction: a refused try stays counted. */
export interface CodeParts {
  db: Database
  ports: Ports
  now: Date
}

export interface Activation {
  code: string
  worksFrom: Date
  expiresAt: Date
}

export interface CodeDoor {
  /** Sends a code; false when it could not be, or too many were. `owner` is whose codes are counted together. */
  send(
    parts: CodeParts,
    subject: string,
    owner: Uuid,
    to: { phone?: string; email?: string },
  ): Promise<boolean>
  check(parts: CodeParts, subject: string, code: string): Promise<boolean>
  /** A new activation code in the place of the last one, to be shown once. */
  newActivation(call: Call, accountId: Uuid, worksFrom?: Date): Promise<Activation>
  /** Makes an activation code and sends it to the account's phone or e-mail. */
  sendActivation(call: Call, account: Account, reminding: boolean): Promise<void>
  /** Passkeys, authenticator app, recovery codes: all shut. */
  forgetAuthenticators(call: Call, accountId: Uuid): Promise<void>
}

let door: CodeDoor | undefined

export function registerCodes(given: CodeDoor): void {
  door = given
}

export function codeDoor(): CodeDoor {
  if (!door) throw new Error('No module has said how codes are sent')
  return door
}
