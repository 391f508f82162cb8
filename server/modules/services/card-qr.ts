/**
 * The text in the QR of an identity card, as a scanner types it: fields split by `|`, at least seven, more ignored. It
 * carries no signature, so it only says whom to look up, never that the bearer is that person. Pure.
 */

export interface CardText {
  number: string
  /** The old nine-digit number, where the card has one. */
  oldNumber: string | null
  name: string
  /** Undefined for a partial date of birth. */
  bornOn: string | undefined
}

const FIELDS = 7

/** What a card's QR says; null when the text is no such thing. Circular 06/2021/TT-BCA; 16/2024/TT-BCA. */
export function parseCardText(text: string): CardText | null {
  const parts = text.normalize('NFC').trim().split('|')
  if (parts.length < FIELDS) return null
  const [number = '', old = '', name = '', born = ''] = parts.map((part) => part.trim())
  if (!/^\d{12}$/.test(number) || name === '' || !/^\d{8}$/.test(born)) return null
  return { number, oldNumber: /^\d{9}$/.test(old) ? old : null, name, bornOn: dayIn(born) }
}

/** ddMMyyyy; day or month may be 00 where only the year is known. */
function dayIn(born: string): string | undefined {
  const [day, month, year] = [born.slice(0, 2), born.slice(2, 4), born.slice(4)]
  return day === '00' || month === '00' ? undefined : `${year}-${month}-${day}`
}
