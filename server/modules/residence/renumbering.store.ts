import type { Sql } from '#platform/db.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import { type HowRenumbered, idsToMove } from '#population'

export async function deleteCurrent(sql: Sql, number: PersonNumber): Promise<void> {
  await sql`delete from residence.current_residences where person_number = ${number}`
}

/** What one number owns, the other owns: the row is superseded and said anew. Answers the dwellings. */
export async function moveOwners(
  sql: Sql,
  from: PersonNumber,
  to: PersonNumber,
  how: HowRenumbered,
): Promise<string[]> {
  const only = idsToMove(how, 'residence.dwelling_owners')
  const { recordedAt, id } = how.by
  const rows = await sql<{ dwellingId: string }[]>`
    with moved as (
      update residence.dwelling_owners set superseded_at = ${recordedAt}
      where person_number = ${from} and superseded_at is null
        and (${only}::uuid[] is null or dwelling_id = any(${only}::uuid[]))
      returning dwelling_id, organisation, valid_from, valid_until)
    insert into residence.dwelling_owners
      (dwelling_id, id, person_number, organisation, valid_from, valid_until, recorded_at, event_id)
    select dwelling_id, gen_random_uuid(), ${to}, organisation, valid_from, valid_until, ${recordedAt}, ${id} from moved
    returning dwelling_id`
  return rows.map(({ dwellingId }) => dwellingId)
}
