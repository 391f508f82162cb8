/** A small synthetic nation in the register of a test: families, homes and histories as the seeder makes them. */
import { seed } from '../seed/index.ts'
import type { Platform } from './index.ts'

export async function nation({ owner }: Platform, persons: number, today: string): Promise<void> {
  await seed(owner, { persons, seed: 6, today, log: () => {} })
}
