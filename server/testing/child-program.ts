/** A web process of its own for tests: `node child-program.ts '{"app":…,"keysFolder":…}'` prints where it listens. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newApp } from '../app.ts'
import { type ConnectOptions, connect } from '../platform/db.ts'
import { deriveSeal } from '../platform/seal.ts'
import { openFileKeys } from '../ports/keys-file.ts'
import { sandboxMessages } from '../ports/messages.ts'

const given = JSON.parse(process.argv[2] as string) as { app: ConnectOptions; keysFolder: string }
const keys = openFileKeys(given.keysFolder, 'sandbox')
const { server } = await newApp({
  db: connect({ ...given.app, max: 6 }),
  ports: {
    keys,
    seal: await deriveSeal(keys),
    messages: sandboxMessages(),
    fileFolder: mkdtempSync(join(tmpdir(), 'dean06-files-')),
    publicUrl: 'http://localhost:6006',
    mode: 'sandbox',
  } as never,
})
// Benchmarks ask what it has cost so far.
process.on('message', () => process.send?.(process.cpuUsage()))
console.log(await server.fastify.listen({ host: '127.0.0.1', port: 0 }))
