/** Calls a minute per key in this process: a fixed window, bounded memory. For limits that must last, see attempts.ts. */
export class RateLimits {
  #counts = new Map<string, number>()
  #minute = 0

  allow(key: string, perMinute: number, now: Date): boolean {
    const minute = Math.floor(now.getTime() / 60_000)
    if (minute !== this.#minute || this.#counts.size > 100_000) {
      this.#minute = minute
      this.#counts.clear()
    }
    const count = (this.#counts.get(key) ?? 0) + 1
    this.#counts.set(key, count)
    return count <= perMinute
  }
}
