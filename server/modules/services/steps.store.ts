import type { Sql } from '#platform/db.ts'
import type { Instant, Uuid } from '#platform/schemas.ts'
import type { DossierState } from './dossiers.contract.ts'
import type { Dossier } from './dossiers.store.ts'

/** One line of a dossier's history. */
export interface StepRow {
  step: number
  at: Instant
  act: string
  fromState: DossierState | null
  toState: DossierState
  byKind: 'applicant' | 'approver' | 'officer' | 'system'
  accountId: Uuid | null
  appointmentId: Uuid | null
  agencyId: number | null
  position: string | null
  /** Appointment of whom a substitute acted for. */
  onBehalfOf: Uuid | null
  /** Of the transparency log. */
  entryId: Uuid
  note: string | null
}

export interface KeptStep extends Omit<StepRow, 'entryId'> {
  entryId: Uuid | null
  /** Chained to the step before; null for steps of before there was a chain. */
  digest: string | null
  /** The chain up to here is as it was written. */
  intact: boolean
}

type Whose = Pick<Dossier, 'personNumber' | 'dossierId'>

/** Appends a step, chained to the last one. */
export async function insertStep(
  sql: Sql,
  { personNumber, dossierId }: Whose,
  step: Omit<StepRow, 'step'>,
): Promise<void> {
  await sql`
    with last as (
      select step, digest from services.dossier_steps
      where person_number = ${personNumber} and dossier_id = ${dossierId} order by step desc limit 1),
    place as (select coalesce((select step from last), 0) + 1 as step, (select digest from last) as before)
    insert into services.dossier_steps (person_number, dossier_id, step, at, act, from_state, to_state, by_kind,
      account_id, appointment_id, agency_id, position, on_behalf_of, entry_id, note, digest)
    select ${personNumber}, ${dossierId}, step, ${step.at}, ${step.act}, ${step.fromState}, ${step.toState},
      ${step.byKind}, ${step.accountId}, ${step.appointmentId}, ${step.agencyId}, ${step.position}, ${step.onBehalfOf},
      ${step.entryId}, ${step.note},
      services.step_digest(before, ${dossierId}, step, ${step.at}, ${step.act}, ${step.fromState}, ${step.toState},
        ${step.byKind}, ${step.accountId}, ${step.appointmentId}, ${step.agencyId}, ${step.position},
        ${step.onBehalfOf}, ${step.entryId}, ${step.note})
    from place`
}

export async function selectSteps(sql: Sql, { personNumber, dossierId }: Whose): Promise<KeptStep[]> {
  return sql<KeptStep[]>`
    select step, at, act, from_state, to_state, by_kind, account_id, appointment_id, agency_id, position, on_behalf_of,
      entry_id, note, digest,
      digest is null or digest = services.step_digest(lag(digest) over (order by step), dossier_id, step, at, act,
        from_state, to_state, by_kind, account_id, appointment_id, agency_id, position, on_behalf_of, entry_id, note)
        as intact
    from services.dossier_steps
    where person_number = ${personNumber} and dossier_id = ${dossierId}
    order by step`
}
