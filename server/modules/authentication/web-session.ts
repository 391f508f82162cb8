import {
  type Account,
  appointmentEnd,
  type Choice,
  citizenHolder,
  closeSession,
  deviceWords,
  type Holder,
  type Identify,
  noteFirstUse,
  noteOnAccount,
  officerHolder,
  openSession,
} from '#accounts'
import { type AppName, type Factor, realmOf } from '#accounts/contract'
import { type Call, newEntry, reads } from '#platform/call.ts'
import type { Server } from '#platform/http.ts'
import { deleteByAccount } from './provider-states.store.ts'

export interface Entering {
  account: Account
  /** The position an officer acts in. */
  choice: Choice | null
  /** What was proved, and when. */
  factors: readonly Factor[]
  userAgent: string
  /** Cookie of a session of this app that was open before; it ends. */
  before: string | undefined
}

/** Opens the session of an app for whoever proved who he is, and returns the value of its cookie. */
export async function enterApp(server: Server, app: AppName, entering: Entering): Promise<string> {
  const { db, ports, audit } = server
  const { account, choice, factors, userAgent, before } = entering
  const realm = realmOf(app)
  const now = server.clock()
  return await db.begin(async (sql) => {
    const entry = newEntry(`sign-in ${app}`, now, realm === 'officer' ? 'accounts/own' : null)
    const call: Call = { sql, actor: { kind: 'anonymous' }, now, ports, entry }
    reads(call, account.personNumber, ['account', 'name'])
    const holder: Holder = choice
      ? await officerHolder(call, account, choice, factors)
      : await citizenHolder(call, account, factors)
    if (before) await closeSession(sql, before)
    const appointmentEnds = choice && appointmentEnd(choice.appointment)
    const token = await openSession(sql, now, { app, realm, holder, userAgent, appointmentEnds })
    if (!account.usedAt) await noteFirstUse(call, account.accountId)
    await noteOnAccount(call, account.accountId, 'signed-in', { app, device: deviceWords(userAgent) })
    await audit.write(sql, holder.actor, entry)
    return token
  })
}

/** Ends the session of a cookie, and what the provider remembers of the account. */
export async function leaveApp(server: Server, app: AppName, token: string): Promise<void> {
  const now = server.clock()
  await server.db.begin(async (sql) => {
    const session = await closeSession(sql, token)
    if (!session) return
    await deleteByAccount(sql, realmOf(app), session.accountId)
    await noteOnAccount({ sql, now }, session.accountId, 'signed-out', { app })
  })
  ;(server.identify as Identify).sessions?.forgetToken(token)
}
