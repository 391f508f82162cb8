import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fault } from './fault.ts'
import {
  findPostgresBinaries,
  type PostgresBinaries,
  type PostgresUser,
  platformPackage,
} from './postgres-binaries.ts'
import { holdsData, makeOwnFolder, makeSocketFolder, resolveDataFolder } from './postgres-folders.ts'
import { processCommand, processIdentity } from './process-identity.ts'
import { type ProgramLock, takeProgramLock } from './program-lock.ts'

export interface EmbeddedPostgresOptions {
  /** Where the database lives; root may be sent elsewhere, see `resolveDataFolder`. */
  folder: string
  /** Another installation of the binaries: a package name, or the absolute folder of the package. */
  packageName?: string
  /** Settings of postgresql.conf over the program's own. */
  settings?: Record<string, string>
  /** For tests: nothing is written through to the disk, so a power failure loses the data. */
  throwaway?: boolean
  /** Told what a person at the terminal should know, in Vietnamese and English. */
  log(line: string): void
}

export interface EmbeddedPostgres {
  /** Major version, 16 to 18. */
  version: number
  /** Folder of the Unix socket: the only way in, open to the user who runs the program. */
  socketFolder: string
  port: number
  superuser: string
  /** Where the data really are. */
  folder: string
  /** Process id of the server; another one after a restart. */
  pid(): number
  /** Ends all connections, writes what is open, and frees the data folder. */
  stop(): Promise<void>
}

const superuser = 'postgres'
const port = 5432 // only names the socket file
const memoryPatienceMs = 30_000
const stopPatienceMs = 60_000
const restartsPerHour = 5

/**
 * Starts PostgreSQL from the npm binaries. It ends with the program, even when that is killed; one that is still
 * running all the same is stopped first.
 * Throws a `Fault`, with code `data-folder-in-use` when another program is using the folder.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const packageName = options.packageName ?? platformPackage()
  const { folder, moved, user } = resolveDataFolder(options.folder)
  if (moved) {
    options.log(`Dữ liệu nằm ở ${folder}, vì ${user.changesTo} không vào được ${options.folder}`)
    options.log(`The data are in ${folder}, because ${user.changesTo} cannot enter ${options.folder}`)
  }
  makeOwnFolder(folder, user)
  const lock = takeProgramLock(join(folder, 'program.lock'))
  if ('heldBy' in lock) throw inUse(folder, lock.heldBy)
  const socketFolder = makeSocketFolder(folder, user)
  try {
    const binaries = findPostgresBinaries(packageName, user)
    return await run(serverIn({ folder, socketFolder, binaries, user }, options), lock)
  } catch (error) {
    rmSync(socketFolder, { recursive: true, force: true })
    lock.release()
    throw error
  }
}

/** Whether there are data to start on. */
export function hasEmbeddedPostgres(wanted: string): boolean {
  return holdsData(resolveDataFolder(wanted).folder)
}

export interface FoundPostgres {
  pid: number
  socketFolder: string
  port: number
  superuser: string
}

/** The server that runs on a data folder now, for a command that joins it: undefined when none does. */
export function findEmbeddedPostgres(wanted: string): FoundPostgres | undefined {
  const { folder } = resolveDataFolder(wanted)
  const running = readPostmaster(join(folder, 'data'))
  if (!running?.alive || running.status !== 'ready') return undefined
  return { pid: running.pid, socketFolder: running.socketFolder, port: running.port, superuser }
}

/**
 * Deletes the data, wherever `resolveDataFolder` keeps them; a server that a killed program left behind is stopped.
 * Throws `data-folder-in-use` while a program works on them.
 */
export async function deleteEmbeddedPostgres(wanted: string): Promise<void> {
  const { folder } = resolveDataFolder(wanted)
  if (!existsSync(folder)) return
  const lock = takeProgramLock(join(folder, 'program.lock'))
  if ('heldBy' in lock) throw inUse(folder, lock.heldBy)
  const orphan = readPostmaster(join(folder, 'data'))
  if (orphan?.alive) await end(orphan.pid)
  rmSync(folder, { recursive: true, force: true })
}

