/**
 * What the provider refuses a relying party, counted by day, endpoint and OAuth's error word, for its engineers. Counted
 * in memory and written every few seconds: a flood of bad requests costs the database no statement of its own.
 */
import type { Provider } from 'oidc-provider'
import { dayOf } from '#platform/day.ts'
import { errorCode } from '#platform/error-code.ts'
import type { Server } from '#platform/http.ts'
import { log } from '#platform/log.ts'
import type { Day } from '#platform/schemas.ts'
import { addErrors, type PartyErrors, selectErrors } from './party-errors.store.ts'

const WRITTEN_EVERY_MS = 2000
/** Distinct counts kept between two writings: parties × endpoints × words; far more than there are. */
const KEPT_MAX = 5000

interface Counting {
  counts: Map<string, PartyErrors>
  timer: NodeJS.Timeout
}
const countings = new WeakMap<Server, Counting>()

/** Counts refusals of this provider, those of used proofs too. */
export function countErrors(server: Server, provider: Provider): void {
  provider.use(async (ctx, next) => {
    await next()
    const { client, route } = ctx.oidc ?? {}
    const { error } = (ctx.body ?? {}) as { error?: unknown }
    // Waiting for the person is no mistake of the party's.
    if (!client || !route || typeof error !== 'string' || /^(authorization_pending|slow_down)$/.test(error))
      return
    count(server, { clientId: client.clientId, route: `openid.${route}`, code: error })
  })
}

function count(server: Server, { clientId, route, code }: Pick<PartyErrors, 'clientId' | 'route' | 'code'>) {
  const { counts } = countingOf(server)
  const day = dayOf(server.clock())
  const key = JSON.stringify([clientId, day, route, code])
  const before = counts.get(key)
  if (before) before.count += 1
  else if (counts.size < KEPT_MAX) counts.set(key, { clientId, day, route, code, count: 1 })
}

function countingOf(server: Server): Counting {
  const known = countings.get(server)
  if (known) return known
  const failed = (error: unknown) =>
    log.error({ error: errorCode(error) }, 'refusals of parties were not written')
  const timer = setInterval(() => writeErrors(server).catch(failed), WRITTEN_EVERY_MS).unref()
  const made = { counts: new Map<string, PartyErrors>(), timer }
  countings.set(server, made)
  return made
}

/** Writes what was counted in this process so far. */
export async function writeErrors(server: Server): Promise<void> {
  const counting = countings.get(server)
  if (!counting || counting.counts.size === 0) return
  const rows = [...counting.counts.values()]
  counting.counts = new Map()
  await addErrors(server.db, rows)
}

export async function stopCounting(server: Server): Promise<void> {
  clearInterval(countings.get(server)?.timer)
  await writeErrors(server)
}

/** Refusals of a system since a day. Nothing about people. */
export async function errorsByDay(
  server: Server,
  clientId: string,
  since: Day,
): Promise<Omit<PartyErrors, 'clientId'>[]> {
  await writeErrors(server)
  return await selectErrors(server.db, clientId, since)
}
