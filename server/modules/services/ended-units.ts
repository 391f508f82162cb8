/**
 * Answers that name a commune which has ended (xã, phường đã nhập, chia). A draft written before a boundary change is
 * opened with the lawful commune where there is only one; where the law divided it, whoever fills in the form chooses.
 */
import type { Call } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { shortDay } from '#platform/number-words.ts'
import type { Day, Words } from '#platform/schemas.ts'
import { ancestorsOf, mapOldAddress, type Units, unitById, unitName, units } from '#reference'
import type { Bundle } from './bundle.ts'
import type { EndedUnit, FieldError } from './contract.ts'
import { dwellingOf } from './registers.ts'
import { at } from './rules/expression.ts'
import { fieldsOf } from './rules/form.ts'

type Answers = Record<string, unknown>

/** The answers with the lawful commune wherever there is no choice, and what was found to have ended. */
export async function lawfulAnswers(
  call: Call,
  bundle: Bundle,
  answers: Answers,
): Promise<{ answers: Answers; endedUnits: EndedUnit[] }> {
  const endedUnits = await endedUnitsIn(call, bundle, answers, dayOf(call.now))
  const lawful = { ...answers }
  for (const { field, choices } of endedUnits) {
    const [only, another] = choices
    if (!only || another) continue
    const { unitId, provinceId } = only
    lawful[field] = { ...(answers[field] as object), unitId, provinceId }
  }
  return { answers: lawful, endedUnits }
}

/** What keeps answers from being filed on that day: a place whose commune is no more, in words that say what it is now. */
export async function endedUnitFaults(
  call: Call,
  bundle: Bundle,
  answers: Answers,
  on: Day,
): Promise<FieldError[]> {
  const ended = await endedUnitsIn(call, bundle, answers, on)
  return ended.map((one) => ({ field: one.field, message: faultOf(one) }))
}

/** The commune of a rule or a register, when it is no more on that day. */
export async function endedUnit(
  call: Call,
  unitId: number,
  on: Day,
): Promise<Omit<EndedUnit, 'field'> | null> {
  const all = await units(call)
  const last = all.versions.get(unitId)?.at(-1)
  if (last?.level !== 'commune' || !last.validUntil || on < last.validUntil) return null
  return {
    was: unitName(all, unitId, last.validUntil),
    endedOn: last.validUntil,
    law: all.successions.get(unitId)?.[0]?.law ?? null,
    choices: mapOldAddress(all, unitId, on).map((candidate) => choiceOf(all, candidate.unitId, on)),
  }
}

async function endedUnitsIn(call: Call, bundle: Bundle, answers: Answers, on: Day): Promise<EndedUnit[]> {
  const found: EndedUnit[] = []
  for (const { name: field, kind } of fieldsOf(bundle.form)) {
    const unitId = at(answers[field], 'unitId')
    if ((kind !== 'unit' && kind !== 'dwelling') || typeof unitId !== 'number') continue
    const ended = await endedUnit(call, unitId, on)
    if (ended) found.push({ field, ...(await withDwelling(call, ended, answers[field], on)) })
  }
  return found
}

/** A dwelling of the register says itself where it lies now, unless that is still open. */
async function withDwelling<T extends Omit<EndedUnit, 'field'>>(
  call: Call,
  ended: T,
  answer: unknown,
  on: Day,
): Promise<T> {
  const dwellingId = at(answer, 'dwellingId')
  const dwelling = typeof dwellingId === 'string' ? await dwellingOf(call, dwellingId) : null
  const all = await units(call)
  if (!dwelling || unitById(all, dwelling.unitId, on)?.level !== 'commune') return ended
  return { ...ended, choices: [choiceOf(all, dwelling.unitId, on)] }
}

function choiceOf(all: Units, unitId: number, on: Day): EndedUnit['choices'][number] {
  const province = ancestorsOf(all, unitId, on).find(({ level }) => level === 'province')
  return { unitId, provinceId: province?.unitId ?? unitId, name: unitName(all, unitId, on) }
}

function faultOf({ was, endedOn, choices }: EndedUnit): Words {
  const day = shortDay(endedOn)
  const [vi, en] = [' hoặc ', ' or '].map((or) => choices.map(({ name }) => name).join(or))
  return choices.length === 1
    ? {
        vi: `${was} không còn từ ngày ${day}, nay là ${vi}. Hãy chọn lại nơi này`,
        en: `${was} ended on ${day} and is now ${en}. Choose this place again`,
      }
    : {
        vi: `${was} không còn từ ngày ${day}, nay thuộc ${vi}. Hãy chọn nơi đúng`,
        en: `${was} ended on ${day} and belongs to ${en} now. Choose the right one`,
      }
}