interface Server {
  folder: string
  dataFolder: string
  socketFolder: string
  binaries: PostgresBinaries
  user: PostgresUser
  args: string[]
  throwaway: boolean
  log(line: string): void
}

function serverIn(
  place: Pick<Server, 'folder' | 'socketFolder' | 'binaries' | 'user'>,
  options: EmbeddedPostgresOptions,
): Server {
  const { folder, socketFolder } = place
  const dataFolder = join(folder, 'data')
  const settings = {
    ...standardSettings(folder, socketFolder),
    ...(options.throwaway && throwawaySettings),
    ...options.settings,
  }
  const args = [
    '-D',
    dataFolder,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]
  return { ...place, dataFolder, args, throwaway: options.throwaway ?? false, log: options.log }
}

/** Nothing has to survive; a statement that is said a few times in each of many databases is planned once there. */
const throwawaySettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  plan_cache_mode: 'force_generic_plan',
}

/** For 2 cores and 4 GB, shared with the program itself. */
function standardSettings(folder: string, socketFolder: string): Record<string, string> {
  return {
    listen_addresses: '',
    port: String(port),
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    max_connections: '200',
    shared_buffers: '256MB',
    effective_cache_size: '2GB',
    work_mem: '16MB',
    maintenance_work_mem: '256MB',
    min_wal_size: '256MB',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    random_page_cost: '1.1',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // A container's /dev/shm is often 64 MB, too little for a parallel query; files in the data folder have room.
    ...(smallSharedMemory() && { dynamic_shared_memory_type: 'mmap' }),
    // A query whose program was killed ends soon after, instead of holding its locks to its end.
    client_connection_check_interval: '2s',
    // One week of logs. Statements, their values and the DETAIL of errors hold personal data: not written.
    logging_collector: 'on',
    log_directory: join(folder, 'log'),
    log_filename: 'postgres-%a.log',
    log_truncate_on_rotation: 'on',
    log_rotation_age: '1d',
    log_rotation_size: '0',
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
  }
}

function smallSharedMemory(): boolean {
  if (!existsSync('/dev/shm')) return false
  const { blocks, bsize } = statfsSync('/dev/shm')
  return blocks * bsize < 256 * 1024 * 1024
}

async function run(server: Server, lock: ProgramLock): Promise<EmbeddedPostgres> {
  const { folder, socketFolder, binaries } = server
  if (holdsData(folder)) requireVersion(server)
  else await createCluster(server)
  makeOwnFolder(join(folder, 'log'), server.user)

  let running = await launch(server)

  let stopping: Promise<void> | undefined
  const restarts: number[] = []
  const watch = () => running.child.once('exit', () => void restart())
  const restart = async () => {
    if (stopping) return
    running.guard.kill('SIGKILL')
    server.log('PostgreSQL dừng đột ngột, đang khởi động lại · PostgreSQL ended unexpectedly, restarting')
    const now = Date.now()
    restarts.push(now)
    if (restarts.filter((at) => now - at < 3_600_000).length > restartsPerHour) {
      server.log(
        'PostgreSQL dừng quá nhiều lần, xem thư mục log · PostgreSQL ended too often, see its log folder',
      )
      return
    }
    try {
      running = await launch(server)
      watch()
      if (stopping) await end(running.child.pid!)
      else server.log('PostgreSQL đã chạy lại · PostgreSQL runs again')
    } catch (error) {
      server.log((error as Error).message)
    }
  }
  watch()

  const stop = async () => {
    await end(running.child.pid!)
    running.guard.kill('SIGKILL')
    rmSync(socketFolder, { recursive: true, force: true })
    lock.release()
  }
  return {
    version: binaries.major,
    socketFolder,
    port,
    superuser,
    folder,
    pid: () => running.child.pid!,
    stop: () => {
      stopping ??= stop()
      return stopping
    },
  }
}

