/**
 * What the provider gives and refuses a relying party, counted by day, endpoint and OAuth's error word, for its
 * engineers. Counted in memory and written every few seconds: neither sign-ins nor a flood of bad requests cost the
 * database a statement of their own.
 */
import type { Provider } from 'oidc-provider'
import { dayOf } from '#platform/day.ts'
import { errorCode } from '#platform/error-code.ts'
import type { Server } from '#platform/http.ts'
import { log } from '#platform/log.ts'
import type { Day } from '#platform/schemas.ts'
import { addCounts, type PartyCount, selectCounts } from './party-counts.store.ts'

const WRITTEN_EVERY_MS = 2000
/** Distinct counts kept between two writings: parties × endpoints × words; far more than there are. */
const KEPT_MAX = 5000

interface Counting {
  counts: Map<string, PartyCount>
  timer: NodeJS.Timeout
}
const countings = new WeakMap<Server, Counting>()

/** Counts sign-ins, tokens and refusals of this provider, those of used proofs too. */
export function countUses(server: Server, provider: Provider): void {
  provider.use(async (ctx, next) => {
    await next()
    const { client, route, entities } = ctx.oidc ?? {}
    if (!client || !route) return
    const { clientId } = client
    const { error, access_token: token } = (ctx.body ?? {}) as { error?: unknown; access_token?: unknown }
    // A sign-in that needed the person's answers ends where it is resumed.
    if (entities?.['AuthorizationCode'] && (route === 'authorization' || route === 'resume'))
      count(server, { clientId, route: 'openid.authorization', code: 'ok' })
    else if (route === 'token' && typeof token === 'string')
      count(server, { clientId, route: 'openid.token', code: 'ok' })
    // Waiting for the person is no mistake of the party's.
    else if (typeof error === 'string' && !/^(authorization_pending|slow_down)$/.test(error))
      count(server, { clientId, route: `openid.${route}`, code: error })
  })
}

function count(server: Server, { clientId, route, code }: Pick<PartyCount, 'clientId' | 'route' | 'code'>) {
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
    log.error({ error: errorCode(error) }, 'counts of parties were not written')
  const timer = setInterval(() => writeCounts(server).catch(failed), WRITTEN_EVERY_MS).unref()
  const made = { counts: new Map<string, PartyCount>(), timer }
  countings.set(server, made)
  return made
}

/** Writes what was counted in this process so far. */
export async function writeCounts(server: Server): Promise<void> {
  const counting = countings.get(server)
  if (!counting || counting.counts.size === 0) return
  const rows = [...counting.counts.values()]
  counting.counts = new Map()
  await addCounts(server.db, rows)
}

export async function stopCounting(server: Server): Promise<void> {
  clearInterval(countings.get(server)?.timer)
  await writeCounts(server)
}

/** What a system was given and refused since a day. Nothing about people. */
export async function countsByDay(
  server: Server,
  clientId: string,
  since: Day,
): Promise<Omit<PartyCount, 'clientId'>[]> {
  await writeCounts(server)
  return await selectCounts(server.db, clientId, since)
}
