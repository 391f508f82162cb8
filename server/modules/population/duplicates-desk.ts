/** The desk of likely duplicates: pairs of the territory, the two records side by side, and the decision. */
import { type Call, reads } from '#platform/call.ts'
import { dayOf } from '#platform/day.ts'
import { poke } from '#platform/live.ts'
import type { PersonNumber, Uuid, Words } from '#platform/schemas.ts'
import { codeItem, codeList, unitName, units } from '#reference'
import * as store from './duplicate-pairs.store.ts'
import * as contract from './duplicates.contract.ts'
import { likelyDuplicates } from './duplicates.ts'
import { type ComparedField, pairWords } from './duplicates-score.ts'
import { shownValue, valueNow } from './field-values.ts'
import { actorName } from './life-events.ts'
import { maskNumber } from './number.ts'
import type { Person } from './people.store.ts'
import { contactsOf, peopleByNumbers } from './people.ts'
import { officerName } from './quality-desk.ts'
import { responsibleUnits, unitsOfOfficer } from './quality-homes.ts'
import { relativesOf } from './relatives.ts'
import { officerOf } from './territory.ts'

const DEFAULT_ROWS = 25
const NOT_THE_SAME = 'not-the-same-reasons'
const comparedFields = ['name', 'bornOn', 'relatives', 'residence', 'duplicates']

export async function listPairs(
  call: Call,
  asked: { state?: 'open' | 'merging' | 'merged' | 'not-the-same'; after?: string; limit?: number },
) {
  const { state = 'open', after, limit = DEFAULT_ROWS } = asked
  const within = await unitsOfOfficer(call)
  const found = await store.selectPairs(call.sql, {
    units: within,
    state,
    after: after !== undefined && /^[0-9a-f-]{36}$/.test(after) ? after : null,
    limit,
  })
  const people = await bothSides(call, found, ['name', 'bornOn', 'duplicates'])
  const rows = found.flatMap((pair) => shownRow(pair, people) ?? [])
  const counted = new Map((await store.countPairs(call.sql, within)).map((one) => [one.state, one.count]))
  const count = (of: store.PairState) => counted.get(of) ?? 0
  return {
    rows,
    next: found.length === limit ? (found.at(-1)?.pairId ?? null) : null,
    counts: {
      open: count('open'),
      merging: count('merging'),
      merged: count('merged'),
      notTheSame: count('not-the-same'),
    },
  }
}

/** Both people of pairs; of a merged pair only the record that stands. */
async function bothSides(call: Call, pairs: readonly store.PairRow[], fields: readonly string[]) {
  const numbers = pairs.flatMap(({ firstNumber, secondNumber }) => [firstNumber, secondNumber])
  for (const number of numbers) reads(call, number, fields)
  return await peopleByNumbers(call, numbers)
}

function shownRow(
  pair: store.PairRow,
  people: ReadonlyMap<PersonNumber, Person>,
): contract.PairRow | undefined {
  const first = people.get(pair.firstNumber) ?? people.get(pair.secondNumber)
  const second = people.get(pair.secondNumber) ?? first
  if (!first || !second) return undefined
  const { pairId, verdict, score, state, foundAt, fields } = pair
  return {
    pairId,
    first: sideOf(first, pair.firstNumber),
    second: sideOf(second, pair.secondNumber),
    verdict,
    score,
    state,
    foundAt,
    fields: explained(fields),
  }
}

function sideOf({ personId, name, bornOn }: Person, number: PersonNumber) {
  return { personId, name, bornOn, maskedNumber: maskNumber(number) }
}

function explained(fields: readonly ComparedField[]) {
  return fields
    .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points))
    .map((one) => ({ ...one, words: pairWords(one) }))
}

/** Throws pairUnknown, also for a pair of another territory. */
export async function readPair(call: Call, pairId: Uuid): Promise<contract.Pair> {
  return await shown(call, await pairToSee(call, pairId))
}

/** A pair of which the officer answers for one side at least. Throws pairUnknown. */
export async function pairToSee(call: Call, pairId: Uuid): Promise<store.PairRow> {
  const pair = await store.selectPair(call.sql, pairId)
  if (!pair) throw contract.pairUnknown()
  const within = await unitsOfOfficer(call)
  const allowed =
    within === null || [pair.firstUnitId, pair.secondUnitId].some((id) => id !== null && within.includes(id))
  if (!allowed) {
    for (const number of [pair.firstNumber, pair.secondNumber]) reads(call, number, [])
    throw contract.pairUnknown()
  }
  return pair
}

async function shown(call: Call, pair: store.PairRow): Promise<contract.Pair> {
  const people = await bothSides(call, [pair], comparedFields)
  const row = shownRow(pair, people)
  if (!row) throw contract.pairUnknown()
  const first = people.get(pair.firstNumber)
  const second = people.get(pair.secondNumber)
  const reasons = async (list: string) =>
    (await codeList(call, list)).map(({ code, vi, en }) => ({ code, words: { vi, en } }))
  const reason = pair.reason && (await codeItem(call, NOT_THE_SAME, pair.reason, dayOf(call.now)))
  return {
    ...row,
    version: pair.version,
    lines: first && second ? await linesOf(call, first, second) : [],
    relations: {
      first: first ? await relationsOf(call, first) : [],
      second: second ? await relationsOf(call, second) : [],
    },
    homes: { first: await homeOf(call, pair.firstNumber), second: await homeOf(call, pair.secondNumber) },
    reasons: await reasons(NOT_THE_SAME),
    mergeReasons: await reasons('same-person-reasons'),
    decided: pair.decidedAt
      ? {
          at: pair.decidedAt,
          by: pair.decidedName,
          reason: reason ? { vi: reason.vi, en: reason.en } : null,
          note: pair.note,
        }
      : null,
    mergeId: await store.selectMergeOfPair(call.sql, pair.pairId),
  }
}

