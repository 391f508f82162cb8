import { signInNeeded } from '#platform/access.ts'
import type { Call } from '#platform/call.ts'
import type { PersonNumber, Uuid } from '#platform/schemas.ts'
import { selectAccountOf } from './accounts.store.ts'
import { provedAt } from './authentication-level.ts'
import { APP_HEADER, type AppName, realmOf } from './contract.ts'
import type { FactorMethod } from './factors.contract.ts'
import { appointmentEnd, choicesOf, citizenHolder, officerHolder } from './holders.ts'
import { cookieName } from './session-cookie.ts'
import { openSession } from './sessions.ts'

export interface SignInAs {
  app: AppName
  personNumber: PersonNumber
  /** Which of several positions; the first one otherwise. */
  appointmentId?: Uuid
  /** When the factors were proved; now unless said. */
  factorAt?: Date
  /** What was proved; password and code unless said. */
  methods?: readonly FactorMethod[]
}

/**
 * Opens a session for a person without the sign-in page and returns the headers of his calls. For tests and the
 * sandbox's own programs, which have the database in hand; no endpoint leads here.
 */
export async function signInAs(
  call: Pick<Call, 'sql' | 'ports' | 'now'>,
  { app, personNumber, appointmentId, factorAt = call.now, methods }: SignInAs,
): Promise<Record<string, string>> {
  const realm = realmOf(app)
  const account = await selectAccountOf(call.sql, realm, personNumber)
  if (account?.status !== 'active') throw signInNeeded()
  const factors = provedAt(factorAt.toISOString(), ...(methods ?? ['password', 'sms-code']))
  const open = { app, realm, userAgent: '' }
  if (realm === 'citizen') {
    const holder = await citizenHolder(call, account, factors)
    return headers(app, await openSession(call.sql, call.now, { ...open, holder, appointmentEnds: null }))
  }
  const choices = await choicesOf(call, account, app)
  const choice = choices.find(
    ({ appointment }) => !appointmentId || appointment.appointmentId === appointmentId,
  )
  if (!choice) throw signInNeeded()
  const holder = await officerHolder(call, account, choice, factors)
  const appointmentEnds = appointmentEnd(choice.appointment)
  return headers(app, await openSession(call.sql, call.now, { ...open, holder, appointmentEnds }))
}

function headers(app: AppName, token: string): Record<string, string> {
  return { cookie: `${cookieName(app)}=${token}`, [APP_HEADER]: app }
}
