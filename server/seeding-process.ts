/** Makes the nation in a process of its own, so that the memory it takes is given back when it ends. */
import type { Place } from './platform/cluster.ts'
import { openPlace } from './platform/cluster.ts'
import type { Day } from './platform/schemas.ts'
import { seed } from './seed/index.ts'
import type { Progress } from './seeding.ts'

export interface SeedingOrder {
  place: Place
  persons: number
  seed: number
  today: Day
}

process.once('message', async ({ place, persons, seed: value, today }: SeedingOrder) => {
  const { owner, app } = openPlace(place, 1)
  const log = (progress: Progress) => void process.send?.(progress)
  await seed(owner, { persons, seed: value, today, log })
  await Promise.all([owner.end(), app.end()])
  process.disconnect()
})
