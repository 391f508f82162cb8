/**
 * Reading one person through the API, with session, access check and log entry, against the same read without them
 * and against a prepared SELECT on the same server. Everything in one process and one run, in turn.
 */
import { Agent, request as httpRequest } from 'node:http'
import { signInAs } from '../server/modules/accounts/index.ts'
import * as population from '../server/modules/population/contract.ts'
import { personFile } from '../server/modules/population/person-file.ts'
import { systemCall } from '../server/platform/call.ts'
import { type Nation, openNation } from './nation.ts'
import { compare, type Measured, rateOf, table } from './ratio.ts'

const PEOPLE = 500
const AT_ONCE = 16

interface Reader {
  number: string
  headers: Record<string, string>
}

export async function benchPerson(nation: Nation): Promise<string> {
  const { server } = nation.app
  const readers = await signedIn(nation)
  const next = cycle(readers)
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
  const ways = [
    {
      name: 'prepared SELECT of the person',
      run: (seconds: number) =>
        rateOf(
          () => server.db`select * from population.people where person_number = ${next().number}`,
          AT_ONCE,
          seconds,
        ),
    },
    {
      name: 'the same read by HTTP, without session, access check and log entry',
      run: (seconds: number) =>
        rateOf(() => get(agent, nation.url, `/bench/people/${next().number}`, {}), AT_ONCE, seconds),
    },
    {
      name: 'GET /population/me: with session, access check and log entry',
      run: (seconds: number) =>
        rateOf(() => get(agent, nation.url, '/api/population/me', next().headers), AT_ONCE, seconds),
    },
  ]
  const measured = await compare(ways)
  agent.destroy()
  const plain = measured[1] as Measured
  const logged = measured[2] as Measured
  return table(
    `Reading one person (${PEOPLE} people in turn, ${AT_ONCE} at once)`,
    measured.map(({ name, perSecond, ratio }) => ({
      way: name,
      'per second': Math.round(perSecond),
      'of the SELECT': ratio.toFixed(2),
      'of the plain read': name === logged.name ? (logged.perSecond / plain.perSecond).toFixed(2) : '',
    })),
  )
}

/** The route that does only the read; added before the program listens, in the bench alone. */
export function addPlainRead({ app }: Pick<Nation, 'app'>) {
  const { server } = app
  server.fastify.get<{ Params: { number: string } }>('/bench/people/:number', {
    schema: { response: { 200: population.readMe.schema.reply } },
    handler: ({ params }) => personFile(systemCall('bench', server.db, server.ports), params.number),
  })
}

async function signedIn({ app, database }: Nation): Promise<Reader[]> {
  const { server } = app
  const people = await database.owner<{ personNumber: string }[]>`
    select person_number from accounts.accounts where realm = 'citizen' and status = 'active'
    order by md5(person_number) limit ${PEOPLE}`
  return Promise.all(
    people.map(async ({ personNumber: number }) => ({
      number,
      headers: await signInAs(
        { sql: server.db, ports: server.ports, now: new Date() },
        { app: 'citizen', personNumber: number },
      ),
    })),
  )
}

export function cycle<T>(items: readonly T[]): () => T {
  let index = 0
  return () => items[index++ % items.length] as T
}

/** One request over a kept connection; throws when it is not answered with 200. */
export function get(
  agent: Agent,
  url: string,
  path: string,
  headers: Record<string, string>,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest(`${url}${path}`, { agent, headers }, (answer) => {
      let body = ''
      answer.setEncoding('utf8').on('data', (text: string) => {
        body += text
      })
      answer.on('end', () =>
        answer.statusCode === 200
          ? resolve(body)
          : reject(new Error(`${path}: ${answer.statusCode} ${body.slice(0, 200)}`)),
      )
    })
    asked.on('error', reject).end()
  })
}

if (import.meta.main) {
  const nation = await openNation(Number(process.env['PERSONS'] ?? 20_000), addPlainRead)
  console.log(await benchPerson(nation))
  await nation.close()
  process.exit(0)
}
