import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { errors } from 'oidc-provider'
import QRCode from 'qrcode'
import { accountById, deviceWords } from '#accounts'
import type { Server } from '#platform/http.ts'
import { RateLimits } from '#platform/rate-limits.ts'
import { errorPage } from './error-page.ts'
import { finishSignIn } from './finish-sign-in.ts'
import { chosenLanguage } from './language.ts'
import { networkOf } from './limits.ts'
import { contentPolicy, endingAt, policyWith, sendPage } from './page.ts'
import type { RealmProvider } from './provider.ts'
import { screenOverPage, screenPage, screenScript } from './screen-page.ts'
import { showScreen, stateOfStep, useApproval } from './screens.ts'

/** Codes made a minute from one network. */
const MADE_A_MINUTE = 60

/** Signing in on another screen: `/id/citizen/sign-in/<step>/screen` shows a QR; the phone decides. */
export function screenRoutes(scope: FastifyInstance, server: Server, { provider, realm }: RealmProvider) {
  const { ports } = server
  const base = `/id/${realm}/sign-in/:uid/screen`
  const made = new RateLimits()

  async function stepOf(request: FastifyRequest, reply: FastifyReply) {
    const { uid } = request.params as { uid: string }
    const details = await provider.interactionDetails(request.raw, reply.raw).catch((error) => {
      if (error instanceof errors.SessionNotFound) return undefined
      throw error
    })
    if (details?.uid !== uid || details.prompt.name !== 'login') return undefined
    const path = `/id/${realm}/sign-in/${uid}`
    const language = chosenLanguage(request, reply)
    const policy = (start: string) => endingAt(start, String(details.params['redirect_uri'] ?? ''))
    const context = { language, realm, sandbox: ports.mode === 'sandbox', path }
    return { uid, clientId: String(details.params['client_id']), context, policy }
  }

  function expired(request: FastifyRequest, reply: FastifyReply, status = 410) {
    const kind = status === 429 ? 'too-many' : 'expired'
    const language = chosenLanguage(request, reply)
    return sendPage(reply, status, errorPage(language, { kind, realm, mode: ports.mode }).html)
  }

  scope.get(base, async (request, reply) => {
    const step = await stepOf(request, reply)
    if (!step) return expired(request, reply)
    if (!made.allow(networkOf(request.ip), MADE_A_MINUTE, server.clock())) return expired(request, reply, 429)
    const device = deviceWords(String(request.headers['user-agent'] ?? ''))
    const { token, number } = await showScreen(server, { uid: step.uid, clientId: step.clientId, device })
    // Behind the # it reaches no server and no log; the phone's page hands it on in a body.
    const address = `${ports.publicUrl}/citizen/screen#${token}`
    const svg = await QRCode.toString(address, {
      type: 'svg',
      margin: 2,
    })
    const text = screenPage(step.context, {
      number,
      address,
      qr: { html: svg.replace('<svg ', '<svg aria-hidden="true" ') },
    })
    return sendPage(reply, 200, text, step.policy(policyWith(screenScript)))
  })

  scope.get(`${base}/state`, async (request, reply) => {
    const step = await stepOf(request, reply)
    return reply.send({ state: step ? await stateOfStep(server, step.uid) : 'expired' })
  })

  scope.post(`${base}/done`, async (request, reply) => {
    const step = await stepOf(request, reply)
    if (!step) return expired(request, reply)
    if ((await stateOfStep(server, step.uid)) === 'shown')
      return reply.redirect(`${step.context.path}/screen`, 303)
    const used = await useApproval(server, step.uid)
    const account = used && (await accountById(server.db, used.accountId))
    if (!used || account?.status !== 'active' || account.realm !== realm)
      return sendPage(reply, 410, screenOverPage(step.context), contentPolicy)
    return await finishSignIn(server, provider, { account, methods: used.methods }, request, reply)
  })
}
