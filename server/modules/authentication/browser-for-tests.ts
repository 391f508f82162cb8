import { SANDBOX_PASSWORD } from '#accounts'
import { APP_HEADER, type AppName } from '#accounts/contract'
import type { Platform } from '#testing'

type Headers = Record<string, string>
const PHONE = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/147.0 Mobile Safari/537.36'

/** What a browser does of HTTP: keeps cookies by path, follows redirects, sends forms. For tests. */
export function browser({ server }: Platform, options: { address?: string; userAgent?: string } = {}) {
  const jar = new Map<string, { name: string; value: string; path: string; line: string }>()
  const { host, origin } = new URL(server.ports.publicUrl)

  async function send(method: 'GET' | 'POST' | 'DELETE', url: string, headers: Headers, payload?: string) {
    const path = url.startsWith(origin) ? url.slice(origin.length) : url
    const pathname = path.split('?')[0] as string
    const cookie = [...jar.values()]
      .filter((one) => pathname === one.path || pathname.startsWith(one.path.replace(/\/?$/, '/')))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ')
    const userAgent = options.userAgent ?? PHONE
    const answer = await server.fastify.inject({
      method,
      url: path,
      headers: { host, 'user-agent': userAgent, ...(cookie ? { cookie } : {}), ...headers },
      ...(options.address ? { remoteAddress: options.address } : {}),
      ...(payload === undefined ? {} : { payload }),
    })
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) keep(line)
    return answer
  }

  function keep(line: string) {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
    const at = pair.indexOf('=')
    const [name, value] = [pair.slice(0, at), pair.slice(at + 1)]
    const attribute = (wanted: string) =>
      attributes.find((one) => one.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1)
    const path = attribute('path') ?? '/'
    const gone =
      value === '' || attribute('max-age') === '0' || Date.parse(attribute('expires') ?? '') < Date.now()
    if (gone) jar.delete(`${name} ${path}`)
    else jar.set(`${name} ${path}`, { name, value, path, line })
  }

  const self = {
    jar,
    get: (url: string, headers: Headers = {}) => send('GET', url, headers),
    form: (url: string, values: Record<string, string> = {}, headers: Headers = {}) =>
      send(
        'POST',
        url,
        { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', ...headers },
        new URLSearchParams(values).toString(),
      ),
    /** Calls the API as a page of an app does. */
    async api(app: AppName, method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown) {
      const type: Headers = body === undefined ? {} : { 'content-type': 'application/json' }
      const payload = body === undefined ? undefined : JSON.stringify(body)
      const answer = await send(method, `/api${path}`, { [APP_HEADER]: app, ...type }, payload)
      return { status: answer.statusCode, body: answer.json() }
    },
    /** Follows redirects until a page answers, or until a redirect leads to `until`. */
    async follow(url: string, until = /^\/(citizen|officer|steering)\//) {
      for (let hops = 0; hops < 12; hops++) {
        const path = url.replace(origin, '')
        if (until.test(path)) return { url: path, answer: null }
        const answer = await send('GET', path, {})
        if (answer.statusCode !== 303) return { url: path, answer }
        url = String(answer.headers.location)
      }
      throw new Error('too many redirects')
    },
  }
  return self
}
export type Browser = ReturnType<typeof browser>

/** The newest code sent to a phone. */
export function codeFor({ inbox }: Platform, phone: string): string {
  return (
    inbox()
      .find(({ to, kind }) => to.phone === phone && kind === 'code')
      ?.text.slice(0, 6) ?? ''
  )
}

export interface Person {
  personNumber: string
  phone: string
}

/** Opens the sign-in page of an app; returns the address of the step. */
export async function openSignIn(someone: Browser, app: AppName, query = ''): Promise<string> {
  return (await someone.follow(`/auth/${app}/sign-in${query}`)).url
}

/** Goes through the pages as a person does; returns where he lands. */
export async function signIn(platform: Platform, someone: Browser, app: AppName, person: Person, query = '') {
  const step = await openSignIn(someone, app, query)
  const first = await someone.form(step, { name: person.personNumber, password: SANDBOX_PASSWORD })
  if (first.statusCode !== 303) throw new Error(`the password was answered with ${first.statusCode}`)
  const second = await someone.form(`${step}/code`, { code: codeFor(platform, person.phone) })
  if (second.statusCode !== 303) throw new Error(`the code was answered with ${second.statusCode}`)
  return await someone.follow(String(second.headers.location))
}
