import type { Database } from '#platform/db.ts'
import type { Uuid } from '#platform/schemas.ts'
import type { Keys } from '#ports/keys.ts'

/**
 * The pseudonym of an account in a sector (định danh riêng cho từng bên): the same for all parties of the sector,
 * told to no other, and the same for ever, also after keys are rotated: the secret it is derived from is chosen once
 * for an installation and named in the database.
 */
export type Pseudonyms = (accountId: Uuid, sector: string) => Promise<string>

export async function pseudonyms(db: Database, keys: Keys): Promise<Pseudonyms> {
  const { kid: current } = await keys.mac('cookie', '')
  await db`insert into authentication.pairwise_key (kid) values (${current}) on conflict do nothing`
  const [row] = await db<{ kid: string }[]>`select kid from authentication.pairwise_key`
  const kid = row?.kid as string
  return async (accountId, sector) => {
    const { bytes } = await keys.mac('cookie', `pseudonym\n${sector}\n${accountId}`, kid)
    return bytes.toString('base64url')
  }
}
