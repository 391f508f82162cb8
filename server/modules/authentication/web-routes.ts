import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Account, accountById, type Choice, choicesOf, cookieName, cookieOf } from '#accounts'
import { APP_HEADER, type AppName, crossSite, realmOf } from '#accounts/contract'
import { errorCode } from '#platform/error-code.ts'
import type { Server } from '#platform/http.ts'
import { log } from '#platform/log.ts'
import { RateLimits } from '#platform/rate-limits.ts'
import { clearCookie, setCookie } from './cookies.ts'
import { type ErrorKind, errorPage } from './error-page.ts'
import { fields } from './forms.ts'
import { chosenLanguage, languageOf } from './language.ts'
import { networkOf } from './limits.ts'
import { sendPage } from './page.ts'
import { providerCookie, type RealmProvider } from './provider.ts'
import { safeReturn } from './return-path.ts'
import { openSealedCookie, sealedCookie } from './sealed-cookies.ts'
import { choicePage } from './sign-in-pages.ts'
import { type Flow, type SignedIn, webClient } from './web-client.ts'
import { enterApp, leaveApp } from './web-session.ts'

const FLOW_SECONDS = 900
const FLOWS_MAX = 5
const CHOICE_SECONDS = 300
/** Sign-ins begun from one network; many people share one behind a mobile line. */
const BEGUN_A_MINUTE = 300

interface Chosen extends SignedIn {
  returnTo: string
}

