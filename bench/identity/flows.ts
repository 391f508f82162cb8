/** What is measured: a whole FAPI 2.0 sign-in, a token of a party's own, the password step of a sign-in. */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, randomUUID, sign } from 'node:crypto'
import { type Answer, send } from './processes.ts'
import { bankKey, made, type Person, party, program } from './scene.ts'

const issuer = 'http://localhost:6006/id/citizen'
const form = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
function jws(key: KeyObject, header: unknown, payload: unknown): string {
  const text = `${encode(header)}.${encode(payload)}`
  return `${text}.${sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`
}
const seconds = () => Math.floor(Date.now() / 1000)
const assertion = () => ({
  client_id: party.clientId,
  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  client_assertion: jws(
    bankKey,
    { alg: 'ES256', kid: made.kid },
    {
      iss: party.clientId,
      sub: party.clientId,
      aud: issuer,
      jti: randomUUID(),
      iat: seconds(),
      exp: seconds() + 60,
    },
  ),
})
const own = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const proof = (path: string) =>
  jws(
    own.privateKey,
    { alg: 'ES256', typ: 'dpop+jwt', jwk: own.publicKey.export({ format: 'jwk' }) },
    { jti: randomUUID(), htm: 'POST', htu: `${issuer}${path}`, iat: seconds() },
  )

/** A browser's cookies, as much as these pages need. */
function jar(kept = new Map<string, string>()) {
  return {
    keep({ headers }: Answer) {
      for (const line of [headers['set-cookie'] ?? []].flat()) {
        const [pair = ''] = line.split(';')
        const at = pair.indexOf('=')
        kept.set(pair.slice(0, at), pair.slice(at + 1))
      }
    },
    /** What stays when the browser is closed: that the account is known here. */
    lasting: () => new Map([...kept].filter(([name]) => name.startsWith('__Host-known-'))),
    header: () => ({ cookie: [...kept].map(([name, value]) => `${name}=${value}`).join('; ') }),
  }
}

export async function fapiSignIn(person: Person): Promise<void> {
  const { own: phone } = person
  const verifier = randomBytes(32).toString('base64url')
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  const pushed = await send(
    `${program.url}/id/citizen/request`,
    'POST',
    { ...form, dpop: proof('/request') },
    new URLSearchParams({
      ...assertion(),
      response_type: 'code',
      redirect_uri: party.redirectUris[0] as string,
      scope: 'openid profile',
      code_challenge: challenge,
      code_challenge_method: 'S256',
    }).toString(),
  )
  if (pushed.status !== 201) throw new Error(pushed.body)
  const { request_uri: uri } = JSON.parse(pushed.body)
  const cookies = jar(person.lasting)
  const address = anotherAddress()
  const go = async (url: string, method = 'GET', body?: string) => {
    const path = url.replace('http://localhost:6006', '')
    const answer = await send(
      `${program.url}${path}`,
      method,
      { ...(body ? form : {}), ...cookies.header(), 'x-forwarded-for': address },
      body,
    )
    cookies.keep(answer)
    if (answer.status >= 400)
      throw new Error(`${path} was answered with ${answer.status}: ${answer.body.slice(0, 2000)}`)
    return answer
  }
  const begun = await go(
    `/id/citizen/auth?${new URLSearchParams({ client_id: party.clientId, request_uri: uri })}`,
  )
  const step = String(begun.headers['location'])
  await go(step)
  const asked = JSON.parse((await go(`${step}/passkey-options`, 'POST', 'x=')).body)
  const credential = JSON.stringify(phone.use(asked))
  const passed = await go(`${step}/passkey`, 'POST', new URLSearchParams({ credential }).toString())
  person.lasting = cookies.lasting()
  const back = await go(String(passed.headers['location']))
  const code = new URL(String(back.headers['location'])).searchParams.get('code')
  if (!code) throw new Error(`no code: ${back.status} ${back.headers['location']}`)
  const token = await send(
    `${program.url}/id/citizen/token`,
    'POST',
    { ...form, dpop: proof('/token') },
    new URLSearchParams({
      ...assertion(),
      grant_type: 'authorization_code',
      code,
      redirect_uri: party.redirectUris[0] as string,
      code_verifier: verifier,
    }).toString(),
  )
  if (token.status !== 200) throw new Error(token.body)
}

export async function clientCredentials(): Promise<void> {
  const answer = await send(
    `${program.url}/id/citizen/token`,
    'POST',
    { ...form, dpop: proof('/token') },
    new URLSearchParams({
      ...assertion(),
      grant_type: 'client_credentials',
      scope: 'verification.match',
    }).toString(),
  )
  if (answer.status !== 200) throw new Error(answer.body)
}

/** One token request among very many: how it was answered. */
export async function tokenAsked(): Promise<Answer> {
  const body = new URLSearchParams({ ...assertion(), grant_type: 'client_credentials' }).toString()
  return await send(`${program.url}/id/citizen/token`, 'POST', { ...form, dpop: proof('/token') }, body)
}

export interface Step {
  path: string
  cookie: string
}

/** Sign-ins under way, up to the page that asks for the password. */
export async function passwordSteps(many: number): Promise<Step[]> {
  const steps: Step[] = []
  for (let i = 0; i < many; i++) {
    const cookies = jar()
    const begun = await send(`${program.url}/auth/citizen/sign-in?moved=1`, 'GET', {})
    cookies.keep(begun)
    const at = await send(
      `${program.url}${String(begun.headers['location']).replace('http://localhost:6006', '')}`,
      'GET',
      cookies.header(),
    )
    cookies.keep(at)
    steps.push({ path: String(at.headers['location']), ...cookies.header() })
  }
  return steps
}

let networks = 0
/** Every sign-in comes from a network of its own, so that no limit of a network answers instead. */
function anotherAddress(): string {
  networks += 1
  return `20.${(networks >> 16) & 255}.${(networks >> 8) & 255}.${networks & 255}`
}

/** The password page's POST alone. */
export async function typePassword({ path, cookie }: Step, name: string, password: string): Promise<Answer> {
  const address = anotherAddress()
  const body = new URLSearchParams({ name, password }).toString()
  return await send(`${program.url}${path}`, 'POST', { ...form, cookie, 'x-forwarded-for': address }, body)
}
