import { createHmac, type KeyObject } from 'node:crypto'
import { type Configuration, errors, type KoaContextWithOIDC } from 'oidc-provider'
import { accountById, accountByName } from '#accounts'
import type { Realm } from '#accounts/contract'
import type { Server } from '#platform/http.ts'
import { uuidv7 } from '#platform/ids.ts'
import { poke } from '#platform/live.ts'
import { insertDeviceApproval } from './device-approvals.store.ts'
import { askedByPartyWindows, askedOfPersonWindows, waitMinutes } from './limits.ts'
import { wantedLevel } from './prompts.ts'
import { plainName } from './sign-in.ts'

type CibaFeature = NonNullable<NonNullable<Configuration['features']>['ciba']>

export const MESSAGE_MAX = 80

/**
 * A bank or a counter asks for approval on the citizen's phone (CIBA). Whoever it names, known to us or not, is
 * answered alike and at the same cost: for nobody the request waits and expires. How often one person is asked, and
 * by one party, is bounded.
 */
export function cibaFeature(server: Server, realm: Realm): CibaFeature {
  const { db, ports } = server
  return {
    enabled: realm === 'citizen',
    deliveryModes: ['poll', 'ping'],
    async processLoginHint(_ctx, hint = '') {
      const account = await accountByName(db, realm, plainName(hint).slice(0, 40))
      return account?.accountId ?? nobody(ports.seal.digestKey, hint)
    },
    async processLoginHintToken() {
      throw new errors.InvalidRequest(
        'login_hint_token is not taken; name the person by login_hint or id_token_hint',
      )
    },
    async validateBindingMessage(_ctx, message) {
      if (!isPlainMessage(message)) {
        throw new errors.InvalidBindingMessage(
          `binding_message must be 1 to ${MESSAGE_MAX} letters, digits, plain signs`,
        )
      }
    },
    async validateRequestContext(_ctx, context) {
      if (context !== undefined) throw new errors.InvalidRequest('request_context is not taken')
    },
    async verifyUserCode(_ctx, _account, code) {
      if (code !== undefined) throw new errors.InvalidRequest('user_code is not taken')
    },
    async triggerAuthenticationDevice(ctx, request, { accountId }, client) {
      const now = server.clock()
      await askWithinLimits(server, client.clientId, accountId)
      const account = await accountById(db, accountId)
      const reached = account?.status === 'active' && account.realm === realm
      await insertDeviceApproval(db, {
        id: uuidv7(now.getTime()),
        personNumber: reached ? account.personNumber : '',
        accountId,
        clientId: client.clientId,
        message: String(ctx.oidc.params?.['binding_message']).normalize('NFC'),
        scopes: String(request.scope ?? '').split(' '),
        level: Math.max(1, wantedLevel(ctx)),
        sealed: ports.seal.close(Buffer.from(request.jti)),
        askedAt: now,
        expiresAt: new Date(now.getTime() + request.expiration * 1000),
      })
      await poke({ sql: db }, [`person:${reached ? account.personId : accountId}`], 'device-approvals')
    },
  }
}

/** Whether a request about this person may go on, whoever he is. Throws when he or the party was asked too often. */
async function askWithinLimits({ db, clock }: Server, clientId: string, accountId: string) {
  const byParty = await waitMinutes(db, `ciba:${clientId}:${accountId}`, askedByPartyWindows, clock())
  const ofPerson = await waitMinutes(db, `ciba:${accountId}`, askedOfPersonWindows, clock())
  if (byParty + ofPerson === 0) return
  const error = new errors.CustomOIDCProviderError(
    'access_denied',
    'this person was asked too often; try later',
  )
  throw Object.assign(error, { status: 429, statusCode: 429, expose: true })
}

/** Letters, digits and plain signs: no address to press, no line break, nothing that turns the reading direction. */
export function isPlainMessage(message: string | undefined): message is string {
  return (
    message !== undefined &&
    [...message].length <= MESSAGE_MAX &&
    /^[\p{L}\p{M}\p{N}\p{P}\p{Sc}+= ]+$/u.test(message) &&
    /[\p{L}\p{N}]/u.test(message) &&
    !/:\/\/|www\.|\b[a-z0-9-]+\.[a-z]{2,}\//i.test(message)
  )
}

/** An account that is nobody's, always the same for one name, so that limits and answers are alike. */
function nobody(key: KeyObject | Buffer, hint: string): string {
  const hex = createHmac('sha256', key)
    .update(`nobody\n${plainName(hint)}`)
    .digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** For the provider, everybody exists whom a party names; that nobody answers is all it learns. */
export function isBeingAsked({ oidc }: KoaContextWithOIDC): boolean {
  return oidc.route === 'backchannel_authentication'
}
