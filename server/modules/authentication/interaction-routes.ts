import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { errors } from 'oidc-provider'
import { accountById, amrOf, authenticationLevelOf, levelRules, provedAt } from '#accounts'
import type { Server } from '#platform/http.ts'
import { acrOf } from './acr.ts'
import { deleteCode, selectCode } from './codes.store.ts'
import { type CodeParts, checkCode, maskedAddress, sendCode } from './codes.ts'
import { errorPage } from './error-page.ts'
import { fields } from './forms.ts'
import { knownDevice, rememberDevice } from './known-devices.ts'
import { chosenLanguage } from './language.ts'
import { sendPage } from './page.ts'
import type { RealmProvider } from './provider.ts'
import { firstFactor } from './sign-in.ts'
import {
  type CodeTrouble,
  codePage,
  type PageContext,
  type PasswordTrouble,
  passwordPage,
} from './sign-in-pages.ts'

interface Step {
  uid: string
  context: PageContext
  /** The code of this sign-in, once the password was right. */
  subject: string
}

/** The sign-in pages (đăng nhập) of one realm: password, then one-time code, without script. */
export function interactionRoutes(scope: FastifyInstance, server: Server, realmProvider: RealmProvider) {
  const { provider, realm } = realmProvider
  const { db, ports } = server
  const base = `/id/${realm}/sign-in/:uid`

  async function stepOf(request: FastifyRequest, reply: FastifyReply): Promise<Step | undefined> {
    const { uid } = request.params as { uid: string }
    const details = await provider.interactionDetails(request.raw, reply.raw).catch((error) => {
      if (error instanceof errors.SessionNotFound) return undefined
      throw error
    })
    if (details?.uid !== uid) return undefined
    const language = chosenLanguage(request, reply)
    const path = `/id/${realm}/sign-in/${uid}`
    return {
      uid,
      subject: `sign-in:${uid}`,
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
      handler: async (request, reply) => {
        const step = await stepOf(request, reply)
        if (step) return await handle(step, request, reply)
        const language = chosenLanguage(request, reply)
        return sendPage(reply, 410, errorPage(language, { kind: 'expired', realm, mode: ports.mode }).html)
      },
    })
  }

  const parts = (): CodeParts => ({ db, ports, now: server.clock() })

  async function showCode(
    step: Step,
    reply: FastifyReply,
    accountId: string,
    status = 200,
    trouble?: CodeTrouble,
  ) {
    const account = await accountById(db, accountId)
    return sendPage(reply, status, codePage(step.context, account ? maskedAddress(account) : '', trouble))
  }

  route('GET', '', async (step, _request, reply) => {
    const code = await selectCode(db, step.subject)
    return code
      ? await showCode(step, reply, code.accountId)
      : sendPage(reply, 200, passwordPage(step.context))
  })

  route('POST', '', async (step, request, reply) => {
    const { name = '', password = '' } = fields(request)
    const refuse = (status: number, trouble: PasswordTrouble) =>
      sendPage(reply, status, passwordPage(step.context, name.slice(0, 40), trouble))
    const { cookie: cookies } = request.headers
    const result = await firstFactor(server, { realm, name, password, address: request.ip, cookies })
    if (!result.passed) {
      if (result.reason === 'wait') {
        reply.header('retry-after', result.minutes * 60)
        return refuse(429, { kind: 'wait', minutes: result.minutes })
      }
      return refuse(result.reason === 'busy' ? 503 : 401, { kind: result.reason })
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
    const before = await selectCode(db, step.subject)
    if (!before) return reply.redirect(step.context.path, 303)
    const code = (fields(request).code ?? '').replace(/\s/g, '')
    const checked = await checkCode(parts(), step.subject, code)
    if (!checked.right) {
      return await showCode(step, reply, before.accountId, 401, {
        kind: checked.reason,
        triesLeft: checked.triesLeft,
      })
    }
    const { accountId } = checked
    await deleteCode(db, step.subject)
    if ((await accountById(db, accountId))?.status !== 'active') {
      return sendPage(reply, 401, passwordPage(step.context, '', { kind: 'locked' }))
    }
    const now = server.clock()
    const known = knownDevice(ports, realm, request.headers.cookie, now)
    reply.header('set-cookie', rememberDevice(ports, realm, known, accountId, now))
    const factors = provedAt(now.toISOString(), 'password', 'sms-code')
    const level = authenticationLevelOf(factors, await levelRules({ sql: db, ports, now }))
    const login = { accountId, acr: acrOf(level), amr: amrOf(factors), remember: false }
    return reply.redirect(await provider.interactionResult(request.raw, reply.raw, { login }), 303)
  })

  route('POST', '/resend', async (step, _request, reply) => {
    const before = await selectCode(db, step.subject)
    const account = before && (await accountById(db, before.accountId))
    if (!before || !account) return reply.redirect(step.context.path, 303)
    const sending = await sendCode(parts(), step.subject, account, 'sign-in')
    if (sending.sent) return await showCode(step, reply, account.accountId, 200, { kind: 'resent' })
    const kind = { 'too-soon': 'too-soon', 'too-many': 'too-many-codes', failed: 'not-sent' } as const
    return await showCode(step, reply, account.accountId, 429, { kind: kind[sending.reason] })
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
