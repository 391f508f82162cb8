/**
 * Whether two records may be of one person, field by field. Name and birthday alone never make two people one: in a
 * nation of namesakes it takes what tells strangers apart, parents, places, numbers. Points are logarithms of odds in
 * spirit; the sum is explained in the same words to whoever decides. Pure.
 */
import type { PersonNumber, Words } from '#platform/schemas.ts'
import { type BirthDate, type DateGrade, gradeDates } from './duplicates-dates.ts'
import { gradeNames, type NameGrade } from './duplicates-names.ts'
import type { Sex } from './number.ts'

export interface Relative {
  number?: PersonNumber | undefined
  name?: string | undefined
}

/** A unit as it is today, and its province. */
export interface PlaceNow {
  unitId: number
  provinceId: number | null
}

/** What may be compared of a record; what is not known is left out and counts neither way. */
export interface Comparable extends BirthDate {
  name: string
  sex?: Sex | undefined
  mother?: Relative | undefined
  father?: Relative | undefined
  spouse?: Relative | undefined
  birthRegistered?: PlaceNow | undefined
  homeTown?: PlaceNow | undefined
  /** Every number the person goes or went by. */
  numbers?: readonly string[] | undefined
  phone?: string | undefined
}

export type PairField =
  | 'name'
  | 'bornOn'
  | 'sex'
  | 'mother'
  | 'father'
  | 'spouse'
  | 'birthRegistration'
  | 'homeTown'
  | 'numbers'
  | 'phone'
export type PairGrade =
  | NameGrade
  | DateGrade
  | 'same'
  | 'same-name'
  | 'near-name'
  | 'same-province'
  | 'different'

/** How one field compares, and what it counts for. */
export interface ComparedField {
  field: PairField
  grade: PairGrade
  points: number
}

/** `same`: hardly anything else is possible; `likely`: to be looked at; `conflict`: one number, two people; `unlikely`. */
export type PairVerdict = 'same' | 'likely' | 'conflict' | 'unlikely'

export interface Compared {
  verdict: PairVerdict
  score: number
  fields: ComparedField[]
}

const LIKELY = 17
const SAME = 28

const namePoints: Record<NameGrade, number> = {
  exact: 6,
  'tone-placement': 6,
  'marks-missing': 5,
  'word-missing': 4.5,
  slip: 4.5,
  order: 4,
  'tones-differ': 2.5,
  'other-word': 0.5,
  different: -20,
}
const datePoints: Record<DateGrade, number> = {
  same: 8,
  'same-month': 4.5,
  'same-year': 2.9,
  swapped: 5.5,
  partial: 2.9,
  slip: 2.9,
  different: -20,
}

/**
 * Compares two records. `rare` says that nobody else in the register goes by one of the two names, so that a word that
 * differs by a letter is a slip rather than another name.
 */
export function compareRecords(a: Comparable, b: Comparable, rare = false): Compared {
  const fields: ComparedField[] = []
  const add = (field: PairField, grade: PairGrade | undefined, points: number) => {
    if (grade !== undefined) fields.push({ field, grade, points })
  }
  const graded = gradeNames(a.name, b.name)
  const name = graded === 'other-word' && rare ? 'slip' : graded
  const date = gradeDates(a, b)
  add('name', name, namePoints[name])
  add('bornOn', date, datePoints[date])
  if (a.sex && b.sex) add('sex', a.sex === b.sex ? 'same' : 'different', a.sex === b.sex ? 0.5 : -4)
  addRelative(add, 'mother', a.mother, b.mother, { same: 9, named: 5, near: 3.5, different: -12 })
  addRelative(add, 'father', a.father, b.father, { same: 8, named: 4.5, near: 3, different: -11 })
  addRelative(add, 'spouse', a.spouse, b.spouse, { same: 6, named: 3, near: 2, different: -2 })
  addPlace(add, 'birthRegistration', a.birthRegistered, b.birthRegistered, {
    same: 3.5,
    province: -2,
    other: -4,
  })
  addPlace(add, 'homeTown', a.homeTown, b.homeTown, { same: 4, province: -2, other: -4 })
  const shared = a.numbers?.some((number) => b.numbers?.includes(number)) ?? false
  if (shared) add('numbers', 'same', 20)
  if (a.phone && a.phone === b.phone) add('phone', 'same', 2)
  const score = fields.reduce((sum, { points }) => sum + points, 0)
  return { verdict: verdictOf(score, shared, name, date), score, fields }
}

function verdictOf(score: number, sharesNumber: boolean, name: NameGrade, date: DateGrade): PairVerdict {
  if (name === 'different') return sharesNumber ? 'conflict' : 'unlikely'
  if (date === 'different') return sharesNumber ? 'likely' : 'unlikely'
  return score >= SAME ? 'same' : score >= LIKELY ? 'likely' : 'unlikely'
}

