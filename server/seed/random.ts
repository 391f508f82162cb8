/** Deterministic chance: sfc32, with independent streams for each neighbourhood so that chunks do not matter. */

export interface Random {
  /** 32 random bits. */
  bits(): number
  /** In [0, 1). */
  unit(): number
  /** Integer in [from, to], both included. */
  between(from: number, to: number): number
  chance(probability: number): boolean
  pick<T>(items: readonly T[]): T
  /** Roughly normal: the sum of three even draws. */
  around(mean: number, deviation: number): number
}

/** The stream of one purpose: same seed and path, same numbers, whatever else was drawn before. */
export function random(seed: number, ...path: number[]): Random {
  let a = mix(seed ^ 0x9e3779b9)
  let b = mix(a ^ 0x243f6a88)
  let c = mix(b ^ 0xb7e15162)
  for (const step of path) {
    a = mix(a ^ step)
    b = mix(b ^ a)
    c = mix(c ^ b)
  }
  let counter = 1
  const bits = () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return sum >>> 0
  }
  for (let i = 0; i < 8; i++) bits()
  const unit = () => bits() / 0x1_0000_0000
  return {
    bits,
    unit,
    between: (from, to) => from + Math.floor(unit() * (to - from + 1)),
    chance: (probability) => unit() < probability,
    pick: (items) => items[Math.floor(unit() * items.length)]!,
    around: (mean, deviation) => mean + (unit() + unit() + unit() - 1.5) * 2 * deviation,
  }
}

/** murmur3's finaliser: every input bit reaches every output bit. */
function mix(value: number): number {
  let h = value | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/** Draws by weight in constant time (Walker's alias method). */
export type Draw<T> = (random: Random) => T

export function weighted<T>(items: readonly (readonly [T, number])[]): Draw<T> {
  if (items.length === 0) throw new Error('Nothing to draw from')
  const total = items.reduce((sum, [, weight]) => sum + weight, 0)
  const share = items.map(([, weight]) => (weight * items.length) / total)
  const alias = new Array<number>(items.length).fill(0)
  const small = share.flatMap((value, index) => (value < 1 ? [index] : []))
  const large = share.flatMap((value, index) => (value < 1 ? [] : [index]))
  while (small.length > 0 && large.length > 0) {
    const under = small.pop()!
    const over = large.at(-1)!
    alias[under] = over
    share[over] = share[over]! - (1 - share[under]!)
    if (share[over]! < 1) small.push(large.pop()!)
  }
  for (const rest of [...small, ...large]) share[rest] = 1
  const values = items.map(([value]) => value)
  return (random) => {
    const at = Math.floor(random.unit() * values.length)
    return random.unit() < share[at]! ? values[at]! : values[alias[at]!]!
  }
}

/**
 * Scatters 0 … size²−1 over itself without a collision (a Feistel network over two halves), so that a counter gives
 * numbers that look random and are never given twice.
 */
export function scatter(value: number, half: number, key: number): number {
  let left = Math.floor(value / half)
  let right = value % half
  for (let round = 0; round < 3; round++) {
    const next = (left + ((mix(right ^ Math.imul(key + round, 0x9e3779b1)) >>> 0) % half)) % half
    left = right
    right = next
  }
  return left * half + right
}
