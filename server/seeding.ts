import { fork } from 'node:child_process'
import type { App } from './app.ts'
import type { Config } from './config.ts'
import type { Place } from './platform/cluster.ts'
import { dayOf } from './platform/day.ts'
import { errorCode } from './platform/error-code.ts'
import { busy } from './platform/http-errors.ts'
import { log } from './platform/log.ts'
import type { Day } from './platform/schemas.ts'
import type { OpenDatabase } from './program.ts'
import { demoPeople, type Progress } from './seed/index.ts'
import { progressPage } from './seeding-page.ts'

/** What the process that makes the nation is told. */
export interface SeedingOrder {
  place: Place
  config: Config
  today: Day
}

export interface Seeding {
  /** Never rejects: a seeding that fails is told at the terminal and begun anew at the next start. */
  done: Promise<'seeded' | 'failed'>
}

/** Makes the synthetic nation at the first start of a sandbox; meanwhile every page shows how far it is. */
export function seedOnce(config: Config, database: OpenDatabase, app: App): Seeding {
  let progress: Progress | null = {
    stage: { vi: 'Chuẩn bị', en: 'Preparing' },
    done: 0,
    total: config.persons,
  }
  app.server.fastify.addHook('onRequest', async (request, reply) => {
    if (!progress || request.url.startsWith('/health/live')) return
    if (request.url.startsWith('/api/')) throw busy()
    reply.code(503).header('retry-after', '1')
    if (request.url === '/seeding') return reply.send(progress)
    return reply.type('text/html; charset=utf-8').send(progressPage(progress))
  })
  const making = async () => {
    if (config.mode === 'sandbox' && !(await isSeeded(database))) {
      const started = performance.now()
      await makeNation(config, database, (next) => {
        progress = next
      })
      log.info(
        { persons: config.persons, seconds: Math.round((performance.now() - started) / 1000) },
        'seeded',
      )
    }
    progress = null
    if (config.mode === 'sandbox') await introduce(config, database)
    return 'seeded' as const
  }
  return {
    done: making().catch((error) => {
      log.error({ error: errorCode(error) }, 'seeding failed')
      return 'failed' as const
    }),
  }
}

/** Runs the seeding process to its end; rejects when it failed. It ends with this one. */
export function makeNation(
  config: Config,
  { place }: OpenDatabase,
  told: (progress: Progress) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const maker = fork(new URL('./seeding-process.ts', import.meta.url), { stdio: 'inherit' })
    const order: SeedingOrder = { place, config, today: config.seedDay ?? dayOf(new Date()) }
    maker.send(order)
    maker.on('message', (progress) => told(progress as Progress))
    maker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`seeding ended with ${code}`))))
    process.once('exit', () => maker.kill('SIGKILL'))
  })
}

export async function isSeeded({ owner }: OpenDatabase): Promise<boolean> {
  const [row] = await owner<{ seeded: unknown }[]>`select seeded from platform.installation`
  return row?.seeded != null
}

/** Whom to sign in as, for someone who has just started the sandbox. */
async function introduce({ publicUrl }: Config, { owner }: OpenDatabase) {
  const people = await demoPeople(owner)
  console.log(`
  Công dân · Citizen    ${publicUrl}/citizen/
  Cán bộ   · Officer    ${publicUrl}/officer/
  Điều hành · Steering  ${publicUrl}/steering/
  Hộp thư thử nghiệm · Sandbox inbox (codes)  ${publicUrl}/sandbox/inbox
  API                   ${publicUrl}/docs

  Mật khẩu chung · Password for everyone: ${people[0]?.password ?? ''}
${people.map(({ number, words }) => `  ${number}  ${words.vi} · ${words.en}`).join('\n')}
`)
}