type Add = (field: PairField, grade: PairGrade | undefined, points: number) => void

/** Grades that, of a parent, mean another person: parents are written down as they are, not typed in a hurry. */
const contradicting: ReadonlySet<NameGrade> = new Set(['different', 'other-word', 'tones-differ'])

/** By number where both have one; else by name. Two numbers under one name may be two records of the parent too. */
function addRelative(
  add: Add,
  field: PairField,
  a: Relative | undefined,
  b: Relative | undefined,
  points: { same: number; named: number; near: number; different: number },
): void {
  if (!a || !b) return
  const twoNumbers = a.number !== undefined && b.number !== undefined
  if (twoNumbers && a.number === b.number) add(field, 'same', points.same)
  else if (a.name !== undefined && b.name !== undefined) {
    const grade = gradeNames(a.name, b.name)
    if (contradicting.has(grade)) add(field, 'different', points.different)
    else if (twoNumbers) add(field, 'near-name', 0)
    else if (grade === 'exact' || grade === 'tone-placement' || grade === 'marks-missing') {
      add(field, 'same-name', points.named)
    } else add(field, 'near-name', points.near)
  } else if (twoNumbers) add(field, 'different', points.different)
}

function addPlace(
  add: Add,
  field: PairField,
  a: PlaceNow | undefined,
  b: PlaceNow | undefined,
  points: { same: number; province: number; other: number },
): void {
  if (!a || !b) return
  const province = a.provinceId !== null && a.provinceId === b.provinceId
  if (a.unitId === b.unitId) add(field, 'same', points.same)
  else add(field, province ? 'same-province' : 'different', province ? points.province : points.other)
}

const fieldNames: Record<PairField, Words> = {
  name: { vi: 'Họ tên', en: 'Name' },
  bornOn: { vi: 'Ngày sinh', en: 'Date of birth' },
  sex: { vi: 'Giới tính', en: 'Sex' },
  mother: { vi: 'Mẹ', en: 'Mother' },
  father: { vi: 'Cha', en: 'Father' },
  spouse: { vi: 'Vợ, chồng', en: 'Spouse' },
  birthRegistration: { vi: 'Nơi đăng ký khai sinh', en: 'Place of birth registration' },
  homeTown: { vi: 'Quê quán', en: 'Home town' },
  numbers: { vi: 'Số định danh, số cũ', en: 'Numbers' },
  phone: { vi: 'Số điện thoại', en: 'Phone' },
}
const gradeWords: Record<PairGrade, Words> = {
  exact: { vi: 'giống hệt', en: 'the same' },
  'tone-placement': { vi: 'chỉ khác vị trí dấu hoặc i/y', en: 'another placement of the tone, or i for y' },
  'marks-missing': { vi: 'một bên thiếu dấu', en: 'marks are missing on one side' },
  'word-missing': { vi: 'một bên thiếu chữ đệm', en: 'a middle word is missing on one side' },
  slip: { vi: 'sai lệch do gõ nhầm', en: 'a slip of typing' },
  order: { vi: 'cùng các chữ, khác thứ tự', en: 'the same words in another order' },
  'tones-differ': { vi: 'cùng chữ, khác dấu', en: 'the same letters, other marks' },
  'other-word': { vi: 'khác một chữ gần giống', en: 'one word differs by a letter' },
  same: { vi: 'trùng', en: 'the same' },
  'same-month': { vi: 'cùng tháng, năm; không rõ ngày', en: 'the same month; the day is not known' },
  'same-year': { vi: 'cùng năm; không rõ ngày, tháng', en: 'the same year; day and month are not known' },
  swapped: { vi: 'đảo ngày và tháng', en: 'day and month changed places' },
  partial: { vi: 'một bên không ghi đủ ngày', en: 'one side has only part of the date' },
  'same-name': { vi: 'cùng họ tên', en: 'of the same name' },
  'near-name': { vi: 'họ tên gần giống', en: 'of nearly the same name' },
  'same-province': { vi: 'cùng tỉnh, khác xã', en: 'same province, another commune' },
  different: { vi: 'khác nhau', en: 'different' },
}

/** A field of a pair in words: `Ngày sinh: đảo ngày và tháng`. */
export function pairWords({ field, grade }: Pick<ComparedField, 'field' | 'grade'>): Words {
  const [of, is] = [fieldNames[field], gradeWords[grade]]
  return { vi: `${of.vi}: ${is.vi}`, en: `${of.en}: ${is.en}` }
}
