/**
 * The history of a dossier (diễn biến, quá trình giải quyết): append-only, each step with who, in which capacity, when,
 * the entry of its call in the transparency log, and chained to the step before. Form 06 prints it.
 */
import { holdersOf, positionTitle } from '#accounts'
import type { Call } from '#platform/call.ts'
import type { Uuid, Words } from '#platform/schemas.ts'
import type { Step } from './contract.ts'
import type { DossierState } from './dossiers.contract.ts'
import type { Dossier } from './dossiers.store.ts'
import { stepWords } from './states.ts'
import * as store from './steps.store.ts'

export interface NewStep {
  act: string
  from: DossierState | null
  to: DossierState
  note?: string | null
  /** When it was, if not now. */
  at?: string
  /** Who acts, when it is not the actor of the call himself. */
  by?: store.StepRow['byKind'] | undefined
  /** Appointment of whom a substitute acts for. */
  onBehalfOf?: Uuid | null
}

export async function recordStep(
  call: Call,
  dossier: Pick<Dossier, 'personNumber' | 'dossierId'>,
  { act, from, to, note = null, at = call.now.toISOString(), by, onBehalfOf = null }: NewStep,
): Promise<void> {
  await store.insertStep(call.sql, dossier, {
    ...stepBy(call, by),
    at,
    act,
    fromState: from,
    toState: to,
    onBehalfOf,
    entryId: call.entry.id,
    note,
  })
}

/** Who acts, in which capacity. */
function stepBy({ actor }: Call, by?: store.StepRow['byKind']) {
  const nobody = { accountId: null, appointmentId: null, agencyId: null, position: null }
  if (actor.kind === 'officer') {
    const { accountId, appointmentId, agencyId, position } = actor
    return { byKind: by ?? ('officer' as const), accountId, appointmentId, agencyId, position }
  }
  if (actor.kind === 'citizen') {
    return { ...nobody, byKind: by ?? ('applicant' as const), accountId: actor.accountId }
  }
  return { ...nobody, byKind: by ?? ('system' as const) }
}

/** Every step, the first first. An office names its positions; to its own officers also who held them. */
export async function timeline(call: Call, dossier: Dossier, named = false): Promise<Step[]> {
  const rows = await store.selectSteps(call.sql, dossier)
  const holders = await holdersOf(
    call,
    rows.flatMap(({ appointmentId, onBehalfOf }) => [appointmentId, onBehalfOf]).filter((id) => id !== null),
  )
  const steps: Step[] = []
  for (const row of rows) {
    steps.push({
      at: row.at,
      act: row.act,
      words: stepWords[row.act as keyof typeof stepWords],
      from: row.fromState,
      to: row.toState,
      by: await doneBy(call, row),
      who: (named && row.byKind === 'officer' && holders.get(row.appointmentId ?? '')?.name) || null,
      onBehalfOf: holders.get(row.onBehalfOf ?? '')?.position ?? null,
      note: row.note,
      proof: row.digest ? { digest: row.digest, entryId: row.entryId, intact: row.intact } : null,
    })
  }
  return steps
}

/** Who did it, by capacity: an office names its position, not the officer. */
async function doneBy(call: Call, row: store.KeptStep): Promise<Words> {
  if (row.byKind === 'applicant') return { vi: 'Người nộp hồ sơ', en: 'The applicant' }
  if (row.byKind === 'approver') return { vi: 'Người được hỏi ý kiến', en: 'Someone who was asked' }
  const title = row.byKind === 'officer' && row.position ? await positionTitle(call, row.position) : null
  return title ?? { vi: 'Hệ thống', en: 'The system' }
}