/** Made under another name and renamed when complete: a start that was killed half-way leaves nothing behind. */
async function createCluster(server: Server) {
  const unfinished = join(server.folder, 'data.new')
  rmSync(unfinished, { recursive: true, force: true })
  rmSync(server.dataFolder, { recursive: true, force: true })
  makeOwnFolder(unfinished, server.user)
  const args = [
    '-D',
    unfinished,
    '-U',
    superuser,
    '--encoding=UTF8',
    '--auth-local=trust',
    '--auth-host=reject',
  ]
  if (server.throwaway) args.push('--no-sync')
  const made = spawnSync(
    join(server.binaries.folder, 'bin/initdb'),
    [...args, ...localeArgs(server.binaries.major)],
    {
      ...as(server.user),
      encoding: 'utf8',
    },
  )
  if (made.status !== 0) throw startFailed(made.error?.message ?? made.stderr)
  renameSync(unfinished, server.dataFolder)
}

/**
 * Sorting by code point and case mapping that no upgrade of the machine can change; lists that people read
 * name `collate "vi-VN-x-icu"`. PostgreSQL 16 has no built-in provider: the same order, letters known to the machine.
 */
function localeArgs(major: number): string[] {
  if (major >= 17) return ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-locale']
  const ctype = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'
  return ['--locale-provider=libc', '--no-locale', `--lc-ctype=${ctype}`]
}

function requireVersion(server: Server) {
  const made = Number(readFileSync(join(server.dataFolder, 'PG_VERSION'), 'utf8'))
  if (made === server.binaries.major) return
  throw fault(
    'data-folder-other-version',
    `Dữ liệu trong ${server.folder} thuộc PostgreSQL ${made}, chương trình này mang PostgreSQL ${server.binaries.major}. Hãy sao lưu bằng bản cũ rồi khôi phục.`,
    `The data in ${server.folder} are of PostgreSQL ${made}; this program brings PostgreSQL ${server.binaries.major}. Back up with the old one and restore.`,
  )
}

interface RunningServer {
  child: ChildProcess
  guard: ChildProcess
}

/** Starts the server and returns when it answers, however long the recovery after a crash takes. */
async function launch(server: Server): Promise<RunningServer> {
  const until = Date.now() + memoryPatienceMs
  for (;;) {
    await endOrphan(server)
    clearStalePid(server.dataFolder)
    const child = spawnServer(server)
    const guard = spawnGuard(child.pid!)
    if (await becomesReady(server, child.pid!)) return { child, guard }
    guard.kill('SIGKILL')
    const reason = startLog(server)
    // Sessions of a killed server hold its memory until they next look up; one that was just starting shows late.
    const held = /pre-existing shared memory block|lock file "postmaster.pid" already exists/.test(reason)
    if (!held || Date.now() > until) throw startFailed(`${reason}\n${lastLog(server)}`)
    await pause(250)
  }
}

/** A server whose program was killed, and that its guard has not stopped yet. */
async function endOrphan(server: Server) {
  const orphan = readPostmaster(server.dataFolder)
  if (!orphan?.alive) return
  server.log('Dừng PostgreSQL còn chạy từ lần trước · Stopping the PostgreSQL left from before')
  await end(orphan.pid)
}

function spawnServer(server: Server): ChildProcess {
  const file = join(server.folder, 'start.log')
  rmSync(file, { force: true }) // it may be root's
  const output = openSync(file, 'wx', 0o600)
  try {
    const child = spawn(join(server.binaries.folder, 'bin/postgres'), server.args, {
      ...as(server.user),
      stdio: ['ignore', output, output],
      detached: true, // Ctrl-C is for the program, which then stops the server when its own work is done
    })
    child.on('error', () => {}) // seen as a process that never gets ready
    child.unref()
    return child
  } finally {
    closeSync(output)
  }
}

