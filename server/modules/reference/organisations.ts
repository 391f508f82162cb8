/** Organisations that connect to us without being agencies of the State; they stand among the agencies all the same. */
import type { Call } from '#platform/call.ts'
import type { Words } from '#platform/schemas.ts'
import { insertOrganisation } from './agencies.store.ts'

/** `licensed-provider`: licensed for electronic authentication, asks for others. Decree 69/2024/NĐ-CP. */
export type PartnerKind = 'business' | 'licensed-provider'

/** Adds an organisation and answers its id. */
export async function addOrganisation(
  call: Pick<Call, 'sql'>,
  organisation: { kind: PartnerKind; name: Words },
): Promise<number> {
  return await insertOrganisation(call.sql, organisation)
}
