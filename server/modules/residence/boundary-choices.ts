/**
 * Addresses of a commune that was divided (địa chỉ chưa xác định được): nobody guesses. They are listed with what they
 * may have become, and an officer says where one dwelling, or a whole street or hamlet, lies now.
 */
import type { Call } from '#platform/call.ts'
import { addDays } from '#platform/day.ts'
import { uuidv7 } from '#platform/ids.ts'
import { enqueue } from '#platform/jobs.ts'
import { poke } from '#platform/live.ts'
import type { Instant, Uuid } from '#platform/schemas.ts'
import { tidy } from '#platform/vietnamese.ts'
import { actorName, officerOf } from '#population'
import { unitName, units } from '#reference'
import * as contract from './boundary.contract.ts'
import * as acts from './boundary-acts.store.ts'
import { DWELLINGS_AT_ONCE, daysToApply, endedUnits, follow, moveLocked } from './boundary-acts.ts'
import * as store from './boundary-choices.store.ts'
import { boundaryFollowers } from './boundary-followers.ts'
import { isUuid } from './dwellings.ts'
import { unitInTerritory } from './territory.ts'

export const APPLY_CHOICE = 'residence.apply-boundary-choice'
const DEFAULT_ROWS = 50
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/** How far the register has followed each change, and what waits for a person. */
export async function listBoundaryActs(call: Call) {
  const rows: contract.BoundaryActRow[] = []
  for (const act of await acts.selectActs(call.sql)) {
    const ended = await endedUnits(call, act)
    const divided = [...ended.successors].flatMap(([unitId, { length }]) => (length > 1 ? [unitId] : []))
    const left = await store.countByUnit(call.sql, divided)
    const followed: contract.BoundaryActRow['followed'] = []
    for (const { name, words, waiting } of boundaryFollowers()) {
      followed.push({ words, moved: act.followed[name] ?? 0, waiting: await waiting(call, ended) })
    }
    const { actId, effectiveOn, law, orderedAt, finishedAt, dwellings, moved, people } = act
    const waiting = [...left.values()].reduce((sum, count) => sum + count, 0)
    rows.push({ actId, effectiveOn, law, orderedAt, finishedAt, dwellings, moved, people, waiting, followed })
  }
  return { rows, due: await daysToApply(call) }
}

/** Divided communes with addresses that wait, of which a part may lie in the officer's territory. */
export async function listUnsettled(call: Call): Promise<{ rows: contract.UnsettledUnit[] }> {
  const rows: contract.UnsettledUnit[] = []
  for (const act of await acts.selectActs(call.sql)) rows.push(...(await unsettledOf(call, act)))
  return { rows }
}

async function unsettledOf(call: Call, act: acts.BoundaryAct): Promise<contract.UnsettledUnit[]> {
  const { territory } = officerOf(call)
  const divided = (await acts.selectSteps(call.sql, act.actId)).filter(
    ({ confidence }) => confidence !== 'certain',
  )
  const left = await store.countByUnit(call.sql, [...new Set(divided.map(({ oldUnitId }) => oldUnitId))])
  const all = await units(call)
  const found: contract.UnsettledUnit[] = []
  for (const [oldUnitId, steps] of Map.groupBy(divided, (step) => step.oldUnitId)) {
    if (!left.has(oldUnitId)) continue
    const candidates: contract.UnsettledUnit['candidates'] = []
    for (const { newUnitId, confidence } of steps) {
      candidates.push({
        unitId: newUnitId,
        label: unitName(all, newUnitId, act.effectiveOn),
        confidence,
        mine: await unitInTerritory(call, newUnitId, territory),
      })
    }
    if (!candidates.some(({ mine }) => mine)) continue
    candidates.sort((a, b) => Number(b.confidence === 'likely') - Number(a.confidence === 'likely'))
    found.push({
      actId: act.actId,
      effectiveOn: act.effectiveOn,
      oldUnitId,
      label: unitName(all, oldUnitId, addDays(act.effectiveOn, -1)),
      dwellings: left.get(oldUnitId) ?? 0,
      candidates,
    })
  }
  return found
}

/** Throws boundaryUnknown when nothing of the unit waits in the officer's territory. */
export async function listUnsettledDwellings(
  call: Call,
  oldUnitId: number,
  { street, after, limit = DEFAULT_ROWS }: { street?: string; after?: string; limit?: number },
) {
  const { rows: waiting } = await listUnsettled(call)
  const unit = waiting.find((one) => one.oldUnitId === oldUnitId)
  if (!unit) throw contract.boundaryUnknown()
  const rows = await store.selectWaitingDwellings(call.sql, {
    unitId: oldUnitId,
    street: street ?? null,
    after: isUuid(after) ? after : FIRST_ID,
    limit,
  })
  return {
    unit,
    streets: await store.selectStreets(call.sql, oldUnitId),
    rows,
    next: rows.length === limit ? (rows.at(-1)?.dwellingId ?? null) : null,
  }
}

