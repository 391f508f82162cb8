import { createHash, randomBytes, randomInt } from 'node:crypto'
import { noteOnAccount } from '#accounts'
import { type AppName, apps } from '#accounts/contract'
import { type Call, type CitizenActor, changes } from '#platform/call.ts'
import type { Server } from '#platform/http.ts'
import type { Uuid, Words } from '#platform/schemas.ts'
import * as contract from './device-approvals.contract.ts'
import { factorsOf } from './device-approvals.ts'
import { realmProviderOf } from './providers.ts'
import * as store from './screens.store.ts'

/** A code on a screen is good this long. */
export const SCREEN_MINUTES = 2

const ownApps: Partial<Record<AppName, Words>> = {
  citizen: { vi: 'Ứng dụng công dân', en: 'The citizen app' },
}
const portal: Words = { vi: 'Định danh điện tử', en: 'Electronic identity' }

export interface Shown {
  /** What the QR carries; it stands nowhere else. */
  token: string
  number: number
}

/** A new code for the step of a sign-in on another screen (đăng nhập bằng mã QR); the one before is void. */
export async function showScreen(
  { db, clock }: Server,
  step: { uid: string; clientId: string; device: string },
): Promise<Shown> {
  const shown = { token: randomBytes(16).toString('base64url'), number: randomInt(10, 100) }
  const shownAt = clock()
  await store.replaceScreen(db, {
    tokenHash: hash(shown.token),
    stepHash: hash(step.uid),
    clientId: step.clientId,
    device: step.device,
    number: shown.number,
    shownAt,
    expiresAt: new Date(shownAt.getTime() + SCREEN_MINUTES * 60_000),
  })
  return shown
}

export async function stateOfStep(
  { db, clock }: Server,
  uid: string,
): Promise<store.Screen['state'] | 'expired'> {
  return await store.selectStateOfStep(db, hash(uid), clock())
}

/** Whom the screen of this step is signed in as, once. */
export async function useApproval({ db, clock }: Server, uid: string) {
  return await store.useApproval(db, hash(uid), clock())
}

/** What a screen asks for. Throws screenOver. */
export async function lookAtScreen(call: Call, server: Server, token: string) {
  const screen = await store.selectScreen(call.sql, hash(token), call.now)
  if (!screen) throw contract.screenOver()
  const { clientId, device, shownAt, expiresAt } = screen
  return { ...(await whoAsks(server, clientId)), device, shownAt, expiresAt }
}

/** Signs the screen in, when the number is the one it shows. Throws screenOver, screenNumberWrong. */
export async function approveScreen(
  call: Call,
  server: Server,
  { token, number }: { token: string; number: number },
): Promise<{ approved: true }> {
  const self = call.actor as CitizenActor
  changes(call, self.number, ['device-approvals'])
  const methods = factorsOf(server, self).map(({ method }) => method)
  const given = { number, accountId: self.accountId as Uuid, methods }
  // Outside the call's transaction: a wrong number stays counted although the call is refused.
  const tried = await store.tryNumber(server.db, hash(token), given, call.now)
  if (!tried) throw contract.screenOver()
  if (!tried.approved) throw contract.screenNumberWrong()
  const { party } = await whoAsks(server, tried.clientId)
  await noteOnAccount(call, self.accountId, 'approved-elsewhere', { party: party.vi, device: tried.device })
  return { approved: true }
}

/** Throws screenOver. */
export async function refuseScreen(call: Call, server: Server, token: string): Promise<{ approved: false }> {
  const self = call.actor as CitizenActor
  changes(call, self.number, ['device-approvals'])
  if (!(await store.refuse(server.db, hash(token), call.now))) throw contract.screenOver()
  return { approved: false }
}

async function whoAsks(server: Server, clientId: string): Promise<{ party: Words; organisation: Words }> {
  const app = apps.find((one) => one === clientId)
  if (app) return { party: ownApps[app] ?? portal, organisation: portal }
  const party = await (await realmProviderOf(server, 'citizen')).parties.party(clientId)
  if (!party) throw contract.screenOver()
  return { party: party.names, organisation: party.organisation }
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
