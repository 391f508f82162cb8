import { createHash } from 'node:crypto'
import type { Ports } from '#ports/ports.ts'
import type { Sql } from './db.ts'
import { problem } from './problem.ts'

export const keyReused = problem(422, 'platform/idempotency-key-reused', {
  vi: 'Mã chống gửi trùng này đã dùng cho một nội dung khác. Hãy tải lại trang và gửi lại',
  en: 'This idempotency key was used with different content. Reload the page and send again',
})

/** Answers are kept for a day. */
export const KEPT_HOURS = 24

export interface Kept {
  actor: string
  act: string
  key: string
  bodyDigest: Buffer
}

export function digestOf(...parts: readonly (string | Uint8Array)[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest()
}

/**
 * Claims a key inside the write's transaction. Two equal requests at once wait for each other here, so that the
 * second gets the first one's answer. Returns that answer, or null when this is the first time.
 */
export async function claim(sql: Sql, ports: Ports, kept: Kept): Promise<unknown | null> {
  const claimed = await sql`
    insert into platform.idempotency_keys (actor, act, key, body_digest)
    values (${kept.actor}, ${kept.act}, ${kept.key}, ${kept.bodyDigest})
    on conflict do nothing`
  if (claimed.count === 1) return null
  const [before] = await sql<{ bodyDigest: Buffer; answer: Buffer | null }[]>`
    select body_digest, answer from platform.idempotency_keys
    where actor = ${kept.actor} and act = ${kept.act} and key = ${kept.key}`
  if (!before?.answer || !before.bodyDigest.equals(kept.bodyDigest)) throw keyReused()
  return JSON.parse(ports.seal.open(before.answer).toString('utf8'))
}

/** Keeps the answer, encrypted, in the same transaction. */
export async function keep(sql: Sql, ports: Ports, kept: Kept, answer: unknown): Promise<void> {
  const sealed = ports.seal.close(Buffer.from(JSON.stringify(answer ?? null)))
  await sql`
    update platform.idempotency_keys set answer = ${sealed}
    where actor = ${kept.actor} and act = ${kept.act} and key = ${kept.key}`
}