export interface AskedChoice {
  oldUnitId: number
  newUnitId: number
  /** A street or hamlet, or else one dwelling. */
  streetKey?: string
  dwellingId?: Uuid
  reason: string
}

/**
 * Says where addresses lie now: an event of its own, which everything follows. What was chosen for one dwelling may be
 * chosen again. Throws boundaryUnknown, notACandidate, notYoursToChoose, settledElsewhere.
 */
export async function chooseUnit(call: Call, actId: Uuid, asked: AskedChoice) {
  const { oldUnitId, newUnitId, streetKey, dwellingId } = asked
  const act = await acts.lockAct(call.sql, actId)
  if (!act) throw contract.boundaryUnknown()
  const steps = (await acts.selectSteps(call.sql, actId)).filter((step) => step.oldUnitId === oldUnitId)
  if (!steps.some((step) => step.newUnitId === newUnitId)) throw contract.notACandidate()
  if (!(await unitInTerritory(call, newUnitId, officerOf(call).territory))) throw contract.notYoursToChoose()
  if ((streetKey === undefined) === (dwellingId === undefined)) throw contract.settledElsewhere()
  const choice: store.Choice = {
    choiceId: uuidv7(),
    actId,
    oldUnitId,
    newUnitId,
    streetKey: streetKey ?? null,
    dwellingId: dwellingId ?? null,
    reason: tidy(asked.reason),
    chosenBy: actorName(call),
    chosenAt: await nextChoiceAt(call, actId),
  }
  await store.insertChoice(call.sql, choice)
  const { moved, people } = await applyChoice(call, choice, act)
  if (moved === 0) throw contract.settledElsewhere()
  const left = moved === DWELLINGS_AT_ONCE ? await continueChoice(call, choice) : 0
  await follow(call, act)
  await poke(call, ['figures', 'boundaries'], 'residence')
  return { choiceId: choice.choiceId, moved, people, left }
}

/** Now, but after every choice made before: their order is the order in which they hold. */
async function nextChoiceAt(call: Call, actId: Uuid): Promise<Instant> {
  const last = await store.selectLastChoiceAt(call.sql, actId)
  return new Date(Math.max(call.now.getTime(), last ? Date.parse(last) + 1 : 0)).toISOString()
}

async function continueChoice(call: Call, { choiceId, oldUnitId }: store.Choice): Promise<number> {
  await enqueue(call, APPLY_CHOICE, { choiceId }, { key: `${APPLY_CHOICE} ${choiceId}` })
  return (await store.countByUnit(call.sql, [oldUnitId])).get(oldUnitId) ?? 0
}

/** The dwellings of a long street, one transaction after the other. */
export async function applyChoiceFurther(call: Call, { choiceId }: { choiceId: Uuid }): Promise<void> {
  const choice = await store.selectChoice(call.sql, choiceId)
  const act = choice && (await acts.selectAct(call.sql, choice.actId))
  if (!act) return
  const { moved } = await applyChoice(call, choice, act)
  if (moved === DWELLINGS_AT_ONCE) await continueChoice(call, choice)
  await follow(call, act)
}

async function applyChoice(call: Call, choice: store.Choice, act: acts.BoundaryAct) {
  const moving = await chosenDwellings(call, choice, act)
  if (moving.length === 0) return { moved: 0, people: 0 }
  const people = await moveLocked(call, moving, {
    actId: choice.actId,
    effectiveOn: act.effectiveOn,
    recordedAt: choice.chosenAt,
    choiceId: choice.choiceId,
  })
  return { moved: moving.length, people }
}

async function chosenDwellings(
  { sql }: Pick<Call, 'sql'>,
  choice: store.Choice,
  { effectiveOn }: acts.BoundaryAct,
): Promise<acts.Moving[]> {
  const { dwellingId, oldUnitId, newUnitId } = choice
  if (dwellingId === null) return await store.lockStreet(sql, choice, DWELLINGS_AT_ONCE)
  const found = await store.lockChosen(sql, dwellingId, oldUnitId, effectiveOn)
  return found && found.unitId !== newUnitId ? [{ dwellingId, oldUnitId, newUnitId }] : []
}
