/** How Việt Nam writes days, times, money and numbers (domain 18.3). Pure; the zone is Asia/Ho_Chi_Minh. */
import { dayOf, isDay } from '@platform/server/platform/day.ts'
import type { Day } from '@platform/server/platform/schemas.ts'

/** `2026-03-05` → `05/03/2026`. Partial birth dates keep what is known: `1952`, `--/03/1952`. */
export function showDay(day: string | null | undefined, precision: 'D' | 'M' | 'Y' = 'D'): string {
  if (!day) return ''
  const [year, month, date] = day.split('-')
  if (precision === 'Y' || !month) return year ?? ''
  return precision === 'M' || !date ? `--/${month}/${year}` : `${date}/${month}/${year}`
}

/** `05/03/2026` typed by a person → `2026-03-05`; null when there is no such day. Spaces, dots and dashes are fine. */
export function readDay(typed: string): Day | null {
  const found = /^\s*(\d{1,2})[\s./-](\d{1,2})[\s./-](\d{4})\s*$/.exec(typed)
  if (!found) return null
  const day = `${found[3]}-${found[2]?.padStart(2, '0')}-${found[1]?.padStart(2, '0')}`
  return isDay(day) ? day : null
}

const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Asia/Ho_Chi_Minh',
})

/** `14:05 21/11/2026`. */
export function showInstant(instant: string | null | undefined): string {
  if (!instant) return ''
  const at = new Date(instant)
  return `${clock.format(at)} ${showDay(dayOf(at))}`
}

export function showTime(instant: string): string {
  return clock.format(new Date(instant))
}

/** `1.234.567 ₫`. */
export function showDong(dong: number): string {
  return `${showNumber(dong)} ₫`
}

/** `1.234.567`, `12,5`. */
export function showNumber(value: number, decimals = 0): string {
  const [whole = '0', part] = Math.abs(value).toFixed(decimals).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.')
  return `${value < 0 ? '−' : ''}${grouped}${part ? `,${part}` : ''}`
}

export function showPercent(share: number | null | undefined, decimals = 0): string {
  return share === null || share === undefined ? '–' : `${showNumber(share * 100, decimals)}\u00a0%`
}

/** `0912345678` → `0912 345 678`. */
export function showPhone(phone: string | null | undefined): string {
  return phone ? phone.replace(/^(\d{4})(\d{3})(\d{3})$/, '$1 $2 $3') : ''
}

/** `001099012345` → `001 099 012 345`, easier to read aloud and compare. */
export function showPersonNumber(number: string | null | undefined): string {
  return number ? number.replace(/(\d{3})(?=\d)/g, '$1 ') : ''
}

/** A value of the register as people read it: numbers of persons and phones in groups, all else as it is. */
export function showValue(value: string | null): string | null {
  if (value && /^(\d{9}|\d{12})$/.test(value)) return showPersonNumber(value)
  return value && /^0\d{9}$/.test(value) ? showPhone(value) : value
}

export function showBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  return bytes < 1024 * 1024 ? `${showNumber(bytes / 1024)} kB` : `${showNumber(bytes / 1024 / 1024, 1)} MB`
}
