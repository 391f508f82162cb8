import { SANDBOX_PASSWORD } from '#accounts'
import type { AppName } from '#accounts/contract'
import type { Server } from '#platform/http.ts'
import type { InboxMessage } from '#ports/messages.ts'

/** What a browser does of HTTP: keeps cookies by path, follows redirects, fills forms. For tests. */
export function browser(
  server: Server,
  userAgent = 'Mozilla/5.0 (Linux; Android 14) Chrome/147.0 Mobile Safari/537.36',
) {
  const jar = new Map<string, { value: string; path: string }>()
  const { host, origin } = new URL(server.ports.publicUrl)

  async function send(
    method: 'GET' | 'POST' | 'DELETE',
    url: string,
    headers: Record<string, string> = {},
    payload?: string,
  ) {
    const path = url.startsWith(origin) ? url.slice(origin.length) : url
    const pathname = path.split('?')[0] as string
    const cookie = [...jar]
      .filter(([, one]) => pathname === one.path || pathname.startsWith(one.path.replace(/\/?$/, '/')))
      .map(([name, { value }]) => `${name.split(' ')[0]}=${value}`)
      .join('; ')
    const answer = await server.fastify.inject({
      method,
      url: path,
      headers: { host, 'user-agent': userAgent, ...(cookie ? { cookie } : {}), ...headers },
      ...(payload === undefined ? {} : { payload }),
    })
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) keep(line)
    return answer
  }

  function keep(line: string) {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
    const name = pair.slice(0, pair.indexOf('='))
    const value = pair.slice(pair.indexOf('=') + 1)
    const attribute = (wanted: string) =>
      attributes.find((one) => one.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1)
    const path = attribute('path') ?? '/'
    const gone =
      value === '' || attribute('max-age') === '0' || Date.parse(attribute('expires') ?? '') < Date.now()
    if (gone) jar.delete(`${name} ${path}`)
    else jar.set(`${name} ${path}`, { value, path })
  }

  return {
    jar,
    get: (url: string, headers?: Record<string, string>) => send('GET', url, headers),
    remove: (url: string, headers?: Record<string, string>) => send('DELETE', url, headers),
    post: (url: string, body: unknown, headers?: Record<string, string>) =>
      send('POST', url, { 'content-type': 'application/json', ...headers }, JSON.stringify(body)),
    form: (url: string, values: Record<string, string> = {}, headers?: Record<string, string>) =>
      send(
        'POST',
        url,
        { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...headers },
        new URLSearchParams(values).toString(),
      ),
    /** Follows redirects until a page answers. */
    async follow(url: string) {
      let answer = await send('GET', url)
      for (let hops = 0; answer.statusCode === 303 && hops < 10; hops++) {
        url = String(answer.headers.location)
        const path = url.replace(origin, '')
        if (/^\/(citizen|officer|steering)\//.test(path)) return { answer, url: path }
        answer = await send('GET', url)
      }
      return { answer, url: url.replace(origin, '') }
    },
  }
}
export type Browser = ReturnType<typeof browser>

/** Goes through the sign-in pages as a person does; returns where he lands. */
export async function signIn(
  person: Browser,
  {
    app,
    name,
    password = SANDBOX_PASSWORD,
    inbox,
  }: { app: AppName; name: string; password?: string; inbox(): readonly InboxMessage[] },
) {
  const { url: step } = await person.follow(`/auth/${app}/sign-in`)
  const first = await person.form(step, { name, password })
  if (first.statusCode !== 303) return { step, answer: first, url: step }
  await person.follow(step)
  const code = inbox()[0]?.text.slice(0, 6) ?? ''
  const second = await person.form(`${step}/code`, { code })
  if (second.statusCode !== 303) return { step, answer: second, url: `${step}/code` }
  return { step, ...(await person.follow(String(second.headers.location))) }
}
