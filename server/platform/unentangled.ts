import type { Database, Sql } from './db.ts'

/** How often a transaction is done anew when PostgreSQL ended it to free another one. */
const MOST_TRIES = 4

/** One transaction; done anew when it stood in another's way and was chosen to give way. Nothing of it was kept. */
export async function unentangled<R>(db: Database, work: (sql: Sql) => Promise<R>): Promise<R> {
  for (let tries = 1; ; tries++) {
    try {
      return (await db.begin((sql) => work(sql))) as R
    } catch (error) {
      const deadlock = (error as { code?: unknown }).code === '40P01'
      if (!deadlock || tries === MOST_TRIES) throw error
    }
  }
}
