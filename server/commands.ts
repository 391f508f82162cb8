import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { adminCommand } from './admin-command.ts'
import { backupCommand, restoreCommand } from './backup-commands.ts'
import { boundaryCommand } from './boundary-command.ts'
import { type Config, ConfigError, describe, readConfig } from './config.ts'
import { deleteEmbeddedPostgres } from './platform/embedded-postgres.ts'
import { log } from './platform/log.ts'
import { keysCommand } from './ports/keys-command.ts'
import { openApp, openDatabase, openPorts } from './program.ts'
import { seedCommand } from './seed-command.ts'
import { serveProgram } from './serve.ts'

type Command = (config: Config, args: string[]) => Promise<number>

const commands: Record<string, Command> = {
  serve: serveProgram,
  seed: seedCommand,
  backup: (config, args) => backupCommand(config, args, process.env),
  restore: (config, args) => restoreCommand(config, args, process.env),
  reset,
  boundary: boundaryCommand,
  admin: (config) => adminCommand(config),
  keys: async (config, args) => keysCommand(config, args),
  config: async (config) => {
    console.log(JSON.stringify(describe(config), null, 2))
    return 0
  },
}

/** Runs one command of the program; `serve` when none is named. Returns the exit code. */
export async function run(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const [name = 'serve', ...rest] = args
  const command = commands[name]
  if (!command) {
    console.error(`Không có lệnh "${name}". Các lệnh: ${Object.keys(commands).join(', ')}.`)
    console.error(`There is no command "${name}". Commands: ${Object.keys(commands).join(', ')}.`)
    return 2
  }
  try {
    return await command(readConfig(env), rest)
  } catch (error) {
    return explain(error)
  }
}

/** Errors a person can mend are said in words; anything else with its stack. */
function explain(error: unknown): number {
  if (error instanceof ConfigError) console.error(error.message)
  else if (error instanceof Error && ('code' in error || /\n/.test(error.message)))
    console.error(error.message)
  else log.error({ error: error instanceof Error ? error.stack : String(error) }, 'stopped')
  return 1
}

/** Throws the sandbox's data away. Never a production database, never one on another server. */
async function reset(config: Config, args: string[]): Promise<number> {
  if (config.mode !== 'sandbox' || config.databaseUrl) {
    console.error('Chỉ xóa được dữ liệu của chế độ sandbox trên PostgreSQL đi kèm.')
    console.error(
      'Only the data of the sandbox on the PostgreSQL that comes with the program can be thrown away.',
    )
    return 1
  }
  if (!args.includes('--yes')) {
    console.error(`Sẽ xóa ${config.dataFolder}. Thêm --yes để đồng ý. · Deletes it; add --yes to agree.`)
    return 1
  }
  await deleteEmbeddedPostgres(join(config.dataFolder, 'postgres')) // refused while a program works on it
  rmSync(config.dataFolder, { recursive: true, force: true })
  console.log('Đã xóa. · Done.')
  return 0
}

export { openApp, openDatabase, openPorts }
