import type { CronItem } from 'graphile-worker'
import type { Call } from './call.ts'
import type { EventKind } from './event.ts'
import type { EventRow } from './events.ts'
import type { Server } from './server.ts'

/** A function of a module that hears events; its name is its place in the log and must not change. */
export interface Listener {
  name: string
  events: readonly EventKind<unknown>[]
  handle(call: Call, event: EventRow): Promise<void>
}

export interface Task {
  name: string
  run(call: Call, payload: unknown, server: Server): Promise<void>
}

/** What modules register their background work on. */
export interface Worker {
  listeners: Listener[]
  tasks: Task[]
  crons: CronItem[]
  /** Tasks begun at each start of the background work. */
  starts: string[]
  /** Hears events. The handler must be safe to repeat. */
  on<P>(
    events: EventKind<P> | readonly EventKind<P>[],
    name: string,
    handle: (call: Call, payload: P, event: EventRow<P>) => Promise<void>,
  ): void
  /** Work started by `enqueue`. Safe to repeat: a crash runs it again. */
  task<P>(name: string, run: (call: Call, payload: P, server: Server) => Promise<void>): void
  /** Begins a task at each start: what was cut off goes on without waiting for the night. */
  atStart(name: string): void
  /** Work done once a day at a time of Việt Nam, `HH:MM`. */
  daily(name: string, at: string, run: (call: Call, server: Server) => Promise<void>): void
  /** Work looked at every so many minutes, 1 to 30: what a program that died left half done. */
  every(name: string, minutes: number, run: (call: Call, server: Server) => Promise<void>): void
}

export function newWorker(): Worker {
  const worker: Worker = {
    listeners: [],
    tasks: [],
    crons: [],
    starts: [],
    on(events, name, handle) {
      worker.listeners.push({
        name,
        events: Array.isArray(events) ? events : [events as EventKind<unknown>],
        handle: (call, event) => handle(call, event.payload as never, event as never),
      })
    },
    task(name, runTask) {
      worker.tasks.push({ name, run: (call, payload, server) => runTask(call, payload as never, server) })
    },
    atStart(name) {
      worker.starts.push(name)
    },
    daily(name, at, runDaily) {
      const [hours, minutes] = at.split(':').map(Number) as [number, number]
      worker.tasks.push({ name, run: (call, _payload, server) => runDaily(call, server) })
      worker.crons.push({ task: name, match: `${minutes} ${(hours + 17) % 24} * * *`, identifier: name })
    },
    every(name, minutes, runOften) {
      worker.tasks.push({ name, run: (call, _payload, server) => runOften(call, server) })
      worker.crons.push({ task: name, match: `*/${minutes} * * * *`, identifier: name })
    },
  }
  return worker
}
