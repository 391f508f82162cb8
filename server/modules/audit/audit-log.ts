import type { Actor, Entry } from '#platform/call.ts'
import type { Database } from '#platform/db.ts'
import type { AuditLog } from '#platform/http.ts'
import { auditBatch } from '#platform/metrics.ts'
import { type Commitments, commitments } from './commitments.ts'
import { type EntryRow, insertEntries } from './entries.store.ts'

interface Waiting {
  actor: Actor
  entry: Entry
  resolve(): void
  reject(error: unknown): void
}

const BATCH_MAX = 500
/** Commits under way at once; the entries of all calls that arrive meanwhile share the next one. */
const FLUSHES_MAX = 2

/**
 * The writer of the log. A write's entry goes into its own transaction; reads wait for a commit that they share
 * with all others that arrived meanwhile (group commit). `after` is told each committed entry.
 */
export function auditLog(db: Database, after: (actor: Actor, entry: Entry) => void = () => {}): AuditLog {
  const known = commitments()
  const waiting: Waiting[] = []
  let flushes = 0

  async function flush() {
    flushes += 1
    try {
      while (waiting.length > 0) {
        const batch = waiting.splice(0, BATCH_MAX)
        auditBatch.observe(batch.length)
        try {
          await insertEntries(db, await rowsOf(db, known, batch))
          for (const { actor, entry, resolve } of batch) {
            resolve()
            after(actor, entry)
          }
        } catch (error) {
          for (const { reject } of batch) reject(error)
        }
      }
    } finally {
      flushes -= 1
    }
  }

  return {
    async write(sql, actor, entry) {
      await insertEntries(sql, await rowsOf(sql, known, [{ actor, entry }]))
    },
    append(actor, entry) {
      return new Promise((resolve, reject) => {
        waiting.push({ actor, entry, resolve, reject })
        if (flushes < FLUSHES_MAX)
          queueMicrotask(() => flushes < FLUSHES_MAX && waiting.length > 0 && flush())
      })
    },
    async close() {
      if (waiting.length > 0) await flush()
    },
  }
}

async function rowsOf(
  sql: Parameters<typeof insertEntries>[0],
  known: Commitments,
  batch: readonly { actor: Actor; entry: Entry }[],
): Promise<EntryRow[]> {
  const numbers = batch.flatMap(({ entry }) => [...entry.subjects.keys()])
  const committed = await known.of(sql, numbers)
  return batch.map(({ actor, entry }) => ({
    at: entry.at,
    id: entry.id,
    act: entry.act,
    ...actorColumns(actor, entry),
    purpose: entry.purpose,
    dossierId: entry.dossierId,
    reason: entry.reason,
    outcome: entry.outcome,
    problem: entry.problem,
    requestDigest: entry.requestDigest,
    answerDigest: entry.answerDigest,
    subjects: [...entry.subjects].map(([number, touch]) => ({
      commitment: committed.get(number) as Buffer,
      action: touch.action,
      fields: [...touch.fields].sort(),
    })),
  }))
}

function actorColumns(actor: Actor, { recipient }: Entry) {
  const none = {
    actorAccount: null,
    actorPerson: null,
    appointmentId: null,
    agencyId: null,
    position: null,
    relyingParty: null,
    throughAgencyId: null,
  }
  switch (actor.kind) {
    case 'citizen':
      return { ...none, actorKind: actor.kind, actorAccount: actor.accountId, actorPerson: actor.personId }
    case 'officer':
      return {
        ...none,
        actorKind: actor.kind,
        actorAccount: actor.accountId,
        actorPerson: actor.personId,
        appointmentId: actor.appointmentId,
        agencyId: actor.agencyId,
        position: actor.position,
      }
    // Who gets the data is the agency of the entry; a licensed provider that asked for it stands beside.
    case 'relying-party':
      return {
        ...none,
        actorKind: actor.kind,
        agencyId: recipient?.agencyId ?? actor.agencyId,
        relyingParty: recipient?.clientId ?? actor.clientId,
        throughAgencyId: recipient ? actor.agencyId : null,
      }
    default:
      return { ...none, actorKind: actor.kind }
  }
}
