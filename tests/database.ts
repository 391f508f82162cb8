import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { findEmbeddedPostgres, startEmbeddedPostgres } from '../server/platform/embedded-postgres.ts'
import { lockHolder } from '../server/platform/program-lock.ts'

/** Where the tests' PostgreSQL is: our own by its socket, or the server that DATABASE_URL names. */
export type TestDatabase = { socketFolder: string; port: number; superuser: string } | { url: string }

declare module 'vitest' {
  interface ProvidedContext {
    database: TestDatabase
  }
}

const packageName = process.env.POSTGRES_PACKAGE

/** One PostgreSQL for the whole run; each test file takes its own database in it. */
export default async function setup(project: TestProject) {
  const url = process.env.DATABASE_URL
  if (url) return project.provide('database', { url })
  const folders = join(tmpdir(), `dean06-tests-${userInfo().username}`)
  await clearAway(folders)
  const folder = mkdtempSync(join(folders, 'run-'))
  chmodSync(folder, 0o711)
  const server = await startEmbeddedPostgres({
    folder: join(folder, 'database'),
    ...(packageName && { packageName }),
    throwaway: true,
    log: () => {},
  })
  const { socketFolder, port, superuser } = server
  project.provide('database', { socketFolder, port, superuser })
  return async () => {
    await server.stop()
    rmSync(server.folder, { recursive: true, force: true })
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What runs that were killed left behind: their folders, and perhaps a server that still runs. */
async function clearAway(folders: string) {
  mkdirSync(folders, { recursive: true })
  chmodSync(folders, 0o711)
  for (const run of readdirSync(folders)) {
    const folder = join(folders, run, 'database')
    const lock = join(folder, 'program.lock')
    if (!existsSync(lock) || lockHolder(lock) !== undefined) continue
    if (findEmbeddedPostgres(folder)) {
      const left = await startEmbeddedPostgres({ folder, ...(packageName && { packageName }), log: () => {} })
      await left.stop()
    }
    rmSync(join(folders, run), { recursive: true, force: true })
  }
}
