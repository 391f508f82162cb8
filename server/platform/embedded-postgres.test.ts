import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest'
import {
  deleteEmbeddedPostgres,
  type EmbeddedPostgres,
  findEmbeddedPostgres,
  startEmbeddedPostgres,
} from './embedded-postgres.ts'
import { postgresUser } from './postgres-binaries.ts'
import { processIdentity } from './process-identity.ts'

const packageName = process.env.POSTGRES_PACKAGE
const given = packageName ? { packageName } : {}
const root = mkdtempSync(join(tmpdir(), 'dean06-test-'))
chmodSync(root, 0o711) // PostgreSQL runs as another user when the tests run as root
const folder = join(root, 'database')
const logged: string[] = []
const running = new Set<EmbeddedPostgres>()

async function start(options: { log?: (line: string) => void } = {}) {
  const server = await startEmbeddedPostgres({
    folder,
    ...given,
    log: options.log ?? ((line) => void logged.push(line)),
  })
  running.add(server)
  return server
}

function connect({
  socketFolder,
  port,
  superuser,
}: Pick<EmbeddedPostgres, 'socketFolder' | 'port' | 'superuser'>) {
  const sql = postgres({
    host: socketFolder,
    port,
    user: superuser,
    database: 'postgres',
    max: 1,
    onnotice() {},
  })
  onTestFinished(() => sql.end({ timeout: 1 }))
  return sql
}

beforeAll(async () => {
  // Each test finds the same cluster, with one row that must survive all of them.
  const server = await start()
  const sql = postgres({ host: server.socketFolder, user: server.superuser, database: 'postgres', max: 1 })
  await sql`create table kept (fact text)`
  await sql`insert into kept values ('sự thật')`
  await sql.end()
  await server.stop()
  running.delete(server)
})

afterEach(async () => {
  for (const server of running) await server.stop()
  running.clear()
  logged.length = 0
})

afterAll(() => rmSync(root, { recursive: true, force: true }))

test('a start on an empty folder gives a PostgreSQL that is reached by its socket alone', async () => {
  const server = await start()
  const sql = connect(server)
  const [row] = await sql`
    select current_setting('server_version_num')::integer / 10000 as version,
           current_setting('listen_addresses') as addresses,
           current_setting('timezone') as zone,
           lower('ĐẶNG ÁNH') as lower`
  expect(row).toEqual({ version: server.version, addresses: '', zone: 'UTC', lower: 'đặng ánh' })
})

test('the extension and the collation that the registers need are there', async () => {
  const sql = connect(await start())
  await sql`create extension if not exists btree_gist`
  const names = await sql`
    select name from unnest(array['Zũ', 'Đạt', 'Dũng', 'Ân', 'ăn', 'Ánh', 'An']) as name
    order by name collate "vi-VN-x-icu"`
  expect(names.map(({ name }) => name)).toEqual(['An', 'Ánh', 'ăn', 'Ân', 'Dũng', 'Đạt', 'Zũ'])
  const databases = await sql`select datcollate, pg_encoding_to_char(encoding) as encoding from pg_database`
  expect(databases.every(({ datcollate, encoding }) => datcollate === 'C' && encoding === 'UTF8')).toBe(true)
})

test('data are kept over a stop and a start, and a command can find the running server', async () => {
  const server = await start()
  const found = findEmbeddedPostgres(folder)
  expect(found).toMatchObject({ socketFolder: server.socketFolder, port: server.port })
  expect(await connect(found!)`select fact from kept`).toEqual([{ fact: 'sự thật' }])
  await server.stop()
  expect(findEmbeddedPostgres(folder)).toBeUndefined()
})

test('a second start on the same folder is refused in both languages, and the first goes on', async () => {
  const first = await start()
  await expect(start()).rejects.toMatchObject({
    code: 'data-folder-in-use',
    message: expect.stringMatching(/đang dùng thư mục dữ liệu .*\n.*is using the data folder/),
  })
  expect(await connect(first)`select fact from kept`).toEqual([{ fact: 'sự thật' }])
})

test('a server that is killed is started again, with every committed row and without the others', async () => {
  const again = Promise.withResolvers<void>()
  const server = await start({ log: (line) => line.includes('runs again') && again.resolve() })
  const open = connect(server)
  await open`insert into kept values ('đã ghi')`
  const unfinished = open.unsafe("begin; insert into kept values ('chưa ghi'); select pg_sleep(60)").execute()
  process.kill(server.pid(), 'SIGKILL')
  await expect(unfinished).rejects.toThrow()
  await again.promise
  const facts = await connect(server)`select fact from kept order by fact collate "C"`
  expect(facts.map(({ fact }) => fact)).toEqual(['sự thật', 'đã ghi'])
  await connect(server)`delete from kept where fact <> 'sự thật'`
})

test('a server does not outlive a program that is killed, and the next start finds its data', async () => {
  const program = await startInOtherProgram()
  const { pid } = findEmbeddedPostgres(folder)!
  process.kill(program.pid!, 'SIGKILL')
  await once(program, 'exit')
  const server = await start()
  expect(server.pid()).not.toBe(pid)
  expect(processIdentity(pid)).toBeUndefined()
  expect(await connect(server)`select fact from kept`).toEqual([{ fact: 'sự thật' }])
})

