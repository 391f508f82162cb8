/** From sums to points. Pure. Decision 766/QĐ-TTg (2022); points of each indicator are the law parameter's. */
import type { Words } from '#platform/schemas.ts'
import type { Measure, Score } from './index.contract.ts'

/** The law parameter `steering.index-766`. */
export interface IndexLaw {
  groups: {
    group: number
    max: number
    words: Words
    indicators: { measure: Measure; points: number }[]
  }[]
  /** The highest first. */
  bands: { from: number; words: Words }[]
  /** From which of the four marks somebody counts as content. */
  contentFrom: number
}

export interface Sum {
  counted: number
  of: number
  lacking: number
}
export type Sums = ReadonlyMap<Measure, Sum>

/**
 * Points of six groups and together. What has no rows is left out, and its points go to the rest in proportion: an
 * office that had no fee to collect is neither praised nor blamed for it.
 */
export function scoreOf({ groups, bands }: IndexLaw, sums: Sums): Score {
  const scored = groups.map(({ group, max, words, indicators }) => {
    const lines = indicators.map(({ measure, points: most }) => {
      const { counted, of, lacking } = sums.get(measure) ?? { counted: 0, of: 0, lacking: 0 }
      const points = of > 0 ? (most * counted) / of : null
      return { measure, max: most, points, counted, of, lacking }
    })
    return { group, words, max, points: inProportion(lines, max), indicators: lines }
  })
  const total = inProportion(
    scored,
    groups.reduce((sum, { max }) => sum + max, 0),
  )
  const band = total === null ? null : (bands.find(({ from }) => total >= from)?.words ?? null)
  return { total, band, groups: scored }
}

function inProportion(parts: readonly { max: number; points: number | null }[], whole: number) {
  const measured = parts.filter(({ points }) => points !== null)
  const max = measured.reduce((sum, part) => sum + part.max, 0)
  if (max === 0) return null
  return (whole * measured.reduce((sum, { points }) => sum + (points ?? 0), 0)) / max
}

export interface Difference {
  what: string
  whole: number
  parts: number
}

/** Where the law's own points do not add up to their group, or the groups to 100. */
export function lawDifferences({ groups }: IndexLaw): Difference[] {
  const inGroups = groups.map(({ group, max, indicators }) => ({
    what: `group ${group}`,
    whole: max,
    parts: indicators.reduce((sum, { points }) => sum + points, 0),
  }))
  const all = { what: 'groups', whole: 100, parts: groups.reduce((sum, { max }) => sum + max, 0) }
  return [...inGroups, all].filter(({ whole, parts }) => whole !== parts)
}

/** Where units do not add up to the whole, or more is counted than there is. */
export function sumDifferences(whole: Sums, parts: readonly Sums[]): Difference[] {
  const found: Difference[] = []
  for (const [measure, { counted, of, lacking }] of whole) {
    const add = (what: keyof Sum) => parts.reduce((sum, part) => sum + (part.get(measure)?.[what] ?? 0), 0)
    if (parts.length > 0) {
      found.push({ what: `${measure} of`, whole: of, parts: add('of') })
      found.push({ what: `${measure} counted`, whole: counted, parts: add('counted') })
      found.push({ what: `${measure} lacking`, whole: lacking, parts: add('lacking') })
    }
    if (counted > of) found.push({ what: `${measure} counted of`, whole: of, parts: counted })
  }
  return found.filter(({ whole: total, parts: sum }) => total !== sum)
}