/** How a web app signs people in and out: `/auth/<app>/sign-in`, `/callback`, `/position`, `/sign-out`. */
export function webRoutes(
  scope: FastifyInstance,
  server: Server,
  app: AppName,
  realmProvider: RealmProvider,
) {
  const { db, ports } = server
  const realm = realmOf(app)
  const client = webClient(server, app, realmProvider)
  const base = `/auth/${app}`
  const begun = new RateLimits()
  const flowPrefix = `__Host-${app}-flow-`
  const choiceName = `__Host-${app}-choice`
  const { host: publicHost } = new URL(ports.publicUrl)

  function fail(request: FastifyRequest, reply: FastifyReply, status: number, kind: ErrorKind) {
    const { html } = errorPage(languageOf(request.headers.cookie), { kind, realm, mode: ports.mode, app })
    return sendPage(reply, status, html)
  }

  scope.get(`${base}/sign-in`, async (request, reply) => {
    const query = request.query as { return?: unknown; moved?: unknown }
    const returnTo = safeReturn(app, query.return)
    // Cookies belong to one name of this host: go on under the public one.
    if (request.headers.host !== publicHost && query.moved === undefined) {
      return reply.redirect(
        `${ports.publicUrl}${base}/sign-in?moved=1&return=${encodeURIComponent(returnTo)}`,
        303,
      )
    }
    if (!begun.allow(networkOf(request.ip), BEGUN_A_MINUTE, server.clock())) {
      return fail(request, reply, 429, 'too-many')
    }
    const { flow, to } = await client.begin(returnTo, chosenLanguage(request, reply))
    const name = `${flowPrefix}${flow.state.slice(0, 8)}`
    reply.header('set-cookie', [
      ...staleFlows(request.headers.cookie, flowPrefix).map(clearCookie),
      sealedCookie(ports, name, flow, FLOW_SECONDS, server.clock()),
      // A new provider session each time: who signed in here before is no concern of who signs in now.
      ...['', '.sig'].map(
        (end) => `${providerCookie(realm)}${end}=; Path=/id/${realm}; Max-Age=0; HttpOnly; SameSite=Lax`,
      ),
    ])
    return reply.redirect(to, 303)
  })

  scope.get(`${base}/callback`, async (request, reply) => {
    const query = request.query as { state?: unknown; error?: unknown }
    const now = server.clock()
    const name = `${flowPrefix}${String(query.state ?? '').slice(0, 8)}`
    const flow = openSealedCookie<Flow>(ports, name, request.headers.cookie, now)
    if (!flow) return fail(request, reply, 400, request.headers.cookie ? 'expired' : 'no-cookies')
    reply.header('set-cookie', clearCookie(name))
    if (query.error === 'access_denied') return reply.redirect(`/${app}/`, 303)
    let signedIn: SignedIn
    try {
      signedIn = await client.finish(request.url.slice(request.url.indexOf('?')), flow)
    } catch (error) {
      log.warn({ act: `sign-in ${app}`, error: errorCode(error) }, 'sign-in failed')
      return fail(request, reply, 400, 'expired')
    }
    const account = await accountById(db, signedIn.accountId)
    if (account?.status !== 'active' || account.realm !== realm) return fail(request, reply, 403, 'expired')
    if (realm === 'citizen')
      return await enter(request, reply, account, null, { ...signedIn, returnTo: flow.returnTo })
    const choices = await choicesOf({ sql: db, ports, now }, account, app)
    if (choices.length === 0) return fail(request, reply, 403, 'no-position')
    const chosen = { ...signedIn, returnTo: flow.returnTo }
    if (choices.length === 1) return await enter(request, reply, account, choices[0] as Choice, chosen)
    reply.header('set-cookie', sealedCookie(ports, choiceName, chosen, CHOICE_SECONDS, now))
    return reply.redirect(`${base}/position`, 303)
  })

  async function pending(request: FastifyRequest) {
    const now = server.clock()
    const chosen = openSealedCookie<Chosen>(ports, choiceName, request.headers.cookie, now)
    const account = chosen && (await accountById(db, chosen.accountId))
    if (!chosen || account?.status !== 'active') return undefined
    const choices = await choicesOf({ sql: db, ports, now }, account, app)
    return { account, choices, chosen }
  }

  if (realm === 'officer') {
    scope.get(`${base}/position`, async (request, reply) => {
      const found = await pending(request)
      if (!found) return fail(request, reply, 410, 'expired')
      const language = chosenLanguage(request, reply)
      const context = { language, realm, sandbox: ports.mode === 'sandbox', path: `${base}/position` }
      return sendPage(reply, 200, choicePage(context, found.choices))
    })
    scope.post(`${base}/position`, async (request, reply) => {
      const found = await pending(request)
      const wanted = fields(request).appointment
      const choice = found?.choices.find(({ appointment }) => appointment.appointmentId === wanted)
      if (!found || !choice) return fail(request, reply, 410, 'expired')
      return await enter(request, reply, found.account, choice, found.chosen)
    })
  }

  async function enter(
    request: FastifyRequest,
    reply: FastifyReply,
    account: Account,
    choice: Choice | null,
    { factors, returnTo }: Chosen,
  ): Promise<FastifyReply> {
    const before = cookieOf(request.headers.cookie, cookieName(app))
    const userAgent = String(request.headers['user-agent'] ?? '')
    const token = await enterApp(server, app, { account, choice, factors, userAgent, before })
    reply.header('set-cookie', [setCookie(cookieName(app), token), clearCookie(choiceName)])
    return reply.redirect(returnTo, 303)
  }

  scope.post(`${base}/sign-out`, async (request, reply) => {
    // A page of ours says so by header, a form of ours by the browser's own word.
    if (request.headers[APP_HEADER] !== app && request.headers['sec-fetch-site'] !== 'same-origin')
      throw crossSite()
    const token = cookieOf(request.headers.cookie, cookieName(app))
    if (token) await leaveApp(server, app, token)
    reply.header('set-cookie', clearCookie(cookieName(app)))
    return request.headers['sec-fetch-mode'] === 'navigate'
      ? reply.redirect(`/${app}/`, 303)
      : reply.code(200).send({ to: `/${app}/` })
  })
}

/** Flows that were begun and never finished; a few may stand side by side in several tabs. */
function staleFlows(cookies: string | undefined, prefix: string): string[] {
  const names = (cookies ?? '').split(';').map((part) => part.split('=')[0]?.trim() ?? '')
  return names.filter((name) => name.startsWith(prefix)).slice(0, 1 - FLOWS_MAX)
}
