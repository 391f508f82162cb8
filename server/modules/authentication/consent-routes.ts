import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { errors } from 'oidc-provider'
import { accountById } from '#accounts'
import { type Call, newEntry } from '#platform/call.ts'
import type { Server } from '#platform/http.ts'
import { consentPage } from './consent-page.ts'
import { decidedScopes, giveConsent } from './consents.ts'
import { errorPage } from './error-page.ts'
import { fields } from './forms.ts'
import { chosenLanguage } from './language.ts'
import { contentPolicy, endingAt, sendPage } from './page.ts'
import { childAgreesToo, chosenIn, chosenStill } from './principals.ts'
import type { RealmProvider } from './provider.ts'
import type { ScopeName } from './scopes.ts'

/** The page on which a person says what of his data a relying party gets: `/id/<realm>/consent/<step>`. */
export function consentRoutes(
  scope: FastifyInstance,
  server: Server,
  { provider, realm, parties }: RealmProvider,
) {
  const { db, ports } = server
  const url = `/id/${realm}/consent/:uid`

  /** What is asked in this step, of whom, by whom; nothing when the step is over or not this browser's. */
  async function openStep(request: FastifyRequest, reply: FastifyReply) {
    const { uid } = request.params as { uid: string }
    const details = await provider.interactionDetails(request.raw, reply.raw).catch((error) => {
      if (error instanceof errors.SessionNotFound) return undefined
      throw error
    })
    if (details?.uid !== uid || details.prompt.name !== 'consent') return undefined
    const party = await parties.party(String(details.params['client_id']))
    const account = await accountById(db, details.session?.accountId ?? '')
    if (!party || account?.status !== 'active') return undefined
    const wanted = new Set(String(details.params['scope'] ?? '').split(' '))
    const chosen = chosenIn(details.lastSubmission)?.principal
    const subject = chosen && (await chosenStill(server, account, chosen))
    if (chosen && !subject) return undefined
    const childAgrees = subject ? await childAgreesToo(server, subject) : false
    const asked = party.scopes.filter((one) => wanted.has(one.scope))
    return { details, party, account, wanted: asked, subject: subject ?? null, childAgrees }
  }

  function expired(request: FastifyRequest, reply: FastifyReply) {
    const language = chosenLanguage(request, reply)
    return sendPage(reply, 410, errorPage(language, { kind: 'expired', realm, mode: ports.mode }).html)
  }

  scope.get(url, async (request, reply) => {
    const step = await openStep(request, reply)
    if (!step) return expired(request, reply)
    const { details, party, account, wanted, subject, childAgrees } = step
    const now = server.clock()
    const { agreed, refused } = await decidedScopes(db, account.accountId, party, now, subject?.id)
    const open = wanted.filter((one) => !agreed.has(one.scope) && !refused.has(one.scope))
    const language = chosenLanguage(request, reply)
    const path = `/id/${realm}/consent/${details.uid}`
    const context = { language, realm, sandbox: ports.mode === 'sandbox', path }
    // Asked again at the party's wish although all is decided: everything is shown.
    const forWhom = subject ? { name: subject.name, childAgrees } : null
    const text = consentPage(context, party, open.length > 0 ? open : wanted, forWhom)
    return sendPage(reply, 200, text, endingAt(contentPolicy, String(details.params['redirect_uri'])))
  })

  scope.post(url, async (request, reply) => {
    const step = await openStep(request, reply)
    if (!step) return expired(request, reply)
    const { details, party, account, wanted, subject, childAgrees } = step
    const form = fields(request)
    if (form['decision'] === 'agree' && childAgrees && form['child'] !== 'yes')
      return reply.redirect(`/id/${realm}/consent/${details.uid}?child=asked`, 303)
    if (form['decision'] !== 'agree') {
      const denied = { error: 'access_denied', error_description: 'the person did not agree' }
      return reply.redirect(await provider.interactionResult(request.raw, reply.raw, denied), 303)
    }
    const now = server.clock()
    const before = await decidedScopes(db, account.accountId, party, now, subject?.id)
    const chosen = new Set<ScopeName>([
      ...before.agreed,
      ...wanted.filter((one) => one.needed || form[one.scope] === 'yes').map((one) => one.scope),
    ])
    const asked = new Set<ScopeName>([...wanted.map((one) => one.scope), ...before.agreed, ...before.refused])
    await db.begin(async (sql) => {
      const entry = newEntry('consent openid', now, 'authentication/consented')
      const call: Call = { sql, actor: { kind: 'anonymous' }, now, ports, entry }
      await giveConsent(call, account, party, chosen, asked, subject)
      await server.audit.write(sql, call.actor, entry)
    })
    const result = { ...details.lastSubmission, consent: {} }
    return reply.redirect(await provider.interactionResult(request.raw, reply.raw, result), 303)
  })
}