/** Stops the server when this program is gone: its end of the pipe closes however the program ends. */
function spawnGuard(pid: number): ChildProcess {
  const guard = spawn('/bin/sh', ['-c', `read forever; kill -INT ${pid}`], {
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  guard.unref()
  const pipe = guard.stdin as Socket
  pipe.on('error', () => {})
  pipe.unref()
  return guard
}

function as(user: PostgresUser) {
  const environment = { LC_ALL: 'C', TZ: 'UTC', PATH: process.env.PATH ?? '' }
  return { cwd: '/', env: environment, ...(user.changesTo && { uid: user.uid, gid: user.gid }) }
}

async function becomesReady(server: Server, pid: number): Promise<boolean> {
  const identity = processIdentity(pid)
  for (let toldAt = Date.now(); ; ) {
    const running = readPostmaster(server.dataFolder)
    if (running?.pid === pid && running.status === 'ready') return true
    if (identity === undefined || processIdentity(pid) !== identity) return false
    if (Date.now() - toldAt > 10_000) {
      server.log('PostgreSQL đang phục hồi sau sự cố · PostgreSQL is recovering from a crash')
      toldAt = Date.now()
    }
    await pause(10)
  }
}

interface Postmaster {
  pid: number
  alive: boolean
  socketFolder: string
  port: number
  status: string
}

/** What the server says of itself in postmaster.pid; `alive` only when that pid really is this server. */
function readPostmaster(dataFolder: string): Postmaster | undefined {
  const file = join(dataFolder, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const [pid, , , portLine, socketFolder, , , status] = readFileSync(file, 'utf8').split('\n')
  const alive = processCommand(Number(pid))?.includes(dataFolder) ?? false
  return {
    pid: Number(pid),
    alive,
    socketFolder: socketFolder ?? '',
    port: Number(portLine),
    status: status?.trim() ?? '',
  }
}

/**
 * A pid that now belongs to an unrelated process would keep PostgreSQL from starting. The file itself must stay,
 * for its key to the shared memory; naming the parent in it does: PostgreSQL never takes its parent for a server.
 */
function clearStalePid(dataFolder: string) {
  const running = readPostmaster(dataFolder)
  if (!running || running.alive || processIdentity(running.pid) === undefined) return
  const file = join(dataFolder, 'postmaster.pid')
  const lines = readFileSync(file, 'utf8').split('\n')
  writeFileSync(file, [process.pid, ...lines.slice(1)].join('\n'))
}

async function end(pid: number) {
  const identity = processIdentity(pid)
  if (identity === undefined) return
  process.kill(pid, 'SIGINT') // fast stop: sessions end, open transactions roll back, a last checkpoint
  const until = Date.now() + stopPatienceMs
  while (processIdentity(pid) === identity) {
    if (Date.now() > until) process.kill(pid, 'SIGQUIT') // recovers by itself at the next start
    await pause(10)
  }
}

function startLog(server: Server): string {
  const file = join(server.folder, 'start.log')
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
}

function lastLog(server: Server): string {
  const folder = join(server.folder, 'log')
  const day = new Date().toLocaleDateString('en-US', { weekday: 'short', timeZone: 'UTC' })
  if (!readdirSync(folder).includes(`postgres-${day}.log`)) return ''
  return readFileSync(join(folder, `postgres-${day}.log`), 'utf8')
    .trim()
    .split('\n')
    .slice(-10)
    .join('\n')
}

function inUse(folder: string, pid: number) {
  return fault(
    'data-folder-in-use',
    `Một chương trình khác (tiến trình ${pid}) đang dùng thư mục dữ liệu ${folder}. Hãy dừng nó trước, hoặc chọn thư mục khác.`,
    `Another program (process ${pid}) is using the data folder ${folder}. Stop it first, or choose another folder.`,
  )
}

function startFailed(reason: string) {
  return fault(
    'start-failed',
    `PostgreSQL không khởi động được: ${reason.trim()}`,
    'PostgreSQL did not start; the lines above say why.',
  )
}
