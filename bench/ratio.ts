/** Rounds of every way, in turn, so that whatever else the machine does falls on all alike; medians of the rounds. */
export interface Way {
  name: string
  /** Does the work for about this long; answers operations a second. */
  run(seconds: number): Promise<number>
}

export interface Measured {
  name: string
  perSecond: number
  /** Against the first way, the limit. */
  ratio: number
}

export async function compare(
  ways: readonly Way[],
  options = { rounds: 5, seconds: 3 },
): Promise<Measured[]> {
  const rates = ways.map(() => [] as number[])
  for (const way of ways) await way.run(1)
  for (let round = 0; round < options.rounds; round++) {
    for (const [index, way] of ways.entries()) rates[index]?.push(await way.run(options.seconds))
  }
  const medians = rates.map(median)
  return ways.map(({ name }, index) => ({
    name,
    perSecond: medians[index] as number,
    ratio: (medians[index] as number) / (medians[0] as number),
  }))
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

/** The time under which this share of the durations lies, in milliseconds. */
export function percentile(durations: readonly number[], share: number): number {
  const sorted = durations.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0
}

/** Runs one operation over and over, so many at once, for some seconds; answers operations a second. */
export async function rateOf(
  operation: () => Promise<unknown>,
  atOnce: number,
  seconds: number,
): Promise<number> {
  const until = performance.now() + seconds * 1000
  const started = performance.now()
  let done = 0
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (performance.now() < until) {
        await operation()
        done += 1
      }
    }),
  )
  return done / ((performance.now() - started) / 1000)
}

/** Times one operation so often, one after another; answers the durations in milliseconds. */
export async function durationsOf(operation: () => Promise<unknown>, times: number): Promise<number[]> {
  const durations: number[] = []
  for (let i = 0; i < times; i++) {
    const started = performance.now()
    await operation()
    durations.push(performance.now() - started)
  }
  return durations
}

export function table(title: string, rows: readonly Record<string, string | number>[]): string {
  const columns = Object.keys(rows[0] ?? {})
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`
  return [
    `### ${title}`,
    '',
    line(columns),
    line(columns.map(() => '---')),
    ...rows.map((row) => line(columns.map((column) => row[column] ?? ''))),
    '',
  ].join('\n')
}
