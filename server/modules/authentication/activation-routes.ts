import type { FastifyInstance } from 'fastify'
import type { Realm } from '#accounts/contract'
import type { Server } from '#platform/http.ts'
import { activatedPage, activationPage } from './activation-page.ts'
import { activate } from './activations.ts'
import { fields } from './forms.ts'
import { chosenLanguage } from './language.ts'
import { sendPage } from './page.ts'

const statuses = { refused: 401, weak: 422, wait: 429 } as const

/** Where an approved account is put into use (kích hoạt): `/id/<realm>/activate`. */
export function activationRoutes(scope: FastifyInstance, server: Server, realm: Realm) {
  const path = `/id/${realm}/activate`
  const sandbox = server.ports.mode === 'sandbox'

  scope.get(path, async (request, reply) => {
    const context = { language: chosenLanguage(request, reply), realm, sandbox, path }
    return sendPage(reply, 200, activationPage(context))
  })

  scope.post(path, async (request, reply) => {
    const context = { language: chosenLanguage(request, reply), realm, sandbox, path }
    const { name = '', code = '', password = '', again = '' } = fields(request)
    const typed = { name: name.slice(0, 40), code: code.slice(0, 30) }
    if (password !== again) return sendPage(reply, 422, activationPage(context, typed, 'different'))
    const result = await activate(server, {
      realm,
      name,
      code,
      password: password.slice(0, 200),
      address: request.ip,
    })
    if (result === 'done') return sendPage(reply, 200, activatedPage(context))
    if (result === 'wait') reply.header('retry-after', 60)
    return sendPage(reply, statuses[result], activationPage(context, typed, result))
  })
}