test('a folder in use by another program is refused while that program lives', async () => {
  const program = await startInOtherProgram()
  await expect(start()).rejects.toMatchObject({
    code: 'data-folder-in-use',
    message: expect.stringContaining(String(program.pid)),
  })
  process.kill(program.pid!, 'SIGTERM')
  await once(program, 'exit')
  expect(await connect(await start())`select fact from kept`).toEqual([{ fact: 'sự thật' }])
})

test('a pid file and a lock file that name unrelated living processes do not stop a start', async () => {
  const { uid, gid, changesTo } = postgresUser()
  const stranger = spawn('sleep', ['600'], { cwd: '/', ...(changesTo && { uid, gid }) })
  onTestFinished(() => void stranger.kill())
  await once(stranger, 'spawn')
  const socketFolder = join(tmpdir(), 'elsewhere')
  const lines = [stranger.pid, join(folder, 'data'), 1, 5432, socketFolder, '', '  1234  99', 'ready   ', '']
  const pidFile = join(folder, 'data/postmaster.pid')
  writeFileSync(pidFile, lines.join('\n'), { mode: 0o600 })
  if (changesTo) chownSync(pidFile, uid, gid)
  writeFileSync(join(folder, 'program.lock'), JSON.stringify({ pid: stranger.pid, identity: 'before:1:1' }))
  expect(findEmbeddedPostgres(folder)).toBeUndefined()
  const server = await start()
  expect(await connect(server)`select fact from kept`).toEqual([{ fact: 'sự thật' }])
  expect(stranger.exitCode).toBeNull()
})

test('threat: logs, a refused statement leaves none of its values in the log', async () => {
  const server = await start()
  const sql = connect(server)
  await sql`create temporary table numbers (number text primary key)`
  await sql`insert into numbers values ('001099000123')`
  await expect(sql`insert into numbers values ('001099000123')`).rejects.toThrow('duplicate key')
  const day = new Date().toLocaleDateString('en-US', { weekday: 'short', timeZone: 'UTC' })
  const log = readFileSync(join(folder, 'log', `postgres-${day}.log`), 'utf8')
  expect(log).toContain('ready to accept connections')
  expect(log).not.toContain('001099000123')
})

test('a broken data folder is reported with the reason', async () => {
  const version = join(folder, 'data/PG_VERSION')
  const right = readFileSync(version, 'utf8')
  writeFileSync(version, '9\n')
  await expect(start()).rejects.toMatchObject({ code: 'data-folder-other-version' })
  writeFileSync(version, right)
  const control = join(folder, 'data/postgresql.conf')
  const settings = readFileSync(control, 'utf8')
  writeFileSync(control, 'no_such_setting = 1\n')
  await expect(start()).rejects.toMatchObject({
    code: 'start-failed',
    message: expect.stringContaining('no_such_setting'),
  })
  writeFileSync(control, settings)
})

test('data are deleted only when no program works on them', async () => {
  const elsewhere = join(root, 'to-delete')
  const server = await startEmbeddedPostgres({ folder: elsewhere, ...given, throwaway: true, log() {} })
  await expect(deleteEmbeddedPostgres(elsewhere)).rejects.toMatchObject({ code: 'data-folder-in-use' })
  await server.stop()
  await deleteEmbeddedPostgres(elsewhere)
  expect(existsSync(elsewhere)).toBe(false)
})

test.runIf(process.getuid?.() === 0)(
  'root keeps data outside a checkout that PostgreSQL’s user cannot enter',
  async () => {
    const closed = join(root, 'closed')
    mkdirSync(closed, { mode: 0o700 })
    const lines: string[] = []
    const options = {
      folder: join(closed, 'database'),
      ...given,
      throwaway: true,
      log: (line: string) => lines.push(line),
    }
    const server = await startEmbeddedPostgres(options)
    onTestFinished(async () => {
      await server.stop()
      await deleteEmbeddedPostgres(options.folder)
      expect(existsSync(server.folder)).toBe(false)
    })
    expect(server.folder).toMatch(/^\/var\/lib\/dean06\//)
    expect(lines.join()).toContain(server.folder)
    expect(await connect(server)`select 1 as one`).toEqual([{ one: 1 }])
  },
)

/** Another Node program on the same folder, once its server answers. */
async function startInOtherProgram(): Promise<ChildProcess> {
  const module = JSON.stringify(join(import.meta.dirname, 'embedded-postgres.ts'))
  const source = `
    import { startEmbeddedPostgres } from ${module}
    const server = await startEmbeddedPostgres({ ...${JSON.stringify({ folder, packageName })}, log() {} })
    process.once('SIGTERM', async () => { await server.stop(); process.exit() })
    setInterval(() => {}, 1000)
    console.log('ready')`
  const program = spawn(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void program.kill('SIGKILL'))
  await once(program.stdout!, 'data')
  return program
}
