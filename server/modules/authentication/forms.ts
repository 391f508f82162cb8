import type { FastifyInstance, FastifyRequest } from 'fastify'
import { crossSite } from '#accounts/contract'

/** A passkey's answer is the largest: some 2 kB, written as a form up to three times that. */
const FORM_BYTES = 8192

/** Forms of the sign-in pages: small, urlencoded, and from our own pages only. */
export function acceptForms(scope: FastifyInstance) {
  scope.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: FORM_BYTES },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  )
  scope.addHook('onRequest', async (request) => {
    const site = request.headers['sec-fetch-site']
    if (request.method !== 'GET' && site !== undefined && site !== 'same-origin' && site !== 'none')
      throw crossSite()
  })
}

export function fields(request: FastifyRequest): Record<string, string> {
  return (request.body ?? {}) as Record<string, string>
}
