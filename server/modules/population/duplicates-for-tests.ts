/** Second records of people of a register with labelled errors, and strangers who share name and birthday. */
import type { Database } from '#platform/db.ts'
import type { Candidate, Places } from './duplicates.ts'
import { swapped } from './duplicates-dates.ts'

export const errorKinds = [
  'lost-tone',
  'd-stroke',
  'swapped',
  'dropped-middle',
  'old-number',
  'typing',
] as const
export type ErrorKind = (typeof errorKinds)[number]

export interface Known {
  personNumber: string
  name: string
  sex: 'male' | 'female'
  bornOn: string
  bornPrecision: 'D' | 'M' | 'Y'
  birthRegisteredUnitId: number | null
  homeTownUnitId: number | null
  motherNumber: string | null
  motherName: string | null
  fatherNumber: string | null
  fatherName: string | null
  spouseNumber: string | null
  spouseName: string | null
  oldNumber: string | null
}

/** Everybody, with what a collection form asks for. */
export async function knownPeople(sql: Database, limit: number): Promise<Known[]> {
  return await sql<Known[]>`
    select p.person_number, p.name, p.sex, p.born_on, p.born_precision, p.birth_registered_unit_id, p.home_town_unit_id,
      m.person_number as mother_number, m.name as mother_name, f.person_number as father_number, f.name as father_name,
      s.person_number as spouse_number, s.name as spouse_name,
      (select min(a.alias) from population.number_aliases a where a.person_number = p.person_number) as old_number
    from population.people p
    left join population.relations rm on rm.person_number = p.person_number and rm.kind = 'mother' and rm.superseded_at is null
    left join population.people m on m.person_number = rm.other_number
    left join population.relations rf on rf.person_number = p.person_number and rf.kind = 'father' and rf.superseded_at is null
    left join population.people f on f.person_number = rf.other_number
    left join population.relations rs on rs.person_number = p.person_number and rs.kind = 'spouse' and rs.superseded_at is null
      and rs.valid_until is null
    left join population.people s on s.person_number = rs.other_number
    order by p.person_number limit ${limit}`
}

/** A small generator of its own: the same sample for the same seed. */
export function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The record of the same person made a second time, with one error of the kind; undefined where it cannot be made. */
export function corrupted(person: Known, kind: ErrorKind, random: () => number): Candidate | undefined {
  const same = asCandidate(person, random)
  const words = person.name.split(' ')
  switch (kind) {
    case 'lost-tone': {
      const name = random() < 0.5 ? withoutMarks(person.name) : withoutToneOf(words, random)
      return name === person.name ? undefined : { ...same, name }
    }
    case 'd-stroke': {
      const name = person.name.replaceAll('Đ', 'D').replaceAll('đ', 'd')
      return name === person.name ? undefined : { ...same, name }
    }
    case 'swapped': {
      const bornOn = person.bornPrecision === 'D' ? swapped(person.bornOn) : undefined
      return bornOn ? { ...same, bornOn } : undefined
    }
    case 'dropped-middle': {
      if (words.length < 3) return undefined
      const at = 1 + Math.floor(random() * (words.length - 2))
      return { ...same, name: words.toSpliced(at, 1).join(' ') }
    }
    case 'old-number': {
      if (!person.oldNumber) return undefined
      const bornOn = `${person.bornOn.slice(0, 4)}-01-01`
      return {
        ...same,
        name: withoutMarks(person.name),
        bornOn,
        bornPrecision: 'Y',
        numbers: [person.oldNumber],
      }
    }
    case 'typing':
      return { ...same, name: mistyped(person.name, random) }
  }
}

/**
 * Someone else of the same name and birthday: other parents where they are known, else of another home town, which in
 * the units of today is another.
 */
export function stranger(
  person: Known,
  others: readonly Known[],
  places: Places,
  random: () => number,
): Candidate {
  const pick = () => others[Math.floor(random() * others.length)]!
  const townOf = ({ homeTownUnitId }: Known) => places(homeTownUnitId)?.unitId
  let other = pick()
  while (townOf(other) === townOf(person) || other.motherName === person.motherName) other = pick()
  let parents = pick()
  while (!parents.motherName || !parents.fatherName || parents.motherName === person.motherName)
    parents = pick()
  const sameTown = person.motherName !== null && person.fatherName !== null && random() < 0.25
  const { birthRegisteredUnitId, homeTownUnitId } = sameTown ? person : other
  return {
    name: person.name,
    bornOn: person.bornOn,
    bornPrecision: person.bornPrecision,
    sex: person.sex,
    birthRegisteredUnitId,
    homeTownUnitId,
    mother: { name: parents.motherName! },
    father: { name: parents.fatherName! },
  }
}

/** What a collection form says: parents by number or by name alone, where they are known. */
function asCandidate(person: Known, random: () => number): Candidate {
  const { name, bornOn, bornPrecision, sex, birthRegisteredUnitId, homeTownUnitId } = person
  const byNumber = random() < 0.6
  const parent = (number: string | null, named: string | null) =>
    number && named ? { name: named, ...(byNumber ? { number } : {}) } : undefined
  const mother = parent(person.motherNumber, person.motherName)
  const father = parent(person.fatherNumber, person.fatherName)
  const spouse = parent(person.spouseNumber, person.spouseName)
  // An old card has no day of birth; whoever brings it shows its number.
  const numbers = bornPrecision !== 'D' && person.oldNumber ? [person.oldNumber] : []
  return {
    name,
    bornOn,
    bornPrecision,
    sex,
    birthRegisteredUnitId,
    homeTownUnitId,
    ...(mother ? { mother } : {}),
    ...(father ? { father } : {}),
    ...(spouse ? { spouse } : {}),
    ...(numbers.length > 0 ? { numbers } : {}),
  }
}

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g

function withoutMarks(text: string): string {
  const stripped = text.normalize('NFD').replace(/[\u0300-\u036f]/g, '')
  return stripped.replaceAll('đ', 'd').replaceAll('Đ', 'D')
}

function withoutToneOf(words: readonly string[], random: () => number): string {
  const at = Math.floor(random() * words.length)
  return words
    .map((word, i) => (i === at ? word.normalize('NFD').replace(TONES, '').normalize('NFC') : word))
    .join(' ')
}

const keyboard = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm']

/** One slip of a finger somewhere: a letter left out, doubled, changed for its neighbour, or two changed places. */
function mistyped(name: string, random: () => number): string {
  const letters = [...name]
  const places = letters.flatMap((letter, i) => (letter !== ' ' && letters[i - 1] !== ' ' && i > 0 ? i : []))
  const at = places[Math.floor(random() * places.length)] ?? 0
  const slip = Math.floor(random() * 4)
  if (slip === 0) letters.splice(at, 1)
  else if (slip === 1) letters.splice(at, 0, letters[at]!)
  else if (slip === 2) letters[at] = neighbour(letters[at]!, random)
  else if (letters[at + 1] && letters[at + 1] !== ' ') {
    ;[letters[at], letters[at + 1]] = [letters[at + 1]!, letters[at]!]
  } else letters.splice(at, 0, letters[at]!)
  return letters.join('')
}

function neighbour(letter: string, random: () => number): string {
  const base = withoutMarks(letter).toLowerCase()
  const row = keyboard.find((keys) => keys.includes(base))
  if (!row) return 'x'
  const at = row.indexOf(base)
  return row[at === 0 ? 1 : at === row.length - 1 || random() < 0.5 ? at - 1 : at + 1]!
}
