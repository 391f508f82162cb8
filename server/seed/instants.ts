/** Instants and ids of seeded rows: both follow from the seed, and ids sort by the time they were made. */
import { instantOf, isWeekend } from './days.ts'
import type { Random } from './random.ts'

/** Four hexadecimal digits of every 16 bits: looked up, because a nation needs tens of millions of ids. */
const hex4 = Array.from({ length: 0x1_0000 }, (_, value) => value.toString(16).padStart(4, '0'))

/**
 * Ids for the rows of one person: the same random tail, a counter in the twelve bits beside the time. Unique like any
 * other, and a fifth of the work; what is seen outside has ids of its own.
 */
export function rowIds(random: Random): (ms: number) => string {
  const a = random.bits()
  const b = random.bits()
  const c = random.bits()
  const variant = 0x8000 | (a & 0x3fff)
  const tail = `-${hex4[variant]}-${hex4[a >>> 16]}${hex4[b >>> 16]}${hex4[b & 0xffff]}`
  let counter = c & 0x3ff
  return (ms) => {
    counter = (counter + 1) & 0xfff
    return `${timePrefix(ms)}${hex4[0x7000 | counter]}${tail}`
  }
}

let lastMs = -1
let lastPrefix = ''

/** A UUIDv7 (RFC 9562) of an instant with bits of a stream: the layout of `formatUuid7`, without its buffers. */
export function seededId(ms: number, random: Random): string {
  const a = random.bits()
  const b = random.bits()
  const c = random.bits()
  const variant = 0x8000 | (a & 0x3fff)
  return `${timePrefix(ms)}${hex4[0x7000 | (c >>> 20)]}-${hex4[variant]}-${hex4[a >>> 16]}${hex4[b >>> 16]}${hex4[b & 0xffff]}`
}

function timePrefix(ms: number): string {
  if (ms !== lastMs) {
    const time = ms.toString(16).padStart(12, '0')
    lastPrefix = `${time.slice(0, 8)}-${time.slice(8)}-`
    lastMs = ms
  }
  return lastPrefix
}

const isoTexts = new Map<number, string>()

/** ISO 8601 in UTC. */
export function instantText(ms: number): string {
  const day = Math.floor(ms / 86_400_000)
  let date = isoTexts.get(day)
  if (date === undefined) {
    date = new Date(day * 86_400_000).toISOString().slice(0, 11)
    isoTexts.set(day, date)
  }
  const rest = ms - day * 86_400_000
  const two = (value: number) => (value < 10 ? `0${value}` : `${value}`)
  const milliseconds = rest % 1000
  const three =
    milliseconds < 10 ? `00${milliseconds}` : milliseconds < 100 ? `0${milliseconds}` : `${milliseconds}`
  return `${date}${two(Math.floor(rest / 3_600_000))}:${two(Math.floor(rest / 60_000) % 60)}:${two(Math.floor(rest / 1000) % 60)}.${three}Z`
}

/**
 * When the register learns facts: never before the one it learned last, within days of the fact, in working hours.
 * What happened before the register was collected in the neighbourhood became known in that one sitting.
 */
export function recording(random: Random, collectedOn: number, today: number) {
  let last = instantOf(collectedOn, random.between(450, 1000))
  const latest = instantOf(today, 11)
  return {
    collectedOn,
    next(knownOn: number, atOnce: boolean): number {
      let on = knownOn + (atOnce ? 0 : random.between(0, 2))
      while (!atOnce && isWeekend(on)) on += 1
      const minutes = atOnce ? 10 : random.between(450, 990)
      const at = Math.min(instantOf(on, minutes) + random.between(0, 59_999), latest)
      last = Math.max(at, last + random.between(1, 9))
      return last
    },
  }
}
