import { rmSync } from 'node:fs'
import { type App, warm } from '../server/app.ts'
import { readConfig } from '../server/config.ts'
import { dayOf } from '../server/platform/day.ts'
import { type OpenDatabase, openApp, openDatabase, openPorts } from '../server/program.ts'
import { seed } from '../server/seed/index.ts'
import { freePort } from '../tests/program.ts'
import { newFolder } from './folder.ts'

/** The program in this process on its own embedded PostgreSQL, with its own nation, listening. */
export interface Nation {
  app: App
  database: OpenDatabase
  url: string
  seedSeconds: number
  close(): Promise<void>
}

/** `prepare` may add routes of the bench before the program listens; `desks` brings requests to the demo desks. */
export async function openNation(
  persons: number,
  prepare: (nation: { app: App }) => void | Promise<void> = () => {},
  { desks = false } = {},
): Promise<Nation> {
  const dataFolder = newFolder('nation')
  const port = await freePort()
  const config = readConfig({ DATA_FOLDER: dataFolder, PORT: String(port), PERSONS: String(persons) })
  const database = await openDatabase(config, () => {})
  const ports = await openPorts(config)
  const app = await openApp(config, database, ports)
  const started = performance.now()
  await seed(database.owner, {
    persons,
    seed: config.seedValue,
    today: dayOf(new Date()),
    ...(desks ? { app } : {}),
    log: () => {},
  })
  const seedSeconds = (performance.now() - started) / 1000
  await warm(app)
  await prepare({ app })
  await app.server.fastify.listen({ host: '127.0.0.1', port })
  return {
    app,
    database,
    url: `http://127.0.0.1:${port}`,
    seedSeconds,
    async close() {
      await app.close()
      await database.close()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}
