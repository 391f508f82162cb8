import { createHash, randomBytes } from 'node:crypto'
import type { Sql } from '#platform/db.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import * as store from './entries.store.ts'

const KEPT = 50_000

/** Salted commitments of persons; salts are read once and kept, bounded, in memory. */
export interface Commitments {
  of(sql: Sql, numbers: readonly PersonNumber[]): Promise<Map<PersonNumber, Buffer>>
  forget(number: PersonNumber): void
}

export function commitments(): Commitments {
  const kept = new Map<PersonNumber, Buffer>()
  return {
    async of(sql, numbers) {
      const found = new Map<PersonNumber, Buffer>()
      const missing: PersonNumber[] = []
      for (const number of numbers) {
        const known = kept.get(number)
        if (known) found.set(number, known)
        else missing.push(number)
      }
      if (missing.length > 0) {
        const unique = [...new Set(missing)]
        for (const { personNumber, salt } of await store.saltsOf(sql, unique, () => randomBytes(16))) {
          const commitment = createHash('sha256').update(salt).update(personNumber).digest()
          found.set(personNumber, commitment)
          if (kept.size >= KEPT) kept.delete(kept.keys().next().value as string)
          kept.set(personNumber, commitment)
        }
      }
      return found
    },
    forget: (number) => {
      kept.delete(number)
    },
  }
}
