/**
 * Fills a template's text: `{{path}}`, `{{path|format}}`, and `{{path?|format}}` for what may be missing. Nothing
 * else: no code, no second pass, so data can never become template.
 */
import { dayOf, isDay, minutesIntoDay } from '#platform/day.ts'
import {
  dayInWords,
  dong,
  dongInWords,
  longDay,
  numberInWords,
  shortDay,
  thousands,
} from '#platform/number-words.ts'

/** A template names something the data does not have, or in another form: the bundle is wrong, not the caller. */
export class TemplateMismatch extends Error {}

export type Data = Record<string, unknown>

const MARK = /\{\{([a-z][A-Za-z0-9.]{0,80})(\?)?(?:\|([a-z-]{1,20}))?\}\}/g

export function fill(text: string, data: Data): string {
  return text
    .replace(MARK, (_, path: string, optional: string | undefined, format = 'text') => {
      const value = at(data, path)
      if (isMissing(value)) {
        if (optional) return ''
        throw new TemplateMismatch(`{{${path}}} is missing`)
      }
      const shown = formats[format]
      if (!shown) throw new TemplateMismatch(`{{${path}|${format}}}: no such format`)
      return shown(value, path)
    })
    .normalize('NFC')
}

/** The names a template's text uses, to check a bundle before it is published. */
export function pathsIn(text: string): { path: string; optional: boolean; format: string }[] {
  return [...text.matchAll(MARK)].map(([, path = '', optional, format = 'text']) => ({
    path,
    optional: optional !== undefined,
    format,
  }))
}

export function at(data: Data, path: string): unknown {
  let value: unknown = data
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined
    value = (value as Data)[step]
  }
  return value
}

export function isMissing(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

/** Whether a block or a row with this condition is printed. */
export function applies(condition: { when?: string; unless?: string }, data: Data): boolean {
  const holds = (path: string) => {
    const value = at(data, path)
    return !isMissing(value) && value !== false
  }
  return (!condition.when || holds(condition.when)) && (!condition.unless || !holds(condition.unless))
}

type Format = (value: unknown, path: string) => string

function text(value: unknown, path: string): string {
  if (typeof value !== 'string' && typeof value !== 'number')
    throw new TemplateMismatch(`{{${path}}} is not text`)
  // Control characters have no place on paper and would break its lines.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
  return String(value).replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ' ')
}

function whole(value: unknown, path: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw new TemplateMismatch(`{{${path}}} is not a whole number`)
  }
  return value
}

function day(value: unknown, path: string): string {
  if (typeof value !== 'string' || !isDay(value)) throw new TemplateMismatch(`{{${path}}} is not a day`)
  return value
}

function instant(value: unknown, path: string): Date {
  const found = typeof value === 'string' ? new Date(value) : value
  if (!(found instanceof Date) || Number.isNaN(found.getTime())) {
    throw new TemplateMismatch(`{{${path}}} is not an instant`)
  }
  return found
}

export const formats: Record<string, Format> = {
  text,
  /** IN HOA CÓ DẤU */
  capitals: (value, path) => text(value, path).normalize('NFC').toUpperCase(),
  /** 05/03/2026; also a month and year, or a year, of an old birth date. */
  date: (value, path) => {
    const given = text(value, path)
    if (/^\d{4}(-(0[1-9]|1[0-2]))?$/.test(given)) return shortDay(given)
    return shortDay(day(value, path))
  },
  'long-date': (value, path) => longDay(day(value, path)),
  'date-words': (value, path) => dayInWords(day(value, path)),
  /** 09 giờ 05 phút, ngày 05/03/2026, in Việt Nam. */
  instant: (value, path) => {
    const when = instant(value, path)
    const minutes = minutesIntoDay(when)
    const two = (n: number) => String(n).padStart(2, '0')
    return `${two(Math.floor(minutes / 60))} giờ ${two(minutes % 60)} phút, ngày ${shortDay(dayOf(when))}`
  },
  number: (value, path) => thousands(whole(value, path)),
  'number-words': (value, path) => numberInWords(whole(value, path)),
  dong: (value, path) => dong(whole(value, path)),
  'dong-words': (value, path) => dongInWords(whole(value, path)),
  sex: (value, path) => {
    const words: Record<string, string> = { male: 'Nam', female: 'Nữ', M: 'Nam', F: 'Nữ' }
    return words[text(value, path)] ?? text(value, path)
  },
}
