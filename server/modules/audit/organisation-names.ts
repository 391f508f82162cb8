/**
 * Names of organisations that somebody acted for, so that whoever was read sees in whose name. `accounts` stands below
 * this module and registers how to ask.
 */
import type { Sql } from '#platform/db.ts'
import type { Uuid } from '#platform/schemas.ts'

export type OrganisationNames = (sql: Sql, ids: readonly Uuid[]) => Promise<ReadonlyMap<Uuid, string>>

let names: OrganisationNames = async () => new Map()

export function registerOrganisationNames(ask: OrganisationNames): void {
  names = ask
}

/** Of the organisations named, in one question. */
export async function organisationNames(
  sql: Sql,
  ids: readonly (Uuid | null)[],
): Promise<ReadonlyMap<Uuid, string>> {
  const asked = [...new Set(ids.filter((id) => id !== null))]
  return asked.length === 0 ? new Map() : await names(sql, asked)
}
