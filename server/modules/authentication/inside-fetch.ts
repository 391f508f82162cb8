import type { FastifyInstance } from 'fastify'
import type { CustomFetch } from 'openid-client'

/**
 * A fetch that never leaves the process: our web apps are clients of our own provider, and whatever name, port or
 * proxy the public address has, the provider is here. Refuses every other address.
 */
export function insideFetch(fastify: FastifyInstance, publicUrl: string): CustomFetch {
  const { origin } = new URL(publicUrl)
  return async (url, { method, headers, body }) => {
    const target = new URL(url)
    if (target.origin !== origin) throw new Error('only our own provider is asked')
    const answer = await fastify.inject({
      method: method as 'GET' | 'POST',
      url: `${target.pathname}${target.search}`,
      headers: Object.fromEntries(new Headers(headers)),
      ...(body === null || body === undefined ? {} : { payload: String(body) }),
    })
    const empty = answer.statusCode === 204 || answer.statusCode === 304
    return new Response(empty ? null : new Uint8Array(answer.rawPayload), {
      status: answer.statusCode,
      headers: Object.entries(answer.headers).flatMap(([name, value]) =>
        (Array.isArray(value) ? value : [value]).map((one) => [name, String(one)] as [string, string]),
      ),
    })
  }
}
