/**
 * The 53 essential services (dịch vụ công thiết yếu): 25 of Decision 06/QĐ-TTg, 28 of Decision 422/QĐ-TTg. The full
 * list of the latter could not be recovered: 11 places stand open in the data until somebody who has it fills them in.
 * Codes that begin with 0 are ours, for services whose national code is not known.
 */
import { readFileSync } from 'node:fs'
import type { Call } from '#platform/call.ts'
import type { Day, Words } from '#platform/schemas.ts'
import { selectInForce } from './catalogue.store.ts'

export interface EssentialService {
  list: '06/QĐ-TTg' | '422/QĐ-TTg'
  number: number
  /** Null while the place is open. */
  name: Words | null
  /** Bundles of the catalogue that are this service; empty while the place is open. */
  services: string[]
}

export const essentialServices: readonly EssentialService[] = JSON.parse(
  readFileSync(new URL('./essential-services.json', import.meta.url), 'utf8'),
)

/** Each place of the lists, and whether a service for it was in force on a day. */
export async function essentialPlaces({ sql }: Pick<Call, 'sql'>, on: Day) {
  const inForce = new Set((await selectInForce(sql, on)).map(({ serviceCode }) => serviceCode))
  return essentialServices.map(({ list, number, name, services }) => ({
    place: `${list} · ${number}`,
    name,
    held: services.some((code) => inForce.has(code)),
  }))
}
