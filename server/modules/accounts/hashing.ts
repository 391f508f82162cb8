/**
 * Where argon2id is computed: on threads of its own, of lower priority, so that a storm of sign-ins takes only what
 * everything else leaves. So many at once, so many waiting; more are told to come back. Threads start with the first
 * password and do not keep the program alive.
 */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Options } from '@node-rs/argon2'
import { Counter, Gauge } from 'prom-client'
import { metrics } from '#platform/metrics.ts'

/** One core is left for everything else, however many people sign in at once. */
const THREADS_MAX = Math.max(1, availableParallelism() - 1)
/** Some 20 ms each: who waits longest waits some two seconds. */
const WAITING_MAX = 100 * THREADS_MAX
const MAX_HEAP_MB = 16

type Asked = { password: string; cost: Options } | { password: string; against: string }
export type HashRequest = Asked & { id: number }
export type HashAnswer = { id: number; done: string | boolean } | { id: number; failed: string }

/** Too many sign-ins wait for a hash already. */
export class HashingBusy extends Error {}

/** For operators: the dearest thing a stranger can ask of us. */
export const passwordsHashed = new Counter({
  name: 'dean06_passwords_hashed_total',
  help: 'Passwords hashed or checked by argon2id',
  registers: [metrics],
})
new Gauge({
  name: 'dean06_passwords_waiting',
  help: 'Passwords that wait to be hashed or checked',
  registers: [metrics],
  collect() {
    this.set(waiting.length)
  },
})

interface Waiting {
  asked: Asked
  resolve(done: string | boolean): void
  reject(error: Error): void
}
const waiting: Waiting[] = []
const threads: Thread[] = []
let lastId = 0

/** Whoever comes now would be told to come back. */
export const hashingIsFull = () => waiting.length >= WAITING_MAX

/** Hashes, or checks against a hash. Throws HashingBusy. */
export function argon2<T extends string | boolean>(asked: Asked): Promise<T> {
  return new Promise((resolve, reject) => {
    const idle = threads.find(({ doing }) => doing === undefined)
    if (!idle && hashingIsFull()) return reject(new HashingBusy('too many sign-ins at once'))
    waiting.push({ asked, resolve: resolve as Waiting['resolve'], reject })
    next(idle ?? (threads.length < THREADS_MAX ? newThread() : undefined))
  })
}

interface Thread {
  worker: Worker
  doing: (Waiting & { id: number }) | undefined
}

function next(thread: Thread | undefined): void {
  if (!thread) return
  const first = waiting.shift()
  if (!first) {
    thread.worker.unref()
    return
  }
  thread.worker.ref()
  thread.doing = { ...first, id: ++lastId }
  passwordsHashed.inc()
  thread.worker.postMessage({ ...first.asked, id: thread.doing.id } satisfies HashRequest)
}

function newThread(): Thread {
  const worker = new Worker(new URL('./hashing-thread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
  })
  const thread: Thread = { worker, doing: undefined }
  threads.push(thread)
  worker.on('message', (answer: HashAnswer) => {
    const { doing } = thread
    thread.doing = undefined
    if ('done' in answer) doing?.resolve(answer.done)
    else doing?.reject(new Error(answer.failed))
    next(thread)
  })
  const fall = (error: Error) => {
    const at = threads.indexOf(thread)
    if (at < 0) return
    threads.splice(at, 1)
    thread.doing?.reject(error)
    if (waiting.length > 0) next(newThread())
  }
  worker.on('error', fall)
  worker.on('exit', () => fall(new Error('the hashing thread ended')))
  return thread
}
