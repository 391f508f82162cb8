import { createServer } from 'node:net'
import { warm } from './app.ts'
import { type Config, ConfigError } from './config.ts'
import { serveDocs } from './docs.ts'
import { openApp, openDatabase, openPorts } from './program.ts'
import { seedOnce } from './seeding.ts'
import { serveWeb } from './web.ts'

/** Runs the program until it is told to stop. Calls under way are finished, then the database is closed. */
export async function serveProgram(config: Config): Promise<number> {
  await portIsFree(config)
  const database = await openDatabase(config, (line) => console.log(line))
  const ports = await openPorts(config)
  const app = await openApp(config, database, ports)
  await warm(app)
  await serveDocs(app.server)
  await serveWeb(app.server)
  const seeding = seedOnce(config, database, app)
  await app.server.fastify.listen({ host: config.host, port: config.port })
  console.log(`dean06 · ${config.mode} · ${config.publicUrl}`)
  const stopped = stopSignal()
  const outcome = await Promise.race([seeding.done, stopped])
  const works = outcome === 'seeded' && config.role !== 'web'
  const worker = works ? await app.startWorker(database.strings.app) : undefined
  if (outcome === 'failed') process.kill(process.pid, 'SIGTERM')
  await stopped
  console.log('Đang dừng… · Stopping…')
  await app.close()
  await worker?.stop()
  await database.close()
  return outcome === 'failed' ? 1 : 0
}

/** Said before anything is started, so that nothing has to be undone. */
function portIsFree({ port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new ConfigError(
              `Cổng ${port} đang được chương trình khác dùng. Chạy với PORT=6007 chẳng hạn.\n` +
                `Port ${port} is used by another program. Run with PORT=6007, for example.`,
            )
          : new ConfigError(`${host}:${port}: ${error.code}`),
      )
    })
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}

function stopSignal(): Promise<'stopped'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => resolve('stopped'))
  })
}
