/**
 * Publishing a service to the running program: from an administrator's bundle to a citizen's form opened with it, beside
 * one durable row of the same size; and a bundle of many faults refused with each named. PERSONS=20000 unless said.
 */
import { Agent } from 'node:http'
import { signInAs } from '../server/modules/accounts/index.ts'
import type { Bundle } from '../server/modules/services/bundle.ts'
import type { Draft } from '../server/modules/services/contract.ts'
import { ownBundles } from '../server/modules/services/own-bundles.ts'
import { callOf, json, row } from './dossiers.ts'
import { type Nation, openNation } from './nation.ts'
import { durationsOf, table } from './ratio.ts'

/** A person may keep so many drafts. */
const TIMES = 20

export async function benchPublishing(nation: Nation): Promise<string> {
  const { owner } = nation.database
  const agent = new Agent({ keepAlive: true })
  const api = `${nation.url}/api`
  const administrator = await signInAs(callOf(nation), {
    app: 'officer',
    personNumber: await oneOf(nation, 'administrator'),
  })
  const citizen = await signInAs(callOf(nation), { app: 'citizen', personNumber: await oneOf(nation, null) })
  const bundle = largest()
  const text = JSON.stringify(bundle)
  let made = 0
  const publish = (given: unknown) =>
    json<unknown>(agent, `${api}/services/catalogue`, 'POST', administrator, { bundle: given })
  const next = () => ({ ...bundle, code: `9.99${String(++made).padStart(4, '0')}`, version: 1 })
  const publishing = await durationsOf(() => publish(next()), TIMES)
  const opened = await durationsOf(async () => {
    const service = next()
    await publish(service)
    const path = `${api}/services/catalogue/${service.code}/drafts`
    const draft = await json<Draft>(agent, path, 'POST', citizen)
    if (draft.service.code !== service.code) throw new Error('Another service opened')
  }, TIMES)
  const broken = { ...next(), effects: [], steps: [], name: { vi: '' } }
  const refusing = await durationsOf(async () => {
    const refused = await publish(broken).then(
      () => false,
      (error: Error) => error.message.includes('bundle-refused'),
    )
    if (!refused) throw new Error('A broken bundle was published')
  }, TIMES)
  const durable = await durationsOf(
    () => owner`insert into platform.attempts (subject, window_start) values (${text.slice(0, 2000)}, now())`,
    TIMES,
  )
  agent.destroy()
  return table(
    `Publishing (${TIMES} new services out of the largest bundle, ${Math.round(text.length / 1000)} kB)`,
    [
      row('publish: every check of the bundle, kept durably, log entry', publishing, durable),
      row('publish, then a citizen’s form of it opened and filled in from the registers', opened, durable),
      row('a broken bundle refused with each fault named', refusing, durable),
      row('limit: one durable row', durable, durable),
    ],
  )
}

/** The largest bundle that is a request of its own. */
function largest(): Bundle {
  const bundles = (ownBundles() as Bundle[]).toSorted(
    (a, b) => JSON.stringify(b).length - JSON.stringify(a).length,
  )
  return bundles[0]!
}

/** Somebody with such a position, or an adult citizen with an account. */
async function oneOf({ database: { owner } }: Nation, position: string | null): Promise<string> {
  const [found] =
    position !== null
      ? await owner<{ personNumber: string }[]>`
        select person_number from accounts.appointments where position = ${position} and valid_until is null limit 1`
      : await owner<{ personNumber: string }[]>`
        select a.person_number from accounts.accounts a join population.people p using (person_number)
        where a.realm = 'citizen' and a.status = 'active' and p.status = 'alive'
          and p.born_on < now() - interval '25 years'
        order by md5(person_number) limit 1`
  return found!.personNumber
}

if (import.meta.main) {
  const nation = await openNation(Number(process.env['PERSONS'] ?? 20_000))
  console.log(await benchPublishing(nation))
  await nation.close()
  process.exit(0)
}
