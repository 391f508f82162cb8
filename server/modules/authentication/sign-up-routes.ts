import type { FastifyInstance, FastifyRequest } from 'fastify'
import {
  accountByName,
  beginForeigner,
  beginOnline,
  confirmOnline,
  documentKey,
  renewActivation,
} from '#accounts'
import { countAttempt } from '#platform/attempts.ts'
import { type Call, newEntry } from '#platform/call.ts'
import { isDay } from '#platform/day.ts'
import type { Server } from '#platform/http.ts'
import { tidy } from '#platform/vietnamese.ts'
import { ImmigrationUnreachable } from '#ports/immigration-register.ts'
import { codeRenewedPage } from './activation-page.ts'
import { fields } from './forms.ts'
import { chosenLanguage } from './language.ts'
import { sendPage } from './page.ts'
import { networkWait, plainName } from './sign-in.ts'
import { type SignUpTrouble, signedUpPage, signUpCodePage, signUpPage, type Typed } from './sign-up-pages.ts'

const nothing: Typed = { number: '', name: '', bornOn: '', phone: '' }
const RENEWALS_A_DAY = 3

/** Self-registration of level 1: `/id/citizen/register`, and a new activation code at `/id/citizen/activate/again`. */
export function signUpRoutes(scope: FastifyInstance, server: Server) {
  const base = '/id/citizen/register'
  const foreignBase = `${base}/foreigner`
  const { ports, db } = server
  const contextOf = (
    request: Parameters<typeof chosenLanguage>[0],
    reply: Parameters<typeof chosenLanguage>[1],
    path: string,
  ) => ({
    language: chosenLanguage(request, reply),
    realm: 'citizen' as const,
    sandbox: ports.mode === 'sandbox',
    path,
  })

  /** One call in one transaction, entered in the log whether it touched somebody or not: at equal cost. */
  async function act<T>(name: string, work: (call: Call) => Promise<T>): Promise<T> {
    const now = server.clock()
    return (await db.begin(async (sql) => {
      const entry = newEntry(name, now)
      const call: Call = { sql, actor: { kind: 'anonymous' }, now, ports, entry }
      const answer = await work(call)
      await server.audit.write(sql, call.actor, entry)
      return answer
    })) as T
  }

  scope.get(base, async (request, reply) =>
    sendPage(reply, 200, signUpPage(contextOf(request, reply, base), nothing)),
  )
  scope.get(foreignBase, async (request, reply) =>
    sendPage(reply, 200, signUpPage(contextOf(request, reply, foreignBase), nothing, undefined, 'foreigner')),
  )

  scope.post(foreignBase, async (request, reply) => {
    const context = contextOf(request, reply, foreignBase)
    const typed = typedIn(request)
    const answer = (status: number, trouble: SignUpTrouble) =>
      sendPage(reply, status, signUpPage(context, typed, trouble, 'foreigner'))
    const document = documentKey(typed.number)
    const bornOn = dayIn(typed.bornOn)
    const wrong = /^[0-9A-Z]{5,20}$/.test(document) ? troubleBeside(typed, bornOn) : 'document'
    if (wrong) return answer(422, wrong)
    if ((await networkWait(server, request.ip)) > 0) return answer(429, 'too-many')
    const told = await ports.immigration.find(document).catch((error: unknown) => {
      if (error instanceof ImmigrationUnreachable) return 'down' as const
      throw error
    })
    if (told === 'down') return answer(503, 'register-down')
    const { name, phone } = typed
    const begun = await act('register foreigner', (call) =>
      beginForeigner(call, db, { document, name, phone, bornOn: bornOn as string }, told),
    )
    if (begun === 'too-many') return answer(429, begun)
    if (begun === 'not-sent') return answer(503, begun)
    return reply.redirect(`${foreignBase}/${begun.applicationId}`, 303)
  })

  scope.post(base, async (request, reply) => {
    const context = contextOf(request, reply, base)
    const typed = typedIn(request)
    const bornOn = dayIn(typed.bornOn)
    const wrong = troubleOf(typed, bornOn)
    if (wrong) return sendPage(reply, 422, signUpPage(context, typed, wrong))
    if ((await networkWait(server, request.ip)) > 0)
      return sendPage(reply, 429, signUpPage(context, typed, 'too-many'))
    const begun = await act('register citizen', (call) =>
      beginOnline(call, db, { ...typed, bornOn: bornOn as string }),
    )
    if (begun === 'too-many') return sendPage(reply, 429, signUpPage(context, typed, begun))
    if (begun === 'not-sent') return sendPage(reply, 503, signUpPage(context, typed, begun))
    return reply.redirect(`${base}/${begun.applicationId}`, 303)
  })

  for (const [way, at] of [
    ['citizen', base],
    ['foreigner', foreignBase],
  ] as const) {
    scope.get(`${at}/:applicationId`, async (request, reply) => {
      const { applicationId } = request.params as { applicationId: string }
      const context = contextOf(request, reply, `${at}/${applicationId}`)
      return sendPage(reply, 200, signUpCodePage(context, undefined, way))
    })

    scope.post(`${at}/:applicationId`, async (request, reply) => {
      const { applicationId } = request.params as { applicationId: string }
      const context = contextOf(request, reply, `${at}/${applicationId}`)
      if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(applicationId))
        return sendPage(reply, 410, signUpCodePage({ ...context, path: at }, 'over', way))
      const code = (fields(request).code ?? '').replace(/\s/g, '')
      const done = await act(`register ${way}`, (call) => confirmOnline(call, db, applicationId, code))
      if (done === 'submitted') return sendPage(reply, 200, signedUpPage(context, way))
      return sendPage(reply, done === 'wrong' ? 401 : 410, signUpCodePage(context, done, way))
    })
  }

  scope.post('/id/citizen/activate/again', async (request, reply) => {
    const context = contextOf(request, reply, '/id/citizen/activate')
    const name = plainName(fields(request).name ?? '').slice(0, 40)
    const counted = await countAttempt(db, `activation-again:${name}`, 1440, server.clock())
    if (counted <= RENEWALS_A_DAY && (await networkWait(server, request.ip)) === 0) {
      const account = await accountByName(db, 'citizen', name)
      // Not waited for: the answer must not take longer for an account that exists.
      void act('renew activation', (call) => renewActivation(call, account)).catch(() => {})
    }
    return sendPage(reply, 200, codeRenewedPage(context))
  })
}

function typedIn(request: FastifyRequest): Typed {
  const given = fields(request)
  return {
    number: plainName(given.number ?? '').slice(0, 24),
    name: tidy(given.name ?? '').slice(0, 100),
    bornOn: (given.bornOn ?? '').trim().slice(0, 10),
    phone: plainName(given.phone ?? '').slice(0, 16),
  }
}

function troubleOf(typed: Typed, bornOn: string | undefined): SignUpTrouble | undefined {
  return /^\d{12}$/.test(typed.number) ? troubleBeside(typed, bornOn) : 'number'
}

function troubleBeside(typed: Typed, bornOn: string | undefined): SignUpTrouble | undefined {
  if (typed.name.length < 3) return 'name'
  if (!bornOn) return 'bornOn'
  return /^0[35789]\d{8}$/.test(typed.phone) ? undefined : 'phone'
}

/** `2/5/1990` as people write it, or as a browser fills it in. */
function dayIn(text: string): string | undefined {
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? []
  const iso = day ? `${year}-${month?.padStart(2, '0')}-${day.padStart(2, '0')}` : text
  return isDay(iso) ? iso : undefined
}
