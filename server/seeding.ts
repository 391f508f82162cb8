import type { App } from './app.ts'
import type { Config } from './config.ts'
import { dayOf } from './platform/day.ts'
import { errorCode } from './platform/listeners.ts'
import { log } from './platform/log.ts'
import { busy } from './platform/http-errors.ts'
import type { OpenDatabase } from './program.ts'
import { demoPeople, seed } from './seed/index.ts'
import { progressPage } from './seeding-page.ts'

/** How far the making of the nation is, as `seed` reports it. */
export interface Progress {
  /** What is being made now, in words. */
  stage: { vi: string; en: string }
  done: number
  total: number
}

export interface Seeding {
  /** Never rejects: a seeding that fails is told at the terminal and begun anew at the next start. */
  done: Promise<'seeded' | 'failed'>
}

/** Makes the synthetic nation at the first start of a sandbox; meanwhile every page shows how far it is. */
export function seedOnce(config: Config, database: OpenDatabase, app: App): Seeding {
  let progress: Progress | null = { stage: { vi: 'Chuẩn bị', en: 'Preparing' }, done: 0, total: config.persons }
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
      await seed(database.owner, {
        persons: config.persons,
        seed: config.seedValue,
        today: dayOf(new Date()),
        log: (next) => {
          progress = next
        },
      })
      log.info({ persons: config.persons, seconds: Math.round((performance.now() - started) / 1000) }, 'seeded')
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

async function isSeeded({ owner }: OpenDatabase): Promise<boolean> {
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
