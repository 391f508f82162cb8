import type { Sql } from '#platform/db.ts'
import type { Day } from '#platform/schemas.ts'

export interface PartyCount {
  clientId: string
  day: Day
  route: string
  code: string
  count: number
}

export async function addCounts(sql: Sql, rows: readonly PartyCount[]): Promise<void> {
  await sql`
    insert into authentication.party_counts (client_id, day, route, code, count)
    select client_id, day, route, code, count from jsonb_to_recordset(${sql.json(
      rows.map(({ clientId, ...row }) => ({ client_id: clientId, ...row })) as never,
    )}) as given (client_id text, day date, route text, code text, count integer)
    where exists (select 1 from authentication.relying_parties r where r.client_id = given.client_id)
    order by client_id, day, route, code -- two processes lock the rows in one order
    on conflict (client_id, day, route, code) do update set count = party_counts.count + excluded.count`
}

export async function selectCounts(
  sql: Sql,
  clientId: string,
  since: Day,
): Promise<Omit<PartyCount, 'clientId'>[]> {
  return await sql<Omit<PartyCount, 'clientId'>[]>`
    select day, route, code, count from authentication.party_counts
    where client_id = ${clientId} and day >= ${since}`
}

export async function deleteCountsBefore(sql: Sql, day: Day): Promise<void> {
  await sql`delete from authentication.party_counts where day < ${day}`
}
