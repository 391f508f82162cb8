import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { registerHash } from '#population'
import '#residence' // its part of the register's hash
import { type Config, ConfigError } from './config.ts'
import { type BackupReport, backup } from './platform/backup.ts'
import { ensureDatabase, type Place, stringsOf } from './platform/cluster.ts'
import { connect, type Database, type Sql } from './platform/db.ts'
import {
  findEmbeddedPostgres,
  hasEmbeddedPostgres,
  startEmbeddedPostgres,
} from './platform/embedded-postgres.ts'
import { fault } from './platform/fault.ts'
import { migrate } from './platform/migrate.ts'
import { restore } from './platform/restore.ts'
import type { Secret } from './platform/sealed-stream.ts'

/** What ended or will have ended: nobody is signed in after a restore. */
const leaveOut = [
  'platform.web_sessions',
  'platform.attempts',
  'authentication.provider_states',
  'authentication.codes',
]

/**
 * The `backup` command (sao lưu): everything into one file, also while the program is running. `--key <file>` or
 * BACKUP_PASSPHRASE encrypts it; in production it must be. Returns the exit code.
 */
export async function backupCommand(config: Config, args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const file = fileOf(args, 'npm run backup -- dean06.backup --key backup.key')
  const secret = secretOf(args, env)
  if (config.mode === 'production' && secret === undefined) {
    throw new ConfigError(
      'Bản sao lưu chứa dữ liệu cá nhân và khóa ký: cần --key <tệp> hoặc BACKUP_PASSPHRASE.\n' +
        'A backup holds personal data and signing keys: --key <file> or BACKUP_PASSPHRASE is needed.',
    )
  }
  if (!config.databaseUrl && !hasEmbeddedPostgres(join(config.dataFolder, 'postgres'))) {
    throw new ConfigError(
      `Chưa có dữ liệu trong ${config.dataFolder}.\nThere are no data in ${config.dataFolder} yet.`,
    )
  }
  const report = await onDatabase(config, { join: true }, ({ owner }) =>
    backup(owner, file, { registerHash: hashOf, folders: foldersOf(config), ...(secret && { secret }) }),
  )
  tell(`Đã sao lưu vào ${file} · Backed up into ${file}`, report)
  return 0
}

/**
 * The `restore` command (khôi phục): a backup into an empty database, proved by the register's hash, or nothing. The
 * program must be stopped. Returns the exit code.
 */
export async function restoreCommand(
  config: Config,
  args: string[],
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const file = fileOf(args, 'npm run restore -- dean06.backup --key backup.key')
  const secret = secretOf(args, env)
  const report = await onDatabase(config, { join: false }, async ({ owner, place }) => {
    await refuseRunning(owner)
    await migrate(owner, stringsOf(place).owner)
    return restore(owner, file, {
      registerHash: hashOf,
      folders: foldersOf(config),
      leaveOut,
      afterLoad: (sql) => settleIn(sql, config.mode),
      ...(secret && { secret }),
    })
  })
  tell(`Đã khôi phục từ ${file} · Restored from ${file}`, report)
  return 0
}

/** A new generation for the event feed, because transaction ids begin anew, in a database of the same mode. */
export async function settleIn(sql: Sql, mode: Config['mode']): Promise<void> {
  const [row] = await sql<{ mode: string }[]>`
    update platform.installation set generation = generation + 1 returning mode`
  if (row?.mode === mode) return
  throw fault(
    'other-mode',
    `Bản sao lưu thuộc chế độ ${row?.mode}, không khôi phục vào chế độ ${mode}.`,
    `The backup is of ${row?.mode} mode and is not restored in ${mode} mode.`,
  )
}

export async function hashOf(sql: Sql): Promise<string> {
  return (await registerHash(sql)).hash
}

function foldersOf(config: Config): Record<string, string> {
  return { files: join(config.dataFolder, 'files'), keys: config.keysFolder }
}

interface Opened {
  owner: Database
  place: Place
}

/** Only PostgreSQL and the database, not the program: nothing is brought forward that was not asked for. */
async function onDatabase<T>(
  config: Config,
  how: { join: boolean },
  work: (opened: Opened) => Promise<T>,
): Promise<T> {
  const folder = join(config.dataFolder, 'postgres')
  const running = config.databaseUrl || !how.join ? undefined : findEmbeddedPostgres(folder)
  const started =
    config.databaseUrl || running ? undefined : await startEmbeddedPostgres({ folder, log: console.log })
  const server = running ?? started
  try {
    const place = await ensureDatabase(
      {
        address: server ?? { url: config.databaseUrl as string },
        superuser: server?.superuser ?? '',
        ownerUrl: config.databaseOwnerUrl,
      },
      'dean06',
    )
    const owner = connect({ ...place.owner, max: 3 })
    try {
      return await work({ owner, place })
    } finally {
      await owner.end({ timeout: 5 })
    }
  } finally {
    await started?.stop()
  }
}

/** On a server of its own another program may be at work; on ours the data folder's lock has told already. */
async function refuseRunning(owner: Database) {
  const [row] = await owner<{ others: number }[]>`
    select count(*)::integer as others from pg_stat_activity
    where datname = current_database() and application_name = 'dean06' and pid <> pg_backend_pid()`
  if (!row || row.others === 0) return
  throw fault(
    'program-running',
    'Chương trình đang chạy trên cơ sở dữ liệu này. Hãy dừng nó trước khi khôi phục.',
    'The program is running on this database. Stop it before restoring.',
  )
}

function fileOf(args: string[], example: string): string {
  const at = args.indexOf('--key')
  const [file] = args.filter((_, index) => at === -1 || (index !== at && index !== at + 1))
  if (file) return resolve(file)
  throw new ConfigError(
    `Cần tên tệp, ví dụ: ${example}\nThe name of the file is needed, for example: ${example}`,
  )
}

function secretOf(args: string[], env: NodeJS.ProcessEnv): Secret | undefined {
  const at = args.indexOf('--key')
  if (at === -1) return env['BACKUP_PASSPHRASE'] || undefined
  const file = args[at + 1]
  if (file && existsSync(file)) return readFileSync(file)
  throw new ConfigError(`Không có tệp khóa ${file ?? ''}.\nThere is no key file ${file ?? ''}.`)
}

function tell(line: string, { tables, rows, jobs, files, registerHash: hash, madeAt }: BackupReport) {
  console.log(line)
  console.log(
    `${madeAt} · ${tables} bảng · tables · ${rows} dòng · rows · ${jobs} việc · jobs · ${files} tệp · files`,
  )
  console.log(`Mã băm sổ bộ · Register hash: ${hash}`)
}
