import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = mkdtempSync(join(tmpdir(), 'dean06-lost-'))
beforeAll(() => chmodSync(root, 0o711))
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** A program whose database is killed in the middle of a transaction; what it says, and how it ends. */
function runProgram(last: string) {
  const url = (file: string) => JSON.stringify(new URL(file, import.meta.url).href)
  const source = `
    import { startEmbeddedPostgres } from ${url('./embedded-postgres.ts')}
    import { connect } from ${url('./db.ts')}
    import { surviveLostConnections } from ${url('./lost-connections.ts')}
    surviveLostConnections(() => console.log('lost'))
    setInterval(() => {}, 1000) // a program that serves
    const again = Promise.withResolvers()
    const server = await startEmbeddedPostgres({
      folder: ${JSON.stringify(join(root, 'database'))},
      log: (line) => line.includes('runs again') && again.resolve(),
      throwaway: true,
    })
    const sql = connect({ address: server, database: 'postgres', user: server.superuser, max: 2 })
    const refused = await sql.begin(async (tx) => {
      const asleep = tx\`select pg_sleep(60)\`.catch(() => {})
      process.kill(server.pid(), 'SIGKILL')
      await asleep
      await tx\`select 1\`
    }).then(() => 'kept', () => 'refused')
    await again.promise
    console.log(refused)
    const [row] = await sql\`select 1 as one\`
    console.log('one', row.one)
    ${last}
    await sql.end({ timeout: 1 })
    await server.stop()
    process.exit(0)`
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', source], {
    encoding: 'utf8',
    timeout: 60_000,
  })
  return { lines: stdout.split('\n'), stderr, status }
}

test('a program goes on working when its database was killed and started again', () => {
  const { lines, status, stderr } = runProgram('')
  expect(stderr).toBe('')
  expect(lines).toEqual(expect.arrayContaining(['refused', 'one 1']))
  expect(status).toBe(0)
})

test('any other error that nobody catches ends the program', () => {
  const { status, stderr } = runProgram(
    `setImmediate(() => { throw new TypeError('a mistake') }); await new Promise(() => {})`,
  )
  expect(stderr).toContain('a mistake')
  expect(status).toBe(1)
})
