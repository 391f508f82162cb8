/** The index of a unit as its page shows it: by criterion, field and rule, the units below, and how fast we learn. */
import type { Call } from '#platform/call.ts'
import { addYears, dayOf } from '#platform/day.ts'
import type { Day } from '#platform/schemas.ts'
import { ancestorsOf, childrenOf, isWithin, lawParameter, unitById, unitName, units } from '#reference'
import * as contract from './quality.contract.ts'
import * as store from './quality-figures.store.ts'
import {
  type Bands,
  bandOf,
  delayClasses,
  lineOf,
  rollUp,
  ruleLine,
  weigh,
  worstFirst,
} from './quality-index.ts'
import { allQualityRules } from './quality-rules.ts'
import { NATION, selectLastFinished, selectRunning } from './quality-sweeps.store.ts'
import { officerOf } from './territory.ts'
import { wordsOfKind } from './timeline.ts'

/** Throws outsideQualityTerritory. */
export async function readQualityIndex(
  call: Call,
  asked: number | undefined,
): Promise<contract.QualityIndex> {
  const unitId = await unitAsked(call, asked)
  const today = dayOf(call.now)
  const all = await units(call)
  const last = await selectLastFinished(call.sql)
  const running = await selectRunning(call.sql)
  const bands = await bandsOn(call, today)
  const below = childrenOf(all, unitId === NATION ? null : unitId, today)
  const day = last?.onDay ?? today
  const rules = allQualityRules()
  const ids = [unitId, ...below.map((unit) => unit.unitId)]
  const counts = Map.groupBy(last ? await store.selectDay(call.sql, ids, day) : [], (count) => count.unitId)
  const weighed = weigh(counts.get(unitId) ?? [], rules)
  const by = (code: (one: (typeof weighed)[number]) => string) =>
    [...Map.groupBy(weighed, code)].map(([name, some]) => lineOf(name, some, bands)).sort(worstFirst)
  const ref = (id: number) => ({ unitId: id, label: unitName(all, id, today) })
  return {
    unit: unitId === NATION ? null : ref(unitId),
    above: unitId === NATION ? [] : await aboveOf(call, unitId),
    onDay: last?.onDay ?? null,
    finishedAt: last?.finishedAt ?? null,
    running: running ? { startedAt: running.startedAt, people: running.people } : null,
    bands,
    total: lineOf('total', weighed, bands),
    criteria: by(({ of }) => of.criterion),
    fields: by(({ of }) => of.field),
    rules: weighed.map((one) => ruleLine(one, bands)).sort(worstFirst),
    units: below.map(({ unitId: id }) => {
      const some = weigh(counts.get(id) ?? [], rules)
      const dqi = rollUp(some)
      const failed = some.reduce((sum, one) => sum + one.failed, 0)
      return { ...ref(id), dqi, band: bandOf(dqi, bands, false), failed }
    }),
    delays: last ? await delaysOf(call, unitId, day) : [],
  }
}

/** How the index of a unit, or of one rule in it, went over the last year. Throws outsideQualityTerritory. */
export async function readQualityHistory(
  call: Call,
  { unitId: asked, rule }: { unitId?: number; rule?: string },
): Promise<{ points: { day: Day; dqi: number | null; failed: number }[] }> {
  const unitId = await unitAsked(call, asked)
  const rules = allQualityRules().filter(({ id }) => rule === undefined || id === rule)
  const counts = await store.selectHistory(call.sql, unitId, addYears(dayOf(call.now), -1))
  const points = [...Map.groupBy(counts, ({ onDay }) => onDay)].map(([day, some]) => {
    const weighed = weigh(some, rules)
    return { day, dqi: rollUp(weighed), failed: weighed.reduce((sum, one) => sum + one.failed, 0) }
  })
  return { points }
}

/** The unit asked for, or the officer's own. */
async function unitAsked(call: Call, asked: number | undefined): Promise<number> {
  const { territory } = officerOf(call)
  if (asked === undefined) return territory.level === 'nation' ? NATION : territory.unitId
  const all = await units(call)
  const today = dayOf(call.now)
  const inside = territory.level === 'nation' || isWithin(all, asked, territory.unitId, today)
  if (!inside || !unitById(all, asked, today)) throw contract.outsideQualityTerritory()
  return asked
}

async function aboveOf(call: Call, unitId: number) {
  const { territory } = officerOf(call)
  const all = await units(call)
  const today = dayOf(call.now)
  return ancestorsOf(all, unitId, today)
    .filter((unit) => territory.level === 'nation' || isWithin(all, unit.unitId, territory.unitId, today))
    .reverse()
    .map((unit) => ({ unitId: unit.unitId, label: unitName(all, unit.unitId, today) }))
}

async function bandsOn(call: Call, on: Day): Promise<Bands> {
  const limit = async (key: string) => (await lawParameter(call, `data-quality.${key}`, on)).value
  return { green: await limit('green'), yellow: await limit('yellow'), identifier: await limit('identifier') }
}

async function delaysOf(call: Call, unitId: number, day: Day): Promise<contract.QualityIndex['delays']> {
  const { value: term } = await lawParameter(call, 'data-quality.live-days', dayOf(call.now))
  return (await store.selectDelays(call.sql, unitId, day)).map(({ kind, counts }) => {
    const all = counts.reduce((sum, count) => sum + count, 0)
    const inTerm = counts.reduce((sum, count, i) => {
      const within = delayClasses[i]
      return within !== null && within !== undefined && within <= term ? sum + count : sum
    }, 0)
    return {
      kind,
      words: wordsOfKind(kind),
      classes: counts.map((count, i) => ({ withinDays: delayClasses[i] ?? null, count })),
      withinTerm: all === 0 ? null : (100 * inTerm) / all,
    }
  })
}
