/** Makes the nation in a process of its own, so that the memory it takes is given back when it ends. */
import { newApp, warm } from './app.ts'
import { openPlace } from './platform/cluster.ts'
import { openPorts } from './program.ts'
import { type Progress, seed } from './seed/index.ts'
import type { SeedingOrder } from './seeding.ts'

process.once('message', async ({ place, config, today }: SeedingOrder) => {
  const { owner, app: db } = openPlace(place, 6)
  // Registers of others answer at once: what they are asked in the past has been answered since.
  const app = await newApp({ db, ports: await openPorts(config, { registersAnswerAfterMs: 0 }) })
  await warm(app)
  const log = (progress: Progress) => void process.send?.(progress)
  // The desks are filled by today's services; a nation of another day has none of them.
  const desks = config.seedDay ? {} : { app }
  await seed(owner, { persons: config.persons, seed: config.seedValue, today, ...desks, log })
  process.disconnect()
  process.exit(0)
})
