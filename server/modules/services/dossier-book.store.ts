import type { Sql } from '#platform/db.ts'
import type { Instant, PersonNumber } from '#platform/schemas.ts'
import type { Dossier } from './dossiers.store.ts'

export interface BookRow
  extends Pick<
    Dossier,
    | 'code'
    | 'serviceCode'
    | 'serviceVersion'
    | 'channel'
    | 'state'
    | 'submittedAt'
    | 'acceptedAt'
    | 'dueAt'
    | 'closedAt'
  > {
  personNumber: PersonNumber
  name: string
  address: string | null
  phone: string | null
  /** The date before a new one was named. */
  postponedFrom: Instant | null
  way: 'desk' | 'post' | null
}

export interface BookAsk {
  agencyId: number
  from: Date
  /** Excluded. */
  until: Date
}

/** Open ones and closed ones each by the agency's own index: what was received since then was closed since then. */
const received = (sql: Sql, { agencyId, from, until }: BookAsk) => sql`
  select dossier_id from services.dossiers
  where agency_id = ${agencyId} and closed_at is null and submitted_at >= ${from} and submitted_at < ${until}
  union all
  select dossier_id from services.dossiers
  where agency_id = ${agencyId} and closed_at >= ${from} and submitted_at >= ${from} and submitted_at < ${until}`

export async function countReceived(sql: Sql, ask: BookAsk): Promise<number> {
  const [row] = await sql<[{ rows: number }]>`
    select count(*)::integer as rows from (${received(sql, ask)}) as received`
  return row.rows
}

/** In the order they came. */
export async function selectReceived(sql: Sql, ask: BookAsk, most: number): Promise<BookRow[]> {
  return sql<BookRow[]>`
    select d.person_number, d.code, d.service_code, d.service_version, d.channel, d.state, d.submitted_at,
      d.accepted_at, d.due_at, d.closed_at, p.name, d.answers->>'phone' as phone,
      coalesce(d.answers->>'permanentAddress', d.answers->>'homeAddress') as address,
      (d.extension->>'oldDueAt')::timestamptz as postponed_from, delivery.way
    from (${received(sql, ask)}) as received
    join services.dossiers d using (dossier_id)
    join population.people_v1 p using (person_number)
    left join services.deliveries delivery using (person_number, dossier_id)
    order by d.submitted_at, d.dossier_id
    limit ${most}`
}
