import type { Sql } from '#platform/db.ts'
import type { CodeItem } from './contract.ts'

export interface ListedCode extends CodeItem {
  list: string
  source: string
}

/** Every code of every list, in the order in which people read them. */
export async function selectAllCodes(sql: Sql): Promise<ListedCode[]> {
  return await sql<ListedCode[]>`
    select list, code, vi, en, valid_from, valid_until, source
    from reference.code_list_items
    order by list, place`
}