/** Fields of a record that are compared, in the order of article 9; those that a merge may take from either. */
const fieldLines: readonly [field: string, words: Words, choosable: boolean][] = [
  ['name', { vi: 'Họ tên', en: 'Name' }, true],
  ['otherName', { vi: 'Tên gọi khác', en: 'Other name' }, true],
  ['bornOn', { vi: 'Ngày sinh', en: 'Date of birth' }, true],
  ['bornPrecision', { vi: 'Mức đầy đủ của ngày sinh', en: 'How much of the date is known' }, true],
  ['sex', { vi: 'Giới tính', en: 'Sex' }, true],
  ['birthUnitId', { vi: 'Nơi sinh', en: 'Place of birth' }, true],
  ['birthRegisteredUnitId', { vi: 'Nơi đăng ký khai sinh', en: 'Place of birth registration' }, true],
  ['homeTownUnitId', { vi: 'Quê quán', en: 'Home town' }, true],
  ['ethnicGroup', { vi: 'Dân tộc', en: 'Ethnic group' }, true],
  ['religion', { vi: 'Tôn giáo', en: 'Religion' }, true],
  ['nationalities', { vi: 'Quốc tịch', en: 'Nationality' }, true],
  ['bloodGroup', { vi: 'Nhóm máu', en: 'Blood group' }, true],
  ['maritalStatus', { vi: 'Tình trạng hôn nhân', en: 'Marital status' }, false],
  ['diedOn', { vi: 'Ngày mất', en: 'Date of death' }, false],
  ['phone', { vi: 'Số điện thoại', en: 'Phone' }, false],
]

async function linesOf(call: Call, first: Person, second: Person) {
  const contacts = [await contactsOf(call, first.personNumber), await contactsOf(call, second.personNumber)]
  const lines: contract.Pair['lines'] = []
  for (const [field, words, choosable] of fieldLines) {
    const [a, b] = [valueNow(first, contacts[0], field), valueNow(second, contacts[1], field)]
    if (a === null && b === null) continue
    lines.push({
      field,
      words,
      first: a === null ? null : await shownValue(call, field, a),
      second: b === null ? null : await shownValue(call, field, b),
      differs: a !== b,
      choosable,
    })
  }
  return lines
}

async function relationsOf(call: Call, { personNumber }: Person) {
  const rows = await relativesOf(call, personNumber)
  return rows.map(({ words, name }) => ({ words, name }))
}

async function homeOf(call: Call, number: PersonNumber): Promise<string | null> {
  const unitId = (await responsibleUnits(call, [number])).get(number)
  return unitId === undefined ? null : unitName(await units(call), unitId, dayOf(call.now))
}

/** Throws pairUnknown, pairMoved, reasonUnknown. */
export async function decideNotTheSame(
  call: Call,
  pairId: Uuid,
  { version, reason, note }: { version: number; reason: string; note: string },
): Promise<contract.Pair> {
  const pair = await pairToSee(call, pairId)
  if (!(await codeItem(call, NOT_THE_SAME, reason, dayOf(call.now)))) throw contract.reasonUnknown()
  if (pair.state !== 'open') throw contract.pairMoved()
  const to = {
    state: 'not-the-same',
    at: call.now,
    by: actorName(call),
    name: await officerName(call),
    reason,
    note,
  } as const
  if (!(await store.movePair(call.sql, pairId, version, to))) throw contract.pairMoved()
  await poke(call, [`agency:${officerOf(call).agencyId}`], 'quality')
  return await readPair(call, pairId)
}

/** Before a registration: whom the newcomer may be. Each hit is entered as read. */
export async function checkNewcomer(
  call: Call,
  asked: {
    name: string
    bornOn: string
    bornPrecision?: 'D' | 'M' | 'Y'
    sex?: 'male' | 'female'
    motherName?: string
    fatherName?: string
    birthRegisteredUnitId?: number
    homeTownUnitId?: number
    oldNumber?: string
  },
) {
  const { motherName, fatherName, oldNumber, ...known } = asked
  const found = await likelyDuplicates(call, {
    ...known,
    ...(motherName ? { mother: { name: motherName } } : {}),
    ...(fatherName ? { father: { name: fatherName } } : {}),
    ...(oldNumber ? { numbers: [oldNumber] } : {}),
  })
  const some = found.slice(0, 10)
  for (const { personNumber } of some) reads(call, personNumber, ['name', 'bornOn', 'duplicates'])
  const people = await peopleByNumbers(
    call,
    some.map(({ personNumber }) => personNumber),
  )
  const rows = some.flatMap(({ personNumber, verdict, score, fields }) => {
    const person = people.get(personNumber)
    return person ? [{ ...sideOf(person, personNumber), verdict, score, fields: explained(fields) }] : []
  })
  return { rows }
}
