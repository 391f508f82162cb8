/** Why the clock of a dossier stands still. Statuses 5, 6 and 8 of the national portal, and other agencies' time. */
export type PauseReason = 'supplement' | 'payment' | 'stopped' | 'other-agency'

export interface Pause {
  from: Date
  /** Null while it still runs. */
  until: Date | null
  reason: PauseReason
}

export type EndedPause = Pause & { until: Date }

/** Pauses in order, made disjoint, so that time waited for two things at once is left out only once. */
export function mergedPauses(pauses: readonly Pause[], asOf?: Date): EndedPause[] {
  const merged: EndedPause[] = []
  for (const pause of [...pauses].sort((a, b) => a.from.getTime() - b.from.getTime())) {
    const until = pause.until ?? asOf
    if (!until) throw new Error('A pause that still runs needs `asOf`')
    const before = merged.at(-1)
    const from = before && before.until > pause.from ? before.until : pause.from
    if (until > from) merged.push({ from, until, reason: pause.reason })
  }
  return merged
}
