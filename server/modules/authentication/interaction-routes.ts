import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { errors } from 'oidc-provider'
import { type Account, accountById, hashingIsFull } from '#accounts'
import type { FactorMethod } from '#accounts/contract'
import type { Server } from '#platform/http.ts'
import { type CodeRow, deleteCode } from './codes.store.ts'
import { type CodeParts, maskedAddress, sendCode } from './codes.ts'
import { errorPage } from './error-page.ts'
import { finishSignIn } from './finish-sign-in.ts'
import { fields } from './forms.ts'
import { chosenLanguage } from './language.ts'
import { inRequest, newRequest, thisRequest } from './one-request.ts'
import { contentPolicy, endingAt, policyWith, sendPage } from './page.ts'
import { passkeyScript } from './passkey-script.ts'
import { askToUsePasskey, checkPasskey } from './passkeys.ts'
import type { RealmProvider } from './provider.ts'
import { type SecondStepTrouble, secondStepPage } from './second-step-page.ts'
import { beginStep, checkStep, wayShown, waysOf } from './second-steps.ts'
import { firstFactor, networkWait } from './sign-in.ts'
import { type PageContext, type PasswordTrouble, passwordPage } from './sign-in-pages.ts'

/** After this long those who wait now have been served. */
const BUSY_SECONDS = 5

interface Step {
  uid: string
  context: PageContext
  /** Of this sign-in's codes. */
  subject: string
  /** The second factor, once the password was right. */
  code: CodeRow | undefined
}

/**
 * The sign-in pages (đăng nhập) of one realm: a passkey; or a password, then a second factor. All but the passkey work
 * without script.
 */
