/**
 * A SHA-256 over everything the registers say, so that a restore, a replay or a copy can be proved the same. Each
 * module adds its part. Row ids that carry no meaning are left out; everything people could ask about is in.
 */
import { createHash } from 'node:crypto'
import type { Sql } from '#platform/db.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import * as store from './register-hash.store.ts'

export type { RegisterHashPart } from './register-hash.store.ts'

const parts = new Map<string, store.RegisterHashPart>()

/** Adds a module's part, once, when the module is loaded. */
export function registerHashPart(name: string, part: store.RegisterHashPart): void {
  parts.set(name, part)
}

for (const [table, text] of Object.entries(store.rowTexts)) {
  registerHashPart(table, store.partOf(table, text))
}

export interface RegisterHash {
  hash: string
  /** By part, to see where two registers differ. */
  parts: Record<string, string>
}

/** The hash of all registers. Reads every row once, chunk by chunk, in PostgreSQL. */
export async function registerHash(sql: Sql): Promise<RegisterHash> {
  return await hashOf((part) => part.all(sql))
}

/** The hash of what the registers say of one person. */
export async function personHash(sql: Sql, number: PersonNumber): Promise<RegisterHash> {
  return await hashOf((part) => part.person(sql, number))
}

async function hashOf(digest: (part: store.RegisterHashPart) => Promise<string>): Promise<RegisterHash> {
  const found: Record<string, string> = {}
  for (const name of [...parts.keys()].sort()) found[name] = await digest(parts.get(name)!)
  const hash = createHash('sha256')
    .update(JSON.stringify(Object.entries(found)))
    .digest('hex')
  return { hash, parts: found }
}
