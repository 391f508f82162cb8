/** Cells of a delivered file as values of the register. Pure. */
import type { Day } from '#platform/schemas.ts'
import { fold } from '#platform/vietnamese.ts'

export interface GivenDay {
  day: Day
  precision: 'D' | 'M' | 'Y'
}

/** 2/5/1990, 02.05.1990, 1990-05-02, 02051990, 5/1990, 1990; undefined when it is no date. */
export function dayOfCell(cell: string): GivenDay | undefined {
  const text = cell
    .trim()
    .replace(/^--\/--\//, '')
    .replace(/^--\//, '')
  const [, y0, m0, d0] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? []
  if (y0) return given(y0, m0!, d0!)
  const [, d1, m1, y1] = /^(\d{1,2})[/.\s-](\d{1,2})[/.\s-](\d{4})$/.exec(text) ?? []
  if (y1) return given(y1, m1!, d1!)
  const [, d2, m2, y2] = /^(\d{2})(\d{2})(\d{4})$/.exec(text) ?? []
  if (y2) return given(y2, m2!, d2!)
  const [, m3, y3] = /^(\d{1,2})[/.-](\d{4})$/.exec(text) ?? []
  if (y3) return given(y3, m3!, undefined)
  return /^\d{4}$/.test(text) ? given(text, undefined, undefined) : undefined
}

function given(year: string, month: string | undefined, date: string | undefined): GivenDay | undefined {
  const day = `${year}-${(month ?? '1').padStart(2, '0')}-${(date ?? '1').padStart(2, '0')}`
  const real = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(real.getTime()) || real.toISOString().slice(0, 10) !== day || Number(year) < 1850) {
    return undefined
  }
  return { day, precision: date ? 'D' : month ? 'M' : 'Y' }
}

/** Twelve digits; spaces and dots are left out, a zero that a spreadsheet dropped is put back. */
export function numberOfCell(cell: string): string | undefined {
  const digits = cell.replace(/[\s.'-]/g, '')
  if (/^\d{12}$/.test(digits)) return digits
  return /^[1-9]\d{10}$/.test(digits) ? `0${digits}` : undefined
}

/** An old identity number of nine digits; a spreadsheet may have dropped the zero in front. */
export function oldNumberOfCell(cell: string): string | undefined {
  const digits = cell.replace(/[\s.'-]/g, '')
  if (/^\d{9}$/.test(digits)) return digits
  return /^[1-9]\d{7}$/.test(digits) ? `0${digits}` : undefined
}

export function sexOfCell(cell: string): 'male' | 'female' | undefined {
  const word = fold(cell)
  if (['nam', 'male', 'm', 'trai'].includes(word)) return 'male'
  return ['nu', 'female', 'f', 'gai'].includes(word) ? 'female' : undefined
}

/** A code of a list by its code or its name, without regard to marks; undefined when none or several fit. */
export function codeOfCell(
  cell: string,
  items: readonly { code: string; vi: string; en: string }[],
): string | undefined {
  const word = fold(cell)
  const byCode = items.find(({ code }) => code === cell.trim() || code === cell.trim().padStart(2, '0'))
  if (byCode) return byCode.code
  const named = items.filter(({ vi, en }) => fold(vi) === word || fold(en) === word)
  const alike =
    named.length > 1 ? named.filter(({ vi }) => vi.toLowerCase() === cell.trim().toLowerCase()) : named
  return alike.length === 1 ? alike[0]!.code : undefined
}
