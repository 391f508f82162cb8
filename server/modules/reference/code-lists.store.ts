import type { Sql } from '#platform/db.ts'
import type { Day } from '#platform/schemas.ts'
import type { CodeItem } from './contract.ts'

export async function selectCodeList(sql: Sql, list: string): Promise<(CodeItem & { source: string })[]> {
  return await sql<(CodeItem & { source: string })[]>`
    select code, vi, en, valid_from, valid_until, source
    from reference.code_list_items
    where list = ${list}
    order by place`
}

export async function selectCodeItem(
  sql: Sql,
  list: string,
  code: string,
  on: Day,
): Promise<CodeItem | undefined> {
  const [row] = await sql<CodeItem[]>`
    select code, vi, en, valid_from, valid_until
    from reference.code_list_items
    where list = ${list} and code = ${code}
      and (valid_from is null or valid_from <= ${on}) and (valid_until is null or ${on} < valid_until)`
  return row
}
