/** A web process of its own for tests: `node child-program.ts '{"app":…,"keysFolder":…}'` prints where it listens. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newApp } from '../app.ts'
import { readConfig } from '../config.ts'
import { type ConnectOptions, connect } from '../platform/db.ts'
import { openPorts } from '../program.ts'

const given = JSON.parse(process.argv[2] as string) as {
  app: ConnectOptions
  keysFolder: string
  trustProxy?: boolean
}
const config = readConfig({
  DATA_FOLDER: mkdtempSync(join(tmpdir(), 'dean06-child-')),
  KEYS_FOLDER: given.keysFolder,
  PUBLIC_URL: 'http://localhost:6006',
})
const db = connect({ ...given.app, max: 6 })
const { server } = await newApp({ db, ports: await openPorts(config), trustProxy: given.trustProxy ?? false })
// Benchmarks ask what it has cost so far.
process.on('message', () => process.send?.(process.cpuUsage()))
process.on('disconnect', () => process.exit(0))
console.log(await server.fastify.listen({ host: '127.0.0.1', port: 0 }))
