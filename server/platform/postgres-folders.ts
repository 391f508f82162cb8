import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fault } from './fault.ts'
import { type PostgresUser, postgresUser } from './postgres-binaries.ts'

const fallbackRoot = '/var/lib/dean06'
const longestSocketPath = 100 // bytes; sockaddr_un holds 108 on Linux, 104 on macOS

export interface DataFolder {
  folder: string
  /** Whether it is another folder than the wanted one. */
  moved: boolean
  user: PostgresUser
}

/**
 * Where the data really go, and who holds them. Root runs PostgreSQL as another user; when that user cannot reach
 * the wanted folder (a checkout below a home folder of mode 0700), the data live in
 * `/var/lib/dean06/<hash of the wanted path>`. A folder that already holds data keeps them, and their owner.
 */
export function resolveDataFolder(wanted: string): DataFolder {
  const folder = realPath(resolve(wanted))
  const user = postgresUser()
  if (!user.changesTo) return { folder, moved: false, user }
  const fallback = join(fallbackRoot, shortHash(folder))
  if (holdsData(fallback)) return { folder: fallback, moved: true, user: ownerOf(fallback) }
  if (!holdsData(folder)) {
    return canReach(user, folder) ? { folder, moved: false, user } : { folder: fallback, moved: true, user }
  }
  const owner = ownerOf(folder)
  if (canReach(owner, folder)) return { folder, moved: false, user: owner }
  throw fault(
    'data-folder-unreachable',
    `Thư mục dữ liệu ${folder} đã có dữ liệu nhưng ${owner.changesTo} không vào được. Hãy chạy chmod a+x cho các thư mục cha.`,
    `The data folder ${folder} holds data, but ${owner.changesTo} cannot enter it. Run chmod a+x on its parent folders.`,
  )
}

/** Data made by an ordinary user stay theirs when root starts the program. */
function ownerOf(folder: string): PostgresUser {
  const { uid, gid } = statSync(join(folder, 'data'))
  const user = postgresUser()
  return uid === user.uid ? user : { uid, gid, changesTo: `uid ${uid}` }
}

/** Makes the folder with mode 0700 in the hands of PostgreSQL's user. */
export function makeOwnFolder(folder: string, user: PostgresUser) {
  const firstMade = mkdirSync(dirname(folder), { recursive: true })
  for (let made = dirname(folder); firstMade && made.startsWith(firstMade); made = dirname(made)) {
    chmodSync(made, 0o711) // parents made just now can be passed through, not listed, whatever the umask
  }
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  if (user.changesTo) chownSync(folder, user.uid, user.gid)
  const { uid } = statSync(folder)
  if (uid !== user.uid) throw notOurs(folder)
  chmodSync(folder, 0o700)
}

/** A folder for the socket with a path short enough for the operating system, the same at each start. */
export function makeSocketFolder(dataFolder: string, user: PostgresUser): string {
  const name = `dean06-${shortHash(`${user.uid} ${dataFolder}`)}`
  const fits = (root: string) =>
    Buffer.byteLength(join(root, name, '.s.PGSQL.5432')) <= longestSocketPath &&
    canReach(user, join(root, name))
  const root = fits(tmpdir()) ? tmpdir() : '/tmp'
  const folder = join(root, name)
  // The temporary folder is open to all: a link or a folder put there by somebody else is not used.
  const found = lstatSync(folder, { throwIfNoEntry: false })
  if (found && (!found.isDirectory() || found.uid !== user.uid)) {
    if (process.getuid!() !== 0) throw notOurs(folder)
    rmSync(folder, { recursive: true })
  }
  makeOwnFolder(folder, user)
  return folder
}

export function holdsData(folder: string): boolean {
  return existsSync(join(folder, 'data', 'PG_VERSION'))
}

/** Whether the user may pass through every existing parent of the folder. */
function canReach(user: PostgresUser, folder: string): boolean {
  for (let parent = dirname(folder); ; parent = dirname(parent)) {
    const found = statSync(parent, { throwIfNoEntry: false })
    if (found) {
      const pass = found.uid === user.uid ? 0o100 : found.gid === user.gid ? 0o010 : 0o001
      if ((found.mode & pass) === 0) return false
    }
    if (parent === dirname(parent)) return true
  }
}

function realPath(folder: string): string {
  if (existsSync(folder)) return realpathSync(folder)
  const parent = dirname(folder)
  return parent === folder ? folder : join(realPath(parent), folder.slice(parent.length))
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}

function notOurs(folder: string) {
  return fault(
    'data-folder-not-ours',
    `Thư mục ${folder} thuộc về người dùng khác. Hãy chạy bằng người dùng đó, hoặc chọn thư mục dữ liệu khác.`,
    `The folder ${folder} belongs to another user. Run as that user, or choose another data folder.`,
  )
}
