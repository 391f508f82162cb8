import type { Sql } from '#platform/db.ts'
import type { Day } from '#platform/schemas.ts'

export interface PartyErrors {
  clientId: string
  day: Day
  route: string
  code: string
  count: number
}

export async function addErrors(sql: Sql, rows: readonly PartyErrors[]): Promise<void> {
  await sql`
    insert into authentication.party_errors (client_id, day, route, code, count)
    select client_id, day, route, code, count from jsonb_to_recordset(${sql.json(
      rows.map(({ clientId, ...row }) => ({ client_id: clientId, ...row })) as never,
    )}) as given (client_id text, day date, route text, code text, count integer)
    where exists (select 1 from authentication.relying_parties r where r.client_id = given.client_id)
    on conflict (client_id, day, route, code) do update set count = party_errors.count + excluded.count`
}

export async function selectErrors(
  sql: Sql,
  clientId: string,
  since: Day,
): Promise<Omit<PartyErrors, 'clientId'>[]> {
  return await sql<Omit<PartyErrors, 'clientId'>[]>`
    select day, route, code, count from authentication.party_errors
    where client_id = ${clientId} and day >= ${since}`
}

export async function deleteErrorsBefore(sql: Sql, day: Day): Promise<void> {
  await sql`delete from authentication.party_errors where day < ${day}`
}
