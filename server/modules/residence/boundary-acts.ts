/**
 * Boundary changes applied to the register (áp dụng thay đổi địa giới): dwellings, current residences, counts, rights
 * and queues follow what the law made of their unit. In chunks that each leave a whole register; killed in between, the
 * next start goes on. The citizen does nothing and pays nothing. Resolution 202/2025/QH15; Law 72/2025/QH15.
 */
import { type Call, changes } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { emit } from '#platform/events.ts'
import { uuidv7 } from '#platform/ids.ts'
import { enqueue } from '#platform/jobs.ts'
import { poke } from '#platform/live.ts'
import type { Day, Uuid } from '#platform/schemas.ts'
import { actorName, lockPeople } from '#population'
import { mapOldAddress, type Units, units } from '#reference'
import * as contract from './boundary.contract.ts'
import * as store from './boundary-acts.store.ts'
import { boundaryFollowers, type EndedUnits } from './boundary-followers.ts'
import { lockHouseholdsOf } from './household-locks.ts'

export const APPLY = 'residence.apply-boundaries'
/** How many dwellings one transaction moves, with some four people each. */
export const DWELLINGS_AT_ONCE = 300
const FOLLOWERS_AT_ONCE = 200

/** Days on which units ended that people may still be registered in, up to today and not ordered yet. */
export async function daysToApply(call: Call): Promise<{ effectiveOn: Day; laws: string[] }[]> {
  const today = dayOf(call.now)
  const ordered = new Set((await store.selectActs(call.sql)).map(({ effectiveOn }) => effectiveOn))
  const all = [...(await units(call)).successions.values()].flat()
  const due = all.filter(({ effectiveOn }) => effectiveOn <= today && !ordered.has(effectiveOn))
  return [...Map.groupBy(due, ({ effectiveOn }) => effectiveOn)]
    .map(([effectiveOn, steps]) => ({ effectiveOn, laws: lawsOf(steps) }))
    .sort((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1))
}

const lawsOf = (steps: readonly { law: string | null }[]) =>
  [...new Set(steps.map(({ law }) => law).filter((law) => law !== null))].slice(0, 5)

/** Orders what is due and starts whatever is unfinished again. Run every night and at each start. */
export async function applyDue(call: Call): Promise<void> {
  await store.reopenActs(call.sql)
  for (const { effectiveOn } of await daysToApply(call)) await orderBoundaryAct(call, effectiveOn)
  for (const actId of await store.selectUnfinished(call.sql)) await startApplying(call, actId)
}

/** One transaction after the other until the act is finished; the key lets a new job take the place of a dead one. */
async function startApplying(call: Pick<Call, 'sql'>, actId: Uuid): Promise<void> {
  await enqueue(call, APPLY, { actId }, { key: `${APPLY} ${actId}` })
}

/**
 * Orders the changes of one day: what each unit became is written down, and the work begins. Ordered twice it is
 * done once. Throws nothingChangesThen, boundaryInFuture.
 */
export async function orderBoundaryAct(call: Call, effectiveOn: Day): Promise<Uuid> {
  if (effectiveOn > dayOf(call.now)) throw contract.boundaryInFuture()
  const steps = stepsOn(await units(call), effectiveOn)
  if (steps.length === 0) throw contract.nothingChangesThen()
  const actId = uuidv7()
  const inserted = await store.insertAct(call.sql, {
    actId,
    effectiveOn,
    law: lawsOf(steps).join('; '),
    orderedAt: call.now.toISOString(),
    orderedBy: actorName(call),
    dwellings: await store.countDwellings(call.sql, [...new Set(steps.map(({ oldUnitId }) => oldUnitId))]),
  })
  if (!inserted) {
    const before = (await store.selectActs(call.sql)).find((act) => act.effectiveOn === effectiveOn)
    return before!.actId
  }
  await store.insertSteps(call.sql, actId, steps)
  await startApplying(call, actId)
  return actId
}

/** What each commune that ended on a day became on that day. */
function stepsOn(all: Units, effectiveOn: Day): (store.BoundaryStep & { law: string | null })[] {
  return [...all.successions].flatMap(([oldUnitId, became]) => {
    const step = became.find((one) => one.effectiveOn === effectiveOn)
    if (!step) return []
    return mapOldAddress(all, oldUnitId, effectiveOn).map(({ unitId: newUnitId, confidence }) => ({
      oldUnitId,
      newUnitId,
      confidence,
      law: step.law,
    }))
  })
}

/** One transaction of the work: rights and queues first, then dwellings, then the end. */
export async function applyBoundaries(call: Call, { actId }: { actId: Uuid }): Promise<void> {
  const act = await store.lockAct(call.sql, actId)
  if (!act || act.finishedAt) return
  const followed = await follow(call, act)
  const moved = followed === 0 ? await moveCertain(call, act) : 0
  await poke(call, ['figures', 'boundaries'], 'residence')
  if (followed + moved > 0) {
    await startApplying(call, actId)
    return
  }
  await store.finishAct(call.sql, actId, call.now)
  const { effectiveOn, law } = act
  await emit(call, contract.boundariesChanged, { actId, effectiveOn, law }, { person: null })
}

/** Lets the other modules follow, each a bounded number. Also after a person chose. */
export async function follow(call: Call, act: store.BoundaryAct): Promise<number> {
  const ended = await endedUnits(call, act)
  for (const { name, follow: move } of boundaryFollowers()) {
    const count = await move(call, ended, FOLLOWERS_AT_ONCE)
    if (count === 0) continue
    await store.noteFollowed(call.sql, act.actId, name, count)
    return count
  }
  return 0
}

export async function endedUnits(
  call: Pick<Call, 'sql'>,
  { actId, effectiveOn, law }: Pick<store.BoundaryAct, 'actId' | 'effectiveOn' | 'law'>,
): Promise<EndedUnits> {
  const steps = Map.groupBy(await store.selectSteps(call.sql, actId), ({ oldUnitId }) => oldUnitId)
  const successors = new Map(
    [...steps].map(([oldUnitId, became]) => [oldUnitId, became.map(({ newUnitId }) => newUnitId)]),
  )
  return { effectiveOn, law, successors }
}

async function moveCertain(call: Call, act: store.BoundaryAct): Promise<number> {
  const { actId, effectiveOn, orderedAt, atUnitId } = act
  const moving = await store.lockCertain(call.sql, actId, atUnitId, DWELLINGS_AT_ONCE)
  if (moving.length === 0) return 0
  const move = { actId, effectiveOn, recordedAt: orderedAt, choiceId: null }
  const people = await moveLocked(call, moving, move)
  const last = Math.max(...moving.map(({ oldUnitId }) => oldUnitId))
  await store.noteMoved(call.sql, actId, { atUnitId: last, moved: moving.length, people })
  return moving.length
}

/** Moves dwellings that are locked, with whoever is registered there. Answers how many people that are. */
export async function moveLocked(
  call: Call,
  moving: readonly store.Moving[],
  move: store.Move,
): Promise<number> {
  const numbers = await store.selectRegisteredAt(
    call.sql,
    moving.map(({ dwellingId }) => dwellingId),
  )
  await lockPeople(call, numbers)
  await lockHouseholdsOf(call, numbers)
  for (const number of numbers) changes(call, number, ['residenceUnit'])
  await store.moveDwellings(call.sql, moving, move)
  return numbers.length
}
