import { setImmediate } from 'node:timers/promises'
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
/** Commits under way at once: while one is on its way to the disk, the next is gathered. */
const FLUSHES_MAX = 2
/** While calls come in company, a commit waits so many turns for more of them: it costs as much as a whole read. */
const GATHER_TURNS = 4

/**
 * The writer of the log. A write's entry goes into its own transaction; reads wait for a commit that they share
 * with all others that arrived meanwhile (group commit). `after` is told each committed entry.
 */
export function auditLog(db: Database, after: (actor: Actor, entry: Entry) => void = () => {}): AuditLog {
  const known = commitments()
  const waiting: Waiting[] = []
  const flushes = new Set<Promise<void>>()
  let gathering = false
  let company = false

  /** Starts a commit unless one is being gathered already or enough are under way. */
  function wake() {
    if (gathering || flushes.size >= FLUSHES_MAX || waiting.length === 0) return
    gathering = true
    const flush = gather().then(commit)
    flushes.add(flush)
    void flush.then(() => {
      flushes.delete(flush)
      wake()
    })
  }

  async function gather(): Promise<Waiting[]> {
    for (let turn = 0; turn < (company ? GATHER_TURNS : 1); turn++) await setImmediate()
    const batch = waiting.splice(0, BATCH_MAX)
    company = batch.length > 1
    gathering = false
    wake()
    return batch
  }

  async function commit(batch: readonly Waiting[]): Promise<void> {
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

  return {
    async write(sql, actor, entry) {
      await insertEntries(sql, await rowsOf(sql, known, [{ actor, entry }]))
    },
    append(actor, entry) {
      return new Promise((resolve, reject) => {
        waiting.push({ actor, entry, resolve, reject })
        wake()
      })
    },
    async close() {
      while (flushes.size > 0) await Promise.all(flushes)
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

function actorColumns(actor: Actor, { recipient, organisation }: Entry) {
  const none = {
    actorAccount: null,
    actorPerson: null,
    appointmentId: null,
    agencyId: null,
    position: null,
    relyingParty: null,
    throughAgencyId: null,
    representedPerson: null,
    representedOrganisation: organisation,
  }
  switch (actor.kind) {
    case 'citizen':
      return {
        ...none,
        actorKind: actor.kind,
        actorAccount: actor.accountId,
        actorPerson: actor.representative?.personId ?? actor.personId,
        representedPerson: actor.representative ? actor.personId : null,
        representedOrganisation: actor.representative?.organisation?.organisationId ?? organisation,
      }
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
