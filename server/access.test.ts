import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { type Platform, platform } from '#testing'
import { valuesOf } from '../tests/samples.ts'
import type { Actor, CitizenActor, OfficerActor } from './platform/call.ts'
import type { AnyEndpoint, Role } from './platform/endpoint.ts'
import { uuidv7 } from './platform/ids.ts'

/**
 * Every endpoint × every kind of caller, with input that its schema lets through and input that it does not: nobody
 * gets what is not his, nothing answers with a 5xx that it did not declare, and what is refused stands in the log.
 */
const citizen = (level: 1 | 2): CitizenActor => ({
  kind: 'citizen',
  number: '001099999999',
  personId: uuidv7(),
  accountId: uuidv7(),
  level,
  sessionId: uuidv7(),
})
const everyRole: Role[] = [
  'residence',
  'counter',
  'case-officer',
  'signing-leader',
  'civil-status',
  'data-steward',
  'inspector',
  'steering',
  'partner',
  'administrator',
]
const officer = (roles: Role[]): OfficerActor => ({
  kind: 'officer',
  number: '001099999998',
  personId: uuidv7(),
  accountId: uuidv7(),
  appointmentId: uuidv7(),
  position: 'case-officer',
  agencyId: 101999,
  roles,
  territory: { level: 'commune', unitId: 1999 },
  sessionId: uuidv7(),
  factorAt: new Date().toISOString(),
})
const callers: Record<string, Actor> = {
  anonymous: { kind: 'anonymous' },
  'level-1 citizen': citizen(1),
  'level-2 citizen without a record': citizen(2),
  'level-2 foreigner': { ...citizen(2), number: '900190000000', foreigner: true },
  'officer without roles': officer([]),
  'officer of another commune with every role': officer(everyRole),
  operator: { kind: 'operator' },
  'relying party without scopes': { kind: 'relying-party', clientId: 'nobody', agencyId: 1, scopes: [] },
}
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 4)

let on: Platform
let endpoints: AnyEndpoint[]
beforeAll(async () => {
  on = await platform()
  endpoints = on.server.endpoints
})

/** What the declaration itself says: may this kind of caller come in at all? */
function mayEnter({ access }: AnyEndpoint, actor: Actor): boolean {
  if (access.public) return true
  if (actor.kind === 'citizen') {
    if (actor.foreigner && !access.citizen?.foreigners) return false
    return access.citizen !== undefined && actor.level >= access.citizen.level
  }
  if (actor.kind === 'officer')
    return access.officer?.roles.some((role) => actor.roles.includes(role)) ?? false
  if (actor.kind === 'relying-party')
    return actor.scopes.some((scope) => scope === access.relyingParty?.scope)
  return actor.kind === 'operator' && access.operator === true
}

function inputs(endpoint: AnyEndpoint) {
  const { params, query, body } = endpoint.schema
  return fc.record({
    params: valuesOf(params as never),
    query: valuesOf(query as never),
    body: endpoint.accepts ? fc.constant(Buffer.from('%PDF-1.7 nothing')) : valuesOf(body as never),
  })
}

for (const [name, actor] of Object.entries(callers)) {
  test(`${name}: comes in only where declared, never gets a 5xx`, { timeout: 120_000 }, async () => {
    const as = on.as(actor)
    for (const endpoint of endpoints) {
      const enters = mayEnter(endpoint, actor)
      const numRuns = enters ? RUNS : Math.ceil(RUNS / 4) // the door does not look at what is brought
      for (const input of fc.sample(inputs(endpoint), { numRuns, seed: 6 })) {
        const { status, body } = await as.send(endpoint, input as never)
        const what = `${endpoint.method} ${endpoint.path} ${status} ${JSON.stringify(body).slice(0, 200)}`
        const declared = endpoint.problems.some((one) => one.type === (body as { type?: string })?.type)
        if (!declared) expect(status, what).toBeLessThan(500)
        if (!enters) expect([401, 403], what).toContain(status)
      }
    }
  })
}

test('every refused attempt on personal data stands in the log', async () => {
  const entries = await on.owner<{ act: string }[]>`
    select distinct act from audit.entries where outcome = 'refused' and actor_kind = 'anonymous'`
  const entered = new Set(entries.map(({ act }) => act))
  const silent = endpoints.filter(
    (endpoint) =>
      endpoint.personal && !endpoint.access.public && !entered.has(`${endpoint.method} ${endpoint.path}`),
  )
  expect(silent.map(({ path }) => path)).toEqual([])
})

test.each([
  ['text where an object belongs', '"text"'],
  ['a list', '[]'],
  ['deep nesting', `${'['.repeat(5000)}${']'.repeat(5000)}`],
  ['a prototype', '{"__proto__":{"admin":true},"constructor":{"prototype":{}}}'],
  ['broken UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
  ['nothing', ''],
])('%s as a body is refused by every write without a 5xx', { timeout: 60_000 }, async (_what, payload) => {
  for (const endpoint of endpoints.filter(({ method, accepts }) => method !== 'GET' && !accepts)) {
    const answer = await on.server.fastify.inject({
      method: endpoint.method,
      url: `/api${endpoint.path.replace(/:\w+/g, uuidv7())}`,
      headers: { 'content-type': 'application/json' },
      payload,
    })
    expect(answer.statusCode, `${endpoint.method} ${endpoint.path}`).toBeLessThan(500)
  }
})
