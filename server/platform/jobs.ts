import { Logger, parseCronItems, type Runner, run, runOnce, type TaskList } from 'graphile-worker'
import type { Call } from './call.ts'
import { newEntry } from './call.ts'
import { errorCode } from './error-code.ts'
import { WAKE } from './events.ts'
import { dispatcher } from './listeners.ts'
import { log } from './log.ts'
import type { Server } from './server.ts'
import { unentangled } from './unentangled.ts'
import type { Task, Worker } from './worker.ts'

export { type Listener, newWorker, type Task, type Worker } from './worker.ts'

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
  for (const name of worker.starts) await enqueue({ sql: server.db }, name, {}, { key: `start ${name}` })
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
    await unentangled(server.db, async (sql) => {
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
