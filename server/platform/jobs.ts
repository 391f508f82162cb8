import {
  type CronItem,
  Logger,
  parseCronItems,
  type Runner,
  run,
  runOnce,
  type TaskList,
} from 'graphile-worker'
import type { Call } from './call.ts'
import { newEntry } from './call.ts'
import type { EventKind } from './event.ts'
import { type EventRow, WAKE } from './events.ts'
import type { Server } from './http.ts'
import { dispatcher, errorCode } from './listeners.ts'
import { log } from './log.ts'

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
  /** Hears events. The handler must be safe to repeat. */
  on<P>(
    events: EventKind<P> | readonly EventKind<P>[],
    name: string,
    handle: (call: Call, payload: P, event: EventRow<P>) => Promise<void>,
  ): void
  /** Work started by `enqueue`. Safe to repeat: a crash runs it again. */
  task<P>(name: string, run: (call: Call, payload: P, server: Server) => Promise<void>): void
  /** Work done once a day at a time of Việt Nam, `HH:MM`. */
  daily(name: string, at: string, run: (call: Call, server: Server) => Promise<void>): void
}

export function newWorker(): Worker {
  const worker: Worker = {
    listeners: [],
    tasks: [],
    crons: [],
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
    daily(name, at, runDaily) {
      const [hours, minutes] = at.split(':').map(Number) as [number, number]
      worker.tasks.push({ name, run: (call, _payload, server) => runDaily(call, server) })
      worker.crons.push({ task: name, match: `${minutes} ${(hours + 17) % 24} * * *`, identifier: name })
    },
  }
  return worker
}

/** Adds a job in the call's transaction: it runs after the commit, or never. */
export async function enqueue(
  call: Pick<Call, 'sql'>,
  task: string,
  payload: Record<string, unknown>,
  options: { runAt?: Date; key?: string } = {},
): Promise<void> {
  await call.sql`
    select graphile_worker.add_job(${task}, ${call.sql.json(payload as never)}::json,
      run_at := ${options.runAt ?? null}, job_key := ${options.key ?? null}, max_attempts := 12)`
}

export interface RunningWorker {
  stop(): Promise<void>
}

const quiet = new Logger(() => (level, message) => {
  if (level === 'error') log.error({ error: message.slice(0, 200) }, 'job')
})

function tasksOf(server: Server, worker: Worker, wake: () => Promise<void>): TaskList {
  const tasks: TaskList = { [WAKE]: wake }
  for (const task of worker.tasks) tasks[task.name] = (payload) => runTask(server, task, payload)
  return tasks
}

/** Starts the background work of a process on graphile-worker: woken by LISTEN, in milliseconds. */
export async function startWorker(
  server: Server,
  worker: Worker,
  connectionString: string,
): Promise<RunningWorker> {
  const dispatch = dispatcher(server, worker.listeners)
  const runner: Runner = await run({
    connectionString,
    taskList: tasksOf(server, worker, dispatch.wake),
    parsedCronItems: parseCronItems(worker.crons),
    concurrency: 4,
    pollInterval: 2000,
    maxPoolSize: 4,
    noHandleSignals: true,
    logger: quiet,
  })
  await dispatch.wake()
  return {
    stop: async () => {
      await runner.stop()
      await dispatch.stop()
    },
  }
}

/** Does all background work that is due, and what it causes, then returns: how tests and the seeder wait. */
export async function settle(server: Server, worker: Worker, connectionString: string): Promise<void> {
  const dispatch = dispatcher(server, worker.listeners)
  const taskList = tasksOf(server, worker, dispatch.wake)
  for (;;) {
    await dispatch.wake()
    await runOnce({
      connectionString,
      taskList,
      concurrency: 4,
      maxPoolSize: 4,
      noHandleSignals: true,
      logger: quiet,
    })
    const [due] = await server.db`
      select 1 from graphile_worker.jobs
      where run_at <= now() and locked_at is null and attempts < max_attempts limit 1`
    if (!due) return
  }
}

/** A task is one call in one transaction; what it read or changed is entered in the log. */
export async function runTask(server: Server, task: Task, payload: unknown): Promise<void> {
  const now = new Date()
  try {
    await server.db.begin(async (sql) => {
      const entry = newEntry(task.name, now)
      const call: Call = { sql, actor: { kind: 'system', name: task.name }, now, ports: server.ports, entry }
      await task.run(call, payload, server)
      if (entry.subjects.size > 0) await server.audit.write(sql, call.actor, entry)
    })
  } catch (error) {
    log.error({ task: task.name, error: errorCode(error) }, 'task failed')
    throw new Error(errorCode(error))
  }
}
