import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const root = join(import.meta.dirname, '..')
const START_MS = 300_000

/** The program as an operator runs it: its own process, its own data folder, its own port. */
export interface Program {
  url: string
  dataFolder: string
  process: ChildProcess
  /** All it wrote so far. */
  output(): string
  /** Ctrl-C; resolves with the exit code. */
  stop(): Promise<number | null>
  /** kill −9, as a power failure would. */
  kill(): Promise<void>
  /** Throws its data away. */
  remove(): void
}

export interface ProgramOptions {
  dataFolder?: string
  port?: number
  env?: Record<string, string>
  /** What to wait for: pages for everyone, or the first sign of the nation being made. */
  until?: 'ready' | 'seeding'
}

/** Starts the program and waits until it serves. Throws with its exit code and output when it ends before that. */
export async function startProgram(options: ProgramOptions = {}): Promise<Program> {
  const { child, output, ended, dataFolder, url } = await launch(options)
  const program: Program = {
    url,
    dataFolder,
    process: child,
    output,
    async stop() {
      child.kill('SIGINT')
      return ended
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    remove: () => rmSync(dataFolder, { recursive: true, force: true }),
  }
  const outcome = await Promise.race([comesTo(program, options.until ?? 'ready'), ended])
  if (outcome !== true) {
    child.kill('SIGKILL')
    throw new Error(
      `The program ${outcome === false ? 'was not ready in time' : `ended with ${outcome}`}:\n${output()}`,
    )
  }
  return program
}

/** A start that ends by itself: its exit code and all that it wrote. */
export async function startRefused(
  options: ProgramOptions,
): Promise<{ code: number | null; output: string }> {
  const { ended, output } = await launch(options)
  return { code: await ended, output: output() }
}

async function launch(options: ProgramOptions) {
  const dataFolder = options.dataFolder ?? newDataFolder()
  const port = options.port ?? (await freePort())
  const child = spawn(process.execPath, [join(root, 'server/main.ts')], {
    cwd: root,
    env: {
      ...cleanEnvironment(),
      PORT: String(port),
      DATA_FOLDER: dataFolder,
      PERSONS: '2000',
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let written = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      written += text
    })
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { child, ended, dataFolder, output: () => written, url: `http://localhost:${port}` }
}

/** A folder that PostgreSQL's own user may pass through when the tests run as root. */
export function newDataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dean06-program-'))
  chmodSync(folder, 0o711)
  return folder
}

async function comesTo({ url }: Program, state: 'ready' | 'seeding'): Promise<boolean> {
  const until = Date.now() + START_MS
  while (Date.now() < until) {
    const answer = await fetch(`${url}${state === 'ready' ? '/health/ready' : '/seeding'}`).catch(
      () => undefined,
    )
    if (state === 'ready' ? answer?.status === 200 : answer?.status === 503) return true
    await pause(50)
  }
  return false
}

/** The machine's environment without settings that would steer the program elsewhere. */
function cleanEnvironment(): Record<string, string> {
  const { DATABASE_URL: _url, DATABASE_OWNER_URL: _owner, MODE: _mode, ...rest } = process.env
  return { ...(rest as Record<string, string>), LOG_LEVEL: 'info' }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}
