/** Dossier codes (mã hồ sơ), generated strictly and parsed permissively. Circular 04/2025/TT-VPCP. */
import type { Day } from '#platform/schemas.ts'

/**
 * `G01.899.909-260916-890028`: the agency's code, the day, two digits of the agency that owns the procedure, and the
 * number of the day with at least four digits.
 */
export function dossierCode(agencyCode: string, day: Day, number: number): string {
  const date = day.slice(2).replaceAll('-', '')
  return `${agencyCode}-${date}-${ownerDigits(agencyCode)}${String(number).padStart(4, '0')}`
}

/** The two digits of the level-1 code that the agency stands under: `G01.…` gives `01`. */
function ownerDigits(agencyCode: string): string {
  const [, digits] = /^[A-Y](\d\d)/.exec(agencyCode) ?? []
  if (!digits) throw new Error('An agency code begins with a letter and two digits')
  return digits
}

/** As people type it: any case, spaces and long dashes. Also the older patterns of provinces and ministries. */
export function tidyDossierCode(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/\s+/g, '')
    .replace(/[‐‑–—]/g, '-')
}
