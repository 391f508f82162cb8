import type { Writable } from 'node:stream'
import type { Actor, Call, Entry } from './call.ts'
import type { Database } from './db.ts'

/** What changed, for open pages: a topic and a kind of thing, never data. */
export interface Poke {
  topic: string
  what: string
}

export interface Live {
  /** Also tells, once each, what was said within the last half minute: a page reads before it listens. */
  subscribe(topics: readonly string[], listener: (poke: Poke) => void): () => void
  publish(poke: Poke): void
  /** Open streams, ended when the program stops. */
  track(stream: Writable): void
  untrack(stream: Writable): void
  close(): Promise<void>
}

/** Tells open pages, in every process, when the call commits. */
export async function poke(call: Pick<Call, 'sql'>, topics: readonly string[], what: string): Promise<void> {
  if (topics.length === 0) return
  await call.sql`
    select pg_notify('live', json_build_object('topic', topic, 'what', ${what}::text)::text)
    from unnest(${topics as string[]}::text[]) as topic`
}

/**
 * Tells the open pages of those whose data a call read or changed, within this process; the topic never leaves it.
 * What someone does with his own data tells him nothing new.
 */
export function tellSubjects(live: Live, actor: Actor, entry: Entry): void {
  for (const number of entry.subjects.keys()) {
    if (actor.kind === 'citizen' && (actor.representative?.number ?? actor.number) === number) continue
    live.publish({ topic: `subject:${number}`, what: 'accesses' })
  }
}

/** Topics an actor's pages hear. A page is told only the word before the colon. */
export function topicsOf(actor: Actor): string[] {
  if (actor.kind === 'citizen') return [`person:${actor.personId}`, `subject:${actor.number}`]
  if (actor.kind === 'officer') {
    return [
      `agency:${actor.agencyId}`,
      `person:${actor.personId}`,
      ...(actor.roles.includes('steering') ? ['figures'] : []),
    ]
  }
  return []
}

/** How long what was said is remembered for pages that were only opening; and of how much at the most. */
const REMEMBERED_MS = 30_000
const REMEMBERED_MOST = 20_000

/** Listens to the database once per process and hands pokes to the open pages. */
export async function startLive(db: Database, clock: () => Date): Promise<Live> {
  const listeners = new Map<string, Set<(poke: Poke) => void>>()
  const said: { poke: Poke; at: number }[] = []
  const forget = () => {
    const since = clock().getTime() - REMEMBERED_MS
    const kept = said.findIndex(({ at }) => at >= since)
    said.splice(0, Math.max(kept === -1 ? said.length : kept, said.length - REMEMBERED_MOST))
  }
  const publish = (one: Poke) => {
    said.push({ poke: one, at: clock().getTime() })
    if (said.length > 2 * REMEMBERED_MOST) forget()
    for (const listener of listeners.get(one.topic) ?? []) listener(one)
  }
  const streams = new Set<Writable>()
  const heard = await db.listen('live', (text) => publish(JSON.parse(text) as Poke))
  return {
    publish,
    track: (stream) => streams.add(stream),
    untrack: (stream) => streams.delete(stream),
    subscribe(topics, listener) {
      for (const topic of topics) {
        const set = listeners.get(topic) ?? new Set()
        listeners.set(topic, set.add(listener))
      }
      forget()
      const missed = said.filter(({ poke }) => topics.includes(poke.topic))
      const once = new Map(missed.map(({ poke }) => [`${poke.topic} ${poke.what}`, poke]))
      for (const poke of once.values()) listener(poke)
      return () => {
        for (const topic of topics) {
          const set = listeners.get(topic)
          set?.delete(listener)
          if (set?.size === 0) listeners.delete(topic)
        }
      }
    },
    async close() {
      for (const stream of streams) stream.end()
      await heard.unlisten()
    },
  }
}
