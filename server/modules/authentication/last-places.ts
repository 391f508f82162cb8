/** A sign-in too far from the last one for anybody to have travelled in between. Says nothing where nothing is known. */
import type { Sql } from '#platform/db.ts'
import type { Instant, Uuid } from '#platform/schemas.ts'
import type { NetworkPlace } from '#ports/network-places.ts'

/** Faster than an airliner. Ours, not a law's. */
const KM_AN_HOUR_MAX = 1000
/** Regions are coarse: what lies closer is no journey. */
const KM_MIN = 300
const EARTH_KM = 6371

interface LastPlace {
  latitude: number
  longitude: number
  at: Instant
}

/** Keeps where an account is now, and says whether nobody could have come here since the last time. */
export async function movedTooFast(
  sql: Sql,
  accountId: Uuid,
  here: NetworkPlace,
  now: Date,
): Promise<boolean> {
  const [before] = await sql<LastPlace[]>`
    select latitude, longitude, at from authentication.last_places where account_id = ${accountId} for update`
  await sql`
    insert into authentication.last_places (account_id, place, latitude, longitude, at)
    values (${accountId}, ${here.name}, ${here.latitude}, ${here.longitude}, ${now})
    on conflict (account_id) do update set place = excluded.place, latitude = excluded.latitude,
      longitude = excluded.longitude, at = excluded.at`
  if (!before) return false
  const km = kmBetween(before, here)
  const hours = Math.max(0, now.getTime() - Date.parse(before.at)) / 3_600_000
  return km > KM_MIN && km > hours * KM_AN_HOUR_MAX
}

/** Along the surface of the earth (haversine). */
export function kmBetween(
  a: { latitude: number; longitude: number },
  b: { latitude: number; longitude: number },
): number {
  const rad = (degrees: number) => (degrees * Math.PI) / 180
  const [dLat, dLon] = [rad(b.latitude - a.latitude), rad(b.longitude - a.longitude)]
  const h =
    Math.sin(dLat / 2) ** 2 + Math.cos(rad(a.latitude)) * Math.cos(rad(b.latitude)) * Math.sin(dLon / 2) ** 2
  return 2 * EARTH_KM * Math.asin(Math.sqrt(h))
}
