import type { Sql } from '#platform/db.ts'
import type { Instant, PersonNumber, Uuid } from '#platform/schemas.ts'
import type { Delivery, DeliveryState } from './deliveries.contract.ts'

export interface DeliveryRow extends Omit<Delivery, 'stateWords' | 'history'> {
  personNumber: PersonNumber
  dossierId: Uuid
  history: { state: DeliveryState; at: Instant; appointmentId: Uuid | null; note: string | null }[]
  updatedAt: Instant
}

export async function selectDelivery(sql: Sql, dossierId: Uuid): Promise<DeliveryRow | undefined> {
  const [row] = await sql<DeliveryRow[]>`
    select person_number, dossier_id, way, state, recipient, fee, tracking, collected_by, history, updated_at
    from services.deliveries where dossier_id = ${dossierId}`
  return row
}

export async function putDelivery(sql: Sql, row: DeliveryRow): Promise<void> {
  const json = (value: unknown) => (value === null ? null : sql.json(value as never))
  await sql`
    insert into services.deliveries (person_number, dossier_id, way, state, recipient, fee, tracking, collected_by,
      history, updated_at)
    values (${row.personNumber}, ${row.dossierId}, ${row.way}, ${row.state}, ${json(row.recipient)}, ${json(row.fee)},
      ${row.tracking}, ${json(row.collectedBy)}, ${json(row.history)}, ${row.updatedAt})
    on conflict (person_number, dossier_id) do update set
      way = excluded.way, state = excluded.state, recipient = excluded.recipient, fee = excluded.fee,
      tracking = excluded.tracking, collected_by = excluded.collected_by, history = excluded.history,
      updated_at = excluded.updated_at`
}