export function interactionRoutes(scope: FastifyInstance, server: Server, realmProvider: RealmProvider) {
  const { provider, realm } = realmProvider
  const { db, ports } = server
  const base = `/id/${realm}/sign-in/:uid`
  const returns = new WeakMap<FastifyRequest, string>()
  scope.addHook('onSend', async (request, reply) => {
    const back = returns.get(request)
    const policy = reply.getHeader('content-security-policy')
    if (back && typeof policy === 'string') reply.header('content-security-policy', endingAt(policy, back))
  })

  async function stepOf(request: FastifyRequest, reply: FastifyReply): Promise<Step | undefined> {
    const { uid } = request.params as { uid: string }
    const details = await provider.interactionDetails(request.raw, reply.raw).catch((error) => {
      if (error instanceof errors.SessionNotFound) return undefined
      throw error
    })
    if (details?.uid !== uid) return undefined
    returns.set(request, String(details.params['redirect_uri'] ?? ''))
    const language = chosenLanguage(request, reply)
    const path = `/id/${realm}/sign-in/${uid}`
    return {
      uid,
      subject: `sign-in:${uid}`,
      code: thisRequest()?.begun?.code,
      context: { language, realm, sandbox: ports.mode === 'sandbox', path },
    }
  }

  function route(
    method: 'GET' | 'POST',
    path: string,
    handle: (step: Step, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>,
  ) {
    scope.route({
      method,
      url: `${base}${path}`,
      handler: (request, reply) =>
        // One page reads its step once.
        inRequest(newRequest({ begun: {} }), async () => {
          const step = await stepOf(request, reply)
          if (step) return await handle(step, request, reply)
          const language = chosenLanguage(request, reply)
          return sendPage(reply, 410, errorPage(language, { kind: 'expired', realm, mode: ports.mode }).html)
        }),
    })
  }

  // A storm of passwords is sent away before it costs a statement.
  scope.addHook('onRequest', async (request, reply) => {
    if (request.method !== 'POST' || request.routeOptions.url !== base || !hashingIsFull()) return
    reply.header('retry-after', BUSY_SECONDS)
    const page = errorPage(chosenLanguage(request, reply), { kind: 'too-many', realm, mode: ports.mode })
    return sendPage(reply, 429, page.html)
  })

  const parts = (): CodeParts => ({ db, ports, now: server.clock() })
  const enter = (step: Step, status: number, reply: FastifyReply, typed = '', trouble?: PasswordTrouble) =>
    sendPage(reply, status, passwordPage(step.context, typed, trouble), policyWith(passkeyScript))

  async function showStep(
    step: Step,
    reply: FastifyReply,
    { row, account, asked }: { row: CodeRow; account: Account; asked?: unknown },
    status = 200,
    trouble?: SecondStepTrouble,
  ) {
    const open = await waysOf(db, account)
    const way = wayShown(open, asked, row)
    if (!way) return enter(step, 401, reply, '', { kind: 'no-address' })
    const html = secondStepPage(step.context, way, open, maskedAddress(account), trouble)
    return sendPage(reply, status, html, way === 'passkey' ? policyWith(passkeyScript) : contentPolicy)
  }

  /** Who typed the right password in this sign-in, and how far he is. */
  async function begun(step: Step): Promise<{ row: CodeRow; account: Account } | undefined> {
    const row = step.code
    const account = row && (await accountById(db, row.accountId))
    return account ? { row, account } : undefined
  }

  async function pass(
    step: Step,
    request: FastifyRequest,
    reply: FastifyReply,
    accountId: string,
    methods: readonly FactorMethod[],
  ) {
    if (step.code) await deleteCode(db, step.subject)
    const account = await accountById(db, accountId)
    if (account?.status !== 'active') return enter(step, 401, reply, '', { kind: 'locked' })
    return await finishSignIn(server, provider, { account, methods }, request, reply)
  }

  route('GET', '', async (step, request, reply) => {
    const found = await begun(step)
    const { by } = request.query as { by?: unknown }
    return found ? await showStep(step, reply, { ...found, asked: by }) : enter(step, 200, reply)
  })

  route('POST', '', async (step, request, reply) => {
    const { name = '', password = '' } = fields(request)
    const refuse = (status: number, trouble: PasswordTrouble) =>
      enter(step, status, reply, name.slice(0, 40), trouble)
    const { cookie: cookies } = request.headers
    const result = await firstFactor(server, { realm, name, password, address: request.ip, cookies })
    if (!result.passed) {
      if (result.reason === 'wait') {
        reply.header('retry-after', result.minutes * 60)
        return refuse(429, { kind: 'wait', minutes: result.minutes })
      }
      if (result.reason === 'busy') {
        reply.header('retry-after', BUSY_SECONDS)
        return refuse(429, { kind: 'busy' })
      }
      return refuse(401, { kind: result.reason })
    }
    const [best] = await waysOf(db, result.account)
    if (!best) return refuse(401, { kind: 'no-address' })
    if (best === 'passkey' || best === 'totp') {
      await beginStep(parts(), step.subject, result.account.accountId)
      return reply.redirect(step.context.path, 303)
    }
    const sending = await sendCode(parts(), step.subject, result.account, 'sign-in')
    if (!sending.sent && sending.reason !== 'too-soon') {
      return sending.reason === 'failed'
        ? refuse(503, { kind: 'not-sent' })
        : refuse(429, { kind: 'too-many-codes' })
    }
    return reply.redirect(step.context.path, 303)
  })

  route('POST', '/code', async (step, request, reply) => {
    const found = await begun(step)
    if (!found) return reply.redirect(step.context.path, 303)
    const { by, code = '' } = fields(request)
    const way = by === 'totp' || by === 'recovery' ? by : 'message'
    const checked = await checkStep(parts(), step.subject, found.account, way, code)
    if (!checked.right) return await showStep(step, reply, { ...found, asked: way }, 401, checked.trouble)
    return await pass(step, request, reply, found.account.accountId, checked.methods)
  })

  route('POST', '/resend', async (step, _request, reply) => {
    const found = await begun(step)
    if (!found) return reply.redirect(step.context.path, 303)
    const first = found.row.sent === 0
    const sending = await sendCode(parts(), step.subject, found.account, 'sign-in')
    const shown = { ...found, asked: 'message' }
    if (sending.sent && first) return reply.redirect(`${step.context.path}?by=message`, 303)
    if (sending.sent) return await showStep(step, reply, shown, 200, { kind: 'resent' })
    const kind = { 'too-soon': 'too-soon', 'too-many': 'too-many-codes', failed: 'not-sent' } as const
    return await showStep(step, reply, shown, 429, { kind: kind[sending.reason] })
  })

  /** A passkey signs in by itself, or is the second step of whoever typed the right password. */
  route('POST', '/passkey-options', async (step, request, reply) => {
    if ((await networkWait(server, request.ip)) > 0) return reply.code(429).send({})
    const found = await begun(step)
    const asked = await askToUsePasskey(parts(), step.subject, found?.account.accountId)
    return reply.header('cache-control', 'no-store').send(asked)
  })

  route('POST', '/passkey', async (step, request, reply) => {
    const found = await begun(step)
    const refuse = (status: number) =>
      found
        ? showStep(step, reply, { ...found, asked: 'passkey' }, status, { kind: 'passkey' })
        : enter(step, status, reply, '', { kind: 'passkey' })
    if ((await networkWait(server, request.ip)) > 0) return await refuse(429)
    const credential = credentialIn(fields(request).credential)
    const used = await checkPasskey(parts(), step.subject, realm, credential, found?.account.accountId)
    if (!used.right) return await refuse(401)
    const methods: FactorMethod[] = [...(found ? (['password'] as const) : []), 'passkey', 'device-unlock']
    return await pass(step, request, reply, used.accountId, methods)
  })

  route('POST', '/again', async (step, _request, reply) => {
    await deleteCode(db, step.subject)
    return reply.redirect(step.context.path, 303)
  })

  route('POST', '/cancel', async (step, request, reply) => {
    await deleteCode(db, step.subject)
    const denied = { error: 'access_denied', error_description: 'sign-in was cancelled' }
    return reply.redirect(await provider.interactionResult(request.raw, reply.raw, denied), 303)
  })
}

/** What the script sent as text; whatever is not an object is nobody's passkey. */
function credentialIn(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return null
  }
}
