/**
 * Comparing Vietnamese names by grades. Stripping the marks would call Hùng and Hưng the same man: a comparison says
 * how two spellings differ, and whoever asks decides what is good enough. Pure; the order of the two does not matter.
 */
import { tidy } from '#platform/vietnamese.ts'

/**
 * `exact`: the same but for capitals; `tone-placement`: the same spelled by another rule (hòa, hoà; Lý, Lí);
 * `marks-missing`: one has fewer marks and contradicts none; `word-missing`: one lacks a word or two; `different`.
 */
export type NameMatch = 'exact' | 'tone-placement' | 'marks-missing' | 'word-missing' | 'different'

export const nameMatches: readonly NameMatch[] = [
  'exact',
  'tone-placement',
  'marks-missing',
  'word-missing',
  'different',
]

export function compareNames(a: string, b: string): NameMatch {
  const [left, right] = [tidy(a).toLocaleLowerCase('vi'), tidy(b).toLocaleLowerCase('vi')]
  if (left === right) return left === '' ? 'different' : 'exact'
  const [one, other] = [wordsOf(left), wordsOf(right)]
  if (one.length === 0 || other.length === 0) return 'different'
  if (one.length === other.length) {
    if (one.every((word, i) => sameSpelling(word, other[i]!))) return 'tone-placement'
    const fewer = one.every((word, i) => marksWithin(word, other[i]!))
    return fewer || one.every((word, i) => marksWithin(other[i]!, word)) ? 'marks-missing' : 'different'
  }
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  const lacks = long.length - short.length
  return short.length >= 2 && lacks <= MISSING_WORDS && isPartOf(short, long) ? 'word-missing' : 'different'
}

/** A surname and a given name are left when both middle words of the usual four are missing. */
const MISSING_WORDS = 2

/** A syllable apart from its tone: `hoà` is h, o, a with a grave; `Đặng` is d with a stroke, ă, n, g with a dot. */
interface Word {
  letters: string
  /** Marks of each letter that make another vowel or consonant: ă â ê ô ơ ư đ. */
  qualities: string[]
  tones: string
}

const TONES = new Set(['\u0300', '\u0301', '\u0303', '\u0309', '\u0323'])
const STROKE = 'đ'

function wordsOf(name: string): Word[] {
  return name
    .replace(/['’`-]/g, '')
    .split(' ')
    .filter((word) => word !== '')
    .map(wordOf)
}

function wordOf(text: string): Word {
  const word: Word = { letters: '', qualities: [], tones: '' }
  for (const letter of text.normalize('NFD')) {
    const last = word.qualities.length - 1
    if (TONES.has(letter)) word.tones += letter
    else if (/\p{M}/u.test(letter)) word.qualities[last] = (word.qualities[last] ?? '') + letter
    else {
      word.letters += letter === STROKE ? 'd' : letter
      word.qualities.push(letter === STROKE ? STROKE : '')
    }
  }
  word.letters = word.letters.replace(/([bcdghklmnpqrstvx])y$/, '$1i')
  return word
}

function sameSpelling(a: Word, b: Word): boolean {
  return a.letters === b.letters && a.tones === b.tones && a.qualities.join() === b.qualities.join()
}

/** Whether a word is another with some marks left out. */
function marksWithin(less: Word, more: Word): boolean {
  return (
    less.letters === more.letters &&
    (less.tones === '' || less.tones === more.tones) &&
    less.qualities.every((quality, i) => quality === '' || quality === more.qualities[i])
  )
}

function isPartOf(short: readonly Word[], long: readonly Word[]): boolean {
  return within(short, long, marksWithin) || within(short, long, (a, b) => marksWithin(b, a))
}

function within(short: readonly Word[], long: readonly Word[], fits: (a: Word, b: Word) => boolean): boolean {
  let found = 0
  for (const word of long) {
    if (found < short.length && fits(short[found]!, word)) found += 1
  }
  return found === short.length
}
