/**
 * A sweep checks everybody by every rule, by number, some thousands in one transaction, and leaves the index of its
 * day. What a chunk found, counted and where it stands are committed together: killed anywhere, it goes on from there.
 */
import type { Call } from '#platform/call.ts'
import { addYears, dayOf, daysBetween } from '#platform/day.ts'
import { uuidv7 } from '#platform/ids.ts'
import { enqueue } from '#platform/jobs.ts'
import type { Uuid } from '#platform/schemas.ts'
import { ancestorsOf, units } from '#reference'
import { actorName } from './life-events.ts'
import { sweepRuns } from './quality.contract.ts'
import { checkPeople } from './quality-findings.ts'
import { delayClasses, delayClassOf } from './quality-index.ts'
import { compiledRules, type QualityRule } from './quality-rules.ts'
import * as store from './quality-sweeps.store.ts'

export const SWEEP = 'population.sweep-quality'
/** Begins a sweep, or takes up the one that stands: after a load, and when a program comes back. */
export const FIRST_SWEEP = 'population.resume-quality'
const PEOPLE_AT_ONCE = 4000
/** Days of communes are kept this long; of provinces and the nation for good. */
const COMMUNE_DAYS = 400

/** Begins a sweep. Throws sweepRuns. */
export async function beginSweep(call: Call): Promise<{ sweepId: Uuid }> {
  const sweepId = uuidv7()
  const rules = namesOf((await compiledRules(call, dayOf(call.now))).rules)
  const begun = await store.insertSweep(call.sql, {
    sweepId,
    onDay: dayOf(call.now),
    rules,
    askedBy: actorName(call),
    startedAt: call.now,
  })
  if (!begun) throw sweepRuns()
  await continueSweep(call)
  return { sweepId }
}

/** The daily sweep, and the one that goes on where a program that died left it. */
export async function beginOrContinue(call: Call): Promise<void> {
  if (await store.selectRunning(call.sql)) await continueSweep(call)
  else await beginSweep(call)
}

/** Takes up a sweep whose program died; the first one of a register begins here too. */
export async function resumeSweep(call: Call): Promise<void> {
  if ((await store.selectRunning(call.sql)) || !(await store.selectLastFinished(call.sql))) {
    await beginOrContinue(call)
  }
}

async function continueSweep(call: Call): Promise<void> {
  await enqueue(call, SWEEP, {}, { key: SWEEP })
}

/** Checks the next people of the running sweep; ends it after the last ones. */
export async function sweepNext(call: Call): Promise<void> {
  const sweep = await store.lockRunning(call.sql)
  if (!sweep) return
  await call.sql`set local jit = off`
  const { rules } = await compiledRules(call, dayOf(call.now))
  if (namesOf(rules).join() !== sweep.rules.join()) return await beginAnew(call, sweep, rules)
  const numbers = await store.selectNumbersAfter(call.sql, sweep.doneUntil, PEOPLE_AT_ONCE)
  if (numbers.length > 0) await sweepPeople(call, sweep, numbers)
  if (numbers.length < PEOPLE_AT_ONCE) await finish(call, sweep, rules)
  else await continueSweep(call)
}

async function sweepPeople(call: Call, sweep: store.Sweep, numbers: readonly string[]): Promise<void> {
  const checked = await checkPeople(call, numbers, 'everybody')
  const counts = new Map<number, { checked: number[]; failed: number[] }>()
  for (const { personNumber, verdicts } of checked.verdicts) {
    const unitId = checked.units.get(personNumber) ?? store.NOWHERE
    const of = counts.get(unitId) ?? { checked: zeros(verdicts.length), failed: zeros(verdicts.length) }
    counts.set(unitId, of)
    for (let i = 0; i < verdicts.length; i++) {
      if (verdicts[i] === '-') continue
      of.checked[i]! += 1
      if (verdicts[i] === '!') of.failed[i]! += 1
    }
  }
  await store.addCounts(call.sql, sweep.sweepId, counts)
  await store.addDelays(call.sql, sweep.sweepId, await delaysOf(call, numbers, checked.units))
  await store.moveSweep(call.sql, sweep.sweepId, numbers.at(-1)!, numbers.length)
}

/** Days from event to register of what was recorded in the last year, by kind and commune. */
async function delaysOf(
  call: Call,
  numbers: readonly string[],
  home: ReadonlyMap<string, number>,
): Promise<store.DelayCounts[]> {
  const since = addYears(dayOf(call.now), -1)
  const found = new Map<string, store.DelayCounts>()
  for (const { personNumber, kind, effectiveOn, recordedAt } of await store.selectRecordedSince(
    call.sql,
    numbers,
    since,
  )) {
    const unitId = home.get(personNumber) ?? store.NOWHERE
    const key = `${unitId} ${kind}`
    const of = found.get(key) ?? { unitId, kind, counts: zeros(delayClasses.length) }
    found.set(key, of)
    of.counts[delayClassOf(daysBetween(effectiveOn, dayOf(new Date(recordedAt))))]! += 1
  }
  return [...found.values()]
}

async function finish(call: Call, sweep: store.Sweep, rules: readonly QualityRule[]): Promise<void> {
  const all = await units(call)
  const counted = await store.selectCountedUnits(call.sql, sweep.sweepId)
  const today = dayOf(call.now)
  const above = counted.flatMap((unitId) =>
    unitId === store.NOWHERE
      ? []
      : [unitId, ...ancestorsOf(all, unitId, today).map((unit) => unit.unitId)].map((to) => ({ unitId, to })),
  )
  const nation = counted.map((unitId) => ({ unitId, to: store.NATION }))
  const ids = rules.map(({ id }) => id)
  await store.writeDay(call.sql, sweep, ids, [...above, ...nation])
  await store.forgetSweep(call.sql, sweep.sweepId, call.now)
  await store.deleteOldDays(call.sql, sweep.onDay, COMMUNE_DAYS)
}

/** The rules changed while it ran: counts of two versions do not add up. */
async function beginAnew(call: Call, sweep: store.Sweep, rules: readonly QualityRule[]): Promise<void> {
  await store.resetSweep(call.sql, sweep.sweepId, namesOf(rules), dayOf(call.now))
  await continueSweep(call)
}

function namesOf(rules: readonly QualityRule[]): string[] {
  return rules.map(({ id, version }) => `${id} ${version}`)
}

function zeros(length: number): number[] {
  return Array.from({ length }, () => 0)
}
