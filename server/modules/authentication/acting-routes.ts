import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { errors } from 'oidc-provider'
import { accountById } from '#accounts'
import { mandateUsedUp } from '#accounts/contract'
import type { Server } from '#platform/http.ts'
import { isProblem } from '#platform/problem.ts'
import { type ActingTrouble, actingPage } from './acting-page.ts'
import { errorPage } from './error-page.ts'
import { fields } from './forms.ts'
import { chosenLanguage } from './language.ts'
import { contentPolicy, endingAt, sendPage } from './page.ts'
import { type Chosen, choicesAt, choose, enterNames, keyOf } from './principals.ts'
import type { RealmProvider } from './provider.ts'

/** The page on which a person says for whom he signs in at a relying party: `/id/citizen/acting/<step>`. */
export function actingRoutes(
  scope: FastifyInstance,
  server: Server,
  { provider, realm, parties }: RealmProvider,
) {
  const { db, ports } = server
  const url = `/id/${realm}/acting/:uid`

  async function openStep(request: FastifyRequest, reply: FastifyReply) {
    const { uid } = request.params as { uid: string }
    const details = await provider.interactionDetails(request.raw, reply.raw).catch((error) => {
      if (error instanceof errors.SessionNotFound) return undefined
      throw error
    })
    if (details?.uid !== uid || details.prompt.name !== 'acting') return undefined
    const party = await parties.party(String(details.params['client_id']))
    const account = await accountById(db, details.session?.accountId ?? '')
    if (!party || account?.status !== 'active') return undefined
    return { details, party, account, choices: await choicesAt(server, account) }
  }
  type Step = NonNullable<Awaited<ReturnType<typeof openStep>>>

  function expired(request: FastifyRequest, reply: FastifyReply) {
    const language = chosenLanguage(request, reply)
    return sendPage(reply, 410, errorPage(language, { kind: 'expired', realm, mode: ports.mode }).html)
  }

  async function show(step: Step, request: FastifyRequest, reply: FastifyReply, trouble?: ActingTrouble) {
    const { details, party, account, choices } = step
    await enterNames(server, account, choices)
    const language = chosenLanguage(request, reply)
    const path = `/id/${realm}/acting/${details.uid}`
    const context = { language, realm, sandbox: ports.mode === 'sandbox', path }
    const policy = endingAt(contentPolicy, String(details.params['redirect_uri']))
    return sendPage(reply, trouble ? 422 : 200, actingPage(context, party, choices, trouble), policy)
  }

  scope.get(url, async (request, reply) => {
    const step = await openStep(request, reply)
    return step ? await show(step, request, reply) : expired(request, reply)
  })

  scope.post(url, async (request, reply) => {
    const step = await openStep(request, reply)
    if (!step) return expired(request, reply)
    const { details, party, account, choices } = step
    const form = fields(request)
    if (form['decision'] === 'cancel') {
      const denied = { error: 'access_denied', error_description: 'sign-in was cancelled' }
      return reply.redirect(await provider.interactionResult(request.raw, reply.raw, denied), 303)
    }
    const principal = choices.find((one) => keyOf(one) === form['whom'])
    if (!principal && form['whom'] !== 'self') return await show(step, request, reply, 'missing')
    let acting: Chosen = { principal: null }
    try {
      if (principal) acting = await choose(server, account, principal, party)
    } catch (error) {
      if (!isProblem(error) || error.type !== mandateUsedUp().type) throw error
      return await show(step, request, reply, 'usedUp')
    }
    const result = { ...details.lastSubmission, acting } as never
    return reply.redirect(await provider.interactionResult(request.raw, reply.raw, result), 303)
  })
}
