/**
 * Checks people by every rule and keeps their findings: after each life event in its own transaction, and by sweeps.
 * A finding closes by itself when the data are right; what an officer explained stays closed while nothing changes.
 */
import { createHash } from 'node:crypto'
import type { Call } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { uuidv7 } from '#platform/ids.ts'
import type { PersonNumber } from '#platform/schemas.ts'
import { addWorkingDays, lawParameter, workingCalendar } from '#reference'
import { actorName, registerAfterDeclaring } from './life-events.ts'
import { selectFound, selectVerdicts, type Verdicts } from './quality-check.store.ts'
import * as store from './quality-findings.store.ts'
import { responsibleUnits } from './quality-homes.ts'
import { type CompiledRules, compiledRules } from './quality-rules.ts'

/** What a check of people saw: for counting, with the commune that answers for each. */
export interface Checked {
  rules: CompiledRules['rules']
  verdicts: Verdicts[]
  units: ReadonlyMap<PersonNumber, number>
  found: number
}

/**
 * Checks people by the rules of today, and opens, keeps and closes their findings. `of` says whose communes are
 * looked up: a sweep counts everybody's, a write needs them only for what is wrong.
 */
export async function checkPeople(
  call: Call,
  numbers: readonly PersonNumber[],
  of: 'everybody' | 'wrong' = 'wrong',
): Promise<Checked> {
  const today = dayOf(call.now)
  const compiled = await compiledRules(call, today)
  if (compiled.rules.length === 0) return { rules: [], verdicts: [], units: new Map(), found: 0 }
  const verdicts = await selectVerdicts(call.sql, compiled, numbers, today)
  const isWork = (one: Verdicts) =>
    compiled.rules.some((rule, i) => one.verdicts[i] === '!' && !rule.measuredOnly)
  const wrong = verdicts.filter(isWork).map(({ personNumber }) => personNumber)
  const units = await responsibleUnits(call, of === 'wrong' ? wrong : numbers)
  const broken = await brokenOf(call, compiled, wrong, units)
  const fixed = await store.closeRighted(call.sql, numbers, broken, call.now)
  const opened =
    broken.length > 0 ? await store.openBroken(call.sql, broken, await termsFrom(call), call.now) : []
  const moved = await store.moveOpen(
    call.sql,
    broken.map(({ personNumber, unitId }) => ({ personNumber, unitId })),
  )
  const steps = [
    ...fixed.map((one) => ({ ...one, act: 'fixed' })),
    ...opened.map(({ first, ...one }) => ({ ...one, act: first ? 'found' : 'found-again' })),
    ...moved.map((one) => ({ ...one, act: 'moved' })),
  ]
  const by = { actor: actorName(call), actorName: null, reason: null, note: null }
  await store.insertSteps(
    call.sql,
    steps.map((step) => ({ ...step, ...by, id: uuidv7() })),
    call.now,
  )
  return { rules: compiled.rules, verdicts, units, found: broken.length }
}

/** After an event nothing but the people it touched is looked at. */
registerAfterDeclaring(async (call, numbers) => {
  await checkPeople(call, numbers)
})

async function brokenOf(
  call: Call,
  compiled: CompiledRules,
  numbers: readonly PersonNumber[],
  units: ReadonlyMap<PersonNumber, number>,
): Promise<store.Broken[]> {
  if (numbers.length === 0) return []
  const found = await selectFound(call.sql, compiled, numbers, dayOf(call.now))
  return found.flatMap(({ personNumber, found: looked }) =>
    compiled.rules.flatMap((rule, i) => {
      const seen = looked[i]
      if (!seen || rule.measuredOnly) return []
      return {
        personNumber,
        rule: rule.id,
        fingerprint: createHash('sha256').update(seen).digest('hex').slice(0, 32),
        unitId: units.get(personNumber) ?? null,
        complex: rule.complex ?? false,
      }
    }),
  )
}

/** Verified within some working days, settled within some more; a complex one has longer in all. */
async function termsFrom(call: Call): Promise<store.Terms> {
  const today = dayOf(call.now)
  const calendar = await workingCalendar(call)
  const days = async (key: string) => (await lawParameter(call, `data-quality.${key}`, today)).value
  const verify = await days('verify-days')
  const after = (count: number) => addWorkingDays(call.now, count, calendar).dueAt
  return {
    verifyDueAt: after(verify),
    dueAt: after(verify + (await days('fix-days'))),
    complexDueAt: after(await days('complex-days')),
  }
}
