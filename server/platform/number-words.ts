/** Numbers, days and money in Vietnamese words, as papers and receipts write them. Browser-safe. */
import type { Day } from './schemas.ts'

const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const
const scales = ['', 'nghìn', 'triệu', 'tỷ', 'nghìn tỷ', 'triệu tỷ'] as const

/** 1.234.567 → "một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy". Safe integers from 0. */
export function numberInWords(value: number): string {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError('Not a whole number from zero')
  if (value === 0) return digits[0]
  const groups: number[] = []
  for (let rest = value; rest > 0; rest = Math.floor(rest / 1000)) groups.unshift(rest % 1000)
  return groups
    .map((group, i) => {
      if (group === 0) return ''
      return `${groupInWords(group, i > 0)} ${scales[groups.length - 1 - i]}`.trim()
    })
    .filter((words) => words !== '')
    .join(' ')
}

function groupInWords(group: number, full: boolean): string {
  const hundreds = Math.floor(group / 100)
  const tens = Math.floor(group / 10) % 10
  const ones = group % 10
  const words: string[] = []
  if (full || hundreds > 0) words.push(digits[hundreds] ?? '', 'trăm')
  if (tens === 0 && ones > 0 && words.length > 0) words.push('linh')
  if (tens === 1) words.push('mười')
  if (tens > 1) words.push(digits[tens] ?? '', 'mươi')
  if (ones > 0) words.push(onesInWords(ones, tens))
  return words.join(' ')
}

/** Twenty-one is "mốt", twenty-four "tư", and five after a ten "lăm". */
function onesInWords(ones: number, tens: number): string {
  if (ones === 1 && tens > 1) return 'mốt'
  if (ones === 4 && tens > 1) return 'tư'
  if (ones === 5 && tens > 0) return 'lăm'
  return digits[ones] ?? ''
}

/** 7000 → "7.000 đồng". */
export function dong(amount: number): string {
  return `${thousands(amount)} đồng`
}

/** 1234567 → "1.234.567". */
export function thousands(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, '.')
}

/** 7000 → "Bảy nghìn đồng chẵn". */
export function dongInWords(amount: number): string {
  const words = numberInWords(amount)
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} đồng${amount % 1000 === 0 ? ' chẵn' : ''}`
}

/** 2026-03-05 → "ngày năm tháng ba năm hai nghìn không trăm hai mươi sáu". */
export function dayInWords(day: Day): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const monthWords = month === 4 ? 'tư' : numberInWords(month)
  return `ngày ${numberInWords(date)} tháng ${monthWords} năm ${numberInWords(year)}`
}

/** 2026-03-05 → "ngày 05 tháng 3 năm 2026": days below 10 and months 1 and 2 take a zero (Decree 30/2020/NĐ-CP). */
export function longDay(day: Day): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  return `ngày ${String(date).padStart(2, '0')} tháng ${month < 3 ? `0${month}` : month} năm ${year}`
}

/** 05/03/2026; a partial birth date (domain 18.3) prints what is known: "03/1952", "1952". */
export function shortDay(day: string): string {
  return day.split('-').reverse().join('/')
}
